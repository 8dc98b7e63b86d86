"""Folders for files on their way, gone with the process that made them.

A process that is killed cannot clean up, but the kernel frees its locks. So each folder is locked while its maker lives,
and whoever makes a new one removes those of the dead.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import weakref
from pathlib import Path

_PREFIX = "datascores-scratch-"


class ScratchFolder:
    """A new folder in the system's place for temporary files; `path` holds until `close` or the end of the process."""

    def __init__(self) -> None:
        remove_abandoned()
        made = None
        while made is None:
            made = _make_locked()
        self.path, lock = made
        self._close = weakref.finalize(self, _remove, self.path, lock, os.getpid())

    def close(self) -> None:
        """Remove the folder with what is in it; a process forked from the maker leaves it to the maker."""
        self._close()


def remove_abandoned() -> None:
    """Remove the folders whose makers are gone; those of other users stay."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue  # gone meanwhile, or another user's
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
        except BlockingIOError:
            pass  # its maker lives
        finally:
            os.close(lock)


def _make_locked() -> tuple[Path, int] | None:
    """A folder and the lock on it; None when another process took it for abandoned before it was locked."""
    path = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    fcntl.flock(lock, fcntl.LOCK_EX)
    if path.exists():
        return path, lock
    os.close(lock)
    return None


def _remove(path: Path, lock: int, maker: int) -> None:
    if os.getpid() == maker:
        shutil.rmtree(path, ignore_errors=True)
    os.close(lock)

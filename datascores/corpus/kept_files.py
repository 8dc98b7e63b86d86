"""A folder of files that can be made again: written whole or not at all, bounded in size, safe to delete at any time.

Several processes may use one folder. What has not been asked for the longest goes first when the folder grows too large.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

_LOOK_EVERY = 64  # files written by this process between two looks at the size of the folder
_TOUCH_AFTER = 3600.0  # seconds: how often at most a file's last use is noted
_UNFINISHED = ".new-"  # begins the name of a file that is being written
_TRIM_TO = 0.8  # of the size allowed


class KeptFiles:
    """Files under ``folder``, all together of at most about ``most_bytes``."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self.folder, self.most_bytes = folder, most_bytes
        self._written = 0

    def get(self, name: str, youngest_after: float = 0.0) -> bytes | None:
        """The bytes kept under a name, None where there are none or they were written before that time (Unix seconds)."""
        path = self.folder / name
        try:
            noted = path.stat().st_mtime
            if noted < youngest_after:
                return None
            data = path.read_bytes()
            if not youngest_after and time.time() - noted > _TOUCH_AFTER:
                os.utime(path)
            return data
        except FileNotFoundError:
            return None

    def put(self, name: str, data: bytes) -> None:
        """Keep bytes under a name; readers see the old ones or the new ones. Raises OSError if the disk refuses."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        if self._written % _LOOK_EVERY == 0:
            self.trim()
        self._written += 1

    def trim(self) -> None:
        """Remove what was used the longest ago until the folder is well under its size; what writers that died left, too."""
        files = []
        for path in self.folder.rglob("*"):
            try:
                found = path.stat()
            except FileNotFoundError:
                continue  # another process was faster
            is_being_written = path.name.startswith(_UNFINISHED) and time.time() - found.st_mtime < _TOUCH_AFTER
            if path.is_file() and not is_being_written:
                files.append((found.st_mtime, found.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self.most_bytes:
            return
        for _, size, path in sorted(files):
            path.unlink(missing_ok=True)
            total -= size
            if total <= self.most_bytes * _TRIM_TO:
                return

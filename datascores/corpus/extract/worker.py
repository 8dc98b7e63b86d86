"""Reading files in a limited child process, so that no file can harm or stop the one who asks.

`Extractor.read` always returns a `Reading`: a crash, a stall, a memory blow-up or an exception in the child is a
status with a reason. The child is kept warm between files and replaced after a crash, a timeout or many files. One
extractor reads one file at a time (threads wait for each other); for more speed have one per core.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from .channel import receive, send
from .limits import Limits
from .reading import FORMATS, Reading, Status

_PROJECT_FOLDER = Path(__file__).resolve().parents[3]
_START_SECONDS = 60.0  # importing the readers, on a busy machine
_BYTES_PER_CHARACTER = 12  # the longest JSON escape of one code point


class _Lost(Exception):
    """The child did not answer: why, and whether a second try makes sense."""

    def __init__(self, reason: str, try_again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.try_again = try_again


class _Child:
    """One running child process and the socket to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        lifeline_end, self._lifeline = os.pipe()  # never written to: its closing is the message
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"{__package__}.child", str(theirs.fileno()), str(lifeline_end)],
                pass_fds=(theirs.fileno(), lifeline_end),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # libraries quote the file there; no log shall hold its words
                env=_environment(),
                cwd="/",
            )
        except BaseException:
            ours.close()
            os.close(self._lifeline)
            raise
        finally:
            theirs.close()
            os.close(lifeline_end)
        self._channel = ours
        self.served = 0
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        self._channel.settimeout(_START_SECONDS)
        try:
            ready = receive(self._channel)
        except OSError:
            ready = None
        if ready is None:
            self.stop()
            raise RuntimeError(
                "The process that reads files could not start: this is no fault of a file."
                f" Try: {sys.executable} -m {__package__}.child 0 0"
            )
        self._channel.settimeout(None)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: dict[str, Any], seconds: float, most: int) -> dict[str, Any]:
        """The child's answer. Raises _Lost."""
        self.served += 1
        deadline = time.monotonic() + seconds
        watch = threading.Timer(seconds, self._process.kill)
        watch.daemon = True
        watch.start()
        try:
            send(self._channel, request)
            answer = receive(self._channel, most)
        except OSError:
            answer = None
        except ValueError as error:
            raise _Lost("Reading it gave more text than the limit allows.", try_again=False) from error
        finally:
            watch.cancel()
        if answer is not None:
            return answer
        if time.monotonic() >= deadline:
            raise _Lost(f"Reading took longer than {seconds:.0f} seconds and was stopped.", try_again=False)
        raise _Lost(self._death(), try_again=True)

    def _death(self) -> str:
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            code = 0
        if code == -signal.SIGXCPU:
            return "Reading took more processor time than allowed and was stopped."
        how = f" ({signal.Signals(-code).name})" if code < 0 else ""
        return f"The file crashed the reader{how}."

    def stop(self) -> None:
        self._channel.close()
        os.close(self._lifeline)
        self._process.kill()
        self._process.wait()


def _environment() -> dict[str, str]:
    """What the child may know: where Python's modules lie, no settings and no secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "VIRTUAL_ENV") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_PROJECT_FOLDER), "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


class Extractor:
    """Reads files, whatever they hold. Close it, or use it in a `with` block, to free its child at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._owner = os.getpid()
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def read(self, path: Path | str, name: str = "", *, scratch: Path | None = None, depth: int = 0) -> Reading:
        """Read one file.

        `name` is what it was called where it came from (a hint only). Members of mails and archives are written to
        a new folder under `scratch`, which the caller removes; without one, under a folder of this extractor's own
        that lives until `close`. `depth` is how many mails and archives lie around this file. Raises RuntimeError
        when no child can be started and OSError when nothing can be written to the scratch folder: both are the
        machine's fault, not the file's.
        """
        path = Path(path).absolute()
        with self._lock:
            folder = Path(tempfile.mkdtemp(prefix="members-", dir=scratch or self._own_scratch()))
            try:
                request = {"path": str(path), "name": _text(name or path.name), "scratch": str(folder.resolve()),
                           "depth": depth, "seconds": self.limits.seconds_for(_size(path)),
                           "limits": asdict(self.limits)}  # fmt: skip
                return self._read(request)
            finally:
                if not any(folder.iterdir()):
                    folder.rmdir()

    def _read(self, request: dict[str, Any]) -> Reading:
        for alone in (False, True):
            if alone:
                self._drop_child()
            try:
                answer = self._warm_child().ask(request, request["seconds"], self._most_bytes())
                if not answer.get("out_of_memory"):
                    reading = Reading.from_json(answer["reading"])
                    if answer.get("stumbled"):
                        self._drop_child()  # its libraries may be in any state
                    return reading
                reason, again = "Reading it needs more memory than the limit allows.", True
            except _Lost as lost:
                reason, again = lost.reason, lost.try_again
            except (KeyError, TypeError, ValueError):
                reason, again = "The reader gave an answer that makes no sense.", True
            self._drop_child()
            _empty(Path(request["scratch"]))
            if not again:
                break
        # Only the child looks inside a file; of one that killed it, the name must do.
        suffix = Path(request["name"]).suffix.lower().lstrip(".")
        return Reading(suffix if suffix in FORMATS else "unknown", Status.FAILED, reason)

    def close(self) -> None:
        """End the child and remove the extractor's own scratch folder."""
        with self._lock:
            self._drop_child()
            if self._scratch is not None:
                self._scratch.cleanup()
                self._scratch = None

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _warm_child(self) -> _Child:
        if self._owner != os.getpid():  # after a fork the child belongs to the other process
            self._child, self._owner = None, os.getpid()
        if self._child is not None and self._child.served >= self.limits.files_per_child:
            self._drop_child()
        if self._child is None:
            self._child = _Child()
        return self._child

    def _drop_child(self) -> None:
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.stop()

    def _own_scratch(self) -> str:
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="datascores-extract-")
        return self._scratch.name

    def _most_bytes(self) -> int:
        return (self.limits.output_chars + 10_000_000) * _BYTES_PER_CHARACTER


def _text(name: str) -> str:
    """A name without the lone surrogates that stand for undecodable bytes."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0  # the child says what is wrong with it


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()

"""The reading child as its parent holds it: started, asked and ended, with nothing of ours in its environment."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

from .channel import receive, send

PROJECT_FOLDER = Path(__file__).resolve().parents[4]
_START_SECONDS = 60.0  # importing the readers, on a busy machine
logger = logging.getLogger(__name__)


class NotStarted(RuntimeError):
    """No child could be started within the time for it: the machine is overloaded or set up wrongly."""


class Lost(Exception):
    """The child did not answer: why, and whether a second try makes sense."""

    def __init__(self, reason: str, try_again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.try_again = try_again


class Child:
    """One running child process and the socket to it."""

    def __init__(self, writable: Path) -> None:
        ours, theirs = socket.socketpair()
        lifeline_end, self._lifeline = os.pipe()  # never written to: its closing is the message
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"{__package__}.child", str(theirs.fileno()), str(lifeline_end), str(writable)],
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
            raise NotStarted(
                "The process that reads files could not start: this is no fault of a file."
                f" Try: {sys.executable} -m {__package__}.child 0 0 {tempfile.gettempdir()}"
            )
        for lacking in ready.get("unconfined", ()):
            warn_unconfined(lacking)
        self._channel.settimeout(None)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: dict[str, Any], seconds: float, most: int) -> dict[str, Any]:
        """The child's answer. Raises Lost."""
        self.served += 1
        try:
            self._channel.settimeout(seconds)
            send(self._channel, request)
            answer = receive(self._channel, most, time.monotonic() + seconds)
        except TimeoutError as error:
            self._process.kill()
            raise Lost(f"Reading took longer than {seconds:.0f} seconds and was stopped.", try_again=False) from error
        except OSError:
            answer = None
        except (ValueError, RecursionError) as error:
            raise Lost("Reading it gave more text than the limit allows.", try_again=False) from error
        if answer is not None:
            return answer
        raise Lost(self._death(), try_again=True)

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


@cache
def warn_unconfined(lacking: str) -> None:
    """Say once in a process that this system cannot keep its reading children from something."""
    logger.warning(
        "This system cannot keep the processes that read files from %s; see extract/isolation/confinement.py.", lacking
    )


def _environment() -> dict[str, str]:
    """What the child may know: where Python's modules lie, no settings and no secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "VIRTUAL_ENV") if name in os.environ}
    one_thread = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "MALLOC_ARENA_MAX": "1"}
    return {**kept, **one_thread, "PYTHONPATH": str(PROJECT_FOLDER)}

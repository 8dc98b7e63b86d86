"""The limited process that reads files: `python -m datascores.corpus.extract.isolation.child SOCKET LIFELINE FOLDER`.

Takes tasks as JSON over a socket and answers with readings as JSON; knows no settings, no database and no secret. It
limits its own memory, output and time, and the kernel ends it when the parent is gone, even in the middle of a file.
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from ..limits import Limits
from ..pictures.ocr import OcrNotInstalled, PictureReading, read_pictures
from ..reader import read
from ..reading import PicturesWanted, Reading, Status, Task
from ..rendering.answers import SHAPES
from .channel import receive, send
from .confinement import confine

_OPEN_FILES = 64


def main(socket_number: int, lifeline: int, writable: Path) -> None:
    """Read files until the socket closes; nothing can be written outside the folder `writable`."""
    die_with(lifeline)
    channel = socket.socket(fileno=socket_number)
    limited = False
    send(channel, {"ready": True, "unconfined": confine(writable)})
    while True:
        request = receive(channel)
        if request is None:
            return
        task = _task_from(request)
        _allow_time(request["seconds"])
        if not limited:
            limit_process(task.limits)
            limited = True
        send(channel, _answer(task, request.get("ocr"), request.get("render")))


def die_with(lifeline: int) -> None:
    """End this process when the other end of the pipe closes.

    The kernel then sends SIGIO, whose default is to end the process, whatever code is running. A parent-death signal
    would do the same for a killed parent, but fires too when only the thread that started the child ends.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the parent's business
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    try:
        if os.read(lifeline, 1) == b"":
            sys.exit(0)  # the parent ended before this process was ready
    except BlockingIOError:
        pass  # nothing to read: the parent lives


def limit_process(limits: Limits) -> None:
    """Memory, size of written files, open files, no core dumps."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.expanded_bytes, limits.expanded_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def _allow_time(seconds: float) -> None:
    """Let the kernel end the process should it use this much more processor time: the parent's clock is the first."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    most = int(usage.ru_utime + usage.ru_stime + seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _answer(task: Task, page: dict[str, Any] | None, view: dict[str, Any] | None) -> dict[str, Any]:
    """The reading of a file, or of the pictures of one of its pages, or what one of its pages looks like."""
    try:
        if view is not None:
            from ..rendering.pages import render

            return {"reading": render(task, view["number"], view["wanted"]).as_json()}
        if page is not None:
            return {"reading": read_pictures(task, page["number"], PicturesWanted(page["wanted"])).as_json()}
        return {"reading": read(task).as_json()}
    except OcrNotInstalled as error:
        return {"missing": str(error)}
    except MemoryError:
        return {"out_of_memory": True}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a Rust binding's panic is no Exception; the name of the kind is all that is told
        reason = f"The reader stumbled over this file ({type(error).__name__})."
        if view is not None:
            return {"reading": SHAPES[view["wanted"]](failure=reason).as_json(), "stumbled": True}
        failed = PictureReading(failure=reason) if page else Reading("unknown", Status.FAILED, reason)
        return {"reading": failed.as_json(), "stumbled": True}


def _task_from(request: dict[str, Any]) -> Task:
    limits = Limits(**request["limits"])
    return Task(Path(request["path"]), request["name"], Path(request["scratch"]), request["depth"], limits)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))

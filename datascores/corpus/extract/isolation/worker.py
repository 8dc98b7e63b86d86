"""Reading files in a limited child process, so that no file can harm or stop the one who asks.

`Extractor.read` always returns a `Reading`: a crash, a stall, a memory blow-up or an exception in the child is a
status with a reason. The child is kept warm between files and replaced after a crash, a timeout or many files. One
extractor reads one file at a time (threads wait for each other); for more speed have one per core.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from ..limits import Limits
from ..pictures.ocr import OcrNotInstalled, PictureReading
from ..reading import FORMATS, PicturesWanted, Reading, Status
from ..rendering.answers import PageImage, PageLetters, Rendering
from .handover import hand_over
from .process import Child, Lost
from .scratch import ScratchFolder

_NONSENSE = "The reader gave an answer that makes no sense."
_BYTES_PER_CHARACTER = 12  # the longest JSON escape of one code point
_Answer = TypeVar("_Answer", Reading, PictureReading, PageImage, PageLetters)


class Extractor:
    """Reads files, whatever they hold. Close it, or use it in a `with` block, to free its child at once."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._owner = os.getpid()
        self._scratch: ScratchFolder | None = None
        self._folder: Path | None = None  # empty between two files

    def read(self, path: Path | str, name: str = "", *, scratch: Path | None = None, depth: int = 0) -> Reading:
        """Read one file.

        `name` is what it was called where it came from (a hint only). Members of mails and archives are written to
        a new folder under `scratch`, which the caller removes; without one, under a folder of this extractor's own
        that lives until `close`. `depth` is how many mails and archives lie around this file. Raises RuntimeError
        when no child can be started and OSError when nothing can be written to the scratch folder: both are the
        machine's fault, not the file's.
        """
        name = _text(name or Path(path).name)
        answer = self._ask_in_folder(Path(path), name, scratch, {"depth": depth}, Reading)
        if isinstance(answer, Reading):
            return answer
        # Only the child looks inside a file; of one that killed it, the name must do.
        suffix = Path(name).suffix.lower().lstrip(".")
        return Reading(suffix if suffix in FORMATS else "unknown", Status.FAILED, answer)

    def read_pictures(self, path: Path | str, name: str, page: int, wanted: PicturesWanted) -> PictureReading:
        """Read the pictures of one page by OCR, in a child process of its own limits like any file.

        Raises OcrNotInstalled when OCR is not installed, and RuntimeError and OSError as `read` does.
        """
        asked = {"depth": 0, "ocr": {"number": page, "wanted": str(wanted)}}
        answer = self._ask_in_folder(Path(path), _text(name), None, asked, PictureReading)
        return answer if isinstance(answer, PictureReading) else PictureReading(failure=answer)

    def render(self, path: Path | str, name: str, page: int, shape: type[Rendering]) -> Rendering:
        """What a page (from 1) looks like, or where its letters stand, made in the child like any reading.

        A page of which neither can be had is an answer with its ``failure``. Raises RuntimeError and OSError as `read` does.
        """
        asked = {"depth": 0, "render": {"number": page, "wanted": shape.wanted}}
        answer = self._ask_in_folder(Path(path), _text(name), None, asked, shape)
        return answer if isinstance(answer, shape) else shape(failure=str(answer))

    def _ask_in_folder(
        self, path: Path, name: str, scratch: Path | None, asked: dict[str, Any], shape: type[_Answer]
    ) -> _Answer | str:
        path = path.absolute()
        with self._lock:
            # the child can write in the extractor's own folder only: what it wrote is moved to the caller's afterwards
            self._forget_after_fork()
            folder = self._own_folder()
            try:
                request = {"path": str(path), "name": name, "scratch": str(folder), **asked,
                           "seconds": self.limits.seconds_for(_size(path)), "limits": asdict(self.limits)}  # fmt: skip
                answer = self._ask(request, shape)
                if isinstance(answer, Reading) and answer.members:
                    answer = hand_over(answer, folder, folder if scratch is None else Path(scratch) / folder.name)
                    self._folder = None
                return answer
            except ValueError:
                self._drop_child()
                self._folder = None  # wherever it is by now
                return _NONSENSE
            finally:
                if self._folder is not None:
                    _empty(folder)

    def _ask(self, request: dict[str, Any], shape: type[_Answer]) -> _Answer | str:
        """The child's answer in its shape, or why there is none; a file that killed the child is tried once more alone."""
        for alone in (False, True):
            if alone:
                self._drop_child()
            try:
                answer = self._warm_child().ask(request, request["seconds"], self._most_bytes())
                if "missing" in answer:
                    raise OcrNotInstalled(answer["missing"])
                if not answer.get("out_of_memory"):
                    reading = shape.from_json(answer["reading"])
                    if answer.get("stumbled"):
                        self._drop_child()  # its libraries may be in any state
                    return reading
                reason, again = "Reading it needs more memory than the limit allows.", True
            except Lost as lost:
                reason, again = lost.reason, lost.try_again
            except (AttributeError, KeyError, TypeError, ValueError):
                reason, again = _NONSENSE, True
            self._drop_child()
            _empty(Path(request["scratch"]))
            if not again:
                break
        return reason

    def close(self) -> None:
        """End the child and remove the extractor's own scratch folder."""
        with self._lock:
            self._drop_child()
            if self._scratch is not None:
                self._scratch.close()
                self._scratch = self._folder = None

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _forget_after_fork(self) -> None:
        """Child and folders belong to the process that made them."""
        if self._owner != os.getpid():
            self._child, self._owner, self._scratch, self._folder = None, os.getpid(), None, None

    def _warm_child(self) -> Child:
        if self._child is not None and self._child.served >= self.limits.files_per_child:
            self._drop_child()
        if self._child is None:
            self._child = Child(self._own_scratch())
        return self._child

    def _drop_child(self) -> None:
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.stop()

    def _own_scratch(self) -> Path:
        if self._scratch is None:
            self._scratch = ScratchFolder()
        return self._scratch.path

    def _own_folder(self) -> Path:
        """Where the child leaves members: used again while it stays empty, since making folders is slow."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="members-", dir=self._own_scratch()))
        return self._folder

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

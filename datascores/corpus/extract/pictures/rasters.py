"""Grey pictures for OCR: a page of a PDF as it is seen, or the pictures inside office files and image files.

A PDF's pictures are cut from the rendered page, never taken from the file, so that what lies under a black box stays there.
Pictures in office files are cropped as the file shows them. Sizes are capped before anything is unpacked.
"""

from __future__ import annotations

import ctypes
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from ..office.package import open_package
from ..office.pictures import Placed
from ..pdf.flattening import has_notes
from ..pdf.hidden_objects import read_drawing
from ..pdf.regions import Rectangle, unread_pictures
from ..reading import PicturesWanted, Task
from .sources import readable_pictures

DPI = 200  # of whole pages; 300 finds no more words
PICTURE_DPI = 300  # of pictures inside pages: letters on screenshots are small
MOST_PIXELS = 40_000_000  # given to OCR; a larger page is rendered smaller
MOST_FILE_PIXELS = 100_000_000  # of an image file; a larger one is refused
_SCREEN_WIDTH = 1600  # a narrower picture is enlarged, since its letters are those of a screen


@dataclass(frozen=True)
class Raster:
    """Grey pixels, where to look in them (pixels: left, top, width, height), and what one pixel is in points.

    `points` is None where the picture's place on the page is not known.
    """

    pixels: bytes
    width: int
    height: int
    stride: int
    dpi: int
    areas: tuple[tuple[int, int, int, int], ...] = ()  # empty: the whole
    points: float | None = None


class TooManyPixels(Exception):
    """Raised for a picture that is too large to be unpacked."""


def rasters_of_pdf(task: Task, number: int, wanted: PicturesWanted) -> Iterator[Raster]:
    """Page ``number`` (from 1), whole or with the areas of its pictures. Raises PdfiumError for a page that cannot be shown."""
    with pypdfium2.PdfDocument(as_seen(source_of(task), number)) as document:
        if document.get_formtype():
            document.init_forms()
        page = document[number - 1]
        areas: list[Rectangle] = []
        if wanted == PicturesWanted.PICTURES:
            areas = unread_pictures(page, page.get_textpage(), read_drawing(page))
            if not areas:
                return
        width, height = page.get_size()
        dpi = _dpi_for(width, height, PICTURE_DPI if areas else DPI)
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        places = tuple(_on_bitmap(page, area, bitmap) for area in areas)
        yield Raster(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, dpi, places, 72 / dpi)


def as_seen(source: Path | bytes, number: int) -> Path | bytes:
    """The file, or where the page has notes, a copy in which they cover what they cover and redactions are carried out."""
    from ..pdf.notes import read_notes

    with pypdfium2.PdfDocument(source) as document:
        copy = read_notes(source).copy if has_notes(document[number - 1]) else None
    return source if copy is None else copy


def source_of(task: Task) -> Path | bytes:
    """The file, or the copy that could be repaired."""
    from ..pdf.pages import repair

    try:
        pypdfium2.PdfDocument(task.path).close()
        return task.path
    except pypdfium2.PdfiumError:
        return repair(task) or task.path


def _dpi_for(width: float, height: float, dpi: int) -> int:
    pixels = width * height * (dpi / 72) ** 2
    return dpi if pixels <= MOST_PIXELS else max(1, int(dpi * (MOST_PIXELS / pixels) ** 0.5))


def _on_bitmap(page: pypdfium2.PdfPage, area: Rectangle, bitmap: pypdfium2.PdfBitmap) -> tuple[int, int, int, int]:
    """An area of the page in pixels of its bitmap, whichever way the page is turned."""
    left, bottom, right, top = area
    xs, ys = [], []
    for x, y in ((left, bottom), (right, top)):
        at_x, at_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, bitmap.width, bitmap.height, 0, x, y, at_x, at_y)
        xs.append(min(max(at_x.value, 0), bitmap.width))
        ys.append(min(max(at_y.value, 0), bitmap.height))
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


# what opening, unpacking and turning a picture raise when it is not whole
_DAMAGED = (OSError, EOFError, KeyError, ValueError, SyntaxError, IndexError, RuntimeError, struct.error, zlib.error,
            zipfile.BadZipFile)  # fmt: skip


@dataclass(frozen=True)
class Lost:
    """A picture of several that could not be read: how it is called, and why not."""

    name: str
    reason: str


def rasters_of_office(task: Task, format_name: str, number: int) -> Iterator[Raster | Lost]:
    """The pictures of a page, slide or sheet that are large enough to hold words; what is damaged stops no other."""
    with open_package(task) as package:
        for placed in readable_pictures(task, package, format_name, number):
            try:
                yield _raster_of(_as_shown(_opened(package.read(placed.part)), placed), points=False)
            except TooManyPixels as error:
                yield Lost(PurePosixPath(placed.part).name, str(error))
            except _DAMAGED:
                yield Lost(PurePosixPath(placed.part).name, "It is damaged.")


def _as_shown(picture: Image.Image, placed: Placed) -> Image.Image:
    """The picture as the file crops it, white where something covers it."""
    left, top, right, bottom = placed.cropped
    width, height = picture.size
    box = (int(left * width), int(top * height), int(width * (1 - right)), int(height * (1 - bottom)))
    if not placed.covered:
        return picture.crop(box)
    shown = picture.crop(box).convert("RGBA")
    draw = ImageDraw.Draw(shown)
    for polygon in placed.covered:
        draw.polygon([(_near(x) * shown.width, _near(y) * shown.height) for x, y in polygon], fill="white")
    return shown


def _near(share: float) -> float:
    """Far beyond a picture is as good as farther, and can be drawn."""
    return min(100.0, max(-100.0, share))


def rasters_of_image(task: Task, number: int) -> Iterator[Raster]:
    """An image file, or page ``number`` of a TIFF. Raises OSError where it is damaged, TooManyPixels where it is too large."""
    yield _raster_of(picture_of_file(task, number), points=True)


def picture_of_file(task: Task, number: int) -> Image.Image:
    """Picture ``number`` of an image file, its pixels not yet unpacked. Raises as `rasters_of_image` does."""
    picture = _opened(task.path.read_bytes())
    picture.seek(number - 1)
    _refuse_too_large(picture)  # each picture of a TIFF has a size of its own
    return picture


def _opened(data: bytes) -> Image.Image:
    """The picture, its pixels not yet unpacked. Raises TooManyPixels."""
    try:
        picture = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise TooManyPixels("The picture has too many pixels to be read.") from error
    _refuse_too_large(picture)
    return picture


def _refuse_too_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_FILE_PIXELS:
        raise TooManyPixels(f"The picture has {picture.width:,} × {picture.height:,} pixels, too many to be read.")


def _raster_of(picture: Image.Image, points: bool) -> Raster:
    """The picture in grey on white, turned as its camera says, enlarged or reduced to a size that OCR reads well."""
    seen = Seen.of(picture)
    page = upright(picture)
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        page = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page)
    grey = page.convert("L")
    dpi = max(seen.dpi)
    width, height = (side * dpi / 72 for side in seen.points)  # in square pixels
    scale = min((MOST_PIXELS / (width * height)) ** 0.5, max(1.0, min(3.0, _SCREEN_WIDTH / width)))
    size = (max(1, int(width * scale + 1e-6)), max(1, int(height * scale + 1e-6)))
    if size != grey.size:
        grey = grey.resize(size, Image.Resampling.BICUBIC)
    return Raster(grey.tobytes(), *size, size[0], DPI, points=72 / dpi / scale if points else None)


def upright(picture: Image.Image, noted_in: Image.Image | None = None) -> Image.Image:
    """The picture turned as its camera says; where it was made from another, ``noted_in`` is that one."""
    turn = _TURNS.get(_orientation(picture if noted_in is None else noted_in))
    return picture if turn is None else picture.transpose(turn)


# What undoes each orientation that a camera notes (EXIF, CIPA DC-008, tag 274); from 5 on the sides are swapped
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = 5
_MOST_SQUASHED = 4.0  # fax machines send 204 × 98 pixels to the inch


@dataclass(frozen=True)
class Seen:
    """A picture as it is seen, turned as its camera says: pixels and pixels to the inch, across and down."""

    size: tuple[int, int]
    dpi: tuple[float, float]

    @classmethod
    def of(cls, picture: Image.Image) -> Seen:
        """By the headers alone. 96 dpi, a screen's, where the file states nothing sensible."""
        size, dpi = picture.size, _stated_dpi(picture)
        return cls(size[::-1], dpi[::-1]) if _orientation(picture) >= _SIDEWAYS else cls(size, dpi)

    @property
    def points(self) -> tuple[float, float]:
        return self.size[0] * 72 / self.dpi[0], self.size[1] * 72 / self.dpi[1]


def _orientation(picture: Image.Image) -> int:
    """1 to 8 as the head of the file says; 1 is upright, and what a damaged note counts as.

    Pillow turns a TIFF itself. Its reader of PNG would unpack all pixels to look for a note behind them: none is looked for.
    """
    if picture.format == "TIFF":
        return 1
    try:
        noted = Image.Image.getexif(picture).get(274, 1)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return 1
    return noted if noted in _TURNS else 1


def _stated_dpi(picture: Image.Image) -> tuple[float, float]:
    try:
        across, down = (float(value) for value in picture.info.get("dpi", ()))
    except (TypeError, ValueError, ZeroDivisionError):
        return 96.0, 96.0
    if not all(50 <= value <= 2400 for value in (across, down)):
        return 96.0, 96.0
    if max(across, down) > _MOST_SQUASHED * min(across, down) or abs(across - down) < 1:
        return across, across
    return across, down

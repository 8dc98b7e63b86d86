"""Grey pictures for OCR: a page of a PDF as it is seen, or the pictures inside office files and image files.

A PDF's pictures are cut from the rendered page, never taken from the file, so that what lies under a black box stays there.
Pictures in office files are cropped as the file shows them. Sizes are capped before anything is unpacked.
"""

from __future__ import annotations

import ctypes
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps

from .hidden_objects import read_drawing
from .office_pictures import Placed, is_large_enough, main_part, placed_pictures
from .ooxml import slide_parts
from .package import open_package
from .reading import PicturesWanted, Task
from .regions import Rectangle, unread_pictures

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
    with pypdfium2.PdfDocument(_source_of(task)) as document:
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


def _source_of(task: Task) -> object:
    """The file, or the copy that could be repaired."""
    from .pdf import repair

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


def rasters_of_office(task: Task, format_name: str, number: int) -> Iterator[Raster]:
    """The pictures of a Word file (page 1) or a slide that are large enough to hold words."""
    with open_package(task) as package:
        part = main_part(package) if format_name == "docx" else slide_parts(package)[number - 1]
        for placed in placed_pictures(package, part):
            raster = _office_picture(package, placed)
            if raster is not None:
                yield raster


def _office_picture(package: zipfile.ZipFile, placed: Placed) -> Raster | None:
    try:
        picture = _opened(package.read(placed.part))
    except (OSError, KeyError, ValueError, SyntaxError, TooManyPixels, zipfile.BadZipFile):
        return None  # a drawing (EMF, SVG), or damaged: no bitmap that could be read
    left, top, right, bottom = placed.cropped
    width, height = picture.size
    box = (int(left * width), int(top * height), int(width * (1 - right)), int(height * (1 - bottom)))
    if not is_large_enough(box[2] - box[0], box[3] - box[1]):
        return None
    return _raster_of(picture.crop(box), points=False)


def rasters_of_image(task: Task, number: int) -> Iterator[Raster]:
    """An image file, or page ``number`` of a TIFF. Raises OSError where it is damaged, TooManyPixels where it is too large."""
    picture = _opened(task.path.read_bytes())
    picture.seek(number - 1)
    yield _raster_of(picture, points=True)


def _opened(data: bytes) -> Image.Image:
    """The picture, its pixels not yet unpacked. Raises TooManyPixels."""
    try:
        picture = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise TooManyPixels("The picture has too many pixels to be read.") from error
    if picture.width * picture.height > MOST_FILE_PIXELS:
        raise TooManyPixels(f"The picture has {picture.width:,} × {picture.height:,} pixels, too many to be read.")
    return picture


def _raster_of(picture: Image.Image, points: bool) -> Raster:
    """The picture in grey on white, turned as its camera says, enlarged or reduced to a size that OCR reads well."""
    dpi = image_dpi(picture)
    page = ImageOps.exif_transpose(picture)
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        page = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page)
    grey = page.convert("L")
    scale = min((MOST_PIXELS / (grey.width * grey.height)) ** 0.5, max(1.0, min(3.0, _SCREEN_WIDTH / grey.width)))
    if scale != 1.0:
        grey = grey.resize(
            (max(1, int(grey.width * scale)), max(1, int(grey.height * scale))), Image.Resampling.BICUBIC
        )
    width, height = grey.size
    return Raster(grey.tobytes(), width, height, width, DPI, points=72 / dpi / scale if points else None)


def image_dpi(picture: Image.Image) -> float:
    """Pixels to the inch as the file states them; 96, a screen's, where it states nothing sensible."""
    try:
        stated = float(picture.info.get("dpi", (0, 0))[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 96.0
    return stated if 50 <= stated <= 2400 else 96.0

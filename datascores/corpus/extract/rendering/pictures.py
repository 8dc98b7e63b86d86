"""A page as a WebP picture for people: sharp where it was born digital, small where it is a scan.

Without loss for pages of letters; of a scan whichever is smaller. A page of whatever size has a bounded number of pixels,
chosen before anything is unpacked or painted.
"""

from __future__ import annotations

import io
import math

import pypdfium2
from PIL import Image

from ..pdf.hidden_objects import read_drawing
from ..pdf.regions import pictures
from ..pictures.rasters import Seen, upright

DPI = 144  # two pixels to the point
MOST_PIXELS = 4_000_000  # an A3 page at that
MOST_SIDE = 8_000  # WebP itself ends at 16,383
_SCAN = 0.5  # of the page's area under pictures
_QUALITY, _EFFORT, _METHOD = 80, 40, 3  # of WebP with loss; of WebP without loss; of both
_MUCH = 4  # times as many pixels as wanted: they are thrown out before colours are looked at


def picture_of_pdf_page(page: pypdfium2.PdfPage) -> bytes:
    """A page of a PDF as it is seen, notes and form fields included. Raises PdfiumError."""
    width, height = page.get_size()
    area = width * height
    is_scan = sum((right - left) * (top - bottom) for left, bottom, right, top in pictures(read_drawing(page))) > (
        _SCAN * area
    )
    bitmap = page.render(scale=scale_for(width, height, DPI / 72))
    return _webp(bitmap.to_pil().convert("RGB"), is_scan)


def picture_of_image(picture: Image.Image) -> bytes:
    """A picture file, turned as its camera says, on white, with square pixels. Raises OSError where it is damaged."""
    seen = Seen.of(picture)
    width, height = (side * max(seen.dpi) / 72 for side in seen.points)
    scale = min(1.0, scale_for(width, height, 1.0))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    page = upright(_fewer_pixels(picture, size), picture)
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        page = Image.alpha_composite(Image.new("RGBA", page.size, "white"), page)
    page = page.convert("RGB")
    return _webp(page if page.size == size else page.resize(size, Image.Resampling.LANCZOS), True)


def scale_for(width: float, height: float, scale: float) -> float:
    """The scale, or a smaller one at which a picture of this width and height stays within the limits. Pure."""
    most = min(math.sqrt(MOST_PIXELS / max(width * height, 1.0)), MOST_SIDE / max(width, height, 1.0))
    return min(scale, most)


def _fewer_pixels(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A huge picture made smaller in whole steps, since turning and colouring it would take several times its memory."""
    steps = int(math.sqrt(picture.width * picture.height / max(1, size[0] * size[1])))
    if picture.width * picture.height < _MUCH * MOST_PIXELS or steps < 2:
        return picture
    if picture.mode in ("1", "I;16", "I"):
        picture = picture.convert("L")
    elif picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if "transparency" in picture.info or picture.mode == "PA" else "RGB")
    return picture.reduce(steps)


def _webp(picture: Image.Image, is_scan: bool) -> bytes:
    without_loss = _saved(picture, lossless=True, quality=_EFFORT)
    if not is_scan:
        return without_loss
    return min(without_loss, _saved(picture, quality=_QUALITY), key=len)


def _saved(picture: Image.Image, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", method=_METHOD, **options)
    return file.getvalue()

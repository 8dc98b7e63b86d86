"""Where each letter of a PDF page stands on the page as it is seen, from pdfium's own places.

The same reading as `pdf.pages` makes: notes and form fields are part of the page first. Turned and cropped pages are
measured as they are shown. What the letters become in the stored text is not known here.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int, c_void_p

import pypdfium2
import pypdfium2.raw as pdfium

from ..pdf.flattening import flatten, has_notes
from ..pdf.hidden_places import direct
from .answers import PageLetters

MOST_SIGNS = 200_000  # of one page; a full page of a newspaper holds 40,000
_TENTHS = 10  # places are taken in tenths of a point
_LOOSE = 3.0  # times the height of the sign itself: what a font claims beyond that is no line's height
_ORPHANS = range(0xD800, 0xE000)

_unicode_of = direct("FPDFText_GetUnicode", ctypes.c_uint, c_void_p, c_int)
_loose_box = direct("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_tight_box = direct("FPDFText_GetCharBox", c_int, c_void_p, c_int, *(c_void_p,) * 4)
_loose = (ctypes.c_float * 4)()  # left, top, right, bottom
_tight = (ctypes.c_double * 4)()  # left, right, bottom, top
_tight_places = tuple(ctypes.addressof(_tight) + 8 * index for index in range(4))


def letters_of(document: pypdfium2.PdfDocument, number: int) -> PageLetters:
    """The signs of page ``number`` (from 1) and their boxes. Raises PdfiumError and IndexError."""
    page = document[number - 1]
    if has_notes(page):
        flatten(page)
        page.close()
        page = document[number - 1]
    textpage = page.get_textpage()
    address = ctypes.cast(textpage.raw, c_void_p).value or 0
    width, height = page.get_size()
    to_seen = _transformation(page, width, height)
    signs: list[str] = []
    sides: list[float] = []
    for index in range(min(textpage.count_chars(), MOST_SIGNS)):
        code = _unicode_of(address, index)
        if not code or code in _ORPHANS or code > 0x10FFFF:
            continue
        box = None if chr(code).isspace() else _box_at(address, index)
        signs.append(chr(code))
        sides += to_seen(box) if box else (0.0, 0.0, 0.0, 0.0)
    return PageLetters("".join(signs), tuple(sides), round(width, 1), round(height, 1))


def _box_at(textpage: int, index: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right, top in the page's own points: as high as the line where the font says so, else the sign's ink."""
    has_tight = _tight_box(textpage, index, *_tight_places)
    left, right, bottom, top = _tight
    if _loose_box(textpage, index, ctypes.addressof(_loose)):
        sides = sorted((_loose[0], _loose[2])), sorted((_loose[1], _loose[3]))
        (loose_left, loose_right), (loose_bottom, loose_top) = sides
        is_sound = loose_right > loose_left and loose_top > loose_bottom
        ink = max(right - left, top - bottom) if has_tight else 0.0
        is_huge = ink > 0 and max(loose_right - loose_left, loose_top - loose_bottom) > _LOOSE * ink + 20
        if is_sound and not is_huge:
            return loose_left, loose_bottom, loose_right, loose_top
    return (left, bottom, right, top) if has_tight and right > left and top > bottom else None


def _transformation(page: pypdfium2.PdfPage, width: float, height: float):
    """From the page's own points to those of the page as seen, measured at three corners: pdfium knows turn and crop."""
    across, down = max(1, round(width * _TENTHS)), max(1, round(height * _TENTHS))
    x, y = ctypes.c_double(), ctypes.c_double()

    def own(left: int, top: int) -> tuple[float, float]:
        pdfium.FPDF_DeviceToPage(page, 0, 0, across, down, 0, left, top, x, y)
        return x.value, y.value

    (x0, y0), (x1, y1), (x2, y2) = own(0, 0), own(across, 0), own(0, down)
    ax, ay, bx, by = x1 - x0, y1 - y0, x2 - x0, y2 - y0
    area = ax * by - ay * bx or 1.0

    def to_seen(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        left, bottom, right, top = box
        points = []
        for at_x, at_y in ((left, bottom), (right, top)):
            dx, dy = at_x - x0, at_y - y0
            points.append(((dx * by - dy * bx) / area * width, (ax * dy - ay * dx) / area * height))
        (sx, sy), (tx, ty) = points
        seen = min(sx, tx), min(sy, ty), max(sx, tx), max(sy, ty)
        return tuple(round(side, 1) for side in seen)  # type: ignore[return-value]

    return to_seen

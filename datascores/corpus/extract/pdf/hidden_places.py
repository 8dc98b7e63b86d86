"""Places on a PDF page: boxes in its points, the matrices of forms and texts, and the rectangles of clips.

pdfium's functions are called directly, with plain addresses and without a Python object for each value (a third of the time
of pypdfium2's own), for every object of every page is asked for its place. The child that reads files has one thread only.
"""

from __future__ import annotations

import ctypes
import math
import struct
from ctypes import PYFUNCTYPE, c_int, c_void_p
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top in points of the page
Matrix = tuple[float, float, float, float, float, float]


def direct(name: str, result: Any, *arguments: Any) -> Any:
    """One of pdfium's functions without the conversions of pypdfium2."""
    address = ctypes.cast(getattr(pdfium, name), c_void_p).value or 0
    return PYFUNCTYPE(result, *arguments)(address)


_bounds = direct("FPDFPageObj_GetBounds", c_int, *(c_void_p,) * 5)
_clip_corners = direct("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
_clip_corner = direct("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
_point = direct("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
matrix_of_text = direct("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
font_size = direct("FPDFTextObj_GetFontSize", c_int, c_void_p, c_void_p)
_floats = (ctypes.c_float * 4)()
_float_places = tuple(ctypes.addressof(_floats) + 4 * index for index in range(4))
_four_floats = struct.Struct("4f").unpack_from  # half of the time of going through the array
_em = (ctypes.c_float * 7)()  # the size of a text's font, and its matrix
size_and_matrix: Any = (ctypes.c_char * ctypes.sizeof(_em)).from_buffer(_em)
size_place, matrix_place = ctypes.addressof(_em), ctypes.addressof(_em) + 4

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
_EVERYWHERE: Box = (-math.inf, -math.inf, math.inf, math.inf)
RECTANGLE = (4, 5)  # corners of a path
_SMALL = 2.1  # points: the size of letters that are looked at one by one
_LARGEST_LETTER = 1.5  # of its font's size


class Em(NamedTuple):
    """The square of a font's size as a text sets it: the sides of the upright box around it, and its own shorter side."""

    wide: float
    high: float
    least: float

    def holds(self, box: Box) -> bool:
        """Whether a letter is as large as such letters are; those of fonts with a measure of their own are not."""
        slack = _LARGEST_LETTER
        return box[2] - box[0] <= slack * self.wide + 0.01 and box[3] - box[1] <= slack * self.high + 0.01


def small_em(matrix: Matrix | None) -> Em | None:
    """The em of the text whose `size_and_matrix` was read last, if its letters may be too small to see; None of others."""
    size, *own = _em
    a, b, c, d, _, _ = times(tuple(own), matrix)  # type: ignore[arg-type]
    along, size = math.hypot(a, b), abs(size)
    least = size * min(along, abs(a * d - b * c) / along) if along else 0.0
    return Em(size * (abs(a) + abs(c)), size * (abs(b) + abs(d)), least) if least < _SMALL else None


def clip_box(cut: int, count: int, matrix: Matrix | None, around: Box | None) -> Box:
    """What clip paths leave of the page to paint on; nothing (to be looked at) where one is no upright rectangle."""
    left, bottom, right, top = _EVERYWHERE if around is None else around
    at_x, at_y, at_u, at_v = _float_places
    for index in range(count):
        if _clip_corners(cut, index) not in RECTANGLE:
            return NOWHERE
        _point(_clip_corner(cut, index, 0), at_x, at_y)
        _point(_clip_corner(cut, index, 2), at_u, at_v)  # the opposite corner; a slanted one leaves nothing
        x, y, u, v = _four_floats(_floats)
        if u < x:
            x, u = u, x
        if v < y:
            y, v = v, y
        if matrix is not None:
            x, y, u, v = moved((x, y, u, v), matrix)
        left, bottom = x if x > left else left, y if y > bottom else bottom  # max and min take three times as long
        right, top = u if u < right else right, v if v < top else top
    return (left, bottom, right, top) if left < right and bottom < top else NOWHERE


def box_of(item: int, matrix: Matrix | None) -> Box:
    if not _bounds(item, *_float_places):
        return 0.0, 0.0, 0.0, 0.0
    box: Box = _four_floats(_floats)
    return box if matrix is None else moved(box, matrix)


def moved(box: Box, matrix: Matrix) -> Box:
    """The upright box around a box that a matrix moves, scales and turns."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def matrix_of(form: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT), matrix):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that applies `inner` first."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p

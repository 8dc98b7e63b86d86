"""What stands on a PDF page, in the order in which it is painted: texts, filled shapes and pictures.

The first look for hidden words, made at every page, so it is made fast: pdfium's functions are called directly, with
plain addresses and without a Python object for each value (a third of the time of pypdfium2's own). Nothing is rendered.
"""

from __future__ import annotations

import ctypes
import math
from ctypes import PYFUNCTYPE, c_int, c_void_p
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

Box = tuple[float, float, float, float]  # left, bottom, right, top in points of the page
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]  # red, green, blue, opacity, each 0 to 255

_DEPTH = 4  # forms within forms
_LEAST_SIDE = 3.0  # points: rules and borders hide nothing


def direct(name: str, result: Any, *arguments: Any) -> Any:
    """One of pdfium's functions without the conversions of pypdfium2. The child that reads files has one thread only."""
    address = ctypes.cast(getattr(pdfium, name), c_void_p).value or 0
    return PYFUNCTYPE(result, *arguments)(address)


_four_pointers = (c_void_p,) * 4
_object_of_page = direct("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_object_of_form = direct("FPDFFormObj_GetObject", c_void_p, c_void_p, ctypes.c_ulong)
_kind = direct("FPDFPageObj_GetType", c_int, c_void_p)
_fill = direct("FPDFPageObj_GetFillColor", c_int, c_void_p, *_four_pointers)
_stroke = direct("FPDFPageObj_GetStrokeColor", c_int, c_void_p, *_four_pointers)
_bounds = direct("FPDFPageObj_GetBounds", c_int, c_void_p, *_four_pointers)
_draw_mode = direct("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_stroke_width = direct("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
_clip_of = direct("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
_clip_count = direct("FPDFClipPath_CountPaths", c_int, c_void_p)
_clip_corners = direct("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
_clip_corner = direct("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
_point = direct("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
_text_mode = direct("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)

_numbers = (ctypes.c_uint * 4)()
_number_places = tuple(ctypes.addressof(_numbers) + 4 * index for index in range(4))
_modes = (ctypes.c_int * 2)()  # how a path is filled, whether it is stroked
_mode_places = tuple(ctypes.addressof(_modes) + 4 * index for index in range(2))
_floats = (ctypes.c_float * 4)()
_float_places = tuple(ctypes.addressof(_floats) + 4 * index for index in range(4))

NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
INVISIBLE = (3, 7)  # text render modes: neither filled nor stroked
STROKED = (1, 5)
LIGHT = 200
_DARK = 150  # mean of red, green and blue
_FAINT = 50  # opacity


class Text(NamedTuple):
    """A run of text: pdfium's address of it, its place in the order of painting, its colour, its mode, and the form around.

    `is_dark` letters are painted and show on any light ground. `clip` is the part of the page outside of which nothing of
    it is painted, None when all of it is.
    """

    address: int
    order: int
    colour: Colour | None  # None: a pattern
    mode: int
    is_dark: bool
    matrix: Matrix | None = None
    clip: Box | None = None

    @property
    def box(self) -> Box:
        return _box_of(self.address, self.matrix)


class Shape(NamedTuple):
    """A filled shape or a picture (`colour` None) with its place in the order of painting."""

    box: Box
    order: int
    colour: Colour | None
    is_picture: bool

    @property
    def is_light(self) -> bool:
        """Whether dark letters show on it."""
        return self.colour is not None and self.colour[3] == 255 and min(self.colour[:3]) >= LIGHT


@dataclass
class Drawing:
    """All of a page that matters here."""

    texts: list[Text] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)  # of the page's own pictures, and of its forms that hold some


def objects_of_kinds(page: pypdfium2.PdfPage, kinds: frozenset[int], most: int) -> list[int]:
    """The addresses of the page's own objects of these kinds, among its first so many objects."""
    address = ctypes.cast(page.raw, c_void_p).value
    objects = (_object_of_page(address, index) for index in range(min(pdfium.FPDFPage_CountObjects(page), most)))
    return [item for item in objects if _kind(item) in kinds]


def read_drawing(page: pypdfium2.PdfPage) -> Drawing:
    """The page's objects, those inside forms included, in the order in which they are painted."""
    drawing = Drawing()
    address = ctypes.cast(page.raw, c_void_p).value
    objects = [_object_of_page(address, index) for index in range(pdfium.FPDFPage_CountObjects(page))]
    _collect(drawing, objects, None, None, _DEPTH, 0)
    return drawing


def _collect(
    drawing: Drawing, objects: list[int], matrix: Matrix | None, around: Box | None, depth: int, order: int
) -> int:
    """Add objects to the drawing; return the next place in the order. The loop is what every page pays for."""
    colours: dict[bytes, tuple[Colour, bool]] = {}
    texts, text_kind, places = drawing.texts, pdfium.FPDF_PAGEOBJ_TEXT, _number_places
    for item in objects:
        kind = _kind(item)
        order += 1
        if kind == text_kind:
            mode = _text_mode(item)
            cut = _clip_of(item)
            clip = _clip_box(cut, count, matrix, around) if (count := _clip_count(cut)) > 0 else around
            if (_stroke if mode in STROKED else _fill)(item, *places):
                key = bytes(_numbers)
                if key not in colours:
                    red, green, blue, opacity = _numbers
                    is_dark = red + green + blue <= 3 * _DARK and opacity >= _FAINT
                    colours[key] = (red, green, blue, opacity), is_dark
                colour, is_dark = colours[key]
                texts.append(Text(item, order, colour, mode, is_dark and mode not in INVISIBLE, matrix, clip))
            else:
                texts.append(Text(item, order, None, mode, False, matrix, clip))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth:
                count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT))
                inner = [_object_of_form(item, index) for index in range(count)]
                cut, first = _clip_of(item), len(drawing.shapes)
                clip = _clip_box(cut, count, matrix, around) if (count := _clip_count(cut)) > 0 else around
                order = _collect(drawing, inner, _times(_matrix_of(item), matrix), clip, depth - 1, order)
                if depth == _DEPTH and any(shape.is_picture for shape in drawing.shapes[first:]):
                    drawing.pictures.append(_box_of(item, None))
        else:
            shape = _shape(item, kind, order, matrix)
            if shape is not None:
                drawing.shapes.append(shape)
                if shape.is_picture and depth == _DEPTH:
                    drawing.pictures.append(shape.box)
    return order


def _shape(item: int, kind: int, order: int, matrix: Matrix | None) -> Shape | None:
    """A filled shape, a thick line or a picture large enough to hide a letter."""
    box = _box_of(item, matrix)
    if kind == pdfium.FPDF_PAGEOBJ_PATH and (line := _thick_line(item, box, order)) is not None:
        return line
    if box[2] - box[0] < _LEAST_SIDE or box[3] - box[1] < _LEAST_SIDE:
        return None
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return Shape(box, order, None, kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    _draw_mode(item, *_mode_places)
    if _modes[0] == pdfium.FPDF_FILLMODE_NONE:
        return None
    colour: Colour | None = tuple(_numbers) if _fill(item, *_number_places) else None
    return Shape(box, order, colour, False)


def _thick_line(item: int, box: Box, order: int) -> Shape | None:
    """A path whose mere line is thick enough to hide letters; whether it does is for the look at the page to say."""
    _draw_mode(item, *_mode_places)
    if _modes[0] != pdfium.FPDF_FILLMODE_NONE or not _modes[1]:
        return None
    if not _stroke_width(item, _float_places[0]) or (width := _floats[0]) < _LEAST_SIDE:
        return None
    half = width / 2
    colour: Colour | None = tuple(_numbers) if _stroke(item, *_number_places) else None
    return Shape((box[0] - half, box[1] - half, box[2] + half, box[3] + half), order, colour, False)


def _clip_box(cut: int, count: int, matrix: Matrix | None, around: Box | None) -> Box:
    """What clip paths leave of the page to paint on; nothing (to be looked at) where one is no upright rectangle."""
    left, bottom, right, top = (-math.inf, -math.inf, math.inf, math.inf) if around is None else around
    for index in range(count):
        corners = []
        for corner in (
            (0, 2) if _clip_corners(cut, index) in (4, 5) else ()
        ):  # opposite ones; a slanted one leaves nothing
            _point(_clip_corner(cut, index, corner), _float_places[0], _float_places[1])
            corners.append((_floats[0], _floats[1]))
        if not corners:
            return NOWHERE
        (x, y), (u, v) = corners
        box = min(x, u), min(y, v), max(x, u), max(y, v)
        box = box if matrix is None else _moved(box, matrix)
        left, bottom, right, top = max(left, box[0]), max(bottom, box[1]), min(right, box[2]), min(top, box[3])
    return (left, bottom, right, top) if left < right and bottom < top else NOWHERE


def _box_of(item: int, matrix: Matrix | None) -> Box:
    if not _bounds(item, *_float_places):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = _floats
    box = left, bottom, right, top
    return box if matrix is None else _moved(box, matrix)


def _moved(box: Box, matrix: Matrix) -> Box:
    """The upright box around a box that a matrix moves, scales and turns."""
    left, bottom, right, top = box
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix_of(form: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT), matrix):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that applies `inner` first."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    k, l, m, n, o, p = outer  # noqa: E741
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p

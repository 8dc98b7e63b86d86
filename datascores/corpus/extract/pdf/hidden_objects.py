"""What stands on a PDF page, in the order in which it is painted: texts, filled shapes and pictures.

The first look for hidden words, made at every page, so it is made fast: pdfium's functions are called directly, with
plain addresses and without a Python object for each value (a third of the time of pypdfium2's own). Nothing is rendered.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int, c_void_p
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from .hidden_places import (
    RECTANGLE,
    Box,
    Em,
    Matrix,
    box_of,
    clip_box,
    direct,
    font_size,
    matrix_of,
    matrix_of_text,
    matrix_place,
    size_and_matrix,
    size_place,
    small_em,
    times,
)

Colour = tuple[int, int, int, int]  # red, green, blue, opacity, each 0 to 255

_DEPTH = 40  # forms within forms, as deep as pdfium follows them
LEAST_SIDE = 3.0  # points: a single rule or border hides nothing
_TALL_LETTER = 40.0  # points
_SCRIBBLE = 16  # corners of a thin line: more than a frame or an arrow has

_four_pointers = (c_void_p,) * 4
_object_of_page = direct("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_object_of_form = direct("FPDFFormObj_GetObject", c_void_p, c_void_p, ctypes.c_ulong)
_kind = direct("FPDFPageObj_GetType", c_int, c_void_p)
_fill = direct("FPDFPageObj_GetFillColor", c_int, c_void_p, *_four_pointers)
_stroke = direct("FPDFPageObj_GetStrokeColor", c_int, c_void_p, *_four_pointers)
_draw_mode = direct("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)
_count_corners = direct("FPDFPath_CountSegments", c_int, c_void_p)
_stroke_width = direct("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, c_void_p)
_clip_of = direct("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
_clip_count = direct("FPDFClipPath_CountPaths", c_int, c_void_p)
_text_mode = direct("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
_is_see_through = direct("FPDFPageObj_HasTransparency", c_int, c_void_p)  # blend mode, soft mask, opacity, or a group

_count_marks = direct("FPDFPageObj_CountMarks", c_int, c_void_p)
_mark = direct("FPDFPageObj_GetMark", c_void_p, c_void_p, ctypes.c_ulong)
_mark_text = direct(
    "FPDFPageObjMark_GetParamStringValue", c_int, c_void_p, ctypes.c_char_p, c_void_p, ctypes.c_ulong, c_void_p
)

_length = (ctypes.c_ulong * 1)()
_length_place = ctypes.addressof(_length)
_numbers = (ctypes.c_uint * 4)()
_number_places = tuple(ctypes.addressof(_numbers) + 4 * index for index in range(4))
_number_bytes = (ctypes.c_char * ctypes.sizeof(_numbers)).from_buffer(_numbers)
_modes = (ctypes.c_int * 2)()  # how a path is filled, whether it is stroked
_mode_places = tuple(ctypes.addressof(_modes) + 4 * index for index in range(2))
_floats = (ctypes.c_float * 4)()
_float_places = tuple(ctypes.addressof(_floats) + 4 * index for index in range(4))

INVISIBLE = (3, 7)  # text render modes: neither filled nor stroked
STROKED = (1, 5)
_FILLED_AND_STROKED = (2, 6)  # a thick white line hides the black letter within
_CLIPPING = 4  # and higher modes: what is painted afterwards shows inside these letters only
LIGHT = 200
_DARK = 150  # mean of red, green and blue
_FAINT = 50  # opacity
TILED = (191, 191, 191)  # what pdfium gives as the colour of any tiling pattern


class Text(NamedTuple):
    """A run of text: pdfium's address of it, its place in the order of painting, its colour, its mode, and the form around.

    `is_dark` letters are painted and show on any light ground. `clip` is the part of the page outside of which nothing of
    it is painted, None when all of it is. `is_veiled` where a blend mode, a soft mask or the like may make it vanish.
    """

    address: int
    order: int
    colour: Colour | None  # None: a pattern, or a line of another colour around the letters
    mode: int
    is_dark: bool
    matrix: Matrix | None = None
    clip: Box | None = None
    is_veiled: bool = False

    @property
    def box(self) -> Box:
        return box_of(self.address, self.matrix)


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


class Mark(NamedTuple):
    """What reading programs are told to take for the words of some texts: one of these, the mark's address, and the words."""

    item: int
    address: int
    text: str


@dataclass
class Drawing:
    """All of a page that matters here."""

    texts: list[Text] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)  # of the page's own pictures, and of its forms that hold some
    slivers: list[tuple[Box, int, int]] = field(
        default_factory=list
    )  # too thin to hide anything alone: box, order, address
    outlines: list[tuple[Box, int]] = field(default_factory=list)  # small shapes like letters: box, corners
    small: dict[int, Em] = field(default_factory=dict)  # of texts whose letters may be too small to see, by address
    told: list[Mark] = field(default_factory=list)
    is_cut_by_letters: bool = False  # some letters are a clip; pdfium does not tell what is painted through them


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
    _collect(drawing, objects, None, None, False, _DEPTH, 0)
    return drawing


def _collect(
    drawing: Drawing,
    objects: list[int],
    matrix: Matrix | None,
    around: Box | None,
    is_veiled: bool,
    depth: int,
    order: int,
) -> int:
    """Add objects to the drawing; return the next place in the order. The loop is what every page pays for."""
    colours: dict[bytes, tuple[Colour | None, bool]] = {}
    made = tuple.__new__  # half of the time of calling the type
    marked: dict[int, int] = {}
    ems: dict[bytes, Em | None] = {}
    texts, text_kind, places = drawing.texts, pdfium.FPDF_PAGEOBJ_TEXT, _number_places
    for item in objects:
        kind = _kind(item)
        order += 1
        if kind == text_kind:
            mode = _text_mode(item)
            cut = _clip_of(item)
            clip = clip_box(cut, count, matrix, around) if (count := _clip_count(cut)) > 0 else around
            if mode >= _CLIPPING:
                drawing.is_cut_by_letters = True
            veiled = is_veiled or _is_see_through(item) != 0
            font_size(item, size_place)
            matrix_of_text(item, matrix_place)
            key = size_and_matrix[:20]
            if key not in ems:
                ems[key] = small_em(matrix)
            if (em := ems[key]) is not None:
                drawing.small[item] = em
            if marks := _count_marks(item):
                marked[_mark(item, 0)] = item
                for index in range(1, marks):
                    marked[_mark(item, index)] = item
            if (_stroke if mode in STROKED else _fill)(item, *places):
                key = _number_bytes.raw
                if key not in colours:
                    colours[key] = _seen_colour(*_numbers)
                colour, is_dark = colours[key]
                if mode in INVISIBLE:
                    is_dark = False
                elif mode in _FILLED_AND_STROKED and is_dark and not _is_lined_darkly(item):
                    colour, is_dark = None, False
                texts.append(made(Text, (item, order, colour, mode, is_dark and not veiled, matrix, clip, veiled)))
            else:
                texts.append(Text(item, order, None, mode, False, matrix, clip, veiled))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth:
                count = pdfium.FPDFFormObj_CountObjects(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT))
                inner = [_object_of_form(item, index) for index in range(count)]
                cut, first = _clip_of(item), len(drawing.shapes)
                clip = clip_box(cut, count, matrix, around) if (count := _clip_count(cut)) > 0 else around
                veiled = is_veiled or _is_see_through(item) != 0
                order = _collect(drawing, inner, times(matrix_of(item), matrix), clip, veiled, depth - 1, order)
                if depth == _DEPTH and any(shape.is_picture for shape in drawing.shapes[first:]):
                    drawing.pictures.append(box_of(item, None))
        else:
            shape = _shape(item, kind, order, matrix, drawing)
            if shape is not None:
                drawing.shapes.append(shape)
                if shape.is_picture and depth == _DEPTH:
                    drawing.pictures.append(shape.box)
    drawing.told += [Mark(item, mark, told) for mark, item in marked.items() if (told := _told_by(mark))]
    return order


def _told_by(mark: int) -> str:
    """What a mark around texts tells a reading program to take for their words; "" where it leaves them as they are."""
    if not _mark_text(mark, b"ActualText", None, 0, _length_place):
        return ""
    signs = ctypes.create_string_buffer(_length[0])
    _mark_text(mark, b"ActualText", ctypes.addressof(signs), _length[0], _length_place)
    return signs.raw.decode("utf-16-le", "replace").rstrip("\0")


def _seen_colour(red: int, green: int, blue: int, opacity: int) -> tuple[Colour | None, bool]:
    """A colour, None where it may be a pattern, and whether letters in it show on any light ground."""
    if (red, green, blue) == TILED:
        return None, False
    return (red, green, blue, opacity), red + green + blue <= 3 * _DARK and opacity >= _FAINT


def _is_lined_darkly(item: int) -> bool:
    """Whether the line around dark letters is dark as well."""
    return _stroke(item, *_number_places) != 0 and _seen_colour(*_numbers)[1]


def _shape(item: int, kind: int, order: int, matrix: Matrix | None, drawing: Drawing) -> Shape | None:
    """A filled shape, a thick line or a picture large enough to hide a letter; what is too thin is added to the slivers."""
    box = box_of(item, matrix)
    if kind == pdfium.FPDF_PAGEOBJ_PATH and (line := _thick_line(item, box, order)) is not None:
        return line
    if box[2] - box[0] < LEAST_SIDE or box[3] - box[1] < LEAST_SIDE:
        drawing.slivers.append((box, order, item))
        return None
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return Shape(box, order, None, kind == pdfium.FPDF_PAGEOBJ_IMAGE)
    _draw_mode(item, *_mode_places)
    if _modes[0] == pdfium.FPDF_FILLMODE_NONE:
        return None
    if box[3] - box[1] <= _TALL_LETTER and (corners := _count_corners(item)) > RECTANGLE[-1] + 1:
        drawing.outlines.append((box, corners))
    return Shape(box, order, painted_colour(item), False)


def painted_colour(item: int) -> Colour | None:
    """What a shape is filled with, or else drawn in; None for a pattern or a picture."""
    is_line = _draw_mode(item, *_mode_places) and _modes[0] == pdfium.FPDF_FILLMODE_NONE
    return tuple(_numbers) if (_stroke if is_line else _fill)(item, *_number_places) else None


def _thick_line(item: int, box: Box, order: int) -> Shape | None:
    """A path whose mere line can hide letters, thick or scribbled; whether it does is for the look at the page to say."""
    _draw_mode(item, *_mode_places)
    if _modes[0] != pdfium.FPDF_FILLMODE_NONE or not _modes[1]:
        return None
    if not _stroke_width(item, _float_places[0]) or (width := _floats[0]) < LEAST_SIDE:
        if _count_corners(item) < _SCRIBBLE:
            return None
        width = 0.0
    half = width / 2
    box = box[0] - half, box[1] - half, box[2] + half, box[3] + half
    return Shape(box, order, painted_colour(item), False)

"""The letters of a PDF page as pdfium found them: of which run, in which place, and which are off the page or too small to see.

Letters are small by the font and the matrix of their run, in whatever direction this runs, as well as by their own boxes.
"""

from __future__ import annotations

import ctypes
import re
import struct
from collections.abc import Iterable, Mapping, Sequence
from ctypes import c_int, c_void_p

import pypdfium2

from .hidden_areas import OFF_PAGE, TINY
from .hidden_places import Box, Em, direct
from .hidden_view import Letter

_TINY = 1.5  # points: a capital of a two-point font
_LARGEST_EM = 2.05  # points: the size of a font, or what it was squeezed to
_SQUEEZED = 0.7  # points: letters pressed flat or together; an "a" of a two-point font is wider
_NARROW = frozenset("fijlrtI1ıí")
_WORD = re.compile(r"\S+")
_sides = (ctypes.c_double * 4)()  # of a rectangle, in the order of the function that fills them
_places = tuple(ctypes.addressof(_sides) + 8 * index for index in range(4))
_four_doubles = struct.Struct("4d").unpack_from
_rectangle = direct("FPDFText_GetRect", c_int, c_void_p, c_int, *(c_void_p,) * 4)
place_of_sign = direct("FPDFText_GetCharIndexFromTextIndex", c_int, c_void_p, c_int)
_box_of_sign = direct("FPDFText_GetCharBox", c_int, c_void_p, c_int, *(c_void_p,) * 4)
_run_of_sign = direct("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)  # an address, or None
loose_box_of_sign = direct("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
loose_sides = (ctypes.c_float * 4)()  # left, top, right, bottom
_run_text = direct("FPDFTextObj_GetText", ctypes.c_ulong, c_void_p, c_void_p, c_void_p, ctypes.c_ulong)
_bounded_text = direct("FPDFText_GetBoundedText", c_int, c_void_p, *(ctypes.c_double,) * 4, c_void_p, c_int)


def run_at(textpage: int, index: int) -> int:
    """The address of the run of text to which a sign of the page's text belongs; 0 where it is not known."""
    place = place_of_sign(textpage, index)
    return (_run_of_sign(textpage, place) or 0) if place >= 0 else 0


def text_of_run(run: int, textpage: int) -> str:
    size = _run_text(run, textpage, None, 0)  # in bytes of UTF-16
    signs = ctypes.create_string_buffer(size)
    _run_text(run, textpage, ctypes.addressof(signs), size)
    return signs.raw.decode("utf-16-le", "replace")


def has_text(textpage: pypdfium2.PdfTextPage, box: Box) -> bool:
    address = ctypes.cast(textpage.raw, c_void_p).value
    left, bottom, right, top = box
    return _bounded_text(address, left, top, right, bottom, None, 0) > 0


def has_odd_places(textpage: pypdfium2.PdfTextPage, page: Box, small: Iterable[int]) -> bool:
    """Whether letters may stand off the page or be tiny, by the boxes of whole runs of text and by those set `small`."""
    page_left, page_bottom, page_right, page_top = page[0] - 1, page[1] - 1, page[2] + 1, page[3] + 1
    address = ctypes.cast(textpage.raw, c_void_p).value or 0
    for index in range(textpage.count_rects()):
        _rectangle(address, index, *_places)
        left, top, right, bottom = _four_doubles(_sides)
        if left < page_left or bottom < page_bottom or right > page_right or top > page_top:
            return True
        width, height = right - left, top - bottom
        if width < _TINY or height < _TINY:
            is_speck = width < _TINY and height < _TINY
            if not is_speck and _bounded_text(address, left, top, right, bottom, None, 0) < 2:
                continue  # an "l", a full stop
            letters = sum(sign.isalnum() for sign in textpage.get_text_bounded(left, bottom, right, top))
            if letters > 1 or (letters and is_speck):
                return True
    return any(sign.isalnum() for run in small for sign in text_of_run(run, address))


def words_of(textpage: pypdfium2.PdfTextPage, text: str) -> list[list[Letter]]:
    """The letters and digits of each word with their places; words and letters without a place are left out."""
    address = ctypes.cast(textpage.raw, c_void_p).value
    words = []
    for word in _WORD.finditer(text):
        letters = []
        for index in range(word.start(), word.end()):
            if text[index].isalnum():
                place = place_of_sign(address, index)
                if place >= 0 and _box_of_sign(address, place, *_places):
                    left, right, bottom, top = _four_doubles(_sides)
                    letters.append(Letter(index, (left, bottom, right, top), text[index]))
        if letters:
            words.append(letters)
    return words


def odd_letters(words: Iterable[Sequence[Letter]], page: Box, small: Mapping[int, Em], textpage: int) -> dict[int, str]:
    """The letters off the page and those too small to see; `small` are the measures of such runs by their addresses."""
    found = {}
    for word in words:
        boxes = [letter.box for letter in word]
        wide, high = max(box[2] - box[0] for box in boxes), max(box[3] - box[1] for box in boxes)
        is_tiny = max(wide, high) < _TINY or (
            min(wide, high) < _SQUEEZED and not _NARROW.issuperset(letter.sign for letter in word)
        )
        for at, box, _ in word:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if not (page[0] - 1 <= x <= page[2] + 1 and page[1] - 1 <= y <= page[3] + 1):
                found[at] = OFF_PAGE
            elif is_tiny or (small and _is_of_tiny(small.get(run_at(textpage, at)), box)):
                found[at] = TINY
    return found


def _is_of_tiny(em: Em | None, box: Box) -> bool:
    return em is not None and em.least <= _LARGEST_EM and em.holds(box)

"""Which words of a PDF page a person looking at it does not see.

Order and cost: the page's objects first, then only for suspects the place of each letter and the rendered page, at 144
dpi. Words are hidden when the page looks the same without their letters, whatever hides them; so a photo, a gradient or a
dark heading band needs no rule of its own. The text layer of a scan is what the scan shows, unless it is covered there.

Letters off the page and letters too small to see need no rendering.
"""

from __future__ import annotations

import ctypes
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from ctypes import c_int, c_void_p
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pypdfium2

from .hidden_areas import OFF_PAGE, REDACTED, SWITCHED_OFF, TINY, Area, Test, reach, suspect_areas
from .hidden_objects import Box, Drawing, Shape, direct
from .hidden_view import Letter, look

_TINY = 1.5  # points: a capital of a two-point font
_SQUEEZED = 0.7  # points: letters pressed flat or together; an "a" of a two-point font is wider
_NARROW = frozenset("fijlrtI1ıí")
_NARROW_RUN, _CROWD = 4.5, 5  # points; signs in the room of one
# words that give nothing away; cut off at the edge of a cell they would close a document for no gain
_TELLS_NOTHING = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})
_MIXED = 3  # hidden pieces of a word: two texts over each other whose letters pdfium gives by turns
_WORD = re.compile(r"\S+")
# Block elements, squares and bars, and the squares of two symbol fonts without a map: signs that can be set over words.
_BLOCK_SIGNS = "\u2580-\u259f\u25a0\u25ac-\u25ae\u25c6\u25cf\u25fc\u25fe\u2b1b\uf06e\uf0a7"
_BLOCKS = re.compile(f"[{_BLOCK_SIGNS}]")
_NO_BLOCK = re.compile(rf"[^\s\0{_BLOCK_SIGNS}]")
_sides = (ctypes.c_double * 4)()  # of a rectangle, in the order of the function that fills them
_places = tuple(ctypes.addressof(_sides) + 8 * index for index in range(4))
_rectangle = direct("FPDFText_GetRect", c_int, c_void_p, c_int, *(c_void_p,) * 4)
_place_of_sign = direct("FPDFText_GetCharIndexFromTextIndex", c_int, c_void_p, c_int)
_box_of_sign = direct("FPDFText_GetCharBox", c_int, c_void_p, c_int, *(c_void_p,) * 4)
_run_of_sign = direct("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)  # an address, or None
_loose_box_of_sign = direct("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_loose_sides = (ctypes.c_float * 4)()  # left, top, right, bottom
_run_text = direct("FPDFTextObj_GetText", ctypes.c_ulong, c_void_p, c_void_p, c_void_p, ctypes.c_ulong)
_bounded_text = direct("FPDFText_GetBoundedText", c_int, c_void_p, *(ctypes.c_double,) * 4, c_void_p, c_int)


class RawSpan(NamedTuple):
    """Hidden code points of the text as pdfium gave it."""

    start: int
    end: int
    reason: str


class Inspection(NamedTuple):
    """What was found, and whether the page had to be rendered for it."""

    hidden: tuple[RawSpan, ...] = ()
    is_rendered: bool = False


def inspect_page(
    page: pypdfium2.PdfPage,
    textpage: pypdfium2.PdfTextPage,
    text: str,
    drawing: Drawing,
    deadline: float,
    has_layers: bool = False,
    redacted: Sequence[Box] = (),
) -> Inspection:
    """The hidden words of a page whose whole text is `text`. Call it last: the page cannot be drawn with its text afterwards.

    Where the file has layers, any words may be in one that is off: the whole page is looked at. What is `redacted` has been
    painted over already.

    After `deadline` (of time.monotonic) nothing more is rendered: what would have to be looked at counts as hidden.
    """
    bounds = page.get_bbox()
    if _BLOCKS.search(text):
        drawing = _with_blocks_as_shapes(drawing, textpage, text)
    areas = [Area(box, REDACTED) for box in redacted]
    areas += suspect_areas(drawing, bounds, lambda box: _has_text(textpage, box))
    if has_layers:
        areas.append(Area(bounds, SWITCHED_OFF))
    has_odd = _has_odd_places(textpage, bounds)
    if not areas and not has_odd:
        return Inspection()
    words = _words_of(textpage, text)
    found: dict[int, str] = {}
    if has_odd:
        found.update(_odd_letters(words, bounds))
    address = ctypes.cast(textpage.raw, c_void_p).value or 0
    suspects = [letter for word in words for letter in word if letter.at not in found]
    concerned = _in_areas(suspects, areas, address)
    if not concerned:
        return Inspection(tuple(_spans(text, words, found)))
    is_late = time.monotonic() > deadline
    if is_late:
        found.update({letter.at: f"perhaps {area.reason}: there was no time to look" for letter, area in concerned
                      if area.test is Test.VANISH})  # fmt: skip
    else:
        text_of = {letter.at: _run_at(address, letter.at) for letter, _ in concerned}
        found.update(look(page, drawing.texts, concerned, words, text_of, lambda run: _text_of_run(run, address)))
    return Inspection(tuple(_spans(text, words, found)), not is_late)


def _with_blocks_as_shapes(drawing: Drawing, textpage: pypdfium2.PdfTextPage, text: str) -> Drawing:
    """The drawing with each run of nothing but block signs as what it is to the eye, filled shapes."""
    address = ctypes.cast(textpage.raw, c_void_p).value or 0
    boxes: dict[int, list[Box]] = defaultdict(list)
    for block in _BLOCKS.finditer(text):
        place = _place_of_sign(address, block.start())
        run = _run_at(address, block.start())
        if run and _loose_box_of_sign(address, place, ctypes.addressof(_loose_sides)):
            left, top, right, bottom = _loose_sides
            boxes[run].append((left, bottom, right, top))
    # a bullet before words is one of a run of other signs
    others = {run for run in boxes if _NO_BLOCK.search(_text_of_run(run, address))}
    blocks = {text.address: text for text in drawing.texts if text.address in boxes and text.address not in others}
    shapes = [Shape(box, run.order, run.colour, False) for run in blocks.values() for box in boxes[run.address]]
    return replace(
        drawing,
        texts=[text for text in drawing.texts if text.address not in blocks],
        shapes=sorted([*drawing.shapes, *shapes], key=lambda shape: shape.order),
    )


def _run_at(textpage: int, index: int) -> int:
    """The address of the run of text to which a sign of the page's text belongs; 0 where it is not known."""
    place = _place_of_sign(textpage, index)
    return (_run_of_sign(textpage, place) or 0) if place >= 0 else 0


def _text_of_run(run: int, textpage: int) -> str:
    size = _run_text(run, textpage, None, 0)  # in bytes of UTF-16
    signs = ctypes.create_string_buffer(size)
    _run_text(run, textpage, ctypes.addressof(signs), size)
    return signs.raw.decode("utf-16-le", "replace")


def _has_text(textpage: pypdfium2.PdfTextPage, box: Box) -> bool:
    address = ctypes.cast(textpage.raw, c_void_p).value
    left, bottom, right, top = box
    return _bounded_text(address, left, top, right, bottom, None, 0) > 0


def _has_odd_places(textpage: pypdfium2.PdfTextPage, page: Box) -> bool:
    """Whether letters may stand off the page or be tiny, by the boxes of whole runs of text."""
    page_left, page_bottom, page_right, page_top = page[0] - 1, page[1] - 1, page[2] + 1, page[3] + 1
    address = ctypes.cast(textpage.raw, c_void_p).value
    for index in range(textpage.count_rects()):
        _rectangle(address, index, *_places)
        left, top, right, bottom = _sides
        if left < page_left or bottom < page_bottom or right > page_right or top > page_top:
            return True
        width, height = right - left, top - bottom
        if width < _TINY or height < _TINY:
            letters = sum(sign.isalnum() for sign in textpage.get_text_bounded(left, bottom, right, top))
            if letters > 1 or (letters and max(width, height) < _TINY):
                return True
        if width < _NARROW_RUN and width < 0.5 * height:
            signs = _bounded_text(address, left - _SQUEEZED, top, right + _SQUEEZED, bottom, None, 0)
            if signs > _CROWD:
                return True
    return False


def _words_of(textpage: pypdfium2.PdfTextPage, text: str) -> list[list[Letter]]:
    """The letters and digits of each word with their places; words and letters without a place are left out."""
    address = ctypes.cast(textpage.raw, c_void_p).value
    words = []
    for word in _WORD.finditer(text):
        letters = []
        for index in range(word.start(), word.end()):
            if text[index].isalnum():
                place = _place_of_sign(address, index)
                if place >= 0 and _box_of_sign(address, place, *_places):
                    left, right, bottom, top = _sides
                    letters.append(Letter(index, (left, bottom, right, top), text[index]))
        if letters:
            words.append(letters)
    return words


def _odd_letters(words: Iterable[Sequence[Letter]], page: Box) -> dict[int, str]:
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
            elif is_tiny:
                found[at] = TINY
    return found


def _in_areas(letters: Iterable[Letter], areas: Sequence[Area], textpage: int) -> list[tuple[Letter, Area]]:
    """The letters whose middle lies in an area, each with the first such area.

    An area about one text is for the letters of this alone, or those over words under a pale mark across the page would be
    suspects with it; but pdfium gives the letters of a text that repeats another to that one.
    """
    repeating = {
        text for text in {area.text for area in areas} if text and not _text_of_run(text, textpage).strip("\0")
    }
    bands: dict[int, list[Area]] = defaultdict(list)
    for area in areas:
        for band in range(*reach(area.box)):
            bands[band].append(area)
    found = []
    for letter in letters:
        x, y = (letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2
        for area in bands.get(reach((x, y, x, y))[0], ()):
            left, bottom, right, top = area.box
            if not (left <= x <= right and bottom <= y <= top):
                continue
            if not area.text or area.text in repeating or _run_at(textpage, letter.at) in (0, area.text):
                found.append((letter, area))
                break
    return found


def _spans(text: str, words: Iterable[Sequence[Letter]], found: dict[int, str]) -> Iterable[RawSpan]:
    """Hidden letters as spans: whole words where half of the letters are hidden; runs of two, and signs of codes, elsewhere.

    Neighbours on a line that are hidden in the same way are one span; one that tells nothing is none.
    """
    joined: list[RawSpan] = []
    for span in _hidden_parts(text, words, found):
        if joined and span.reason == joined[-1].reason and _is_gap(text[joined[-1].end : span.start]):
            span = RawSpan(joined.pop().start, span.end, span.reason)
        joined.append(span)
    for span in joined:
        is_part = text[max(0, span.start - 1) : span.start].isalnum() or text[span.end : span.end + 1].isalnum()
        if is_part or not _TELLS_NOTHING.issuperset(text[span.start : span.end].lower().split()):
            yield span


def _is_gap(between: str) -> bool:
    """Whether nothing that can be read on the same line lies between two hidden words."""
    return "\n" not in between and "\r" not in between and not any(sign.isalnum() for sign in between)


def _hidden_parts(text: str, words: Iterable[Sequence[Letter]], found: dict[int, str]) -> Iterable[RawSpan]:
    for word in words:
        hidden = [letter.at for letter in word if letter.at in found]
        if not hidden:
            continue
        start, end = word[0].at, word[-1].at + 1
        pieces = 1 + sum(other - one > 1 for one, other in pairwise(hidden))
        if 2 * len(hidden) >= len(word) or pieces >= _MIXED:
            while start and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            yield RawSpan(start, end, found[hidden[0]])
            continue
        run = [hidden[0]]
        for index in [*hidden[1:], len(text) + 1]:
            if index == run[-1] + 1:
                run.append(index)
                continue
            if len(run) > 1 or _tells(word, run[0]):
                yield RawSpan(run[0], run[-1] + 1, found[run[0]])
            run = [index]


def _tells(word: Sequence[Letter], at: int) -> bool:
    """Whether a single sign of a word matters: a digit, or a letter of a code such as a postcode."""
    sign = next(letter.sign for letter in word if letter.at == at)
    return sign.isdigit() or (sign.isupper() and any(letter.sign.isdigit() for letter in word))

"""Which words of a PDF page a person looking at it does not see.

Order and cost: the page's objects first, then only for suspects the place of each letter and the rendered page, at 144
dpi. Words are hidden when the page looks the same without their letters, whatever hides them; so a photo, a gradient or a
dark heading band needs no rule of its own. The text layer of a scan is what the scan shows, unless it is blacked out.

Letters off the page and letters too small to see need no rendering.
"""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from ctypes import c_int, c_void_p
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops

from .hidden_areas import OFF_PAGE, TINY, Area, Test, reach, suspect_areas
from .hidden_objects import Box, Text, direct, read_drawing

_SCALE = 2.0  # 144 dpi
_MOST_PIXELS = 16_000_000
_VISIBLE = 20  # mean difference of red, green and blue from which an eye sees a letter
_VISIBLE_SHARE = 0.1  # of the pixels in a letter's box
_PLAIN_SPREAD = 25  # between the 2nd and 98th percentile of grey
_DARK_END = 90
_TINY = 1.5  # points: a capital of a two-point font
_WORD = re.compile(r"\S+")
_sides = (ctypes.c_double * 4)()  # of a rectangle, in the order of the function that fills them
_places = tuple(ctypes.addressof(_sides) + 8 * index for index in range(4))
_rectangle = direct("FPDFText_GetRect", c_int, c_void_p, c_int, *(c_void_p,) * 4)
_place_of_sign = direct("FPDFText_GetCharIndexFromTextIndex", c_int, c_void_p, c_int)
_box_of_sign = direct("FPDFText_GetCharBox", c_int, c_void_p, c_int, *(c_void_p,) * 4)
_bounded_text = direct("FPDFText_GetBoundedText", c_int, c_void_p, *(ctypes.c_double,) * 4, c_void_p, c_int)
_set_active = direct("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)


class RawSpan(NamedTuple):
    """Hidden code points of the text as pdfium gave it."""

    start: int
    end: int
    reason: str


class Inspection(NamedTuple):
    """What was found, and whether the page had to be rendered for it."""

    hidden: tuple[RawSpan, ...] = ()
    is_rendered: bool = False


class _Letter(NamedTuple):
    at: int  # in the page's text
    box: Box


def inspect_page(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, text: str, deadline: float) -> Inspection:
    """The hidden words of a page whose whole text is `text`. Call it last: the page cannot be drawn with its text afterwards.

    After `deadline` (of time.monotonic) nothing more is rendered: what would have to be looked at counts as hidden.
    """
    bounds = page.get_bbox()
    drawing = read_drawing(page)
    areas = suspect_areas(drawing, bounds, lambda box: _has_text(textpage, box))
    has_odd = _has_odd_places(textpage, bounds)
    if not areas and not has_odd:
        return Inspection()
    words = _words_of(textpage, text)
    found: dict[int, str] = {}
    if has_odd:
        found.update(_odd_letters(words, bounds))
    concerned = _in_areas([letter for word in words for letter in word if letter.at not in found], areas)
    if not concerned:
        return Inspection(tuple(_spans(text, words, found)))
    is_late = time.monotonic() > deadline
    if is_late:
        found.update({letter.at: f"perhaps {area.reason}: there was no time to look" for letter, area in concerned
                      if area.test is Test.VANISH})  # fmt: skip
    else:
        found.update(_look(page, drawing.texts, concerned, words))
    return Inspection(tuple(_spans(text, words, found)), not is_late)


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
        if right - left < _TINY or top - bottom < _TINY:
            letters = sum(sign.isalnum() for sign in textpage.get_text_bounded(left, bottom, right, top))
            if letters > 1 or (letters and max(right - left, top - bottom) < _TINY):
                return True
    return False


def _words_of(textpage: pypdfium2.PdfTextPage, text: str) -> list[list[_Letter]]:
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
                    letters.append(_Letter(index, (left, bottom, right, top)))
        if letters:
            words.append(letters)
    return words


def _odd_letters(words: Iterable[Sequence[_Letter]], page: Box) -> dict[int, str]:
    found = {}
    for word in words:
        is_tiny = max(max(box[2] - box[0], box[3] - box[1]) for _, box in word) < _TINY
        for at, box in word:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if not (page[0] - 1 <= x <= page[2] + 1 and page[1] - 1 <= y <= page[3] + 1):
                found[at] = OFF_PAGE
            elif is_tiny:
                found[at] = TINY
    return found


def _in_areas(letters: Iterable[_Letter], areas: Sequence[Area]) -> list[tuple[_Letter, Area]]:
    """The letters whose middle lies in an area, each with the first such area."""
    bands: dict[int, list[Area]] = defaultdict(list)
    for area in areas:
        for band in range(*reach(area.box)):
            bands[band].append(area)
    found = []
    for letter in letters:
        x, y = (letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2
        for area in bands.get(reach((x, y, x, y))[0], ()):
            left, bottom, right, top = area.box
            if left <= x <= right and bottom <= y <= top:
                found.append((letter, area))
                break
    return found


class _View:
    """From points of the page to pixels of the rendered part of it that holds some boxes."""

    def __init__(self, page: pypdfium2.PdfPage, boxes: Sequence[Box]) -> None:
        self.bounds, self.rotation = page.get_bbox(), page.get_rotation()
        width, height = page.get_size()
        self.scale = min(_SCALE, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
        turned = [self._turned(box) for box in boxes]
        left, top = max(0.0, min(box[0] for box in turned) - 2), max(0.0, min(box[1] for box in turned) - 2)
        right, bottom = min(width, max(box[2] for box in turned) + 2), min(height, max(box[3] for box in turned) + 2)
        self.crop = (left, height - bottom, width - right, top)
        self.offset = (math.ceil(left * self.scale), math.ceil(top * self.scale))

    def draw(self, page: pypdfium2.PdfPage) -> Image.Image:
        return page.render(scale=self.scale, crop=self.crop).to_pil().convert("RGB")

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """Left, top, right, bottom; at least one pixel."""
        left, top, right, bottom = (side * self.scale for side in self._turned(box))
        x, y = math.floor(left) - self.offset[0], math.floor(top) - self.offset[1]
        return x, y, max(x + 1, math.ceil(right) - self.offset[0]), max(y + 1, math.ceil(bottom) - self.offset[1])

    def _turned(self, box: Box) -> Box:
        """Left, top, right, bottom in points from the top left of the page as it is shown."""
        page_left, page_bottom, page_right, page_top = self.bounds
        left, bottom, right, top = box
        return {
            0: (left - page_left, page_top - top, right - page_left, page_top - bottom),
            90: (bottom - page_bottom, left - page_left, top - page_bottom, right - page_left),
            180: (page_right - right, bottom - page_bottom, page_right - left, top - page_bottom),
            270: (page_top - top, page_right - right, page_top - bottom, page_right - left),
        }[self.rotation]


def _look(
    page: pypdfium2.PdfPage,
    texts: Iterable[Text],
    concerned: Sequence[tuple[_Letter, Area]],
    words: Iterable[Sequence[_Letter]],
) -> dict[int, str]:
    """Render the concerned part of the page, with and without its text, and see which letters make no difference."""
    view = _View(page, [letter.box for letter, _ in concerned])
    compares = any(area.test is Test.VANISH for _, area in concerned)
    whole = view.draw(page) if compares else None
    for text in texts:
        _set_active(text.address, 0)
    bare = view.draw(page)
    grey = bare.convert("L")
    found: dict[int, str] = {}
    if whole is not None:
        third = 1 / 3
        difference = ImageChops.difference(whole, bare).convert("L", (third, third, third, 0))
        seen = difference.point(lambda value: 255 if value >= _VISIBLE else 0)
        for letter, area in concerned:
            if area.test is Test.VANISH and _share_seen(seen.crop(view.pixels(letter.box))) < _VISIBLE_SHARE:
                found[letter.at] = area.reason
    area_of = {letter.at: area for letter, area in concerned if area.test is not Test.VANISH}
    for word in words:
        layer = [letter for letter in word if letter.at in area_of]
        if layer:
            test, reason = area_of[layer[0].at].test, area_of[layer[0].at].reason
            darkest, lightest = _spread(grey.crop(view.pixels(_around(layer))))
            if lightest - darkest < _PLAIN_SPREAD and (test is Test.BLANK or darkest < _DARK_END):
                found.update({letter.at: reason for letter in layer})
    return found


def _share_seen(mask: Image.Image) -> float:
    return mask.histogram()[255] / (mask.width * mask.height)


def _spread(grey: Image.Image) -> tuple[int, int]:
    """The 2nd and 98th percentile of a grey picture."""
    levels, total, below = grey.histogram(), grey.width * grey.height, 0
    darkest, lightest = -1, 255
    for level, count in enumerate(levels):
        below += count
        if darkest < 0 and below >= 0.02 * total:
            darkest = level
        if below >= 0.98 * total:
            lightest = level
            break
    return max(0, darkest), lightest


def _around(letters: Sequence[_Letter]) -> Box:
    boxes = [letter.box for letter in letters]
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)
    )  # fmt: skip


def _spans(text: str, words: Iterable[Sequence[_Letter]], found: dict[int, str]) -> Iterable[RawSpan]:
    """Hidden letters as spans: whole words where half of the letters are hidden, runs of two and more elsewhere.

    Neighbours on a line that are hidden in the same way are one span.
    """
    last: RawSpan | None = None
    for span in _hidden_parts(text, words, found):
        if last and span.reason == last.reason and _is_gap(text[last.end : span.start]):
            last = RawSpan(last.start, span.end, last.reason)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _is_gap(between: str) -> bool:
    """Whether nothing that can be read on the same line lies between two hidden words."""
    return "\n" not in between and "\r" not in between and not any(sign.isalnum() for sign in between)


def _hidden_parts(text: str, words: Iterable[Sequence[_Letter]], found: dict[int, str]) -> Iterable[RawSpan]:
    for word in words:
        hidden = [letter.at for letter in word if letter.at in found]
        if not hidden:
            continue
        start, end = word[0].at, word[-1].at + 1
        if 2 * len(hidden) >= len(word):
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
            if len(run) > 1:
                yield RawSpan(run[0], run[-1] + 1, found[run[0]])
            run = [index]

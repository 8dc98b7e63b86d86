"""The rendered page's verdict on letters that may be hidden: drawn with and without its letters, does it look the same?

Only the concerned part of the page is rendered, at 144 dpi or coarser where that would be too many pixels. Letters can
be switched off once only: the page cannot be drawn with its text afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from ctypes import c_int, c_void_p
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops

from .hidden_areas import Area, Test
from .hidden_objects import Box, Text, direct

_SCALE = 2.0  # 144 dpi
_MOST_PIXELS = 16_000_000
_VISIBLE = 20  # mean difference of red, green and blue from which an eye sees a letter
_VISIBLE_SHARE = 0.1  # of the pixels in a letter's box
_PLAIN_SPREAD = 25  # between the 2nd and 98th percentile of grey
_DARK_END = 90
_set_active = direct("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)


class Letter(NamedTuple):
    """A letter or digit and its place."""

    at: int  # in the page's text
    box: Box


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


def look(
    page: pypdfium2.PdfPage,
    texts: Iterable[Text],
    concerned: Sequence[tuple[Letter, Area]],
    words: Iterable[Sequence[Letter]],
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


def _around(letters: Sequence[Letter]) -> Box:
    boxes = [letter.box for letter in letters]
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)
    )  # fmt: skip

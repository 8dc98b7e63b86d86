"""The rendered page's verdict on letters that may be hidden: drawn with and without them, does it look the same?

Only the concerned part of the page is rendered, at 144 dpi or coarser where that would be too many pixels. Texts are
switched off in rounds (`hidden_rounds`) and stay so: the page cannot be drawn with its text afterwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from ctypes import c_int, c_void_p
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops

from .hidden_areas import NOT_IN_SCAN, UNDER_BOX, Area, Test
from .hidden_objects import Text
from .hidden_places import Box, direct
from .hidden_rounds import rounds
from .hidden_scans import PLAIN_SPREAD, LayerWord, spread, unseen_words

_SCALE = 2.0  # 144 dpi
_MOST_PIXELS = 16_000_000
_VISIBLE = 20  # mean difference of red, green and blue from which an eye sees a letter
_VISIBLE_SHARE = 0.1  # of the pixels in a letter's box
_set_active = direct("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)


class Letter(NamedTuple):
    """A letter or digit and its place."""

    at: int  # in the page's text
    box: Box
    sign: str = ""


class View:
    """From points of the page to pixels of the rendered part of it that holds some boxes."""

    def __init__(self, page: pypdfium2.PdfPage, boxes: Sequence[Box], scale: float = _SCALE) -> None:
        self.bounds, self.rotation = page.get_bbox(), page.get_rotation()
        width, height = page.get_size()
        self.scale = min(scale, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
        turned = [self._turned(box) for box in boxes]
        left, top = max(0.0, min(box[0] for box in turned) - 2), max(0.0, min(box[1] for box in turned) - 2)
        right, bottom = min(width, max(box[2] for box in turned) + 2), min(height, max(box[3] for box in turned) + 2)
        self.crop = (left, height - bottom, width - right, top)
        self.offset = (math.ceil(left * self.scale), math.ceil(top * self.scale))

    def draw(self, page: pypdfium2.PdfPage) -> Image.Image:
        """Without smoothing of edges: covers painted side by side leave no seams, through which letters would shimmer."""
        return page.render(scale=self.scale, crop=self.crop, no_smoothpath=True).to_pil().convert("RGB")

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
    texts: Sequence[Text],
    concerned: Sequence[tuple[Letter, Area]],
    words: Iterable[Sequence[Letter]],
    text_of: Mapping[int, int],
    words_of: Callable[[int], str],
) -> dict[int, str]:
    """Render the concerned part of the page, with and without texts, and see which letters make no difference.

    `text_of` is the address of the text to which a letter belongs, by the letter's place.
    """
    view = View(page, [letter.box for letter, _ in concerned])
    vanishing: dict[int, list[tuple[Letter, Area]]] = defaultdict(list)
    for letter, area in concerned:
        if area.test is Test.VANISH:
            vanishing[text_of.get(letter.at, 0)].append((letter, area))
    found: dict[int, str] = {}
    if vanishing:
        whole = before = view.draw(page)
        for addresses in rounds(texts, vanishing.keys(), words_of):
            _switch_off(addresses)
            after = view.draw(page)
            seen = _difference(before, after)
            found.update(_unseen(view, seen, [pair for address in addresses for pair in vanishing.pop(address, ())]))
            before = after
    area_of = {letter.at: area for letter, area in concerned if area.test is not Test.VANISH}
    if not vanishing and not area_of:
        return found
    _switch_off(text.address for text in texts)
    bare = view.draw(page)
    if vanishing:  # letters that belong to no text that is known
        found.update(_unseen(view, _difference(whole, bare), [pair for pairs in vanishing.values() for pair in pairs]))
    layers = [[letter for letter in word if letter.at in area_of] for word in words] if area_of else []
    found.update(_blank_words(view, bare.convert("L"), [layer for layer in layers if layer], area_of))
    return found


def _switch_off(addresses: Iterable[int]) -> None:
    for address in addresses:
        _set_active(address, 0)


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where an eye sees a difference."""
    third = 1 / 3
    difference = ImageChops.difference(one, other).convert("L", (third, third, third, 0))
    return difference.point(lambda value: 255 if value >= _VISIBLE else 0)


def _unseen(view: View, seen: Image.Image, letters: Iterable[tuple[Letter, Area]]) -> dict[int, str]:
    return {
        letter.at: area.reason
        for letter, area in letters
        if _share_seen(seen.crop(view.pixels(letter.box))) < _VISIBLE_SHARE
    }


def _blank_words(
    view: View, grey: Image.Image, layers: Sequence[Sequence[Letter]], area_of: Mapping[int, Area]
) -> dict[int, str]:
    """Words that are not painted, in whose place nothing is drawn, or which a scan does not show."""
    found: dict[int, str] = {}
    of_scan: list[Sequence[Letter]] = []
    for layer in layers:
        area = area_of[layer[0].at]
        if area.test is Test.UNSHOWN:
            of_scan.append(layer)
            continue
        darkest, lightest = spread(grey.crop(view.pixels(_around(layer))))
        if lightest - darkest < PLAIN_SPREAD:
            found.update({letter.at: area.reason for letter in layer})
    words = [LayerWord(view.pixels(_around(layer)), "".join(letter.sign for letter in layer)) for layer in of_scan]
    for index, is_black in unseen_words(grey, words).items():
        found.update({letter.at: UNDER_BOX if is_black else NOT_IN_SCAN for letter in of_scan[index]})
    return found


def _share_seen(mask: Image.Image) -> float:
    return mask.histogram()[255] / (mask.width * mask.height)


def _around(letters: Sequence[Letter]) -> Box:
    boxes = [letter.box for letter in letters]
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)
    )  # fmt: skip

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
from ctypes import c_void_p
from dataclasses import replace
from typing import NamedTuple

import pypdfium2

from .hidden_areas import REDACTED, SWITCHED_OFF, Area, Test, reach, suspect_areas
from .hidden_letters import (
    has_odd_places,
    has_text,
    loose_box_of_sign,
    loose_sides,
    odd_letters,
    place_of_sign,
    run_at,
    text_of_run,
    words_of,
)
from .hidden_objects import Drawing, Shape
from .hidden_patterns import with_patterns
from .hidden_places import Box
from .hidden_spans import RawSpan, spans_of
from .hidden_view import Letter, look

# Block elements, squares and bars, and the squares of two symbol fonts without a map: signs that can be set over words.
_BLOCK_SIGNS = "\u2580-\u259f\u25a0\u25ac-\u25ae\u25c6\u25cf\u25fc\u25fe\u2b1b\uf06e\uf0a7"
_BLOCKS = re.compile(f"[{_BLOCK_SIGNS}]")
_NO_BLOCK = re.compile(rf"[^\s\0{_BLOCK_SIGNS}]")


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
    drawing = with_patterns(drawing, page, lambda box: has_text(textpage, box))
    areas = [Area(box, REDACTED) for box in redacted]
    areas += suspect_areas(drawing, bounds, lambda box: has_text(textpage, box))
    if has_layers:
        areas.append(Area(bounds, SWITCHED_OFF))
    has_odd = has_odd_places(textpage, bounds, drawing.small)
    if not areas and not has_odd:
        return Inspection()
    words = words_of(textpage, text)
    found: dict[int, str] = {}
    address = ctypes.cast(textpage.raw, c_void_p).value or 0
    if has_odd:
        found.update(odd_letters(words, bounds, drawing.small, address))
    suspects = [letter for word in words for letter in word if letter.at not in found]
    concerned = _in_areas(suspects, areas, address)
    if not concerned:
        return Inspection(tuple(spans_of(text, words, found)))
    is_late = time.monotonic() > deadline
    if is_late:
        found.update({letter.at: f"perhaps {area.reason}: there was no time to look" for letter, area in concerned
                      if area.test is Test.VANISH})  # fmt: skip
    else:
        text_of = {letter.at: run_at(address, letter.at) for letter, _ in concerned}
        found.update(look(page, drawing.texts, concerned, words, text_of, lambda run: text_of_run(run, address)))
    return Inspection(tuple(spans_of(text, words, found)), not is_late)


def _with_blocks_as_shapes(drawing: Drawing, textpage: pypdfium2.PdfTextPage, text: str) -> Drawing:
    """The drawing with each run of nothing but block signs as what it is to the eye, filled shapes."""
    address = ctypes.cast(textpage.raw, c_void_p).value or 0
    boxes: dict[int, list[Box]] = defaultdict(list)
    for block in _BLOCKS.finditer(text):
        place = place_of_sign(address, block.start())
        run = run_at(address, block.start())
        if run and loose_box_of_sign(address, place, ctypes.addressof(loose_sides)):
            left, top, right, bottom = loose_sides
            boxes[run].append((left, bottom, right, top))
    # a bullet before words is one of a run of other signs
    others = {run for run in boxes if _NO_BLOCK.search(text_of_run(run, address))}
    blocks = {text.address: text for text in drawing.texts if text.address in boxes and text.address not in others}
    shapes = [Shape(box, run.order, run.colour, False) for run in blocks.values() for box in boxes[run.address]]
    return replace(
        drawing,
        texts=[text for text in drawing.texts if text.address not in blocks],
        shapes=sorted([*drawing.shapes, *shapes], key=lambda shape: shape.order),
    )


def _in_areas(letters: Iterable[Letter], areas: Sequence[Area], textpage: int) -> list[tuple[Letter, Area]]:
    """The letters whose middle lies in an area, each with the first such area.

    An area about one text is for the letters of this alone, or those over words under a pale mark across the page would be
    suspects with it; but pdfium gives the letters of a text that repeats another to that one.
    """
    repeating = {text for text in {area.text for area in areas} if text and not text_of_run(text, textpage).strip("\0")}
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
            if not area.text or area.text in repeating or run_at(textpage, letter.at) in (0, area.text):
                found.append((letter, area))
                break
    return found

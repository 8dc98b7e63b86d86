"""Hidden words of pages that only pdfminer could read: such a page cannot be rendered, so a suspicion is enough.

A line counts as hidden when one of its letters lies off the page, is tiny, is nearly white, lies under or on a filled
shape or a picture, or under a pale shape that was painted after it. A table head of white letters on a dark band is so
withheld as well; a moderator can release it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTCurve, LTFigure, LTImage, LTPage, LTTextContainer, LTTextLine
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from .hidden_areas import OFF_PAGE, SCAN_SHARE, TINY, UNDER_PICTURE, UNDER_SHAPE, WHITE_ON_WHITE
from .hidden_places import Box
from .hidden_spans import RawSpan

_PALE = 0.85  # of white
_SMALL = 3.0  # points: thinner shapes are rules
_TINY = 2.0  # points of the font's box


Order = Mapping[int, int]  # when a thing was painted, by its id


class _Cover(NamedTuple):
    box: Box
    reason: str
    order: int | None  # None: hides what lies under or on it


class _OrderedPages(PDFPageAggregator):
    """Keeps the order of painting, which the layout analysis of the end of a page loses."""

    order: Order = {}

    def end_page(self, page: PDFPage) -> None:
        self.order = dict(zip(_ids(self.cur_item), itertools.count()))
        super().end_page(page)


def _ids(items: Any) -> Iterator[int]:
    for item in items:
        yield id(item)
        if isinstance(item, LTFigure):
            yield from _ids(item)


def read_layouts(path: Path, most: int) -> Iterator[tuple[LTPage, Order]]:
    """The first so many pages and the order in which things on them were painted. Raises whatever pdfminer stumbles over."""
    resources = PDFResourceManager()
    device = _OrderedPages(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file, maxpages=most):
            interpreter.process_page(page)
            yield device.get_result(), device.order


def find_hidden_lines(layout: LTPage, order: Order) -> tuple[RawSpan, ...]:
    """Lines that may be hidden, as spans of the joined texts of the layout's containers."""
    covers = [*_covers(layout, layout, order)]
    found, at = [], 0
    for item in layout:
        if not isinstance(item, LTTextContainer):
            continue
        for line in [item] if isinstance(item, LTTextLine) else item:
            length = len(line.get_text())
            suspicions = (_suspicion(sign, layout.bbox, covers, order.get(id(sign), 0)) for sign in line)
            if reason := next(filter(None, suspicions), ""):
                found.append(RawSpan(at, at + len(line.get_text().rstrip()), f"perhaps {reason}"))
            at += length
    return tuple(found)


def _covers(items: Any, page: LTPage, order: Order) -> Iterator[_Cover]:
    """Filled shapes and pictures that do not make up a scan, with their reasons; pale shapes cover only what was there before."""
    for item in items:
        if isinstance(item, LTFigure):
            yield from _covers(item, page, order)
        elif min(item.width, item.height) < _SMALL:
            continue
        elif isinstance(item, LTImage):
            if item.width * item.height < SCAN_SHARE * page.width * page.height:
                yield _Cover(item.bbox, UNDER_PICTURE, None)
        elif isinstance(item, LTCurve) and item.fill:
            is_pale = _is_pale(item.non_stroking_color)
            yield _Cover(item.bbox, UNDER_SHAPE, order.get(id(item), 0) if is_pale else None)


def _suspicion(sign: Any, page: Box, covers: list[_Cover], order: int) -> str:
    if not isinstance(sign, LTChar) or not sign.get_text().strip():
        return ""
    x, y = (sign.x0 + sign.x1) / 2, (sign.y0 + sign.y1) / 2
    if not (page[0] <= x <= page[2] and page[1] <= y <= page[3]):
        return OFF_PAGE
    if sign.size < _TINY:
        return TINY
    if _is_pale(sign.graphicstate.ncolor):
        return WHITE_ON_WHITE
    for (left, bottom, right, top), reason, painted in covers:
        if left <= x <= right and bottom <= y <= top and (painted is None or painted > order):
            return reason
    return ""


def _is_pale(colour: Any) -> bool:
    """Whether a colour of one (grey), three (RGB) or four (CMYK) parts from 0 to 1 is nearly white."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False  # the default, black, or a pattern
    return all(part <= 1 - _PALE for part in parts) if len(parts) == 4 else min(parts) >= _PALE

"""Hidden words of pages that only pdfminer could read: such a page cannot be rendered, so a suspicion is enough.

A line counts as hidden when one of its letters lies off the page, is tiny, is nearly white, or lies under
or on a filled shape or a picture, since pdfminer does not tell which of them was painted first. A table
head of white letters on a dark band is so withheld as well; a moderator can release it.
"""

from __future__ import annotations

from typing import Any

from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTPage, LTTextContainer, LTTextLine

from .hidden_areas import OFF_PAGE, SCAN_SHARE, TINY, UNDER_PICTURE, UNDER_SHAPE, WHITE_ON_WHITE
from .hidden_objects import Box
from .hidden_words import RawSpan

_PALE = 0.85  # of white
_SMALL = 3.0  # points: thinner shapes are rules
_TINY = 2.0  # points of the font's box


def find_hidden_lines(layout: LTPage) -> tuple[RawSpan, ...]:
    """Lines that may be hidden, as spans of the joined texts of the layout's containers."""
    covers = [*_covers(layout, layout)]
    found, at = [], 0
    for item in layout:
        if not isinstance(item, LTTextContainer):
            continue
        for line in [item] if isinstance(item, LTTextLine) else item:
            length = len(line.get_text())
            reason = next(filter(None, (_suspicion(sign, layout.bbox, covers) for sign in line)), "")
            if reason:
                found.append(RawSpan(at, at + len(line.get_text().rstrip()), f"perhaps {reason}"))
            at += length
    return tuple(found)


def _covers(items: Any, page: LTPage) -> Any:
    """Filled shapes that are not pale and pictures that do not make up a scan, with their reasons."""
    for item in items:
        if isinstance(item, LTFigure):
            yield from _covers(item, page)
        elif min(item.width, item.height) < _SMALL:
            continue
        elif isinstance(item, LTImage):
            if item.width * item.height < SCAN_SHARE * page.width * page.height:
                yield item.bbox, UNDER_PICTURE
        elif isinstance(item, LTCurve) and item.fill and not _is_pale(item.non_stroking_color):
            yield item.bbox, UNDER_SHAPE


def _suspicion(sign: Any, page: Box, covers: list[tuple[Box, str]]) -> str:
    if not isinstance(sign, LTChar) or not sign.get_text().strip():
        return ""
    x, y = (sign.x0 + sign.x1) / 2, (sign.y0 + sign.y1) / 2
    if not (page[0] <= x <= page[2] and page[1] <= y <= page[3]):
        return OFF_PAGE
    if sign.size < _TINY:
        return TINY
    if _is_pale(sign.graphicstate.ncolor):
        return WHITE_ON_WHITE
    return next(
        (reason for (left, bottom, right, top), reason in covers if left <= x <= right and bottom <= y <= top), ""
    )


def _is_pale(colour: Any) -> bool:
    """Whether a colour of one (grey), three (RGB) or four (CMYK) parts from 0 to 1 is nearly white."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return False  # the default, black, or a pattern
    return all(part <= 1 - _PALE for part in parts) if len(parts) == 4 else min(parts) >= _PALE

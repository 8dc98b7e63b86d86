"""Where words of a page's text stand on the page as it is seen: boxes to draw around them.

Born-digital words have the places that pdfium gives their letters, words read by OCR those that OCR gave. Boxes are
points from the top left of the page, one for each line that the words stand on. Pure but for the two rows it is given.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from datascores.corpus.aligning import NOWHERE, align
from datascores.corpus.extract.rendering.answers import PageLetters

_SAME_LINE = 0.5  # of the smaller box's height that both share
_GAP = 3.0  # heights of a line between two words that are drawn as one
_WordPlace = tuple[int, int, float, float, float, float]  # start, end; left, top, right, bottom


class Box(NamedTuple):
    """A place on a page in points from its top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def height(self) -> float:
        return round(self.bottom - self.top, 1)


class Places:
    """The places of one page's text; ``read`` are the boxes that OCR stored, in the order of the text."""

    def __init__(self, text: str, letters: PageLetters | None, read: Sequence[_WordPlace] = ()) -> None:
        self._letters = letters
        self._found = align(text, letters.signs) if letters is not None else []
        self._read = sorted(read)
        self._ends = [place[1] for place in self._read]

    def boxes(self, start: int, end: int) -> list[Box]:
        """The boxes of the code points from ``start`` to ``end``; none where nobody knows where they stand."""
        own, read = self._own_boxes(start, end), list(self._read_boxes(start, end))
        return [*join_boxes(own, is_upright=_is_upright(own)), *join_boxes(read, is_upright=True)]

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether the place of every letter and digit from ``start`` to ``end`` is known; ``text`` is the page's."""
        read = {at for first, last, *_ in self._read if first < end and last > start for at in range(first, last)}
        return all(at in read or self._has_box(at) for at in range(start, end) if text[at].isalnum())

    def _has_box(self, at: int) -> bool:
        index = self._found[at] if at < len(self._found) else NOWHERE
        return index != NOWHERE and self._letters is not None and self._letters.box(index) is not None

    def _own_boxes(self, start: int, end: int) -> list[Box]:
        boxes, last = [], NOWHERE
        for index in self._found[start:end]:
            if index in (NOWHERE, last) or self._letters is None:
                continue  # of two letters of one ligature the second
            last, box = index, self._letters.box(index)
            if box is not None:
                boxes.append(Box(*box))
        return boxes

    def _read_boxes(self, start: int, end: int) -> Iterable[Box]:
        for at in range(bisect_left(self._ends, start + 1), len(self._read)):
            first, _, *sides = self._read[at]
            if first >= end:
                return
            yield Box(*sides)


def join_boxes(boxes: Iterable[Box], *, is_upright: bool) -> list[Box]:
    """Boxes that follow each other on one line as one; lines run down the page where it ``is_upright`` not."""
    joined: list[Box] = []
    for box in boxes:
        if joined and _is_beside(joined[-1], box, is_upright):
            last = joined[-1]
            joined[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            joined.append(box)
    return joined


def _is_beside(one: Box, other: Box, is_upright: bool) -> bool:
    if not is_upright:
        one, other = _transposed(one), _transposed(other)
    height = max(min(one.bottom - one.top, other.bottom - other.top), 0.1)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return shared >= _SAME_LINE * height and gap <= _GAP * height


def _transposed(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _is_upright(boxes: Sequence[Box]) -> bool:
    """Whether letters follow each other across the page, and not down or up it as in a table's turned head."""
    across = down = 0
    for one, other in pairwise(boxes):
        step_x = abs((other.left + other.right) - (one.left + one.right))
        step_y = abs((other.top + other.bottom) - (one.top + one.bottom))
        across, down = across + (step_x >= step_y), down + (step_x < step_y)
    return across >= down

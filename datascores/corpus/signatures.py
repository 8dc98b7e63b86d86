"""Where on a page a hand may have signed: under the formula that ends a letter, and beside or under the word "Signature".

Handwriting has no letters, so it is known only by where it stands: between a formula and the printed name, and in the empty
cell of a form. Places are points from the top left. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from datascores.corpus.page_places import Box, Places
from datascores.corpus.personal.positions import CLOSING

_SIGNED = 1.6  # heights of a line between formula and name from which something may stand between them
_DEEP, _CELL_DEEP, _WIDE, _RISES = 130.0, 150.0, 180.0, 14.0  # points
_AROUND = 1.0
_LEAST = 8.0  # points of room in which somebody can sign
_WORD = re.compile(r"\b(?:signature|llofnod)\b[ \t]*:?|^[ \t]*signed\b[ \t]*:?|\bsigned\b[ \t]*:", re.I | re.M)


def signatures_on(text: str, places: Places, written: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """The places of a page with this text; ``written`` are the boxes of its letters, ``size`` is its width and height."""
    return [*_under_formulas(text, places, size), *_at_words(text, places, written, size)]


def _under_formulas(text: str, places: Places, size: tuple[float, float]) -> Iterator[Box]:
    for match in CLOSING.finditer(text):
        own = [] if match["after"].strip() else places.boxes(match.start(), match.end())
        if not own:
            continue
        top, bottom = min(box.top for box in own), max(box.bottom for box in own)
        under = [box.top for start, end in _lines_after(text, match.end()) for box in places.boxes(start, end)]
        below = min((one for one in under if one > bottom), default=min(bottom + _DEEP, size[1]))
        if below - bottom > _SIGNED * (bottom - top):
            yield Box(0.0, bottom + _AROUND, size[0], below - _AROUND)


def _lines_after(text: str, at: int) -> list[tuple[int, int]]:
    """The first three lines with words."""
    found, start = [], at
    for line in text[at : at + 1_000].split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found[:3]


def _at_words(text: str, places: Places, written: Sequence[Box], size: tuple[float, float]) -> Iterator[Box]:
    """The room to the right of the word and under it, as far as no letters stand there."""
    for match in _WORD.finditer(text):
        own = places.boxes(match.start(), match.end())
        if len(own) != 1:
            continue
        word = own[0]
        beside = [
            box.left for box in written if box.left >= word.right and _shares(box, word.top - _RISES, word.bottom)
        ]
        right = min([*beside, word.right + _WIDE, size[0]])
        if not beside:  # else it is the head of a column
            yield Box(word.right + _AROUND, word.top - _RISES, right - _AROUND, word.bottom + _RISES / 2)
        left = word.left - 6.0
        under = [box.top for box in written if box.top >= word.bottom and box.left < right and box.right > left]
        bottom = min([*under, word.bottom + _CELL_DEEP, size[1]])
        if bottom - word.bottom > 2 * _LEAST:
            yield Box(left, word.bottom + _AROUND, right - _AROUND, bottom - _AROUND)


def _shares(box: Box, top: float, bottom: float) -> bool:
    return box.top < bottom and box.bottom > top

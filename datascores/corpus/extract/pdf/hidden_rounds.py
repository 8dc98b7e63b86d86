"""In which order the texts of a page are switched off, so that each is judged with what was painted over it still there.

A label on a black box must not count as the letters under the box. Texts that lie over each other go one after the other,
the first painted first; copies of a text, painted twice to look bold or to throw a shadow, go together. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from .hidden_areas import reach
from .hidden_objects import Text
from .hidden_places import Box

_MOST_ROUNDS = 12  # each draws the page again; what lies deeper is judged with what lies over it
_SHARED = 0.3  # of the lower text's height; lines set tightly and kerned letters share less
_SHIFT = 0.3  # of the height: a shadow's distance
_NEARBY = 400  # texts of one band; more are not looked through for copies


class _Placed(NamedTuple):
    text: Text
    box: Box


def rounds(texts: Sequence[Text], suspects: Collection[int], words_of: Callable[[int], str]) -> list[list[int]]:
    """The addresses of texts to be switched off in each round: the suspects and their copies. `words_of` tells a text's words."""
    placed = [_Placed(text, box) for text in texts if (box := text.box)[2] > box[0] and box[3] > box[1]]
    bands: dict[int, list[_Placed]] = defaultdict(list)
    for one in placed:
        for band in range(*reach(one.box)):
            bands[band].append(one)
    level: dict[int, int] = {}
    for one in placed:
        address = one.text.address
        if address not in suspects or address in level:
            continue
        over = [other for other in _neighbours(one, bands) if _lie_over_each_other(one.box, other.box)]
        copies = [other.text.address for other in over if _is_copy(one, other, words_of)]
        below = [level[other.text.address] for other in over if other.text.address in level]
        place = min(_MOST_ROUNDS - 1, max(below, default=-1) + 1)
        for copy in (address, *copies):
            level.setdefault(copy, place)
    found: list[list[int]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for address, place in level.items():
        found[place].append(address)
    return found


def _neighbours(one: _Placed, bands: dict[int, list[_Placed]]) -> Iterable[_Placed]:
    seen = {one.text.address}
    for band in range(*reach(one.box)):
        for other in bands[band][:_NEARBY]:
            if other.text.address not in seen and other.box[0] < one.box[2] and one.box[0] < other.box[2]:
                seen.add(other.text.address)
                yield other


def _lie_over_each_other(one: Box, other: Box) -> bool:
    across, up = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    least = _SHARED * min(one[2] - one[0], one[3] - one[1], other[2] - other[0], other[3] - other[1])
    return across > least and up > least


def _is_copy(one: _Placed, other: _Placed, words_of: Callable[[int], str]) -> bool:
    """Whether two texts say the same in the same place; either may be cut into pieces, of which the other is one."""
    long, short = sorted((one.box, other.box), key=lambda box: box[0] - box[2])
    height = long[3] - long[1]
    if abs(long[1] - short[1]) > _SHIFT * height + 0.5 or abs(long[3] - short[3]) > _SHIFT * height + 0.5:
        return False
    said, part = sorted((words_of(one.text.address), words_of(other.text.address)), key=len, reverse=True)
    part = part.strip("\0 \r\n")
    if not part:  # pdfium leaves out of the page's text what repeats a text
        return long[0] - height <= short[0] and short[2] <= long[2] + height
    width = (long[2] - long[0]) / len(said)
    slack = _SHIFT * height + (0.5 if len(said) == len(part) else 2 * width)
    at = said.find(part)
    while at >= 0:
        if abs(long[0] + at * width - short[0]) <= slack:
            return True
        at = said.find(part, at + 1)
    return False

"""Names as OCR misreads them: letters that look alike are one letter, on both sides.

Only for words that OCR has read, and only for names long enough that another word hardly looks like them. What is found
here and would be found without is left to the other automaton.
"""

from __future__ import annotations

import re
from bisect import bisect_right

# l, i and 1; o and 0; s and 5; b and 8; g and 9; z and 2: one character for another
_ALIKE = str.maketrans("il10o5s8b9gz2", "lllooSSBBGGZZ")
_ALIKE_IN_CASE = str.maketrans("iI1oO0sS5bB8gG9zZ2", "lllooosssbbbgggzzz")
# two letters for one: the commonest misreadings of sans serif print
_PAIRS = re.compile("rn|vv|cl|li")
_ONE_FOR_TWO = {"rn": "m", "vv": "w", "cl": "d", "li": "h"}
_SHORTEST_NAME = 6  # letters


class Skeleton:
    """A folded text with look-alikes as one, and the way back to its own offsets."""

    def __init__(self, folded: str) -> None:
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        pieces, done, length = [], 0, 0
        for match in _PAIRS.finditer(folded):
            pieces += [folded[done : match.start()], _ONE_FOR_TWO[match[0]]]
            length += match.start() - done + 1
            done = match.end()
            self._starts.append(length)
            self._shifts.append(done - length)
        pieces.append(folded[done:])
        self.text = "".join(pieces).translate(_ALIKE)

    def origin_of(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the folded text of a stretch of the skeleton that begins and ends at a blank."""
        return self._original(start), self._original(end)

    def _original(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._starts, position) - 1]


def is_long_enough(folded: str) -> bool:
    """Whether a name is looked for by its looks: digits and short words look like too much."""
    return sum(letter.isalpha() for letter in folded) >= _SHORTEST_NAME


def looks_of(folded: str) -> str:
    """A folded name as the skeleton of a text shows it."""
    return Skeleton(folded).text


def looks_in_case(text: str) -> str:
    """As ``looks_of`` for a text that keeps its capitals, but for those that look like a small letter or a digit."""
    return _PAIRS.sub(lambda match: _ONE_FOR_TWO[match[0]], text).translate(_ALIKE_IN_CASE)

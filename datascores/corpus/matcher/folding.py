"""Texts and names in one folded form, with the way back to the original's offsets.

Folded: lower case, accents off, every character that is no letter or digit a blank, "&" as " and ", runs of blanks and
hyphens as one blank. Punctuation followed by a blank, a tab and an empty line leave two blanks, so that no name reaches
across them. A folded text begins and ends with a blank: a name between two blanks is a name of whole words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

_HYPHENS = "\\-\u2010-\u2015\u2212"
_IRREGULAR = re.compile(rf"\s*&\s*|[\s{_HYPHENS}]{{2,}}|\t|[^\x00-\x7f]")
_ABBREVIATED_SAINT = re.compile(r"\b([Ss]t)\.(?=[ \n])")
_KEEP_CASE = {code: chr(code) if chr(code).isalnum() else " " for code in range(128)}
_LOWER = {code: letter.lower() for code, letter in _KEEP_CASE.items()}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff")


class FoldedText:
    """``text`` is the folded form; ``origin_of`` leads from a stretch of it back to code points of the original."""

    def __init__(self, original: str) -> None:
        pieces = [" "]
        self._norm_starts: list[int] = []
        self._edits: list[tuple[int, int, int]] = []
        done, length = 0, 1
        for match in _IRREGULAR.finditer(plain_saint(original)):
            start, end = match.span()
            replaced = _replacement(match[0])
            length += start - done
            if len(replaced) != end - start:
                self._norm_starts.append(length)
                self._edits.append((length + len(replaced), start, end))
            pieces.append(original[done:start])
            pieces.append(replaced)
            length += len(replaced)
            done = end
        pieces.append(original[done:])
        pieces.append(" ")
        self.text = "".join(pieces).translate(_LOWER)

    def origin_of(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of the folded stretch ``start`` to ``end`` (end excluded, not empty)."""
        return self._original(start)[0], self._original(end - 1)[1]

    def _original(self, position: int) -> tuple[int, int]:
        index = bisect_right(self._norm_starts, position) - 1
        if index < 0:
            return position - 1, position
        edit_end, original_start, original_end = self._edits[index]
        if position < edit_end:
            return original_start, original_end
        return original_end + position - edit_end, original_end + position - edit_end + 1


def fold(text: str) -> str:
    """A name or context word in folded form, without the outer blanks."""
    return _IRREGULAR.sub(lambda match: _replacement(match[0]), plain_saint(text)).translate(_LOWER).strip()


def fold_keeping_case(text: str) -> str:
    """As ``fold``, with capitals kept: for names that are case sensitive."""
    spaced = _IRREGULAR.sub(lambda match: _replacement(match[0], keeps_case=True), plain_saint(text))
    return spaced.translate(_KEEP_CASE).strip()


def plain_saint(text: str) -> str:
    """The text with "St." before a blank as "St-": the same length, and no end of a sentence."""
    return _ABBREVIATED_SAINT.sub("\\1-", text) if "t." in text else text


def _replacement(stretch: str, keeps_case: bool = False) -> str:
    if len(stretch) == 1 and stretch not in "&\t":
        return _letter(stretch, keeps_case)
    if "&" in stretch:
        return " and "
    return "  " if "\t" in stretch or stretch.count("\n") > 1 else " "


@lru_cache(maxsize=4096)
def _letter(letter: str, keeps_case: bool) -> str:
    if letter in _DROPPED or unicodedata.combining(letter):
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    plain = "".join(part if part.isalnum() else " " for part in plain)
    return plain if keeps_case else plain.casefold()

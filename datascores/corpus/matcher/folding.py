"""Texts and names in one folded form, with the way back to the original's offsets.

Folded: ASCII, lower case, accents off, every character that is no letter or digit a blank, "&" as " and ", runs of blanks and
hyphens as one blank. Punctuation followed by a blank, a tab and an empty line leave two blanks, so that no name reaches
across them. A folded text begins and ends with a blank: a name between two blanks is a name of whole words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

_HYPHENS = "\\-\u2010-\u2015\u2212"
_MARKS = "‘’“”–—…•·£"  # the common marks that are a blank each, as every character beyond ASCII that nothing replaces
# two searches, each with one class in front: the engine skips over plain letters
_STRANGE = re.compile(rf"[^\x00-\x7f\s{_HYPHENS}{_MARKS}]")
_RUNS = re.compile(rf"[\s{_HYPHENS}&](?:[\s{_HYPHENS}&]+|(?<=[&\t]))")
_ABBREVIATED_SAINT = re.compile(r"\.(?<=\b[Ss]t\.)(?=[ \n])")
_KEEP_CASE = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
_LOWER = _KEEP_CASE.lower()
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff")


class FoldedText:
    """``text`` is the folded form; ``origin_of`` leads from a stretch of it back to code points of the original."""

    def __init__(self, original: str) -> None:
        pieces = [" "]
        self._norm_starts: list[int] = []
        self._edits: list[tuple[int, int, int]] = []
        done, length = 0, 1
        for start, end, replaced in _irregular(plain_saint(original)):
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
        self.text = _plain("".join(pieces), _LOWER)

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
    return _plain(_replaced(text), _LOWER).strip()


@lru_cache(maxsize=4096)
def fold_keeping_case(text: str) -> str:
    """As ``fold``, with capitals kept: for names that are case sensitive."""
    return _plain(_replaced(text, keeps_case=True), _KEEP_CASE).strip()


def plain_saint(text: str) -> str:
    """The text with "St." before a blank as "St-": the same length, and no end of a sentence."""
    return _ABBREVIATED_SAINT.sub("-", text) if "t." in text else text


def _plain(text: str, table: bytes) -> str:
    """Letters and digits of ASCII, all else a blank; by way of bytes, which is ten times as fast as characters."""
    return text.encode("ascii", "replace").translate(table).decode("ascii")


def _irregular(text: str, keeps_case: bool = False) -> list[tuple[int, int, str]]:
    """The stretches that do not become one blank or letter for each character, in order, with what they become."""
    found = [(*match.span(), _replacement(match[0])) for match in _RUNS.finditer(text)]
    if not text.isascii():
        found += [(*match.span(), _letter(match[0], keeps_case)) for match in _STRANGE.finditer(text)]
        found.sort()
    return found


def _replaced(text: str, keeps_case: bool = False) -> str:
    pieces, done = [], 0
    for start, end, replaced in _irregular(plain_saint(text), keeps_case):
        pieces += [text[done:start], replaced]
        done = end
    return "".join([*pieces, text[done:]])


@lru_cache(maxsize=4096)
def _replacement(stretch: str) -> str:
    if "&" in stretch:
        return " and "
    return "  " if "\t" in stretch or stretch.count("\n") > 1 else " "


@lru_cache(maxsize=4096)
def _letter(letter: str, keeps_case: bool) -> str:
    if letter in _DROPPED or unicodedata.combining(letter):
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    plain = plain if keeps_case else plain.casefold()
    # letters of other scripts are letters all the same: no name begins in the middle of a word
    return "".join((part if part.isascii() else "x") if part.isalnum() else " " for part in plain)

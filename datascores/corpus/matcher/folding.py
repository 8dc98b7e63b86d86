"""Texts and names in one folded form, with the way back to the original's offsets.

Folded: ASCII, lower case, accents off, every character that is no letter or digit a blank, "&" as " and ", runs of blanks and
hyphens as one blank. Punctuation followed by a blank, a tab and an empty line leave two blanks, so that no name reaches
across them. A folded text begins and ends with a blank: a name between two blanks is a name of whole words.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANKS = "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
_MARKS = "‘’“”…•·£"  # common marks that are a blank each
# One byte for a code point, so that compiled code of the standard library does the work: ASCII as it is, the characters
# above beyond it, and a question mark for all that wants a closer look.
_KNOWN = "".join(letter for letter in _BLANKS + _HYPHENS + _MARKS if not letter.isascii())
_BYTE_OF = codecs.charmap_build("".join(map(chr, range(128))) + _KNOWN.ljust(128, "\ufffe"))
_JOINTS = bytes(
    ord(" " if letter in f"{_BLANKS}{_HYPHENS}&" else ".")
    for letter in [*map(chr, range(128)), *_KNOWN.ljust(128, ".")]
)
_RUNS = re.compile(b"  +")
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u2011][ \t]*\r?\n[ \t]*[^\W\d_A-Z]")
_ABBREVIATED_SAINT = re.compile(r"\.(?<=\b[Ss]t\.)(?=[ \n])")
_KEEP_CASE = bytes(code if code < 128 and chr(code).isalnum() else ord(" ") for code in range(256))
_LOWER = _KEEP_CASE.lower()
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\ufeff")


class FoldedText:
    """``text`` is the folded form; ``origin_of`` leads from a stretch of it back to code points of the original.

    ``breaks`` are the places of its blanks where a hyphen ends a line inside what may be one word.
    """

    def __init__(self, original: str) -> None:
        data = _as_bytes(original)
        pieces = [b" "]
        self._norm_starts: list[int] = []
        self._edits: list[tuple[int, int, int]] = []
        self.breaks: list[int] = []
        done, length = 0, 1
        for start, end, replaced in _irregular(plain_saint(original), data):
            length += start - done
            if replaced == b" " and _BROKEN.fullmatch(original, start - 1, end + 1):
                self.breaks.append(length)
            if len(replaced) != end - start:
                self._norm_starts.append(length)
                self._edits.append((length + len(replaced), start, end))
            pieces.append(data[done:start])
            pieces.append(replaced)
            length += len(replaced)
            done = end
        pieces.append(data[done:])
        pieces.append(b" ")
        self.text = b"".join(pieces).translate(_LOWER).decode("ascii")

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


class JoinedText:
    """A folded text with the words put together that a hyphen parts at the end of a line, and the way back to its offsets."""

    def __init__(self, folded: FoldedText) -> None:
        edges = [-1, *folded.breaks, len(folded.text)]
        self.text = "".join(folded.text[left + 1 : right] for left, right in pairwise(edges))
        self._joints = [place - index for index, place in enumerate(folded.breaks)]  # in the joined text

    def origin_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Offsets in the folded text of a stretch that is broken there, or None where it stands there in one."""
        left, right = bisect_right(self._joints, start), bisect_left(self._joints, end)
        return (start + left, end + right) if left < right else None


def fold(text: str) -> str:
    """A name or context word in folded form, without the outer blanks."""
    return _replaced(text, keeps_case=False).translate(_LOWER).decode("ascii").strip()


@lru_cache(maxsize=4096)
def fold_keeping_case(text: str) -> str:
    """As ``fold``, with capitals kept: for names that are case sensitive."""
    return _replaced(text, keeps_case=True).translate(_KEEP_CASE).decode("ascii").strip()


def plain_saint(text: str) -> str:
    """The text with "St." before a blank as "St-": the same length, and no end of a sentence."""
    return _ABBREVIATED_SAINT.sub("-", text) if "t." in text else text


def _as_bytes(text: str) -> bytes:
    return text.encode("ascii") if text.isascii() else codecs.charmap_encode(text, "replace", _BYTE_OF)[0]


def _irregular(text: str, data: bytes, keeps_case: bool = False) -> list[tuple[int, int, bytes]]:
    """The stretches that do not become one blank or letter for each character, in order, with what they become."""
    joints = _as_bytes(text).translate(_JOINTS)
    found = [(*match.span(), _replacement(text[match.start() : match.end()])) for match in _RUNS.finditer(joints)]
    is_sorted = True
    for sign in b"&\t":
        place = data.find(sign)
        while place >= 0:
            if joints[place - 1 : place] != b" " and joints[place + 1 : place + 2] != b" ":
                found.append((place, place + 1, _replacement(text[place])))
                is_sorted = False
            place = data.find(sign, place + 1)
    if not text.isascii():
        place = data.find(b"?")
        while place >= 0:
            if (letter := text[place]) != "?":
                found.append((place, place + 1, _letter(letter, keeps_case)))
                is_sorted = False
            place = data.find(b"?", place + 1)
    return found if is_sorted else sorted(found)


def _replaced(text: str, keeps_case: bool) -> bytes:
    data = _as_bytes(text)
    pieces, done = [], 0
    for start, end, replaced in _irregular(plain_saint(text), data, keeps_case):
        pieces += [data[done:start], replaced]
        done = end
    return b"".join([*pieces, data[done:]])


@lru_cache(maxsize=4096)
def _replacement(stretch: str) -> bytes:
    if "&" in stretch:
        return b" and "
    return b"  " if "\t" in stretch or stretch.count("\n") > 1 else b" "


@lru_cache(maxsize=4096)
def _letter(letter: str, keeps_case: bool) -> bytes:
    if letter in _DROPPED or unicodedata.combining(letter):
        return b""
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    plain = plain if keeps_case else plain.casefold()
    # letters of other scripts are letters all the same: no name begins in the middle of a word
    return "".join((part if part.isascii() else "x") if part.isalnum() else " " for part in plain).encode("ascii")

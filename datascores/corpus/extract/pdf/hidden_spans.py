"""Hidden letters of a PDF page as spans of its text: words, and the parts of words that matter. Pure.

One span for neighbours that are hidden in the same way; none for what gives nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .hidden_view import Letter

# words that give nothing away; cut off at the edge of a cell they would close a document for no gain
_TELLS_NOTHING = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"})
_MIXED = 3  # hidden pieces of a word: two texts over each other whose letters pdfium gives by turns


class RawSpan(NamedTuple):
    """Hidden code points of the text as pdfium gave it."""

    start: int
    end: int
    reason: str


def spans_of(text: str, words: Iterable[Sequence[Letter]], found: dict[int, str]) -> Iterable[RawSpan]:
    """Hidden letters as spans: whole words where half of the letters are hidden; runs of two, and signs of codes, elsewhere.

    Neighbours on a line that are hidden in the same way are one span; one that tells nothing is none.
    """
    joined: list[RawSpan] = []
    for span in _hidden_parts(text, words, found):
        if joined and span.reason == joined[-1].reason and _is_gap(text[joined[-1].end : span.start]):
            span = RawSpan(joined.pop().start, span.end, span.reason)
        joined.append(span)
    for span in joined:
        is_part = text[max(0, span.start - 1) : span.start].isalnum() or text[span.end : span.end + 1].isalnum()
        if is_part or not _TELLS_NOTHING.issuperset(text[span.start : span.end].lower().split()):
            yield span


def _is_gap(between: str) -> bool:
    """Whether nothing that can be read on the same line lies between two hidden words."""
    return "\n" not in between and "\r" not in between and not any(sign.isalnum() for sign in between)


def _hidden_parts(text: str, words: Iterable[Sequence[Letter]], found: dict[int, str]) -> Iterable[RawSpan]:
    for word in words:
        hidden = [letter.at for letter in word if letter.at in found]
        if not hidden:
            continue
        start, end = word[0].at, word[-1].at + 1
        pieces = 1 + sum(other - one > 1 for one, other in pairwise(hidden))
        if 2 * len(hidden) >= len(word) or pieces >= _MIXED:
            while start and not text[start - 1].isspace():
                start -= 1
            while end < len(text) and not text[end].isspace():
                end += 1
            yield RawSpan(start, end, found[hidden[0]])
            continue
        run = [hidden[0]]
        for index in [*hidden[1:], len(text) + 1]:
            if index == run[-1] + 1:
                run.append(index)
                continue
            if len(run) > 1 or _tells(word, run[0]):
                yield RawSpan(run[0], run[-1] + 1, found[run[0]])
            run = [index]


def _tells(word: Sequence[Letter], at: int) -> bool:
    """Whether a single sign of a word matters: a digit, or a letter of a code such as a postcode."""
    sign = next(letter.sign for letter in word if letter.at == at)
    return sign.isdigit() or (sign.isupper() and any(letter.sign.isdigit() for letter in word))

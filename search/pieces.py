"""Stretches of a text to show: pieces with and without a mark, and the sentence around a place.

Everything is data, so that a template prints it piece by piece and the words of a document are never taken for HTML.
Offsets are Unicode code points in the text of one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
BORDER = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[•\-–*]|\d+[.)])\s)")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Piece:
    """Some words and whether they are marked; ``number`` counts the marks of a page from 1 and is 0 without a mark."""

    text: str
    is_mark: bool = False
    number: int = 0


def cut_pieces(
    text: str, marks: Iterable[Span], start: int = 0, end: int | None = None, first: int = 1
) -> tuple[Piece, ...]:
    """The words from ``start`` to ``end`` cut at the marks; marks may overlap and reach over the ends."""
    end = len(text) if end is None else min(end, len(text))
    pieces: list[Piece] = []
    at, number = start, first
    for mark_start, mark_end in sorted(marks):
        mark_start, mark_end = max(mark_start, at), min(mark_end, end)
        if mark_start >= mark_end:
            continue
        if mark_start > at:
            pieces.append(Piece(text[at:mark_start]))
        pieces.append(Piece(text[mark_start:mark_end], True, number))
        at, number = mark_end, number + 1
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)


def sentence_around(text: str, start: int, end: int, reach: int = 220) -> Span:
    """The span of the sentence that holds a place; at most ``reach`` characters to each side, cut between words."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    borders = [match.end() for match in BORDER.finditer(text, left, start)]
    begin = borders[-1] if borders else _next_word(text, left, start)
    border = BORDER.search(text, end, right)
    finish = border.start() if border else _last_word(text, end, right)
    return begin, finish


def paragraphs_of(text: str, start: int, end: int) -> list[Span]:
    """The spans between blank lines, without blanks at their ends."""
    spans, at = [], start
    for gap in [*((match.start(), match.end()) for match in BLANK_LINE.finditer(text, start, end)), (end, end)]:
        stretch = text[at : gap[0]]
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip("\n"))
            spans.append((at + lead, at + len(stretch.rstrip())))
        at = gap[1]
    return spans


def _next_word(text: str, left: int, start: int) -> int:
    if left == 0:
        return 0
    blank = text.find(" ", left, start)
    return start if blank < 0 else blank + 1


def _last_word(text: str, end: int, right: int) -> int:
    if right == len(text):
        return right
    blank = text.rfind(" ", end, right)
    return end if blank < 0 else blank

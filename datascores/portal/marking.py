"""The marks on a page: numbered from 1 in the order of the text, whole even where a paragraph ends within one.

A mark has one number in the words, in the boxes on the page's picture and in the list of hits. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.pieces import Span


@dataclass(frozen=True)
class MarkedPiece:
    """Some words; ``number`` is that of their mark, 0 without one; ``is_first`` where the mark begins."""

    text: str
    number: int = 0
    is_first: bool = False


def merge_marks(marks: Iterable[Span], length: int) -> list[Span]:
    """The marks within a text of ``length`` code points, ascending; those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted((start, min(end, length)) for start, end in marks):
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def cut_marked(text: str, marks: Sequence[Span], start: int, end: int) -> tuple[MarkedPiece, ...]:
    """The words from ``start`` to ``end`` cut at merged marks, which may reach over the ends."""
    pieces: list[MarkedPiece] = []
    at = start
    for number, (mark_start, mark_end) in enumerate(marks, 1):
        begin, finish = max(mark_start, at), min(mark_end, end)
        if begin >= finish:
            continue
        if begin > at:
            pieces.append(MarkedPiece(text[at:begin]))
        pieces.append(MarkedPiece(text[begin:finish], number, begin == mark_start))
        at = finish
    if at < end:
        pieces.append(MarkedPiece(text[at:end]))
    return tuple(pieces)

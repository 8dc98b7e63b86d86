"""The stretches of a document worth showing for a query: those with the most, and the rarest, of its words.

Spans are code points of the page's text. Data, never HTML; knows no documents and no index.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.engine.clauses import Clause, Phrase, Where, word_leaves
from search.marks import Sheet, Span, merge, spans_by_leaf

OWN_WEIGHT = 2.0
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?:;]\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a text, `start` to `end`, with the marks in it; all are code points of the whole text."""

    start: int
    end: int
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A fragment and the number of the page it stands on."""

    page: int
    fragment: Fragment


def passages(clause: Clause, pages: Iterable[Sheet], width: int = 240, most: int = 3) -> list[Passage]:
    """Up to `most` stretches of about `width` characters from the pages, in the order of the document.

    Stretches that hold more different parts of the query come first, phrases and words rare in this document before
    common ones, parts not shown yet before those that are, and what the body itself says before what it quotes. None goes
    from the words of one speaker to those of another, or a question could be read as its answer.
    """
    leaves = [leaf for leaf in word_leaves(clause) if leaf.where is not Where.TITLE]
    pages = list(pages)
    if not leaves:
        return [Passage(page.number, _opening(page.text, width)) for page in pages if page.text.strip()][:1]
    found = spans_by_leaf(leaves, pages)
    weights = [
        (3.0 if isinstance(leaf, Phrase) else 1.0) / (1 + sum(len(of_page[at]) for of_page in found)) ** 0.5
        for at, leaf in enumerate(leaves)
    ]
    windows = [(at, window) for at, of_page in enumerate(found) for window in _windows(pages[at], of_page, width)]
    chosen = _choose(windows, weights, most)
    shown = [Passage(pages[at].number, _cut(pages[at].text, window, width)) for at, window in chosen]
    order = {page.number: at for at, page in enumerate(pages)}
    return sorted(shown, key=lambda passage: (order[passage.page], passage.fragment.start))


# Choosing


@dataclass(frozen=True, slots=True)
class _Window:
    """Marks close enough to be shown together, which leaves they belong to, and the span of their speaker."""

    marks: tuple[Span, ...]
    leaves: frozenset[int]
    border: Span
    weight: float


def _windows(page: Sheet, found: Sequence[tuple[Span, ...]], width: int) -> list[_Window]:
    """From each mark on, all marks of the same speaker that end within `width`."""
    segments, own = page.segments or [(0, len(page.text))], set(page.stretches.get(Where.OWN, ()))
    starts = [start for start, _ in segments]
    spans = sorted((span, leaf) for leaf, spans in enumerate(found) for span in spans)
    windows = []
    for at, (first, _) in enumerate(spans):
        segment = segments[max(bisect_right(starts, first[0]) - 1, 0)]
        border = (min(segment[0], first[0]), max(segment[1], first[1]))
        reach = min(max(first[0] + width, first[1]), border[1])
        inside = [(span, leaf) for span, leaf in spans[at : at + 50] if span[1] <= reach]
        marks, leaves = tuple(span for span, _ in inside), frozenset(leaf for _, leaf in inside)
        windows.append(_Window(marks, leaves, border, OWN_WEIGHT if segment in own else 1.0))
    return windows


def _choose(windows: list[tuple[int, _Window]], weights: list[float], most: int) -> list[tuple[int, _Window]]:
    """The best windows, one after the other; a leaf that has been shown weighs a tenth."""
    weights = list(weights)
    chosen: list[tuple[int, _Window]] = []

    def worth(place: tuple[int, _Window]) -> tuple[float, int]:
        return place[1].weight * sum(weights[leaf] for leaf in place[1].leaves), len(place[1].marks)

    while windows and len(chosen) < most:
        best = max(windows, key=worth)  # of equals the first in the document
        chosen.append(best)
        for leaf in best[1].leaves:
            weights[leaf] /= 10
        start, end = best[1].marks[0][0], max(end for _, end in best[1].marks)
        windows = [
            (page, window)
            for page, window in windows
            if page != best[0] or window.marks[0][0] >= end or max(e for _, e in window.marks) <= start
        ]
    return chosen


def _cut(text: str, window: _Window, width: int) -> Fragment:
    """The window with words around it up to `width`: from the beginning of its sentence if that is near, else from a
    word's; never beyond the page or the speaker."""
    (low, high), first, last = window.border, window.marks[0][0], max(end for _, end in window.marks)
    spare = max(width - (last - first), 0)
    left, right = max(first - spare // 2, low), min(last + spare - spare // 2, high)
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, left, first)]
    start = sentences[-1] if sentences else low if left == low else _word_border(text, left, first, forward=True)
    right = min(max(right, start + width), high)
    end = right if right == high else _word_border(text, last, right, forward=False)
    return Fragment(start, end, tuple(merge(window.marks)))


def _opening(text: str, width: int) -> Fragment:
    start = len(text) - len(text.lstrip())
    most = min(start + width, len(text))
    end = _word_border(text, start, most, forward=False)
    return Fragment(start, end if end > start else most, ())


def _word_border(text: str, low: int, high: int, forward: bool) -> int:
    """A place between `low` and `high` where no word is cut: the first if `forward`, else the last."""
    if forward:
        if low == 0 or text[low - 1].isspace():
            return low
        blank = _BLANKS.search(text, low, high)
        return blank.end() if blank else high
    if high == len(text) or text[high].isspace():
        return high
    blanks = list(_BLANKS.finditer(text, low, high))
    return blanks[-1].start() if blanks else low

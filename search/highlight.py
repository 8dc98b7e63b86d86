"""Where in a text the words stand that a query asks for, and the stretches worth showing.

Uses the same analysis as the engines, so a mark stands where the engine found the word: any form of a word, a prefix
or a misspelling as written, a phrase only where it stands as a whole; never what the query excludes. Spans are code
points of the text given. Data, never HTML; knows no documents and no index.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.engine.analysis import Analysis, analyse, fold, stem_for
from search.engine.clauses import Clause, Fuzzy, Phrase, Prefix, Term, WordLeaf, word_leaves

Span = tuple[int, int]
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


def find_marks(clause: Clause, text: str, in_title: bool = False) -> list[Span]:
    """The spans of `text` that the query's positive words match, ascending, none overlapping.

    Set `in_title` for the text of a title: only there do the parts count that ask for the title alone.
    """
    spans: list[Span] = []
    for leaf in word_leaves(clause):
        if in_title or not leaf.title_only:
            spans.extend(_leaf_spans(leaf, text))
    return _merge(spans)


def passages(clause: Clause, pages: Iterable[tuple[int, str]], width: int = 240, most: int = 3) -> list[Passage]:
    """Up to `most` stretches of about `width` characters from the pages (number, text), in the order of the document.

    Stretches that hold more different parts of the query come first, phrases and words rare in this document before
    common ones, and parts not shown yet before those that are.
    """
    leaves = [leaf for leaf in word_leaves(clause) if not leaf.title_only]
    pages = list(pages)
    if not leaves:
        return [Passage(number, _opening(text, width)) for number, text in pages if text.strip()][:1]
    found = [[_leaf_spans(leaf, text) for leaf in leaves] for _, text in pages]
    weights = [
        (3.0 if isinstance(leaf, Phrase) else 1.0) / (1 + sum(len(of_page[at]) for of_page in found)) ** 0.5
        for at, leaf in enumerate(leaves)
    ]
    windows = [(at, window) for at, of_page in enumerate(found) for window in _windows(of_page, width)]
    chosen = _choose(windows, weights, most)
    shown = [Passage(pages[at][0], _cut(pages[at][1], window, width)) for at, window in chosen]
    order = {number: at for at, (number, _) in enumerate(pages)}
    return sorted(shown, key=lambda passage: (order[passage.page], passage.fragment.start))


# Matching


def _leaf_spans(leaf: WordLeaf, text: str) -> tuple[Span, ...]:
    """Where one leaf matches in a text. Most pages hold no candidate: they are not even cut into words."""
    if not _may_match(leaf, _plain(text)):
        return ()
    words = analyse(text)
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        runs = _phrase_runs(leaf, words)
    else:
        runs = [(at, at) for at in _positions(leaf, words)]
    return tuple((words.starts[first], words.ends[last]) for first, last in runs)


_plain = lru_cache(maxsize=256)(fold)  # for a quick look whether a page can hold a word


def _may_match(leaf: WordLeaf, plain: str) -> bool:
    match leaf:
        case Term(word):
            return _beginning(word) in plain
        case Phrase(words):
            return all(_beginning(word) in plain for word in words if stem_for(word))
        case Prefix(word):
            return word in plain
        case _:
            return True


def _beginning(word: str) -> str:
    """What every word with the same stem begins with: Porter changes no more than the stem's last two letters."""
    stem = stem_for(word)
    return stem[:-2] or stem[:1]


def _positions(leaf: WordLeaf, words: Analysis) -> list[int]:
    match leaf:
        case Term(word) | Phrase((word,)):
            return words.by_stem.get(stem_for(word), [])
        case Prefix(word):
            same = [exact for exact in words.by_exact if exact.startswith(word)]
        case Fuzzy(word, distance):
            same = [exact for exact in words.by_exact if _is_near(word, exact, distance)]
        case _:
            same = []
    return [at for exact in same for at in words.by_exact[exact]]


def _phrase_runs(phrase: Phrase, words: Analysis) -> list[tuple[int, int]]:
    """First and last position of each stretch where the phrase stands; with slop, of each of its words there."""
    stems = [(at, stem_for(word)) for at, word in enumerate(phrase.words) if stem_for(word)]
    places = [(at, words.by_stem.get(stem, [])) for at, stem in stems]
    has_repeats = len({stem for _, stem in stems}) < len(stems)
    runs: set[tuple[int, int]] = set()
    for base in sorted({position - at for at, positions in places for position in positions}):
        # Lucene's rule: each word is moved by `base` to `base + slop`, and no two words stand in one place.
        low, high = base, base + phrase.slop
        options = [p[bisect_left(p, at + low) : bisect_right(p, at + high)] for at, p in places]
        if not all(options):
            continue
        if phrase.slop == 0:
            runs.add((base + places[0][0], base + places[-1][0]))
        elif has_repeats:
            runs.update((position, position) for position in _distinct(options))
        else:
            runs.update((position, position) for option in options for position in option)
    return sorted(runs)


def _distinct(options: list[list[int]]) -> set[int]:
    """All positions used by some choice of a position for each word, none twice; empty if there is no choice."""
    choices = (choice for choice in itertools.product(*options) if len(set(choice)) == len(choice))
    return {position for choice in choices for position in choice}


@lru_cache(maxsize=50_000)
def _is_near(word: str, other: str, distance: int) -> bool:
    """Whether the edit distance (insert, delete, replace, swap two neighbours; no letter edited twice) is at most
    `distance`: the optimal string alignment distance, as the engines count it."""
    if abs(len(word) - len(other)) > distance:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, other_letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == other_letter:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > distance:
            return False
    return row[-1] <= distance


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# Choosing


@dataclass(frozen=True, slots=True)
class _Window:
    """Marks close enough to be shown together, and which leaves they belong to."""

    marks: tuple[Span, ...]
    leaves: frozenset[int]


def _windows(found: Sequence[tuple[Span, ...]], width: int) -> list[_Window]:
    """From each mark on, all marks that end within `width`."""
    spans = sorted((span, leaf) for leaf, spans in enumerate(found) for span in spans)
    windows = []
    for at, (first, _) in enumerate(spans):
        inside = [(span, leaf) for span, leaf in spans[at : at + 50] if span[1] <= max(first[0] + width, first[1])]
        windows.append(_Window(tuple(span for span, _ in inside), frozenset(leaf for _, leaf in inside)))
    return windows


def _choose(windows: list[tuple[int, _Window]], weights: list[float], most: int) -> list[tuple[int, _Window]]:
    """The best windows, one after the other; a leaf that has been shown weighs a tenth."""
    weights = list(weights)
    chosen: list[tuple[int, _Window]] = []

    def worth(place: tuple[int, _Window]) -> tuple[float, int]:
        return sum(weights[leaf] for leaf in place[1].leaves), len(place[1].marks)

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
    word's; never beyond the page."""
    first, last = window.marks[0][0], max(end for _, end in window.marks)
    spare = max(width - (last - first), 0)
    left, right = max(first - spare // 2, 0), min(last + spare - spare // 2, len(text))
    sentences = [match.end() for match in _SENTENCE_END.finditer(text, left, first)]
    start = sentences[-1] if sentences else _word_border(text, left, first, forward=True)
    right = min(max(right, start + width), len(text))
    end = _word_border(text, last, right, forward=False)
    return Fragment(start, end, tuple(_merge(window.marks)))


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

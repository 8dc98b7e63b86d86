"""Where in texts the words stand that a query asks for.

Uses the same analysis as the engines, so a mark stands where the engine found the word: any form of a word, a prefix
or a misspelling as written, a phrase only where it stands as a whole; never what the query excludes. A phrase that begins
at the end of one page and ends on the next is marked on both. Words looked for in a part of a document only (its own
words, the questions) are marked there only. Spans are code points of the text given. Data, never HTML; knows no
documents and no index.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from search.engine.analysis import Analysis, analyse, fold, stem_for
from search.engine.clauses import Clause, Exact, Fuzzy, Phrase, Prefix, Term, Where, WordLeaf, word_leaves

Span = tuple[int, int]
_BETWEEN_PAGES = "\n\n"  # as the index joins them


@dataclass(frozen=True)
class Sheet:
    """The text of a page, the spans in it that are the body's own words, or its own and the questions to it, and the spans
    of all speakers, by which no passage goes from one to the other."""

    number: int
    text: str
    stretches: Mapping[Where, Sequence[Span]] = field(default_factory=dict)
    segments: Sequence[Span] = ()


def find_marks(clause: Clause, text: str, in_title: bool = False) -> list[Span]:
    """The spans of `text` that the query's positive words match, ascending, none overlapping.

    Set `in_title` for the text of a title: only there do the parts count that ask for the title alone, and none that asks
    for what the body says.
    """
    looked_for = (Where.ANYWHERE, Where.TITLE) if in_title else (Where.ANYWHERE,)
    return merge(span for leaf in word_leaves(clause) if leaf.where in looked_for for span in _leaf_spans(leaf, text))


def marks_by_page(clause: Clause, sheets: Iterable[Sheet]) -> dict[int, list[Span]]:
    """The marks of each page of a document, by its number."""
    sheets = list(sheets)
    found = spans_by_leaf([leaf for leaf in word_leaves(clause) if leaf.where is not Where.TITLE], sheets)
    return {
        sheet.number: merge(span for spans in of_page for span in spans)
        for sheet, of_page in zip(sheets, found, strict=True)
    }


def spans_by_leaf(leaves: Sequence[WordLeaf], sheets: Sequence[Sheet]) -> list[list[tuple[Span, ...]]]:
    """For each page, for each leaf, where it matches."""
    found = [[_spans_on(leaf, sheet) for leaf in leaves] for sheet in sheets]
    worded = [at for at, sheet in enumerate(sheets) if sheet.text.strip()]
    for number, leaf in enumerate(leaves):
        if isinstance(leaf, Phrase | Exact) and len(leaf.words) > 1 and leaf.where is Where.ANYWHERE:
            for one, other in itertools.pairwise(worded):
                before, after = _spans_over(leaf, sheets[one].text, sheets[other].text)
                found[one][number] += before
                found[other][number] = after + found[other][number]
    return found


def _spans_on(leaf: WordLeaf, sheet: Sheet) -> tuple[Span, ...]:
    if leaf.where is Where.ANYWHERE:
        return _leaf_spans(leaf, sheet.text)
    return tuple(
        (start + first, start + last)
        for start, end in sheet.stretches.get(leaf.where, ())
        for first, last in _leaf_spans(leaf, sheet.text[start:end])
    )


def _spans_over(phrase: Phrase | Exact, before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where a phrase stands that goes from one page to the next: its spans on the first, and on the second."""
    if not _may_match(phrase, f"{_plain(before)} {_plain(after)}"):
        return (), ()
    reach = len(phrase.words) + phrase.slop
    one, other = analyse(before), analyse(after)
    start = one.starts[max(0, len(one) - reach)] if len(one) else len(before)
    end = other.ends[min(len(other), reach) - 1] if len(other) else 0
    tail, shift = before[start:], len(before) - start + len(_BETWEEN_PAGES)
    spans = _leaf_spans(phrase, f"{tail}{_BETWEEN_PAGES}{after[:end]}")
    here: list[Span] = []
    there: list[Span] = []
    is_over = (
        phrase.slop > 0 and any(first < len(tail) for first, _ in spans) and any(last > shift for _, last in spans)
    )
    for first, last in spans:
        if is_over or first < len(tail) < last:
            if first < len(tail):
                here.append((start + first, start + min(last, len(tail))))
            if last > shift:
                there.append((max(first - shift, 0), last - shift))
    return tuple(here), tuple(there)


@lru_cache(maxsize=512)  # asked twice of each page: for its marks and for its passages
def _leaf_spans(leaf: WordLeaf, text: str) -> tuple[Span, ...]:
    """Where one leaf matches in a text. Most pages hold no candidate: they are not even cut into words."""
    if not _may_match(leaf, _plain(text)):
        return ()
    words = analyse(text)
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        runs = _phrase_runs(leaf, words)
    elif isinstance(leaf, Exact):
        runs = _exact_runs(leaf, words)
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
        case Exact(words):
            return all(word in plain for word in words)
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
            same = [exact for exact in words.by_exact if is_near(word, exact, distance)]
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


def _exact_runs(leaf: Exact, words: Analysis) -> list[tuple[int, int]]:
    """First and last position of each stretch that is these words, letter for letter."""
    wanted, count = list(leaf.words), len(leaf.words)
    starts = words.by_exact.get(wanted[0], []) if wanted else []
    return [(at, at + count - 1) for at in starts if words.exacts[at : at + count] == wanted]


def _distinct(options: list[list[int]]) -> set[int]:
    """All positions used by some choice of a position for each word, none twice; empty if there is no choice."""
    choices = (choice for choice in itertools.product(*options) if len(set(choice)) == len(choice))
    return {position for choice in choices for position in choice}


@lru_cache(maxsize=50_000)
def is_near(word: str, other: str, distance: int) -> bool:
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


def merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

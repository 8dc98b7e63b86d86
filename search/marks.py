"""Where in texts the words stand that a query asks for.

Uses the same analysis as the engines, so a mark stands where the engine found the word: any form of a word, a prefix
or a misspelling as written, a phrase only where it stands as a whole; never what the query excludes. A phrase that begins
at the end of one page and ends on the next is marked on both, and is one place. Words looked for in a part of a document
only (its own words, the questions) are marked there only. Spans are code points of the text given. Data, never HTML; knows
no documents and no index.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from search.engine.analysis import (
    LONGEST_WORD,
    Words,
    analyse,
    ends_in_hyphen,
    fold_words,
    stem_for,
    token_for,
    without_breaks,
)
from search.engine.clauses import Clause, Exact, Fuzzy, Phrase, Prefix, Term, Where, WordLeaf, word_leaves

Span = tuple[int, int]
Place = tuple[tuple[int, int, int], ...]  # number of a page, start and end on it; two where it lies over a page turn
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


@dataclass(frozen=True)
class Marked:
    """The marks of each page of a document, by its number; the first mark of ``carried`` pages is the rest of the last one
    before it."""

    by_page: Mapping[int, Sequence[Span]]
    carried: frozenset[int] = frozenset()

    def places(self) -> list[Place]:
        """Every place once, in the order of the document."""
        places: list[Place] = []
        for number in sorted(self.by_page):
            for at, span in enumerate(self.by_page[number]):
                if not at and number in self.carried and places:
                    places[-1] = (*places[-1], (number, *span))
                else:
                    places.append(((number, *span),))
        return places


def find_places(clause: Clause, sheets: Iterable[Sheet]) -> Marked:
    """The marks of each page of a document, and which are one place."""
    sheets = list(sheets)
    carried: set[int] = set()
    leaves = [leaf for leaf in word_leaves(clause) if leaf.where is not Where.TITLE]
    found = spans_by_leaf(leaves, sheets, carried)
    by_page = {
        sheet.number: merge(span for spans in of_page for span in spans)
        for sheet, of_page in zip(sheets, found, strict=True)
    }
    return Marked(by_page, frozenset(carried))


def marks_by_page(clause: Clause, sheets: Iterable[Sheet]) -> Mapping[int, Sequence[Span]]:
    """The marks of each page of a document, by its number."""
    return find_places(clause, sheets).by_page


def spans_by_leaf(
    leaves: Sequence[WordLeaf], sheets: Sequence[Sheet], carried: set[int] | None = None
) -> list[list[tuple[Span, ...]]]:
    """For each page, for each leaf, where it matches; ``carried`` takes the numbers of pages on which a place ends that began
    on the one before."""
    found = [[_spans_on(leaf, sheet) for leaf in leaves] for sheet in sheets]
    worded = [at for at, sheet in enumerate(sheets) if sheet.text.strip()]
    for number, leaf in enumerate(leaves):
        for one, other in itertools.pairwise(worded) if leaf.where is Where.ANYWHERE else ():
            if _length(leaf) > 1 or ends_in_hyphen(sheets[one].text):
                before, after = _spans_over(leaf, sheets[one].text, sheets[other].text)
                found[one][number] += before
                found[other][number] = after + found[other][number]
                if carried is not None and before and after and not (isinstance(leaf, Phrase) and leaf.slop):
                    carried.add(sheets[other].number)
    return found


def _spans_on(leaf: WordLeaf, sheet: Sheet) -> tuple[Span, ...]:
    if leaf.where is Where.ANYWHERE:
        return _leaf_spans(leaf, sheet.text)
    return tuple(
        (start + first, start + last)
        for start, end in sheet.stretches.get(leaf.where, ())
        for first, last in _leaf_spans(leaf, sheet.text[start:end])
    )


def _length(leaf: WordLeaf) -> int:
    return len(leaf.words) if isinstance(leaf, Phrase | Exact) else 1


def _spans_over(leaf: WordLeaf, before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where a phrase or a broken word stands that goes from one page to the next: its spans on the first, and on the second."""
    is_broken = ends_in_hyphen(before)
    turn = _plain(f"{before[-LONGEST_WORD:]}{_BETWEEN_PAGES}{after[:LONGEST_WORD]}") if is_broken else ""
    if not _may_match(leaf, f"{_plain(before)} {turn} {_plain(after)}"):
        return (), ()
    slop = leaf.slop if isinstance(leaf, Phrase) else 0
    reach = 2 * _length(leaf) + slop  # each word may be one that is broken at a line end
    one, other = analyse(before), analyse(after)
    start = one.starts[max(0, len(one) - reach)] if len(one) else len(before)
    end = other.ends[min(len(other), reach) - 1] if len(other) else 0
    tail, shift = before[start:], len(before) - start + len(_BETWEEN_PAGES)
    spans = _leaf_spans(leaf, f"{tail}{_BETWEEN_PAGES}{after[:end]}")
    here: list[Span] = []
    there: list[Span] = []
    is_over = slop > 0 and any(first < len(tail) for first, _ in spans) and any(last > shift for _, last in spans)
    for first, last in spans:
        if is_over or first < len(tail) < last:
            if first < len(tail):
                here.append((start + first, start + min(last, len(tail.rstrip()))))
            if last > shift:
                there.append((max(first - shift, 0), last - shift))
    return tuple(here), tuple(there)


@lru_cache(maxsize=512)  # asked twice of each page: for its marks and for its passages
def _leaf_spans(leaf: WordLeaf, text: str) -> tuple[Span, ...]:
    """Where one leaf matches in a text. Most pages hold no candidate: they are not even cut into words."""
    if not _may_match(leaf, _plain(text)):
        return ()
    readings = analyse(text).readings
    found = ((words.starts[first], words.ends[last]) for words in readings for first, last in _runs(leaf, words))
    return tuple(found) if len(readings) == 1 else tuple(sorted({*found}))


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    """A text for a quick look whether it can hold a word."""
    whole = without_breaks(text)
    return fold_words(text if whole == text else f"{text} {whole}")


def _may_match(leaf: WordLeaf, plain: str) -> bool:
    match leaf:
        case Term(word):
            return _beginning(word) in plain
        case Phrase(words):
            return all((_beginning(word) or word) in plain for word in words)
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


def _runs(leaf: WordLeaf, words: Words) -> list[tuple[int, int]]:
    """First and last position of each place where a leaf stands."""
    if isinstance(leaf, Phrase) and len(leaf.words) > 1:
        return _phrase_runs(leaf, words)
    if isinstance(leaf, Exact):
        return _exact_runs(leaf, words)
    return [(at, at) for at in _positions(leaf, words)]


def _positions(leaf: WordLeaf, words: Words) -> list[int]:
    match leaf:
        case Term(word):
            return words.by_stem.get(stem_for(word), [])
        case Phrase((word,)):
            return _places_of(word, words)
        case Prefix(word):
            same = [exact for exact in words.by_exact if exact.startswith(word)]
        case Fuzzy(word, distance):
            same = [exact for exact in words.by_exact if is_near(word, exact, distance)]
        case _:
            same = []
    return [at for exact in same for at in words.by_exact[exact]]


def _places_of(word: str, words: Words) -> list[int]:
    """Where a word of a phrase stands: in any form, a stop word as itself."""
    stem = stem_for(word)
    return words.by_stem.get(stem, []) if stem else words.by_exact.get(word, [])


def _phrase_runs(phrase: Phrase, words: Words) -> list[tuple[int, int]]:
    """First and last position of each stretch where the phrase stands; with slop, of each of its words there."""
    asked = [(at, word) for at, word in enumerate(phrase.words) if word]
    places = [(at, _places_of(word, words)) for at, word in asked]
    has_repeats = len({token_for(word) for _, word in asked}) < len(asked)
    runs: set[tuple[int, int]] = set()
    rarest = min(places, key=lambda place: len(place[1])) if places and not phrase.slop else None
    for base in sorted({p - at for at, positions in ([rarest] if rarest else places) for p in positions}):
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


def _exact_runs(leaf: Exact, words: Words) -> list[tuple[int, int]]:
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

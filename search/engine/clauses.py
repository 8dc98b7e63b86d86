"""What a query means, as a tree of frozen values.

The parser builds it, every engine compiles it, the highlighter reads it; nobody but the parser sees the user's string.
Words stand here as typed by the user and normalised (lower case, no possessive 's), not yet stemmed: stemming belongs
to the analysis, so that exact leaves (prefix, fuzzy) and stemmed leaves come from the same word.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

WIDEST_SLOP = 50
MOST_ARRANGEMENTS = 200  # exact phrases that one "phrase"~n may stand for


class Where(StrEnum):
    """In which words of a record a leaf looks."""

    ANYWHERE = "everything"  # title and text
    TITLE = "title"
    OWN = "own"  # what the body itself says
    QUESTIONS = "questions"  # what the body itself says, and what it was asked


@dataclass(frozen=True, slots=True)
class Term:
    """Any form of one word (compared by stem)."""

    word: str
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together (compared by stem).

    `words` holds every word, stop words too: they stand for themselves. "" is any word at its place. `slop` is how far in
    all the words may be moved, as in Lucene: 1 lets one other word in between, 2 also lets two neighbours change places.
    """

    words: tuple[str, ...]
    slop: int = 0
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True)
class Exact:
    """Words that stand together as they are written here, in no other form; stop words count, case and accents do not."""

    words: tuple[str, ...]
    where: Where = Where.ANYWHERE

    @property
    def slop(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word, as written, that starts with `word`."""

    word: str
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word, as written, at most `distance` (1 or 2) edits away; two neighbours changing places is one edit."""

    word: str
    distance: int = 1
    where: Where = Where.ANYWHERE


@dataclass(frozen=True, slots=True)
class FieldIs:
    """The record has this value of this facet."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """The whole of the record's date lies on or after the first day of `after` and before the first day of `before`.

    Both are ISO dates that may lack day or month ("2018", "2018-05"); "" is an open end. Half open, so that
    after 2018 and before 2019 is the year 2018. A record without a date is in no range; one that is only known as
    "2018" is not before "2018-06", because nobody knows that.
    """

    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Everything:
    """Every record."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record: what a query means of which no part can be looked up."""


@dataclass(frozen=True, slots=True)
class And:
    """All parts match."""

    parts: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part matches."""

    parts: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """At least `fewest` of the words match; who has more of them, and more of the pairs, ranks higher.

    Each word and pair counts by its relevance, and as much again by its relevance in what the body itself says. Each hint
    adds its weight to the score of a record that it holds for. Pairs and hints find nothing by themselves.
    """

    words: tuple[WordLeaf, ...]
    fewest: int
    pairs: tuple[Phrase, ...] = ()
    hints: tuple[tuple[Clause, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match."""

    part: Clause


WordLeaf = Term | Phrase | Exact | Prefix | Fuzzy
Clause = WordLeaf | FieldIs | DateRange | Everything | Nothing | And | Or | Most | Not


def word_leaves(clause: Clause, negated: bool = False) -> list[WordLeaf]:
    """The leaves that ask for words and are not negated, in the order of the query, each once."""
    match clause:
        case And(parts) | Or(parts):
            found = [leaf for part in parts for leaf in word_leaves(part, negated)]
        case Most(words, _, pairs):
            found = [] if negated else [*words, *pairs]
        case Not(part):
            found = word_leaves(part, not negated)
        case Term() | Phrase() | Exact() | Prefix() | Fuzzy():
            found = [] if negated else [clause]
        case _:
            found = []
    return list(dict.fromkeys(found))


def within(clause: Clause, where: Where) -> Clause:
    """The same clause with its words looked for in a part of the record only; leaves that name a place keep theirs."""
    match clause:
        case And(parts) | Or(parts):
            return type(clause)(tuple(within(part, where) for part in parts))
        case Most(words, fewest, pairs, hints):
            words = tuple(replace(word, where=where) for word in words)
            return Most(words, fewest, tuple(replace(pair, where=where) for pair in pairs), hints)
        case Not(part):
            return Not(within(part, where))
        case Term() | Phrase() | Exact() | Prefix() | Fuzzy() if clause.where is Where.ANYWHERE:
            return replace(clause, where=where)
        case _:
            return clause


def widest_slop(words: int) -> int:
    """The largest slop allowed for a phrase of so many words, so that it stands for at most MOST_ARRANGEMENTS."""
    slop = 0
    while slop < WIDEST_SLOP and words > 1 and (slop + 2) ** words - (slop + 1) ** words <= MOST_ARRANGEMENTS:
        slop += 1
    return slop

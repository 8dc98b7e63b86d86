"""What a query means, as a tree of frozen values.

The parser builds it, every engine compiles it, the highlighter reads it; nobody but the parser sees the user's string.
Words stand here as typed by the user and normalised (lower case, no possessive 's), not yet stemmed: stemming belongs
to the analysis, so that exact leaves (prefix, fuzzy) and stemmed leaves come from the same word.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_ARRANGEMENTS = 200  # exact phrases that one "phrase"~n may stand for


@dataclass(frozen=True, slots=True)
class Term:
    """Any form of one word (compared by stem), in title or text; only in the title if `title_only`."""

    word: str
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together (compared by stem).

    `words` holds every word, stop words too: they match any word at their place. `slop` is how far in all the words
    may be moved, as in Lucene: 1 lets one other word in between, 2 also lets two neighbours change places.
    """

    words: tuple[str, ...]
    slop: int = 0
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word, as written, that starts with `word`."""

    word: str
    title_only: bool = False


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word, as written, at most `distance` (1 or 2) edits away; two neighbours changing places is one edit."""

    word: str
    distance: int = 1
    title_only: bool = False


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
class Not:
    """The part does not match."""

    part: Clause


WordLeaf = Term | Phrase | Prefix | Fuzzy
Clause = WordLeaf | FieldIs | DateRange | Everything | Nothing | And | Or | Not


def word_leaves(clause: Clause, negated: bool = False) -> list[WordLeaf]:
    """The leaves that ask for words and are not negated, in the order of the query, each once."""
    match clause:
        case And(parts) | Or(parts):
            found = [leaf for part in parts for leaf in word_leaves(part, negated)]
        case Not(part):
            found = word_leaves(part, not negated)
        case Term() | Phrase() | Prefix() | Fuzzy():
            found = [] if negated else [clause]
        case _:
            found = []
    return list(dict.fromkeys(found))


def widest_slop(words: int) -> int:
    """The largest slop allowed for a phrase of so many words, so that it stands for at most MOST_ARRANGEMENTS."""
    slop = 0
    while slop < 50 and words > 1 and (slop + 2) ** words - (slop + 1) ** words <= MOST_ARRANGEMENTS:
        slop += 1
    return slop

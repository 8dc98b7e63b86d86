"""What each word of a search finds by itself, where all of them together find nothing: an offer, never another search.

A search of a few words is meant as written and stays empty; whoever reads that wants to know which word is too much.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.engine.clauses import And, Term, within
from search.engine.port import Engine
from search.most import ASKING
from search.query import SearchQuery

MOST_WORDS = 8


@dataclass(frozen=True)
class WordAlone:
    """A word of the search, and in how many documents it stands, under the same filters and scope."""

    word: str
    count: int


def words_alone(query: SearchQuery, engine: Engine) -> list[WordAlone]:
    """The words of a search of several plain words, each alone; words that only ask are left out.

    Empty where the search is of one word, has operators or phrases, or is for anything but words.
    """
    clause = query.parsed.clause
    if not isinstance(clause, And) or not all(isinstance(part, Term) for part in clause.parts):
        return []
    terms = [part for part in clause.parts if isinstance(part, Term) and part.word not in ASKING]
    counts = ((term.word, engine.count(within(term, query.scope), query.filters)) for term in terms[:MOST_WORDS])
    return [WordAlone(word, count) for word, count in counts]

"""What the index is asked for a quote: it only says where to look. Pure.

A word that a document may write otherwise is not asked for. What an index does not know as one word, such as one broken at
a line end, is found by ``most_of``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from search.engine.analysis import stem_for
from search.engine.clauses import And, Clause, Most, Phrase, Term
from search.quoting.words import Words, exacts_of, runs_for_index

SHARE_WANTED = 2  # one word of so many has to be in a document that may hold something near


def clause_of(pieces: Sequence[Words]) -> Clause:
    """What documents with the quote have in common as the index sees it; words in any form, so it finds too much. Pure."""
    runs = [*dict.fromkeys(run for run in runs_for_index(pieces) if any(map(stem_for, run)))] or [
        tuple(exacts_of(pieces))
    ]
    parts = tuple(map(_loosely, runs))
    return And(parts) if len(parts) > 1 else parts[0]


def _loosely(run: Sequence[str]) -> Clause:
    """The words of a run at their places, with any word where a stop word stands."""
    words = [word if stem_for(word) else "" for word in run]
    kept = [at for at, word in enumerate(words) if word]
    if len(kept) < 2:
        return Term(words[kept[0]] if kept else run[0])
    return Phrase(tuple(words[kept[0] : kept[-1] + 1]))


def most_of(pieces: Sequence[Words]) -> Most:
    """What a document has that may hold something near the quote: one word in SHARE_WANTED, or more. Pure."""
    exacts = exacts_of(pieces)
    words = [*dict.fromkeys(word for word in exacts if stem_for(word))][:100]
    pairs = [(one, other) for one, other in pairwise(exacts) if stem_for(one) and stem_for(other)]
    terms = tuple(map(Term, words))
    return Most(terms, -(-len(words) // SHARE_WANTED), tuple(map(Phrase, dict.fromkeys(pairs[:100]))))

"""Words near a word that is nowhere, from the words of the documents themselves: an offer, never a correction.

A misspelling in a source stays findable as it is written; only a word that finds nothing by itself and is in no
dictionary gets an offer. The engine finds documents with near words, and their shown texts tell which words these are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from datascores.corpus.extract.quality import is_known_word
from datascores.corpus.models import Document
from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import Clause, Fuzzy, Term, word_leaves
from search.engine.port import Engine
from search.marks import is_near
from search.shown_pages import pages_for

SHORTEST = 4  # letters; nearly every shorter word is near another one
MOST_WORDS = 3  # of a query that are looked at
DOCUMENTS = 20  # looked at for near words


@dataclass(frozen=True)
class NearWord:
    """A word of the query that no document has, and the one that documents have instead."""

    word: str
    instead: str
    count: int


def near_words(clause: Clause, engine: Engine) -> list[NearWord]:
    """For the first words of a query that find nothing by themselves, the most frequent near word."""
    absent = [leaf for leaf in word_leaves(clause) if isinstance(leaf, Term) and not engine.count(leaf)]
    strange = [leaf.word for leaf in absent if len(leaf.word) >= SHORTEST and not is_known_word(leaf.word)]
    offers = (_near_word(word, engine) for word in strange[:MOST_WORDS])
    return [offer for offer in offers if offer]


def _near_word(word: str, engine: Engine) -> NearWord | None:
    for distance in (1, 2) if len(word) > 2 * SHORTEST - 2 else (1,):
        hits = engine.search(Fuzzy(word, distance), limit=DOCUMENTS).hits
        documents = Document.objects.filter(sha256__in=[hit.id for hit in hits])
        seen = Counter(
            exact
            for pages in pages_for(list(documents)).values()
            for _, text in pages
            for exact in Analysis(text).exacts
            if exact != word and stem_for(exact) and is_near(word, exact, distance)
        )
        counted = [(engine.count(Term(near)), near) for near, _ in seen.most_common(3)]
        if counted:
            count, near = max(counted)
            return NearWord(word, near, count)
    return None

"""Questions in plain words of which no document holds every word: what most of the words means to an engine. Pure.

A person who types a sentence wants the documents nearest to it, not silence. So five or more words without an operator, a
quote, a wildcard or a field, which together find nothing, are looked for as "most of them": a third must be there, words
that stand near each other as typed count for more, and what the body itself says counts twice (over the labelled
real letters that weighs more than any other choice: a mean nDCG@5 of 0.58 without and 0.78 with it). Shorter or operated
queries are meant as written and stay as they are.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection

from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import Clause, FieldIs, Most, Phrase, Term

FEWEST_TYPED = 5  # words of a query that is a question
SHARE_WANTED = 3  # one word of so many has to be there
PAIR_SLOP = 5  # places that two neighbours of the question may be moved: a question leaves out or adds small words
HINT_WEIGHT = 5.0  # of a body named by the question, about as much as two rare words
REPLY_KIND = "foi response letter"  # what answers a question after bodies: their own letters
BODIES = frozenset({"authorities", "authority", "councils", "council", "bodies", "forces"})
# Words that ask and that no answer repeats.
ASKING = frozenset(
    {"which", "who", "whom", "whose", "what", "where", "when", "why", "how", "do", "does", "did", "have", "has", "had"}
    | {
        "can",
        "could",
        "should",
        "would",
        "were",
        "am",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "its",
        "it's",
    }
    | {"he", "she", "his", "her", "about", "from", "any", "please"}
)
# The kinds of body, which do not tell one body from another. "Durham police" names the one with this word before others.
_KINDS_OF_BODY = frozenset(
    {"city", "council", "county", "borough", "district", "metropolitan", "constabulary", "police", "london", "combined"}
    | {"authority", "royal", "fire", "rescue", "service", "nhs", "trust", "foundation", "of", "the", "and"}
)


def asked_words(text: str) -> tuple[str, ...]:
    """The words of a question that an answer may hold, in order, each once."""
    words = (word for word in Analysis(text).exacts if stem_for(word) and word not in ASKING)
    return tuple(dict.fromkeys(words))


def most_of(text: str, bodies: Collection[str] = ()) -> Most | None:
    """The clause for most of the words; ``bodies`` are slugs of bodies it names. None if it has fewer than two words."""
    words = asked_words(text)
    if len(words) < 2:
        return None
    pairs = tuple(Phrase(pair, PAIR_SLOP) for pair in itertools.pairwise(words))
    hints: list[tuple[Clause, float]] = [(FieldIs("authority", slug), HINT_WEIGHT) for slug in sorted(bodies)]
    if BODIES & set(words) and not bodies:
        hints.append((FieldIs("kind", REPLY_KIND), HINT_WEIGHT))
    return Most(tuple(Term(word) for word in words), -(-len(words) // SHARE_WANTED), pairs, tuple(hints))


def names_body(text: str, name: str) -> bool:
    """Whether a question names a body: it has every word of the body's name but for the kind of body it is."""
    telling = {word for word in Analysis(name).exacts if word} - _KINDS_OF_BODY
    return bool(telling) and telling <= set(Analysis(text).exacts)

"""Whether a sentence gives a thing to another body than the one whose paper it stands in: "Durham Constabulary uses X" in
Lancashire's letter.

Who wrote the paper is read from the names alone, so that the same words always give the same: the body named first, and
those in its letterhead and signature or at its top, are at home. What is said of another body's use says nothing of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datascores.corpus.stance.abroad import is_abroad
from datascores.corpus.stance.holders import Body, holder_of
from datascores.corpus.stance.reading import Reading
from datascores.corpus.stance.sentences import LONGEST

TOP = 200  # code points of a first page without a salutation in which whoever is named may be the sender
_SALUTATION = re.compile(r"^\s*(?:dear|annwyl|good\s+(?:morning|afternoon))\b", re.I | re.M)
_ALSO_OURS = re.compile(r"[^.;]{0,60}?\b(?:by|in|within|across)\s+(?:both\s+)?(?:our|us|ourselves|this)\b", re.I)
_HOME = "home"  # whoever the paper is by; no slug, as a holder only
_LETTERHEAD = ("standard", "header")


@dataclass(frozen=True)
class Place:
    """A body or thing named at a place of a page; ``slug`` of bodies only."""

    page: int
    start: int
    end: int
    segment: str
    slug: str = ""


def at_home(bodies: Iterable[Place], opening: str) -> frozenset[str]:
    """The slugs of the bodies that may be speaking, of all that a document names in words that are not quoted.

    ``opening`` is the text of the first page on which one is named.
    """
    ordered = sorted(bodies, key=lambda place: (place.page, place.start))
    first = ordered[0].page if ordered else 0
    salutation = _SALUTATION.search(opening)
    top = salutation.start() if salutation else TOP
    return frozenset(
        place.slug
        for number, place in enumerate(ordered)
        if number == 0 or place.segment in _LETTERHEAD or (place.page == first and place.start < top)
    )


def is_elsewhere(
    text: str, place: Place, reading: Reading, bodies: Sequence[Place], things: Sequence[Place], home: frozenset[str]
) -> bool:
    """Whether the sentence that holds a thing names another body as its owner or user; all places are of one page."""
    begin, finish = reading.start, reading.end
    if not begin <= place.start < finish or finish - begin > 2 * LONGEST:
        return False
    others = [(thing.start - begin, thing.end - begin) for thing in things if begin <= thing.start < finish]
    if is_abroad(text[begin:finish], place.start - begin, home, others):
        return True
    if not home:
        return False
    if _ALSO_OURS.match(text, place.end, finish):
        return False
    inside = [
        Body(body.slug, body.start - begin, body.end - begin)
        for body in bodies
        if begin <= body.start < finish and body.segment == place.segment
    ]
    if not any(body.slug not in home for body in inside):
        return False
    holder = holder_of(text[begin:finish], place.start - begin, place.end - begin, inside, others, _HOME)
    return holder is not None and holder.slug != _HOME and holder.slug not in home

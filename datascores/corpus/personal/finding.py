"""All personal data in the pages of one document.

A name found once by its position is looked for on every page, in the ways in which people are named again; what is an
entry of the catalogue (a body, a company, a system) is nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from datascores.corpus.personal import MAIL, NAME, PHONE
from datascores.corpus.personal.contacts import mails_in, person_of, phones_in
from datascores.corpus.personal.people import Person, occurrences_of
from datascores.corpus.personal.positions import closing_blocks, names_in

_MOST_PEOPLE = 300  # of one document; beyond, it is a list of people and the first names found stand for themselves


@dataclass(frozen=True, order=True)
class PersonalSpan:
    """Code points of a page's text, and what they are (`personal.NAME`, `MAIL` or `PHONE`)."""

    start: int
    end: int
    what: str


def find_personal(
    texts: Sequence[str], entries_among: Callable[[set[str]], set[str]] = lambda names: set()
) -> list[list[PersonalSpan]]:
    """The personal data of each text, in order and without overlaps.

    ``entries_among`` tells which of some names in small letters are entries of the catalogue.
    """
    placed = [list(names_in(text)) for text in texts]
    mails = [list(mails_in(text)) for text in texts]
    people = {found.person for names in placed for found in names}
    people |= {person for found in mails for *_, address in found if (person := person_of(address.split("@")[0]))}
    spoken = {_said(person) for person in people}
    entries = entries_among(spoken) if spoken else set()
    people = {person for person in people if _said(person) not in entries}
    again = _pattern_of(people)
    spans = []
    for text, names in zip(texts, placed, strict=True):
        found = [PersonalSpan(one.start, one.end, NAME) for one in names if one.person in people]
        if again is not None:
            found += [PersonalSpan(*_span_of(match), NAME) for match in again.finditer(text)]
        found += [PersonalSpan(start, end, MAIL) for start, end, _ in mails_in(text, people)]
        found += [PersonalSpan(start, end, PHONE) for start, end in phones_in(text, closing_blocks(text))]
        spans.append(_merged(found))
    return spans


def _said(person: Person) -> str:
    return " ".join(part for part in (person.given, *person.middle, person.surname) if part).lower()


def _pattern_of(people: Iterable[Person]) -> re.Pattern[str] | None:
    ways = sorted({way for person in sorted(people, key=_said)[:_MOST_PEOPLE] for way in occurrences_of(person)})
    if not ways:
        return None
    numbered = (way.replace("(?P<of>", f"(?P<of{number}>") for number, way in enumerate(ways))
    return re.compile("|".join(numbered), re.IGNORECASE | re.MULTILINE)


def _span_of(match: re.Match[str]) -> tuple[int, int]:
    """The name without the title before it."""
    return match.span(match.lastgroup) if match.lastgroup else match.span()


def _merged(spans: Iterable[PersonalSpan]) -> list[PersonalSpan]:
    merged: list[PersonalSpan] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = PersonalSpan(last.start, max(last.end, span.end), last.what)
        else:
            merged.append(span)
    return merged

"""What stands around a hit: the words and companies that make an ambiguous name count, and the words that refuse it.

Distances count characters of the folded text. Nothing here looks at other records or at the rest of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from datascores.corpus.matcher.folding import fold
from datascores.corpus.matcher.names import Entry, Hit
from datascores.corpus.matcher.neighbours import lends_nothing

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules
    from datascores.corpus.matcher.matching import PageInput

COUNCIL_REACH = 80

_PLACE = r"[A-Z][\w’'-]*(?: (?:upon|on|in|the|of|under|le|by|with) [A-Z][\w’'-]*| [A-Z][\w’'-]*)*"
_JOINED = r"(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)"
_SORT_OF_COUNCIL = r"(?:(?:[Cc]ity|[Cc]ounty|[Bb]orough|[Dd]istrict|[Mm]etropolitan|[Uu]nitary|[Ll]ondon)\s+)*"
# "Kent's council", "Camden and Hackney borough councils"
_COUNCIL_AFTER = re.compile(rf"(?:['’]s)?(?:{_JOINED}{_PLACE})*?\s+{_SORT_OF_COUNCIL}[Cc]ouncils?\b")
# "the council of Kent", "councils such as Camden, Hackney and Ealing"
_COUNCIL_BEFORE = re.compile(
    rf"\b(?:[Cc]ouncils?|[Bb]oroughs|[Ll]ocal\s+authorit(?:y|ies))(?:\s*[,:])?\s+(?:of|such\s+as|like|including|in|for)\s+(?:the\s+)?"
    rf"(?:{_PLACE}{_JOINED})*$"
)
_SAYS_COUNCILS = re.compile("ouncil|oroughs|uthorit")
_COUNCIL_NAME = re.compile(r"\b(?:Council|Borough|Corporation|Comhairle)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """What a record wants near an ambiguous name, each word with its folded form, and how near, in characters."""

    context: tuple[tuple[str, str], ...]
    companies: tuple[tuple[str, str], ...]
    context_reach: int
    reject: tuple[str, ...]
    reject_reach: int


@cache
def _folded(word: str) -> str:
    return fold(word)


def _forms_of_word(folded: str) -> tuple[str, ...]:
    """What to look for: long words begin and end anywhere, so that stems count; short ones would stand inside others."""
    if len(folded) == 2:
        return (f" {folded} ", f" {folded}s ")
    return (f" {folded}" if len(folded) == 3 else folded,) if folded else ()


def words_of(record: RecordRules) -> Words:
    """The record's words, each with the form to look for."""
    context = tuple((word, form) for word in record.context_words for form in _forms_of_word(_folded(word)))
    reject = tuple(f" {folded} " for word in record.reject_words if (folded := _folded(word)))
    companies = tuple((name, f" {folded} ") for name in record.near_companies if (folded := _folded(name)))
    return Words(context, companies, record.context_reach, reject, record.reject_reach)


def is_rejected(words: Words, hit: Hit, folded: str) -> bool:
    """Whether one of the reject words stands near, as whole words."""
    if not words.reject:
        return False
    reach = words.reject_reach
    around = folded[max(0, hit.folded_start - reach - 1) : hit.folded_end + reach + 1]
    return rejects(words, around, folded[hit.folded_start : hit.folded_end])


def rejects(words: Words, around: str, name: str) -> bool:
    """As ``is_rejected`` in folded words around a folded name."""
    # each word carries its blanks, so that no half word matches
    return any(word in around and word not in f" {name} " for word in words.reject)


def find_support(words: Words, hit: Hit, pages: Sequence[PageInput], index: int) -> tuple[int, str] | None:
    """What makes an ambiguous name count, as (distance, how the rule says it); None where something is missing.

    The distance runs on over the break of a page. A record that names companies wants one of them
    near, and a context word too if it has some.
    """
    if not words.context and not words.companies:
        return None
    return support_in(words, *_around(hit, pages, index, words.context_reach))


def support_in(words: Words, before: str, after: str) -> tuple[int, str] | None:
    """As ``find_support`` in folded words that stand before and after the name."""
    context = _nearest(words.context, before, after)
    company = _nearest(words.companies, before, after)
    if (words.context and context is None) or (words.companies and company is None):
        return None
    said = [f'with context "{context[1]}"'] if context else []
    said += [f'near the company "{company[1]}"'] if company else []
    return max(found[0] for found in (context, company) if found), " and ".join(said)


def _around(hit: Hit, pages: Sequence[PageInput], index: int, reach: int) -> tuple[str, str]:
    before = pages[index].folded.text[max(0, hit.folded_start - reach) : hit.folded_start]
    after = pages[index].folded.text[hit.folded_end : hit.folded_end + reach]
    if len(before) < reach and index:
        before = (pages[index - 1].folded.text[-reach:] + before)[-reach:]
    if len(after) < reach and index + 1 < len(pages):
        after = (after + pages[index + 1].folded.text[:reach])[:reach]
    return before, after


def _nearest(forms: Sequence[tuple[str, str]], before: str, after: str) -> tuple[int, str] | None:
    found: list[tuple[int, str]] = []
    for word, form in forms:
        place = before.rfind(form)
        while place >= 0 and word[:1].isupper() and lends_nothing(before, place + len(form)):
            place = before.rfind(form, 0, place)
        if place >= 0:
            found.append((len(before) - place - len(form), word))
        place = after.find(form)
        while place >= 0 and word[:1].isupper() and lends_nothing(after, place + len(form)):
            place = after.find(form, place + 1)
        if place >= 0:
            found.append((place, word))
    return min(found, default=None)


def find_council_word(entry: Entry, hit: Hit, text: str) -> str | None:
    """The council word that makes a place name mean the body: bound to it in the sentence, not merely near it.

    Initials have none: they count by the body's domain or full name only.
    """
    if entry.record.kind != "authority" or not _COUNCIL_NAME.search(entry.record.name) or entry.text.isupper():
        return None
    after, before = text[hit.end : hit.end + COUNCIL_REACH], text[max(0, hit.start - COUNCIL_REACH) : hit.start]
    match = _COUNCIL_AFTER.match(after) if "ouncil" in after else None
    if not match and _SAYS_COUNCILS.search(before):
        match = _COUNCIL_BEFORE.search(before)
    return " ".join(match[0].split()).strip(" ,’'") if match else None

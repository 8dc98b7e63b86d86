"""What stands around a hit: the words that make an ambiguous name count, and those that refuse it.

Distances count characters of the folded text. Nothing here looks at other records or at the rest of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from datascores.corpus.matcher.folding import fold
from datascores.corpus.matcher.names import Entry, Hit

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules

CONTEXT_REACH = 200
REJECT_REACH = 40
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
_COUNCIL_NAME = re.compile(r"\b(?:Council|Borough|Corporation|Comhairle)\b")


@dataclass(frozen=True, slots=True)
class Words:
    """Context and reject words of a record, folded."""

    context: tuple[tuple[str, str], ...]
    reject: tuple[str, ...]


@cache
def _folded(word: str) -> str:
    return fold(word)


def words_of(record: RecordRules) -> Words:
    """The record's words, each with the form to look for."""
    context = tuple((word, folded) for word in record.context_words if (folded := _folded(word)))
    reject = tuple(f" {folded} " for word in record.reject_words if (folded := _folded(word)))
    return Words(context, reject)


def is_rejected(words: Words, hit: Hit, folded: str) -> bool:
    """Whether one of the reject words stands, as whole words, within 40 characters."""
    around = folded[max(0, hit.folded_start - REJECT_REACH - 1) : hit.folded_end + REJECT_REACH + 1]
    name = f" {folded[hit.folded_start : hit.folded_end]} "
    # each word carries its blanks, so that no half word matches
    return any(word in around and word not in name for word in words.reject)


def find_context(
    words: Words, hit: Hit, folded: str, page_before: str = "", page_after: str = ""
) -> tuple[int, str] | None:
    """The nearest context word within 200 characters, as (distance, word); None where there is none.

    The distance runs on over the break of a page.
    """
    if not words.context:
        return None
    before = (page_before + folded[max(0, hit.folded_start - CONTEXT_REACH) : hit.folded_start])[-CONTEXT_REACH:]
    after = (folded[hit.folded_end : hit.folded_end + CONTEXT_REACH] + page_after)[:CONTEXT_REACH]
    found: list[tuple[int, str]] = []
    for word, form in words.context:
        if (place := before.rfind(form)) >= 0:
            found.append((len(before) - place - len(form), word))
        if (place := after.find(form)) >= 0:
            found.append((place, word))
    return min(found, default=None)


def find_council_word(entry: Entry, hit: Hit, text: str) -> str | None:
    """The council word that makes a place name mean the body: bound to it in the sentence, not merely near it.

    Initials have none: they count by the body's domain or full name only.
    """
    if entry.record.kind != "authority" or not _COUNCIL_NAME.search(entry.record.name) or entry.text.isupper():
        return None
    match = _COUNCIL_AFTER.match(text[hit.end : hit.end + COUNCIL_REACH]) or _COUNCIL_BEFORE.search(
        text[max(0, hit.start - COUNCIL_REACH) : hit.start]
    )
    return " ".join(match[0].split()).strip(" ,’'") if match else None

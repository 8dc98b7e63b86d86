"""Initials of councils in documents that name one of their places.

"NCC" is four councils; in a paper about Norfolk it is one of them. Initials count where exactly one of the bodies that
share them has its place named in the document, never where two have, and never where a police rank is written like them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules
    from datascores.corpus.matcher.names import Hit

_COUNCIL_NAME = re.compile(r"\b(?:Council|Borough|Corporation|Comhairle)\b")
# initials that are offices too: assistant and deputy chief constable, police and crime commissioner
_OFFICES = {"ACC": "hief Constable", "DCC": "hief Constable", "PCC": "rime Commissioner"}


def bodies_at_home(hit: Hit, text: str, pages: Sequence[str]) -> list[tuple[RecordRules, str]]:
    """The one council, with its place, whose initials stand at a hit and whose place the document names; else nothing."""
    letters = text[hit.start : hit.end]
    if len(letters) < 3 or not letters.isalpha() or not letters.isupper():
        return []
    sharing = [entry.record for entry in hit.entries if entry.is_ambiguous and entry.record.kind == "authority"]
    if not sharing or any(entry.record.kind not in ("authority", "keyword") for entry in hit.entries):
        return []
    if letters in _OFFICES and any(_OFFICES[letters] in page for page in pages):
        return []
    home = [
        (record, place)
        for record in sharing
        if _COUNCIL_NAME.search(record.name)
        if (place := _place_of(record)) and any(place in page and _whole_word(place).search(page) for page in pages)
    ]
    return home if len(home) == 1 else []


def _place_of(record: RecordRules) -> str:
    """The shortest ambiguous name that the full name holds and that is no initials: "Bristol" of Bristol City Council."""
    places = [name.text for name in record.names if name.is_ambiguous and not name.text.isupper()]
    return min((place for place in places if place in record.name), key=len, default="")


@cache
def _whole_word(place: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(place)}\b")

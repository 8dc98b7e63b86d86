"""The fields of the language: their names, and what their values mean. Pure.

A field selects documents by what is known of them. Values may be written as people write them: "King's Lynn" is the slug
kings-lynn; a kind of document or an outcome has no slug and is held as the settings write it, blanks and all.
"""

from __future__ import annotations

import re

from django.conf import settings

from search.engine.clauses import Clause, DateRange, FieldIs, Or
from search.engine.port import UNDATED, EngineRefused, days_of

# field as typed → facet of the index
_SAME = (
    "authority",
    "named",
    "company",
    "system",
    "keyword",
    "asked",
    "source",
    "kind",
    "outcome",
    "exemption",
    "response",
    "campaign",
    "law",
    "state",
    "year",
)
FACET_FIELDS = {"type": "format"} | {name: name for name in _SAME}
FIELDS = (*FACET_FIELDS, "title", "before", "after")
ASKED_KINDS = ("authority", "company", "system", "keyword")  # the facet `asked` holds kind:slug
_NO_SLUG = re.compile(r"[^\w.:]+")


def field_clause(name: str, value: str) -> tuple[Clause | None, str]:
    """What a field with a value means, or None and, in words, why it means nothing."""
    if name in ("before", "after"):
        return _date_clause(name, value.strip())
    value = value_as_slug(value)
    if not value:
        return None, f"nothing stands after {name}:; ignored"
    if name == "year" and value != UNDATED and not re.fullmatch(r"[0-9]{4}", value):
        return None, f"a year is written year:2018 or year:{UNDATED}; ignored"
    if name == "asked" and ":" not in value:
        return Or(tuple(FieldIs(name, f"{kind}:{value}") for kind in ASKED_KINDS)), ""
    if name in settings.FACET_WORDS:
        return _words_clause(name, value), ""
    return FieldIs(FACET_FIELDS[name], value), ""


def value_as_slug(value: str) -> str:
    """A value as people write it, as the index holds it."""
    return _NO_SLUG.sub("-", value.lower().replace("'", "").replace("’", "")).strip("-")


def _words_clause(name: str, value: str) -> Clause:
    """The words that a value may stand for; a section without its law stands for that of each law."""
    meant = {value_as_slug(words): words for words in settings.FACET_WORDS[name]}
    if value in meant:
        return FieldIs(name, meant[value])
    of_laws = [words for slug, words in meant.items() if name == "exemption" and slug.startswith(f"{value}-")]
    return Or(tuple(FieldIs(name, words) for words in of_laws)) if of_laws else FieldIs(name, value)


def _date_clause(name: str, value: str) -> tuple[Clause | None, str]:
    try:
        days_of(value)
    except EngineRefused:
        return None, f"a date is written {name}:2018, {name}:2018-05 or {name}:2018-05-31; ignored"
    return DateRange(after=value) if name == "after" else DateRange(before=value), ""

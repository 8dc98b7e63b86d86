"""Searches offered beside the one typed: with the word that documents have, with other names, with each word alone.

Nothing is looked for that was not asked for; each offer is a link that says what it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from search.alone import words_alone
from search.engine.analysis import Analysis
from search.engine.port import Engine
from search.links import search_url
from search.names import OtherNames, named_records
from search.query import SearchQuery
from search.spelling import NearWord


@dataclass(frozen=True)
class NearLink:
    """A word that no document has, one that documents have, and the search with it."""

    word: str
    instead: str
    count: int
    url: str


@dataclass(frozen=True)
class NamesLine:
    """Other names of what the query names, each with the search for both."""

    surface: str
    name: str
    record_url: str
    choices: list[tuple[str, str]]
    all_url: str


@dataclass(frozen=True)
class AloneLink:
    """A word of a search that found nothing, the documents it finds alone, and that search; no address where none."""

    word: str
    count: int
    url: str


def near_link(near: NearWord, query: SearchQuery) -> NearLink:
    """The search with the first place of the word exchanged, however it was written."""
    places = [token for token in Analysis(query.text) if token.exact == near.word]
    start, end = (places[0].start, places[0].end) if places else (0, 0)
    url = search_url(query, text=f"{query.text[:start]}{near.instead}{query.text[end:]}")
    return NearLink(near.word, near.instead, near.count, url)


@dataclass(frozen=True)
class RecordLink:
    """A record of the catalogue that a search names, with its page, which has every sentence about it."""

    name: str
    kind: str
    url: str


def record_links(query: SearchQuery) -> list[RecordLink]:
    return [
        RecordLink(record.name, record.get_kind_display().lower(), reverse(record.kind, args=[record.slug]))
        for record in named_records(query.text)
    ]


def alone_links(query: SearchQuery, engine: Engine) -> list[AloneLink]:
    words = words_alone(query, engine)
    return [AloneLink(word.word, word.count, search_url(query, text=word.word) if word.count else "") for word in words]


def names_line(other: OtherNames, query: SearchQuery) -> NamesLine:
    choices = [(name, search_url(query, text=text)) for name, text in other.choices]
    record = other.record
    all_url = search_url(query, text=other.all_of_them) if other.all_of_them else ""
    return NamesLine(other.surface, record.name, reverse(record.kind, args=[record.slug]), choices, all_url)

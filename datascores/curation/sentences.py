"""The sentences of a preview as its page prints them: cut anew each time from what may be shown, never kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from datascores.corpus.models import PageText
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import shown_documents
from datascores.corpus.volumes import volumes_around
from search.sentences import told_around


@dataclass(frozen=True)
class Sentence:
    """One mention that comes or goes: the words around the name, where they stand, and the rule."""

    before: str
    words: str
    after: str
    document: str
    page: int
    url: str
    record: str
    rule: str
    is_evidence: bool


def sentences_of(places: Iterable[Mapping[str, Any]]) -> list[Sentence]:
    """The places of a preview (see effects.Place) in their order; those of documents taken down since are left out."""
    places = list(places)
    rows = PageText.objects.filter(pk__in=[place["page_text"] for place in places], document__in=shown_documents())
    texts = {row.pk: row for row in rows.select_related("document")}
    volumes = volumes_around(texts.values())
    return [
        _sentence(place, texts[place["page_text"]], volumes[place["page_text"]])
        for place in places
        if place["page_text"] in texts
    ]


def _sentence(place: Mapping[str, Any], row: PageText, volume: Volume) -> Sentence:
    start, end = place["start"], place["end"]
    address = quote_url(row.document.sha256, row.number, start, end, row.text_hash)
    return Sentence(
        *told_around(volume, (row.number, start, end)),
        row.document.display_name,
        row.number,
        address,
        place["name"],
        place["rule"],
        place["is_evidence"],
    )

"""Rows of documents: the facts of each, and the pages on which words of the search stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from datascores.corpus.places import place_of
from search.exports.batches import Batch
from search.marks import find_places
from search.scopes import sheet_of


def document_rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One row a document."""
    for document in batch.documents:
        pages = batch.pages.get(document.pk, [])
        found = find_places(batch.asked.clause, [sheet_of(page, text) for page, text in pages])
        firsts: dict[int, int] = {}
        for (number, start, _), *_ in found.places():
            firsts.setdefault(number, start)
        marked = [(page, firsts[page.number]) for page, _ in pages if page.number in firsts]
        facts = batch.facts[document.pk]
        yield {
            "sha256": document.sha256,
            "title": str(document),
            "other_name": document.other_name,
            "pages": [page.number for page, _ in marked],
            "places": [place_of(page, offset, document.format) for page, offset in marked],
            "match": batch.asked.match,
            "authority": batch.authorities_of(document),
            "kind": list(facts.kinds),
            "date": facts.date,
            "format": document.format,
            "source": batch.sources.get(document.pk, []),
            "url": reverse("document", args=[document.sha256]),
        }

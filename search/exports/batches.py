"""What rows are made of: some documents of a result with their facts, pages and shown words, fetched together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datascores.corpus.models import Document, Page, Segment
from search.asking import Asked
from search.facts import Facts


@dataclass(frozen=True)
class Batch:
    """Documents in the order of the search. ``pages`` are each document's pages with their shown words; what a table does not
    print is left empty."""

    asked: Asked
    documents: Sequence[Document]
    facts: Mapping[int, Facts]
    pages: Mapping[int, list[tuple[Page, str]]]
    sources: Mapping[int, list[str]]

    def authorities_of(self, document: Document) -> list[str]:
        return [body.slug for body in self.facts[document.pk].authorities]


def segment_at(page: Page, offset: int) -> str:
    """The kind of the segment at an offset; own where the page is not cut."""
    kinds = (segment.kind for segment in page.text.segments.all() if segment.start <= offset < segment.end)
    return str(next(kinds, Segment.Kind.OWN))

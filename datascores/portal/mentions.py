"""A record's mentions as rows: every sentence of a profile for a file, with the address of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from datascores.catalogue.models import Record
from datascores.corpus.visibility import shown_mentions
from datascores.portal.sayings import sayings_of

COLUMNS = [
    "kind",
    "slug",
    "sha256",
    "title",
    "page",
    "place",
    "start",
    "end",
    "surface",
    "sentence",
    "segment",
    "evidence",
    "stance",
    "rule",
    "url",
]
BATCH = 200


def mention_rows(record: Record, absolute: Callable[[str], str]) -> Iterator[dict[str, object]]:
    """The mentions of a record in the order of documents and pages; ``absolute`` makes whole addresses."""
    mentions = (
        shown_mentions()
        .filter(record=record)
        .select_related("document", "page_text", "record")
        .order_by("document", "page", "start")
    )
    stream = mentions.iterator(chunk_size=BATCH)
    while batch := list(islice(stream, BATCH)):
        for mention, saying in zip(batch, sayings_of(batch), strict=True):
            yield {
                "kind": record.kind,
                "slug": record.slug,
                "sha256": saying.sha256,
                "title": str(mention.document),
                "page": saying.page,
                "place": saying.place,
                "start": saying.start,
                "end": saying.end,
                "surface": saying.surface,
                "sentence": saying.sentence,
                "segment": saying.segment,
                "evidence": "yes" if saying.is_evidence else "no",
                "stance": mention.stance,
                "rule": saying.rule,
                "url": absolute(saying.url),
            }

"""A record's mentions as a CSV: every sentence of a profile in a file, streamed, with the address of each."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import islice

from django.http import StreamingHttpResponse

from datascores.catalogue.models import Record
from datascores.corpus.visibility import shown_mentions
from datascores.portal.sayings import sayings_of
from search.exports import Echo, defuse

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


def mentions_csv(record: Record, absolute: Callable[[str], str]) -> StreamingHttpResponse:
    """Stream the mentions of a record in the order of documents and pages."""
    writer = csv.writer(Echo())
    lines = (writer.writerow([defuse(cell) for cell in row]) for row in _rows(record, absolute))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mentions-{record.kind}-{record.slug}.csv"'
    return response


def _rows(record: Record, absolute: Callable[[str], str]) -> Iterator[list[object]]:
    yield list(COLUMNS)
    mentions = (
        shown_mentions()
        .filter(record=record)
        .select_related("document", "page_text", "record")
        .order_by("document", "page", "start")
    )
    stream = mentions.iterator(chunk_size=BATCH)
    while batch := list(islice(stream, BATCH)):
        for mention, saying in zip(batch, sayings_of(batch), strict=True):
            yield [
                record.kind,
                record.slug,
                saying.sha256,
                str(mention.document),
                saying.page,
                saying.place,
                saying.start,
                saying.end,
                saying.surface,
                saying.sentence,
                saying.segment,
                "yes" if saying.is_evidence else "no",
                mention.stance,
                saying.rule,
                absolute(saying.url),
            ]

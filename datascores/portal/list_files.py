"""Lists as files: at the address of a list with .csv or .json all its rows, streamed, narrowed as the page is.

The rows are those of the commands and of the API, in a stable order, so that the same corpus gives the same bytes. Like
every download only a few are sent at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from datascores.catalogue.listing import NEEDS, PLURALS, RECORD_COLUMNS, record_row
from datascores.corpus.listing import DOCUMENT_COLUMNS, document_rows
from datascores.portal.coverage import COLUMNS as COVERAGE_COLUMNS
from datascores.portal.coverage import coverage_row, groups
from datascores.portal.documents import list_documents
from datascores.portal.mentions import COLUMNS as MENTION_COLUMNS
from datascores.portal.mentions import mention_rows
from datascores.portal.profiles import list_records, read_narrowing
from datascores.portal.views import get_record
from search.exports.lines import csv_lines_of, json_lines
from search.exports.responses import ExportsBusy, Held, places

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
BATCH = 200
Row = dict[str, Any]


@require_safe
def documents(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list of documents, in the order of their hashes."""
    return send(document_rows(list_documents(request.GET).documents), DOCUMENT_COLUMNS, form, "documents")


@require_safe
def records(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    """The list of a kind of record, by name."""
    found = list_records(kind, *read_narrowing(request.GET)).prefetch_related(*NEEDS[kind])
    rows = (
        {**record_row(record), "url": request.build_absolute_uri(reverse(kind, args=[record.slug]))}
        for record in found.iterator(BATCH)
    )
    return send(rows, (*RECORD_COLUMNS[kind], "url"), form, PLURALS[kind])


@require_safe
def mentions(request: HttpRequest, kind: str, slug: str, form: str) -> HttpResponseBase:
    """Every sentence of a profile, in the order of documents and pages, with the address of each."""
    record = get_record(kind, slug)
    return send(mention_rows(record, request.build_absolute_uri), MENTION_COLUMNS, form, f"mentions-{kind}-{slug}")


@require_safe
def coverage(request: HttpRequest, form: str) -> HttpResponseBase:
    """The finest counts of what is covered."""
    return send(map(coverage_row, groups()), COVERAGE_COLUMNS, form, "coverage")


def send(rows: Iterable[Row], columns: Sequence[str], form: str, name: str) -> HttpResponseBase:
    """The rows as a download; 503 where as many as may be are being sent."""
    try:
        give_back = places.take()
    except ExportsBusy as error:
        return HttpResponse(
            str(error), status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"}
        )
    lines = csv_lines_of(rows, columns) if form == "csv" else json_lines(rows)
    response = StreamingHttpResponse(Held(lines, give_back), content_type=TYPES[form])
    response["Content-Disposition"] = f'{"attachment" if form == "csv" else "inline"}; filename="{name}.{form}"'
    return response

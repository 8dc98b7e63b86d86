"""Every hit of a search as rows: for CSV, NDJSON and the command, all from the same query, in the engine's order.

Nothing is capped and nothing is kept: rows are made batch by batch while they are written, so ten thousand hits take
no more memory than fifty. Cells that a spreadsheet would read as a formula are defused in CSV; NDJSON has plain values.
The columns are explained in COLUMNS, which the help page prints.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.http import StreamingHttpResponse
from django.urls import reverse

from datascores.corpus.models import Arrival, Document, Page
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_documents
from search.engine.clauses import Clause, word_leaves
from search.engine.port import Engine
from search.facts import Facts, facts_for
from search.highlight import find_marks
from search.hits import pages_for
from search.query import SearchQuery

BATCH = 50
COLUMNS = {
    "sha256": "The document’s identity: the SHA-256 hash of its bytes, in hex.",
    "title": "A mail’s subject, a web page’s title, else the file name of its first arrival.",
    "pages": "Pages on which words of the query stand; empty when only the title or a filter matched.",
    "places": "The first hit on each of them as the original file counts: “page 3”, “slide 2”, “Licences, row 14”.",
    "match": "“all”: every condition of the query holds.",
    "authority": "Slugs of the body it comes from, where its source or a person says so; empty when not known yet.",
    "kind": "What kind of document it is, on the same terms.",
    "date": "Its own date, ISO, perhaps only a year or a month; empty when not known yet. Never the day it came in.",
    "format": "Format of the file, found from its content.",
    "source": "Slugs of the collections it came in with.",
    "url": "Address of its page here.",
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Format:
    """A way to write rows: what makes lines of them, and their content type."""

    lines: Callable[[Iterator[dict[str, Any]]], Iterator[str]]
    content_type: str


class Echo:
    """A file that hands back what is written to it, so that the csv module can be streamed."""

    def write(self, value: str) -> str:
        return value


def defuse(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets a ' before it; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def hit_rows(query: SearchQuery, engine: Engine) -> Iterator[dict[str, Any]]:
    """One dict a hit, best first, all hits; lists stay lists. Raises EngineUnavailable before or while iterating."""
    clause = query.parsed.clause
    ids = engine.iter_ids(clause, query.filters, query.sort)
    while batch := list(islice(ids, BATCH)):
        yield from _rows_for(batch, clause)


def csv_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """CSV in UTF-8: a head line, several values of a cell parted by "; ", formulas defused."""
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow([defuse(_flat(row[column])) for column in COLUMNS])


def ndjson_lines(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


FORMATS = {
    "csv": Format(csv_lines, "text/csv; charset=utf-8"),
    "ndjson": Format(ndjson_lines, "application/x-ndjson; charset=utf-8"),
}


def stream_export(
    name: str, query: SearchQuery, engine: Engine, absolute: Callable[[str], str]
) -> StreamingHttpResponse:
    """All hits as a download in the format of that name; addresses are made whole by ``absolute``."""
    rows = ({**row, "url": absolute(row["url"])} for row in _begun(hit_rows(query, engine)))
    response = StreamingHttpResponse(FORMATS[name].lines(rows), content_type=FORMATS[name].content_type)
    response["Content-Disposition"] = f'attachment; filename="search.{name}"'
    return response


def write_export(name: str, query: SearchQuery, engine: Engine, path: Path, progress: Callable[[int], None]) -> int:
    """All hits into a file, which appears under its name only when it is whole; the number of hits.

    ``progress`` is called with the number of rows written so far.
    """
    written = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal written
        for row in hit_rows(query, engine):
            yield row
            written += 1
            if written % BATCH == 0:
                progress(written)

    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        file.writelines(FORMATS[name].lines(counted()))
    unfinished.replace(path)
    return written


def _begun(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows with the first one made already: an index that cannot answer fails before the answer has begun."""
    first = list(islice(rows, 1))

    def all_rows() -> Iterator[dict[str, Any]]:
        yield from first
        yield from rows

    return all_rows()


def _flat(value: object) -> object:
    return "; ".join(str(part) for part in value) if isinstance(value, list) else value


def _rows_for(ids: list[str], clause: Clause) -> Iterator[dict[str, Any]]:
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    documents = [found[sha256] for sha256 in ids if sha256 in found]
    facts = facts_for(document.pk for document in documents)
    texts = pages_for(documents) if word_leaves(clause) else {}
    sources: dict[int, set[str]] = defaultdict(set)
    arrivals = Arrival.objects.filter(document__in=documents).order_by()
    for pk, slug in arrivals.values_list("document_id", "collection__slug").distinct():
        sources[pk].add(slug)
    for document in documents:
        searched = [(page, find_marks(clause, text)) for page, text in texts.get(document.pk, [])]
        marked = [(page, marks[0][0]) for page, marks in searched if marks]
        yield _row_for(document, marked, facts[document.pk], sources[document.pk])


def _row_for(document: Document, marked: list[tuple[Page, int]], facts: Facts, sources: set[str]) -> dict[str, Any]:
    return {
        "sha256": document.sha256,
        "title": str(document),
        "pages": [page.number for page, _ in marked],
        "places": [place_of(page, offset, document.format) for page, offset in marked],
        "match": "all",
        "authority": [body.slug for body in facts.authorities],
        "kind": list(facts.kinds),
        "date": facts.date,
        "format": document.format,
        "source": sorted(sources),
        "url": reverse("document", args=[document.sha256]),
    }

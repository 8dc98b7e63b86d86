"""The process that the benchmark of exports and pages runs, in a portal of its own: fill it, export, or ask for pages.

``python -m datascores.benchmark.exporting fill 10000``, ``… export passages`` or ``… pages 200``; DATASCORES_DATA says where.
Memory is that of a process that has done nothing else, so that one number can be compared with another.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from itertools import islice
from pathlib import Path

import django

BATCH = 1000
SAMPLED = 200  # rows between two looks at the memory
WORDS = 100  # of each made document: the rows count here, not their length


def fill(count: int) -> None:
    """Made documents of one page each, straight in the tables, and an index of them; as many as there are not yet."""
    from django.db import connection

    from datascores.benchmark.generator import made_records
    from datascores.corpus.models import Document, Label, Page, PageText, Stamp
    from search.index import open_engine
    from search.indexing import IndexStep, records_of

    made = Document.objects.filter(arrivals=None).count()
    records = islice(made_records(count), made, None)
    engine = open_engine()
    engine.ensure()
    while batch := list(islice(records, BATCH)):
        documents = Document.objects.bulk_create(
            Document(sha256=record.id, size=1, name=record.title, format="pdf", status="ok", page_count=1)
            for record in batch
        )
        words = [" ".join(record.text.split()[:WORDS]) + ". A risk score." for record in batch]
        texts = PageText.objects.bulk_create(
            PageText(
                document=document,
                number=1,
                text=text,
                text_hash=hashlib.sha256(text.encode()).hexdigest(),
                read_by="pdfium",
            )
            for document, text in zip(documents, words, strict=True)
        )
        Page.objects.bulk_create(
            Page(document=document, number=1, text=text) for document, text in zip(documents, texts, strict=True)
        )
        Label.objects.bulk_create(
            Label(document=document, kind=kind, value=value, standing=Label.Standing.STATED)
            for document, record in zip(documents, batch, strict=True)
            for kind, value in (
                ("authority", next(iter(record.facets.get("authority", ())), "")),
                ("kind", next(iter(record.facets.get("kind", ())), "")),
                ("date", record.date),
            )
            if value
        )
        Stamp.objects.bulk_create(  # without them a rebuild would leave the documents out
            Stamp(document=document, step=step, version="made", inputs="", output="made")
            for document in documents
            for step in IndexStep.after
        )
        engine.upsert(records_of(documents))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database does by itself after a while


def export(table: str) -> dict[str, float]:
    """Every row of a search that finds all, as CSV into nothing: rows, seconds, memory in MB before and at most.

    Memory is the process's own: pages of the index that the kernel maps in and may drop at any time are not counted.
    """
    from search.exports.found import hit_rows
    from search.exports.lines import csv_lines
    from search.exports.tables import TABLES
    from search.index import open_engine
    from search.query import SearchQuery

    before, started = own_memory(), time.perf_counter()
    most, rows = before, -1  # the head line is no row
    query = SearchQuery(text="score", sort="title")
    for _ in csv_lines(hit_rows(query, open_engine(), TABLES[table]), TABLES[table]):
        rows += 1
        if rows % SAMPLED == 0:
            most = max(most, own_memory())
    return {"rows": rows, "seconds": time.perf_counter() - started, "before": before, "most": most}


def pages(count: int) -> dict[str, list[float]]:
    """Milliseconds of each of ``count`` searches: the bare engine call for 20 hits, the same with the portal's facets, and
    the whole page with facets, passages and links, made from the same query by turns."""
    from django.conf import settings
    from django.test import Client

    from datascores.benchmark.generator import made_queries
    from search.index import open_engine
    from search.query import SearchQuery

    engine, client = open_engine(), Client(SERVER_NAME="localhost")
    client.get("/search/", {"q": "warm"})
    told: dict[str, list[float]] = {"bare": [], "facets": [], "page": []}
    for text in made_queries(count):
        query = SearchQuery(text=text)
        started = time.perf_counter()
        engine.search(query.clause, limit=20)
        bare = time.perf_counter()
        engine.search(query.clause, facets=settings.SEARCH_FACETS, limit=20)
        faceted = time.perf_counter()
        answer = client.get("/search/", {"q": text})
        ended = time.perf_counter()
        if answer.status_code != 200:
            raise RuntimeError(f"The page of {text!r} was answered with {answer.status_code}.")
        told["bare"].append(1000 * (bare - started))
        told["facets"].append(1000 * (faceted - bare))
        told["page"].append(1000 * (ended - faceted))
    return told


def own_memory() -> float:
    """The memory of this process that no file backs, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
    django.setup()
    what, argument = sys.argv[1:]
    if what == "fill":
        fill(int(argument))
    elif what == "pages":
        print(json.dumps(pages(int(argument))))
    else:
        print(json.dumps(export(argument)))

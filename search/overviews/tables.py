"""The tables that the views of a search can be had as in files: their columns and how their rows are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from search.exports.tables import Column, Table
from search.overviews.bodies import BodyLine
from search.overviews.concordance import Line
from search.overviews.dates import Histogram
from search.overviews.facet_list import Value

Row = dict[str, Any]
_URL = Column("url", "Where it stands in the portal.")
_DOCUMENTS = Column("documents", "How many documents.", "integer")
DATES = Table(
    "dates",
    "Documents of a search by year or month.",
    (Column("period", "2018, 2018-05 or undated."), _DOCUMENTS, _URL),
    ("period",),
)
CONCORDANCE = Table(
    "concordance",
    "Every place of a search with the words around it.",
    (
        Column("sha256", "The document."),
        Column("title", "What the document is called."),
        Column("authority", "Slugs of the body it comes from.", is_list=True),
        Column("date", "Its own date, ISO, perhaps only a year or a month."),
        Column("page", "The page, from 1.", "integer"),
        Column("place", "The same as the original file counts."),
        Column("segment", "Who is speaking: own, request, standard, header."),
        Column("left", "The words before."),
        Column("words", "What was found."),
        Column("right", "The words after."),
        _URL,
    ),
    ("url",),
)
BODIES = Table(
    "bodies",
    "Bodies that the documents of a search come from.",
    (
        Column("body", "Slug of the body; empty for documents whose body is not known yet."),
        Column("name", "Its name."),
        _DOCUMENTS,
        Column(
            "own_documents",
            "In how many of these the body itself says it: 0 where only the question, standard wording or the title has "
            "it; empty where the search has no words.",
            "integer",
        ),
        Column("title", "The first of its documents, of those in which the body itself says it if there are any."),
        Column("page", "The page of the first passage.", "integer"),
        Column("segment", "Who is speaking in the passage: own, request, standard, header."),
        Column("passage", "The first passage."),
        _URL,
    ),
    ("body",),
)
VALUES = Table(
    "values",
    "Values of a facet.",
    (Column("value", "As in addresses."), Column("name", "For readers."), _DOCUMENTS, _URL),
    ("value",),
)


def date_rows(histogram: Histogram) -> Iterator[Row]:
    for period in [*histogram.periods, *histogram.others]:
        yield {"period": period.value, "documents": period.count, "url": period.url}


def concordance_rows(lines: Iterable[Line]) -> Iterator[Row]:
    for line in lines:
        yield {
            "sha256": line.sha256,
            "title": line.title,
            "authority": [body.slug for body in line.facts.authorities],
            "date": line.facts.date,
            "page": line.page,
            "place": line.place,
            "segment": line.segment,
            "left": line.left,
            "words": line.words,
            "right": line.right,
            "url": line.quote_url,
        }


def body_rows(lines: Iterable[BodyLine], unknown: int, url: str) -> Iterator[Row]:
    """The bodies, and last, if there are any, how many documents have none; ``url`` is that of the search."""
    for line in lines:
        yield {
            "body": line.slug,
            "name": line.name,
            "documents": line.count,
            "own_documents": "" if line.own is None else line.own,
            "title": line.title,
            "page": line.passage.page if line.passage else "",
            "segment": line.segment,
            "passage": " ".join("".join(piece.text for piece in line.passage.pieces).split()) if line.passage else "",
            "url": line.passage.url if line.passage else line.document_url or line.search_url,
        }
    if unknown:
        empty = dict.fromkeys((column.name for column in BODIES.columns), "")
        yield {**empty, "name": "not known yet", "documents": unknown, "url": url}


def value_rows(values: Iterable[Value]) -> Iterator[Row]:
    for value in values:
        yield {"value": value.value, "name": value.label, "documents": value.count, "url": value.url}

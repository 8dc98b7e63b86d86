"""How many bodies say it: the bodies that the documents of a search come from, each with its number and its first passage.

A document that comes from two bodies counts for both; documents whose body is not known yet are counted apart. The body
may only be proposed by a rule; the first passage's document says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.models import Document
from datascores.corpus.visibility import shown_documents
from search.asking import Asked, ask
from search.engine.clauses import And, FieldIs, Not, Or
from search.engine.port import Engine, FacetCount
from search.hits import PassageLine, lines_for, pages_for
from search.query import SearchQuery
from search.results import search_url

FACET = "authority"
BODIES_EACH = 25


@dataclass(frozen=True)
class BodyLine:
    """A body with the number of its documents; without ``sha256`` none of them can be shown any more."""

    slug: str
    name: str
    record_url: str
    count: int
    search_url: str
    sha256: str = ""
    title: str = ""
    document_url: str = ""
    passage: PassageLine | None = None


@dataclass(frozen=True)
class Bodies:
    """A page of bodies, the one with most documents first."""

    total: int
    bodies: int
    unknown: int
    lines: list[BodyLine]
    last_page: int
    first: int
    is_most: bool = False


def group_by_body(query: SearchQuery, engine: Engine) -> Bodies:
    """The bodies of a search, a page of them. Raises EngineUnavailable if the index cannot answer."""
    asked = ask(query, engine)
    values = counted_bodies(asked, engine)
    first = (query.page - 1) * BODIES_EACH
    return Bodies(
        total=engine.count(asked.clause, query.filters),
        bodies=len(values),
        unknown=count_unknown(values, asked, engine),
        lines=lines_for_bodies(values[first : first + BODIES_EACH], asked, engine),
        last_page=-(-len(values) // BODIES_EACH),
        first=first + 1,
        is_most=asked.is_most,
    )


def all_bodies(query: SearchQuery, engine: Engine) -> tuple[int, Iterator[BodyLine]]:
    """How many documents have no known body, and every body, looked up a page at a time. Raises EngineUnavailable."""
    asked = ask(query, engine)
    values = counted_bodies(asked, engine)
    return count_unknown(values, asked, engine), _lines_of_all(values, asked, engine)


def _lines_of_all(values: Sequence[FacetCount], asked: Asked, engine: Engine) -> Iterator[BodyLine]:
    for first in range(0, len(values), BODIES_EACH):
        yield from lines_for_bodies(values[first : first + BODIES_EACH], asked, engine)


def counted_bodies(asked: Asked, engine: Engine) -> list[FacetCount]:
    clause, filters = asked.under_all_filters(FACET)
    return [value for value in engine.facet_values(FACET, clause, filters) if value.count]


def count_unknown(values: Sequence[FacetCount], asked: Asked, engine: Engine) -> int:
    """How many documents of the search come from none of its bodies."""
    known = Or(tuple(FieldIs(FACET, value.value) for value in values))
    return engine.count(And((asked.clause, Not(known))), asked.query.filters)


def lines_for_bodies(values: Sequence[FacetCount], asked: Asked, engine: Engine) -> list[BodyLine]:
    """Those bodies with the first document of each, in a fixed number of queries to the database."""
    query = asked.query
    records = Record.objects.filter(kind=FACET, slug__in=[value.value for value in values])
    names = dict(records.values_list("slug", "name"))
    firsts = {value.value: _first_id(value.value, asked, engine) for value in values}
    documents = list(shown_documents().filter(sha256__in=set(firsts.values())))
    passages = lines_for(documents, pages_for(documents), asked)
    found = {document.sha256: document for document in documents}
    lines = []
    for value in values:
        slug = value.value
        line = BodyLine(
            slug,
            names.get(slug, slug),
            reverse("authority", args=[slug]) if slug in names else "",
            value.count,
            search_url(replace(query, filters={**query.filters, FACET: (slug,)}), page=1),
        )
        document = found.get(firsts[slug])
        lines.append(_with_document(line, document, passages[document.pk]) if document else line)
    return lines


def _first_id(slug: str, asked: Asked, engine: Engine) -> str:
    clause = And((asked.clause, FieldIs(FACET, slug)))
    hits = engine.search(clause, asked.query.filters, (), asked.query.sort, 0, 1).hits
    return hits[0].id if hits else ""


def _with_document(line: BodyLine, document: Document, passages: Sequence[PassageLine]) -> BodyLine:
    return replace(
        line,
        sha256=document.sha256,
        title=str(document),
        document_url=reverse("document", args=[document.sha256]),
        passage=passages[0] if passages else None,
    )

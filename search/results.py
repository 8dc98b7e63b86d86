"""The search page as data: hits with their passages, facets with their names, every link ready to print.

All outlets of a search read the same SearchQuery; this one adds what a reader needs, so that templates only print. A
document taken down a moment ago is counted until the index has caught up, but it is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse

from search.asking import Asked, ask
from search.engine.clauses import Term
from search.engine.port import SORTS, Engine, EngineRefused, FacetCount
from search.facets import labels_for, words_for
from search.hits import Item, items_for
from search.indexing import TEXT
from search.links import search_url
from search.names import other_names
from search.offers import AloneLink, NamesLine, NearLink, RecordLink, alone_links, names_line, near_link, record_links
from search.paging import PageLink, number_links
from search.query import NARROWING, SearchQuery
from search.scopes import SCOPES
from search.spelling import near_words

VALUES_FIRST = 8
VALUES_MOST = 60
SORT_WORDS = {
    "relevance": "best first",
    "-date": "newest first",
    "date": "oldest first",
    "body": "by the body they come from",
    "title": "by title",
    "received": "last come in first",
    "id": "by identity",
}


@dataclass(frozen=True)
class Warned:
    """A warning; the query cut into what stands before, at and after the place it points at."""

    message: str
    before: str = ""
    at: str = ""
    after: str = ""


@dataclass(frozen=True)
class Tag:
    """A filter in force; the link leads to the same search without it."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class Choice:
    """A value of a facet as a checkbox."""

    value: str
    label: str
    count: str
    is_selected: bool


@dataclass(frozen=True)
class FacetPanel:
    """A facet with its first values, those behind "more", and how many are not offered at all."""

    name: str
    title: str
    hint: str
    first: list[Choice]
    more: list[Choice]
    left_out: int


@dataclass(frozen=True)
class SortChoice:
    """A way to sort, and whether it is the present one."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class ScopeChoice:
    """Whose words may be searched, and whether that is the present choice."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class MostOf:
    """That no document has all words: how many it takes, of how many, and which of them no document here has."""

    fewest: int
    count: int
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Results:
    """Everything the search page prints; ``texts`` is empty where no number of texts can be given."""

    query: SearchQuery
    total: int
    summary: str
    texts: str
    items: list[Item]
    missing: int
    facets: list[FacetPanel]
    tags: list[Tag]
    clear_url: str
    warnings: list[Warned]
    sorts: list[SortChoice]
    pages: list[PageLink]
    first_page_url: str
    csv_url: str
    json_url: str
    export_url: str
    scopes: list[ScopeChoice]
    is_beyond: bool = False
    suggestions: list[Tag] = field(default_factory=list)
    most: MostOf | None = None
    near: list[NearLink] = field(default_factory=list)
    others: list[NamesLine] = field(default_factory=list)
    alone: list[AloneLink] = field(default_factory=list)
    records: list[RecordLink] = field(default_factory=list)


def find_results(query: SearchQuery, engine: Engine) -> Results:
    """Search and gather one page of results. Raises EngineUnavailable if the index cannot answer."""
    asked = ask(query, engine)
    clause = asked.clause
    names = [*settings.SEARCH_FACETS]
    page = engine.search(clause, query.filters, names, query.sort, query.offset, query.size)
    last = -(-page.total // query.size)
    labels = {name: labels_for(name, (count.value for count in page.facets.get(name, ()))) for name in names}
    labels |= {name: labels_for(name, query.filters.get(name, ())) for name in NARROWING}
    tags = tags_for(query, labels)
    items = items_for([hit.id for hit in page.hits], asked)
    return Results(
        query=query,
        total=page.total,
        summary=summarise(page.total, query, len(page.hits)),
        texts=describe_texts(count_texts(asked, engine)) if page.total else "",
        items=items,
        missing=len(page.hits) - sum(item.stands_for for item in items),
        facets=[panel for name in names if (panel := panel_for(name, page.facets.get(name, ()), labels[name]))],
        tags=tags,
        clear_url=search_url(query, filters={}),
        warnings=warnings_for(query),
        sorts=[SortChoice(sort, SORT_WORDS[sort], sort == query.sort) for sort in SORTS],
        pages=number_links(query.page, last, lambda number: search_url(query, page=number)),
        first_page_url=search_url(query, page=1),
        csv_url=f"{reverse('search-csv')}?{query.to_querystring(page=1)}",
        json_url=f"{reverse('search-json')}?{query.to_querystring()}",
        export_url=f"{reverse('export-choice')}?{query.to_querystring(page=1)}",
        is_beyond=page.total > 0 and not page.hits,
        suggestions=tags_that_help(query, engine, tags) if not page.total else [],
        scopes=[ScopeChoice(scope, words, scope == query.scope) for scope, words in SCOPES.items()],
        most=describe_most(asked, engine) if asked.is_most else None,
        near=[near_link(near, query) for near in near_words(query.parsed.clause, engine)],
        others=[names_line(other, query) for other in other_names(query.text)],
        alone=[] if page.total else alone_links(query, engine),
        records=[] if page.total else record_links(query),
    )


def describe_most(asked: Asked, engine: Engine) -> MostOf:
    absent = tuple(word for word in asked.words if not engine.count(Term(word)))
    return MostOf(asked.fewest, len(asked.words), absent)


def summarise(total: int, query: SearchQuery, here: int) -> str:
    """The count, and which of the hits stand on this page."""
    if not total:
        return "No documents found"
    documents = f"{total:,} document{'' if total == 1 else 's'} found"
    return f"{documents}, {query.offset + 1:,} to {query.offset + here:,} shown" if here and here < total else documents


def count_texts(asked: Asked, engine: Engine) -> int | None:
    """How many different texts all hits have, on every page of them; None where the engine cannot tell exactly."""
    try:
        return engine.count_distinct(TEXT, asked.clause, asked.query.filters)
    except EngineRefused:
        return None


def describe_texts(count: int | None) -> str:
    return f"{count:,} distinct text{'' if count == 1 else 's'}" if count else ""


def warnings_for(query: SearchQuery) -> list[Warned]:
    """Warnings about the address, then those about the text with their place in it."""
    about_text = [
        Warned(
            warning.message,
            query.text[max(0, warning.position - 40) : warning.position],
            query.text[warning.position : warning.position + min(warning.length, 60)],
            query.text[warning.position + min(warning.length, 60) :][:40],
        )
        for warning in query.parsed.warnings
    ]
    return [*(Warned(message) for message in query.warnings), *about_text]


def tags_for(query: SearchQuery, labels: dict[str, dict[str, str]]) -> list[Tag]:
    """The filters in force, in the order of the facets."""
    return [
        Tag(words_for(facet).title, labels.get(facet, {}).get(value, value), search_url(query.without(facet, value)))
        for facet, value in filters_in_force(query)
    ]


def filters_in_force(query: SearchQuery) -> list[tuple[str, str]]:
    return [(name, value) for name in (*settings.SEARCH_FACETS, *NARROWING) for value in query.filters.get(name, ())]


def tags_that_help(query: SearchQuery, engine: Engine, tags: list[Tag]) -> list[Tag]:
    """Of an empty result: the filters without which there would be one."""
    return [
        tag
        for tag, (facet, value) in zip(tags, filters_in_force(query), strict=True)
        if engine.count(query.clause, query.without(facet, value).filters)
    ]


def panel_for(facet: str, counts: Sequence[FacetCount], labels: dict[str, str]) -> FacetPanel | None:
    """A facet to choose from: selected values first, then in the engine's order; none if there is nothing to choose."""
    if not counts:
        return None
    ordered = sorted(counts, key=lambda count: not count.selected)
    choices = [
        Choice(count.value, labels.get(count.value, count.value), f"{count.count:,}", count.selected)
        for count in ordered
    ]
    first = max(VALUES_FIRST, sum(count.selected for count in counts))
    words = words_for(facet)
    return FacetPanel(
        facet, words.title, words.hint, choices[:first], choices[first:VALUES_MOST], max(0, len(choices) - VALUES_MOST)
    )

"""The search page as data: hits with their passages, facets with their names, every link ready to print.

All outlets of a search read the same SearchQuery; this one adds what a reader needs. The words shown come from the
database through ``corpus.visibility``, never from the index, so a document taken down a moment ago is counted until the
index has caught up but is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Page
from datascores.corpus.visibility import shown_documents, shown_texts
from search.engine.clauses import Clause, word_leaves
from search.engine.port import SORTS, Engine, FacetCount
from search.facets import labels_for, words_for
from search.facts import Facts, describe_format, facts_for
from search.highlight import Fragment, find_marks, passages
from search.paging import PageLink, number_links
from search.pieces import Piece, cut_pieces
from search.query import SearchQuery

PASSAGES_EACH = 3
SENTENCE_ENDS = ".!?:"
VALUES_FIRST = 8
VALUES_MOST = 60
SORT_WORDS = {
    "relevance": "best first",
    "-date": "newest first",
    "date": "oldest first",
    "title": "by title",
    "received": "last come in first",
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
class PassageLine:
    """A passage with its page, and the link to that page in the reader."""

    page: int
    url: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Item:
    """A hit as the page shows it."""

    sha256: str
    title: tuple[Piece, ...]
    url: str
    facts: Facts
    format: str
    page_count: int
    status: str
    passages: list[PassageLine]


@dataclass(frozen=True)
class SortChoice:
    """A way to sort, and whether it is the present one."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class Results:
    """Everything the search page prints."""

    query: SearchQuery
    total: int
    summary: str
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
    ndjson_url: str
    is_beyond: bool = False
    suggestions: list[Tag] = field(default_factory=list)


def find_results(query: SearchQuery, engine: Engine) -> Results:
    """Search and gather one page of results. Raises EngineUnavailable if the index cannot answer."""
    clause = query.parsed.clause
    names = [*settings.SEARCH_FACETS]
    page = engine.search(clause, query.filters, names, query.sort, query.offset, query.size)
    last = -(-page.total // query.size)
    labels = {name: labels_for(name, (count.value for count in page.facets.get(name, ()))) for name in names}
    tags = tags_for(query, labels)
    items = items_for([hit.id for hit in page.hits], clause, query.text)
    return Results(
        query=query,
        total=page.total,
        summary=summarise(page.total, query, len(page.hits)),
        items=items,
        missing=len(page.hits) - len(items),
        facets=[panel for name in names if (panel := panel_for(name, page.facets.get(name, ()), labels[name]))],
        tags=tags,
        clear_url=search_url(query, filters={}),
        warnings=warnings_for(query),
        sorts=[SortChoice(sort, SORT_WORDS[sort], sort == query.sort) for sort in SORTS],
        pages=number_links(query.page, last, lambda number: search_url(query, page=number)),
        first_page_url=search_url(query, page=1),
        csv_url=f"{reverse('search-csv')}?{query.to_querystring(page=1)}",
        ndjson_url=f"{reverse('search-ndjson')}?{query.to_querystring(page=1)}",
        is_beyond=page.total > 0 and not page.hits,
        suggestions=tags_that_help(query, engine, tags) if not page.total else [],
    )


def search_url(query: SearchQuery, **changes) -> str:
    """The address of a search with some of its parts changed."""
    querystring = query.to_querystring(**changes)
    return reverse("search") + (f"?{querystring}" if querystring else "")


def summarise(total: int, query: SearchQuery, here: int) -> str:
    """The count, and which of the hits stand on this page."""
    if not total:
        return "No documents found"
    documents = f"{total:,} document{'' if total == 1 else 's'} found"
    return f"{documents}, {query.offset + 1:,} to {query.offset + here:,} shown" if here and here < total else documents


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
        for facet in settings.SEARCH_FACETS
        for value in query.filters.get(facet, ())
    ]


def tags_that_help(query: SearchQuery, engine: Engine, tags: list[Tag]) -> list[Tag]:
    """Of an empty result: the filters without which there would be one."""
    pairs = [(facet, value) for facet in settings.SEARCH_FACETS for value in query.filters.get(facet, ())]
    return [
        tag
        for tag, (facet, value) in zip(tags, pairs, strict=True)
        if engine.count(query.parsed.clause, query.without(facet, value).filters)
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


def items_for(ids: Sequence[str], clause: Clause, text: str) -> list[Item]:
    """The hits of a page in their order, in a fixed number of queries; what may not be shown is left out."""
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    documents = [found[sha256] for sha256 in ids if sha256 in found]
    facts = facts_for(document.pk for document in documents)
    texts = page_texts_for(documents)
    return [_item_for(document, facts[document.pk], texts[document.pk], clause, text) for document in documents]


def page_texts_for(documents: Sequence[Document]) -> dict[int, list[tuple[int, str]]]:
    """Number and shown words of each page, by document, in two queries."""
    pages = list(Page.objects.filter(document__in=documents).select_related("text").order_by("document", "number"))
    shown = shown_texts(page.text for page in pages)
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for page in pages:
        texts[page.document_id].append((page.number, shown[page.text_id]))
    return texts


def _item_for(document: Document, facts: Facts, pages: list[tuple[int, str]], clause: Clause, text: str) -> Item:
    title = str(document)
    by_number = dict(pages)
    marked_query = f"?{urlencode({'q': text})}" if word_leaves(clause) else ""
    lines = []
    for passage in passages(clause, pages, most=PASSAGES_EACH):
        fragment = passage.fragment
        url = (
            reverse("page", args=[document.sha256, passage.page]) + marked_query + ("#hit-1" if fragment.marks else "")
        )
        pieces = _with_dots(by_number[passage.page], fragment)
        lines.append(PassageLine(passage.page, url, pieces))
    return Item(
        sha256=document.sha256,
        title=cut_pieces(title, find_marks(clause, title, in_title=True)),
        url=reverse("document", args=[document.sha256]),
        facts=facts,
        format=describe_format(document.format),
        page_count=document.page_count,
        status="" if document.status == Document.Status.OK else document.get_status_display(),
        passages=lines,
    )


def _with_dots(text: str, fragment: Fragment) -> tuple[Piece, ...]:
    """The pieces of a passage, with dots where it begins or ends inside a sentence."""
    pieces = cut_pieces(text, fragment.marks, fragment.start, fragment.end)
    before, after = text[: fragment.start].rstrip(), text[fragment.end :].strip()
    lead = (Piece("… "),) if before and before[-1] not in SENTENCE_ENDS else ()
    inside = after and text[: fragment.end].rstrip()[-1:] not in SENTENCE_ENDS
    return (*lead, *pieces, *((Piece(" …"),) if inside else ()))

"""The hits of a page or a batch as a reader sees them: facts, and the passages for whose sake the document was found.

Passages are those of the query's words; where the query has none, the sentences in which the filtered names stand; else
the opening of the document. The words come from the database through ``corpus.visibility``, never from the index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Page
from datascores.corpus.visibility import shown_documents, shown_mentions, shown_texts
from search.engine.clauses import And, Clause, FieldIs, Or, word_leaves
from search.facts import Facts, describe_format, facts_for
from search.highlight import Fragment, find_marks, passages
from search.pieces import Piece, cut_pieces, sentence_around
from search.query import SearchQuery

PASSAGES_EACH = 3
SENTENCE_ENDS = ".!?:"
KIND_OF_FACET = {"named": "authority", "company": "company", "system": "system", "keyword": "keyword"}


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


def items_for(ids: Sequence[str], query: SearchQuery) -> list[Item]:
    """The hits of a page in their order, in a fixed number of queries; what may not be shown is left out."""
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    documents = [found[sha256] for sha256 in ids if sha256 in found]
    facts = facts_for(document.pk for document in documents)
    texts = page_texts_for(documents)
    clause = query.parsed.clause
    if word_leaves(clause):
        lines = {document.pk: word_lines(document, texts[document.pk], query) for document in documents}
    else:
        lines = name_lines(documents, texts, names_asked_for(clause, query.filters))
        for document in documents:
            lines[document.pk] = lines[document.pk] or word_lines(document, texts[document.pk], query)
    return [_item_for(document, facts[document.pk], clause, lines[document.pk]) for document in documents]


def page_texts_for(documents: Sequence[Document]) -> dict[int, list[tuple[int, str]]]:
    """Number and shown words of each page, by document, in two queries."""
    pages = list(Page.objects.filter(document__in=documents).select_related("text").order_by("document", "number"))
    shown = shown_texts(page.text for page in pages)
    texts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for page in pages:
        texts[page.document_id].append((page.number, shown[page.text_id]))
    return texts


def word_lines(document: Document, pages: list[tuple[int, str]], query: SearchQuery) -> list[PassageLine]:
    """The passages with the query's words; of a query without words the opening of the document."""
    clause, by_number = query.parsed.clause, dict(pages)
    words = f"?{urlencode({'q': query.text})}" if word_leaves(clause) else ""
    lines = []
    for passage in passages(clause, pages, most=PASSAGES_EACH):
        anchor = "#hit-1" if passage.fragment.marks else ""
        url = reverse("page", args=[document.sha256, passage.page]) + words + anchor
        lines.append(PassageLine(passage.page, url, _with_dots(by_number[passage.page], passage.fragment)))
    return lines


def names_asked_for(clause: Clause, filters: Mapping[str, Sequence[str]]) -> set[tuple[str, str, bool]]:
    """Kind and slug of the records that filters and fields ask for, and whether as evidence; none that is excluded."""
    match clause:
        case And(parts) | Or(parts):
            fields = {name for part in parts for name in names_asked_for(part, {})}
        case FieldIs(facet, value):
            fields = names_asked_for(And(()), {facet: [value]})
        case _:
            fields = set()
    named = {(KIND_OF_FACET[facet], slug, True) for facet in KIND_OF_FACET for slug in filters.get(facet, ())}
    asked = {(*value.partition(":")[::2], False) for value in filters.get("asked", ())}
    return fields | named | asked


def name_lines(
    documents: Sequence[Document], texts: Mapping[int, list[tuple[int, str]]], names: set[tuple[str, str, bool]]
) -> dict[int, list[PassageLine]]:
    """The first sentences of each document in which the names stand, in one query."""
    lines: dict[int, list[PassageLine]] = {document.pk: [] for document in documents}
    wanted = Q(pk__in=[])
    for kind, slug, is_evidence in names:
        wanted |= Q(record__kind=kind, record__slug=slug, is_evidence=is_evidence)
    if not names:
        return lines
    current = shown_mentions().filter(wanted, document__in=documents, page_text__current_for__isnull=False)
    places = current.order_by("document", "page", "start").values_list("document_id", "page", "start", "end")
    by_pk = {document.pk: document for document in documents}
    for pk, number, start, end in places:
        if len(lines[pk]) < PASSAGES_EACH:
            text = dict(texts[pk])[number]
            fragment = Fragment(*sentence_around(text, start, end), ((start, end),))
            url = f"{reverse('page', args=[by_pk[pk].sha256, number])}?mark={start}-{end}#hit-1"
            lines[pk].append(PassageLine(number, url, _with_dots(text, fragment)))
    return lines


def _item_for(document: Document, facts: Facts, clause: Clause, lines: list[PassageLine]) -> Item:
    title = str(document)
    is_read = document.status == Document.Status.OK
    return Item(
        sha256=document.sha256,
        title=cut_pieces(title, find_marks(clause, title, in_title=True)),
        url=reverse("document", args=[document.sha256]),
        facts=facts,
        format=describe_format(document.format),
        page_count=document.page_count,
        status="" if is_read else document.get_status_display(),
        passages=lines,
    )


def _with_dots(text: str, fragment: Fragment) -> tuple[Piece, ...]:
    """The pieces of a passage, with dots where it begins or ends inside a sentence."""
    pieces = cut_pieces(text, fragment.marks, fragment.start, fragment.end)
    before, after = text[: fragment.start].rstrip(), text[fragment.end :].strip()
    lead = (Piece("… "),) if before and before[-1] not in SENTENCE_ENDS else ()
    inside = after and text[: fragment.end].rstrip()[-1:] not in SENTENCE_ENDS
    return (*lead, *pieces, *((Piece(" …"),) if inside else ()))

"""Rows of passages: every sentence in which words of the search stand, not only the best of them.

A search without words has the sentences in which the names it filters by stand, as its page of results does. Marks that
share a sentence share a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from datascores.corpus.models import Document, Page
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_mentions
from search.engine.clauses import word_leaves
from search.exports.batches import Batch, quote_url, segment_at
from search.hits import names_asked_for
from search.marks import marks_by_page
from search.pieces import Span, sentence_around
from search.scopes import sheet_of

Marks = dict[int, list[Span]]  # by number of the page


def passage_rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One row a sentence, in the order of documents, pages and places."""
    has_words = bool(word_leaves(batch.asked.clause))
    named = {} if has_words else _names_in(batch)
    for document in batch.documents:
        pages = batch.pages.get(document.pk, [])
        if has_words:
            marks: Marks = marks_by_page(batch.asked.clause, [sheet_of(page, text) for page, text in pages])
        else:
            marks = named.get(document.pk, {})
        for page, text in pages:
            for (start, end), inside in sentences_of(text, marks.get(page.number, [])):
                yield _row_for(batch, document, page, text, (start, end), inside)


def sentences_of(text: str, marks: Iterable[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """The sentences around marks, each with the marks in it; sentences that overlap are one. Pure."""
    sentence: Span | None = None
    inside: list[Span] = []
    for mark in marks:
        start, end = sentence_around(text, *mark)
        if sentence is not None and start < sentence[1]:
            sentence = (sentence[0], max(sentence[1], end))
            inside.append(mark)
            continue
        if sentence is not None:
            yield sentence, inside
        sentence, inside = (start, end), [mark]
    if sentence is not None:
        yield sentence, inside


def _names_in(batch: Batch) -> dict[int, Marks]:
    """Where the names stand that the search filters by, by document and page."""
    wanted = Q(pk__in=[])
    for kind, slug, is_evidence in names_asked_for(batch.asked.clause, batch.asked.query.filters):
        wanted |= Q(record__kind=kind, record__slug=slug, is_evidence=is_evidence)
    current = shown_mentions().filter(wanted, document__in=batch.documents, page_text__current_for__isnull=False)
    found: dict[int, Marks] = defaultdict(lambda: defaultdict(list))
    for pk, number, start, end in current.order_by("document", "page", "start", "end").values_list(
        "document_id", "page", "start", "end"
    ):
        of_page = found[pk][number]
        if not of_page or of_page[-1][1] <= start:  # two records of one name share a mark
            of_page.append((start, end))
    return found


def _row_for(
    batch: Batch, document: Document, page: Page, text: str, sentence: Span, marks: list[Span]
) -> dict[str, Any]:
    (start, end), first = sentence, marks[0][0]
    facts = batch.facts[document.pk]
    return {
        "sha256": document.sha256,
        "title": str(document),
        "page": page.number,
        "place": place_of(page, first, document.format),
        "start": start,
        "end": end,
        "passage": text[start:end],
        "marks": [f"{mark_start}-{mark_end}" for mark_start, mark_end in marks],
        "segment": segment_at(page, first),
        "read_by": page.text.read_by,
        "authority": batch.authorities_of(document),
        "kind": list(facts.kinds),
        "date": facts.date,
        "url": quote_url(document, page.number, start, end, page.text),
    }

"""Rows of passages: every sentence in which words of the search stand, not only the best of them.

A search without words has the sentences in which the names it filters by stand, as its page of results does. Marks that
share a sentence share a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datascores.corpus.models import Document, Page
from datascores.corpus.permanent import quote_url
from datascores.corpus.places import place_of
from search.engine.clauses import word_leaves
from search.exports.batches import Batch, segment_at
from search.marks import marks_by_page
from search.named_places import names_asked_for, places_of_names
from search.pieces import Span, sentence_around
from search.scopes import sheet_of


def passage_rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One row a sentence, in the order of documents, pages and places."""
    has_words = bool(word_leaves(batch.asked.clause))
    names = names_asked_for(batch.asked.clause, batch.asked.query.filters)
    named = {} if has_words else places_of_names(batch.documents, names)
    for document in batch.documents:
        pages = batch.pages.get(document.pk, [])
        if has_words:
            marks = marks_by_page(batch.asked.clause, [sheet_of(page, text) for page, text in pages])
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
        "url": quote_url(document.sha256, page.number, start, end, page.text.text_hash),
    }

"""Rows of passages: every sentence in which words of the search stand, not only the best of them.

A search without words has the sentences in which the names it filters by stand, as its page of results does. A sentence
over a page turn is whole and one row; marks that share a sentence share a row. Nothing goes from one speaker to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datascores.corpus.models import Document, Page
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.volumes import volume_of
from search.engine.clauses import word_leaves
from search.exports.batches import Batch, segment_at
from search.hits import place_in
from search.marks import Marked, find_places
from search.marks import Place as Places
from search.named_places import names_asked_for, places_of_names
from search.scopes import sheet_of
from search.sentences import Place, Whole, joined, overlap, sentence_at


def passage_rows(batch: Batch) -> Iterator[dict[str, Any]]:
    """One row a sentence, in the order of documents, pages and places."""
    has_words = bool(word_leaves(batch.asked.clause))
    names = names_asked_for(batch.asked.clause, batch.asked.query.filters)
    named = {} if has_words else places_of_names(batch.documents, names)
    for document in batch.documents:
        pages = batch.pages.get(document.pk, [])
        if has_words:
            marked = find_places(batch.asked.clause, [sheet_of(page, text) for page, text in pages])
        else:
            marked = Marked(named.get(document.pk, {}))
        rows = {page.number: page for page, _ in pages}
        for whole, marks in sentences_of(volume_of(pages), marked.places()):
            yield _row_for(batch, document, rows, whole, marks)


def sentences_of(volume: Volume, places: Iterable[Places]) -> Iterator[tuple[Whole, list[Place]]]:
    """The sentences around places, each with the marks in it; sentences that overlap are one. Pure."""
    last: Whole | None = None
    inside: list[Place] = []
    for place in places:
        whole = sentence_at(volume, *place)
        if last is not None and overlap(last, whole):
            last = joined(last, whole)
            inside += place
            continue
        if last is not None:
            yield last, inside
        last, inside = whole, [*place]
    if last is not None:
        yield last, inside


def _row_for(
    batch: Batch, document: Document, pages: dict[int, Page], whole: Whole, marks: list[Place]
) -> dict[str, Any]:
    number, first, _ = marks[0]
    page, part = pages[number], whole.part_on(number)
    facts = batch.facts[document.pk]
    return {
        "sha256": document.sha256,
        "title": str(document),
        "page": number,
        "place": place_in(document, pages, whole, (number, first)),
        "start": part.start,
        "end": part.end,
        "passage": whole.text,
        "marks": [f"{'' if on == number else f'{on}:'}{start}-{end}" for on, start, end in marks],
        "turn": [
            *(f"{other.number}:{other.start}-{other.end}" for other in whole.parts if other is not part),
            *([whole.note] if whole.note else []),
        ],
        "segment": segment_at(page, first),
        "read_by": page.text.read_by,
        "authority": batch.authorities_of(document),
        "kind": list(facts.kinds),
        "date": facts.date,
        "url": quote_url(document.sha256, number, part.start, part.end, page.text.text_hash),
    }

"""The pages of documents as volumes: their words as far as they may be shown, with what runs over page turns.

A text that has been replaced by a newer reading stands alone: words of two readings are never put together to a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q

from datascores.corpus.models import Page, PageText
from datascores.corpus.page_edges import BESIDE, Side
from datascores.corpus.page_turns import Volume
from datascores.corpus.segments import Span
from datascores.corpus.visibility import shown_texts

AROUND = 1 + BESIDE  # pages before and after that tell whether words run over the turns of a page
DOCUMENTS_EACH = 200  # of a query: databases bound how many conditions one may have


@dataclass(frozen=True)
class Around:
    """The volume of the pages around a text; ``page`` is its page, None where the text is not the current reading of it."""

    volume: Volume
    page: Page | None


def volume_of(pages: Iterable[tuple[Page, str]]) -> Volume:
    """The pages of one document with their shown words; load ``text`` with its segments."""
    return Volume(_side_of(page, text) for page, text in pages)


def volumes_around(page_texts: Iterable[PageText]) -> dict[int, Volume]:
    """Of each page text, by its key, the volume of the pages around it, in three queries for up to DOCUMENTS_EACH documents."""
    return {pk: around.volume for pk, around in around_each(page_texts).items()}


def around_each(page_texts: Iterable[PageText]) -> dict[int, Around]:
    """The same, each with its page."""
    by_document: dict[int, dict[int, PageText]] = defaultdict(dict)
    for text in page_texts:
        by_document[text.document_id][text.pk] = text
    found: dict[int, Around] = {}
    for documents in _batched(by_document, DOCUMENTS_EACH):
        pages = _pages_near({document: by_document[document].values() for document in documents})
        shown = shown_texts({page.text_id: page.text for of_one in pages.values() for page in of_one}.values())
        for document in documents:
            volume = volume_of((page, shown[page.text_id]) for page in pages[document])
            current = {page.text_id: page for page in pages[document]}
            for pk, text in by_document[document].items():
                around = Around(volume, current[pk]) if pk in current else None
                found[pk] = around or Around(_lone(text, shown_texts([text])[pk], pages[document], shown), None)
    return found


def lone_volume(page_text: PageText, text: str) -> Volume:
    """A text, as it may be shown, that is not the current reading of its page: whether words run over its turns can be told
    from the pages beside, and no more."""
    pages = _pages_near({page_text.document_id: [page_text]})[page_text.document_id]
    return _lone(page_text, text, pages, shown_texts(page.text for page in pages))


def _lone(page_text: PageText, text: str, pages: Iterable[Page], shown: Mapping[int, str]) -> Volume:
    beside = [_side_of(page, shown[page.text_id]) for page in pages if page.number != page_text.number]
    is_flowing = all(side.is_flowing for side in beside)
    side = Side(page_text.number, text, _spans_of(page_text), page_text.picture_from, is_flowing)
    return Volume([*beside, side], alone=page_text.number)


def _pages_near(texts: Mapping[int, Iterable[PageText]]) -> dict[int, list[Page]]:
    """The pages around texts of documents, by the documents' keys."""
    places = Q(pk__in=[])
    for document, of_one in texts.items():
        near = {number for text in of_one for number in range(text.number - AROUND, text.number + AROUND + 1)}
        places |= Q(document=document, number__in=near)
    found: dict[int, list[Page]] = {document: [] for document in texts}
    for page in Page.objects.filter(places).select_related("text").prefetch_related("text__segments"):
        found[page.document_id].append(page)
    return found


def _side_of(page: Page, text: str) -> Side:
    is_flowing = not page.label and page.first_row is None
    return Side(page.number, text, _spans_of(page.text), page.text.picture_from, is_flowing)


def _batched(documents: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(documents)
    while batch := list(islice(rest, size)):
        yield batch


def _spans_of(page_text: PageText) -> list[Span]:
    return [Span(row.start, row.end, row.kind, row.pair) for row in page_text.segments.all()]

"""The pages of documents with the words of them that may be shown, as hits, rows and the index have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from datascores.corpus.models import Document, Page
from datascores.corpus.visibility import shown_texts


def pages_for(documents: Collection[Document] | Collection[int]) -> dict[int, list[tuple[Page, str]]]:
    """Each page with its shown words, by document, in three queries; documents may be given by their keys."""
    pages = list(
        Page.objects.filter(document__in=documents)
        .select_related("text")
        .prefetch_related("text__segments")
        .order_by("document", "number")
    )
    shown = shown_texts(page.text for page in pages)
    texts: dict[int, list[tuple[Page, str]]] = defaultdict(list)
    for page in pages:
        texts[page.document_id].append((page, shown[page.text_id]))
    return texts

"""The addresses of pages and of words on them. Those of quotes are permanent: they go on showing the very words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Mention, Page
from search.exports.batches import HASH_DIGITS


def page_url(sha256: str, number: int, query: str = "", **more: str) -> str:
    """The address of a page in the reader, with the query whose words are to be marked, and more of the address."""
    url = reverse("page", args=[sha256, number])
    asked = {**({"q": query} if query else {}), **more}
    return f"{url}?{urlencode(asked)}" if asked else url


def quote_url(sha256: str, number: int, start: int, end: int, text_hash: str) -> str:
    """The permanent address of some words: it goes on showing these very words."""
    return reverse("quote", args=[sha256, number, start, end, text_hash[:HASH_DIGITS]])


def newer_url(document: Document, number: int, page: Page | None) -> str:
    """Where the present reading stands: the page, or the document where it has no such page any more."""
    return page_url(document.sha256, number) if page else reverse("document", args=[document.sha256])


def why_url(mention: Mention) -> str:
    """The address of the grounds of a tag: it names the place and the record, so that it outlives the row."""
    place = (
        mention.document.sha256,
        mention.page,
        mention.start,
        mention.end,
        mention.page_text.text_hash[:HASH_DIGITS],
    )
    return reverse("why", args=[*place, mention.record.kind, mention.record.slug])

"""The addresses of pages as people read them now; those of quotes are in ``corpus.permanent``."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Page


def page_url(sha256: str, number: int, query: str = "", **more: str) -> str:
    """The address of a page in the reader, with the query whose words are to be marked, and more of the address."""
    url = reverse("page", args=[sha256, number])
    asked = {**({"q": query} if query else {}), **more}
    return f"{url}?{urlencode(asked)}" if asked else url


def newer_url(document: Document, number: int, page: Page | None) -> str:
    """Where the present reading stands: the page, or the document where it has no such page any more."""
    return page_url(document.sha256, number) if page else reverse("document", args=[document.sha256])

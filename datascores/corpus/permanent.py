"""The permanent addresses of words: document, page, place and the first digits of the text's hash.

They go on showing the very words they were made for, whatever is read anew; their form never changes. Which page answers
them is settled above (``reverse`` asks for it by name).
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from datascores.corpus.models import Mention

HASH_DIGITS = 8  # of a text's hash in an address


def root_for(request: HttpRequest) -> str:
    """What a whole address in a file begins with, without a slash at the end.

    The setting ADDRESS, so that a file has the same bytes under whatever name the portal is reached, else the request's own.
    """
    return settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")


def short_hash(text_hash: str) -> str:
    """The digits of a text's hash that stand in addresses."""
    return text_hash[:HASH_DIGITS]


def quote_url(sha256: str, number: int, start: int, end: int, text_hash: str) -> str:
    """The address of some words: of a document, from code point ``start`` up to ``end`` of a text of page ``number``."""
    return reverse("quote", args=[sha256, number, start, end, short_hash(text_hash)])


def why_url(mention: Mention) -> str:
    """The address of the grounds of a tag: it names the place and the record, so that it outlives the row."""
    place = (
        mention.document.sha256,
        mention.page,
        mention.start,
        mention.end,
        short_hash(mention.page_text.text_hash),
    )
    return reverse("why", args=[*place, mention.record.kind, mention.record.slug])

"""Every way in which the words of a document leave the portal: pages, files, API and commands, by name.

Written for a document of two pages whose words are found by "lantern" and, where they may be read, by "quillmark".
"""

from __future__ import annotations

import io
from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from datascores.corpus.models import Document
from search.indexing import records_of


def fetched(address: str, user: User | None = None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.status_code} {body.decode('utf-8', 'replace')}"


def printed(*arguments: str) -> str:
    output = io.StringIO()
    call_command(*arguments, stdout=output, stderr=output)
    return output.getvalue()


def quote_of_the_second_page(document: Document) -> str:
    text = document.pages.get(number=2).text
    return reverse("quote", args=[document.sha256, 2, 0, len(text.text), text.text_hash[:8]])


def at(name: str, *pieces: object) -> Callable[[Document], str]:
    return lambda document: fetched(reverse(name, args=[document.sha256, *pieces]))


def on(address: str) -> Callable[[Document], str]:
    return lambda document: fetched(address)


def in_words_of(*arguments: str) -> Callable[[Document], str]:
    return lambda document: printed(*arguments)


OUTLETS: dict[str, Callable[[Document], str]] = {
    "reader": at("page", 2),
    "reader with marks": lambda document: fetched(reverse("page", args=[document.sha256, 2]) + "?q=lantern&mark=0-400"),
    "quote": lambda document: fetched(quote_of_the_second_page(document)),
    "document": at("document"),
    "document, one record": lambda document: fetched(
        reverse("document", args=[document.sha256]) + "?record=system:quillmark"
    ),
    "search": on("/search/?q=lantern"),
    "search by proximity": on("/search/?q=quillmark+OR+pounds"),
    "csv export": on("/search/export.csv?q=lantern"),
    "ndjson export": on("/search/export.ndjson?q=lantern"),
    "profile": on("/systems/quillmark/"),
    "mentions of a profile": on("/systems/quillmark/mentions.csv"),
    "mentions of another profile": on("/systems/lantern-score/mentions.csv"),
    "list of documents": on("/documents/"),
    "coverage": on("/coverage/"),
    "front page": on("/"),
    "api document": at("api-document"),
    "api pages": at("api-pages"),
    "api page": at("api-page", 2),
    "api mentions": on("/api/v1/mentions/?size=500"),
    "api relations": on("/api/v1/relations/?size=500"),
    "api search": on("/api/v1/search/?q=lantern"),
    "api search by proximity": on("/api/v1/search/?q=quillmark+OR+pounds"),
    "documents as JSON": on("/documents.json"),
    "mentions as JSON": on("/systems/quillmark/mentions.json"),
    "command search": in_words_of("search", "--format", "json", "lantern"),
    "command search, ndjson": in_words_of("search", "--format", "ndjson", "lantern"),
    "command search, table": in_words_of("search", "lantern"),
    "command documents": in_words_of("documents", "--format", "ndjson"),
    "command mentions": in_words_of("mentions", "--format", "ndjson"),
    "record of the index": lambda document: repr(list(records_of([document]))),
}

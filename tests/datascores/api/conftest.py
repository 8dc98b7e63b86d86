"""A small corpus with something of everything, and a client that reads JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from datascores.corpus.models import Document
from datascores.findings.models import Relation
from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter, state

Get = Callable[..., Any]


@pytest.fixture(autouse=True)
def nobody_has_asked_yet():
    """Rates are counted in a cache that outlives a test."""
    cache.clear()


@pytest.fixture
def records():
    return make_catalogue()


@pytest.fixture
def letters(records) -> list[Document]:
    """Six letters of two pages that name everything, and an unread scan."""
    named = [(records[slug], records[slug].name) for slug in ("brackenford", "lantern-score", "quillmark")]
    texts = [f"{ANSWER}\n\nYou asked: {QUESTION}", "A second page."]
    letters = [
        make_letter(f"letter {number:02}.pdf", texts, named, content=f"bytes {number}".encode(), text_hash=f"{number}")
        for number in range(6)
    ]
    state(letters[0], authority="brackenford", date="2018-05", kind="guide")
    page_text = letters[0].pages.get(number=1).text
    for status in ("in use", "planned"):
        Relation.objects.create(
            document=letters[0],
            page_text=page_text,
            page=1,
            start=0,
            end=len(ANSWER),
            authority=records["brackenford"],
            system=records["lantern-score"],
            status=status,
            speaker="authority",
            rule="body before system",
            rule_version="1",
        )
    return [*letters, make_letter("scan.pdf", [], status="no_text", reason="A scan.")]


@pytest.fixture
def index(letters) -> None:
    """The letters can be searched."""
    index_all()


@pytest.fixture
def get(client: Client) -> Get:
    """The JSON at an address, which must answer with ``expect``."""

    def fetch(address: str, query: dict[str, Any] | None = None, expect: int = 200, **headers: str) -> Any:
        response = client.get(address, query or {}, headers=headers)
        assert response.status_code == expect, response.content.decode()[:1000]
        kind = "application/json" if expect < 300 else "application/problem+json"
        assert response["Content-Type"] == kind
        body = response.json()
        assert expect < 300 or (body["status"] == expect and body["title"] and body["detail"])
        return body

    return fetch

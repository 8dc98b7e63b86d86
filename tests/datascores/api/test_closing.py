"""What is closed on the pages is closed in the API: taken-down documents, withheld words, earlier readings."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from datascores.corpus.models import Document, Page, Takedown, WithheldSpan
from tests.letters import ANSWER, add_reading, index_all

pytestmark = pytest.mark.django_db
SECRET = "Lantern Score"


def addresses_about(document: Document) -> list[str]:
    """Every address of the API and every list that could say something of a document."""
    sha256 = document.sha256
    lists = ["documents", "mentions", "relations", "systems", "authorities", "companies", "keywords"]
    return [
        *(f"/api/v1/{name}/?size=500" for name in lists),
        f"/api/v1/documents/{sha256}/",
        f"/api/v1/documents/{sha256}/pages/",
        f"/api/v1/documents/{sha256}/pages/1/",
        f"/api/v1/mentions/?document={sha256}",
        f"/api/v1/relations/?document={sha256}",
        "/api/v1/mentions/?slug=lantern-score&size=500",
        "/api/v1/systems/lantern-score/",
        "/api/v1/search/?q=housing&size=100",
        "/api/v1/search/?system=lantern-score&size=100",
        "/search.json?q=housing&size=100",
        "/search.csv?q=housing",
        "/documents.json",
        "/documents.csv",
        "/systems/lantern-score/mentions.json",
        "/systems/lantern-score/mentions.csv",
        "/api/",
    ]


def body_of(address: str) -> str:
    response = Client().get(address)
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def test_a_document_that_is_taken_down_stands_in_no_answer(get, letters, index):
    document = letters[0]
    Takedown.objects.create(sha256=document.sha256, reason="A court said so.")
    for address in addresses_about(document):
        body = body_of(address)
        assert "letter 00.pdf" not in body and f"/{document.sha256}/" not in body.replace(address, ""), address
        assert ANSWER not in body or document.sha256 not in body, address
    for address in (
        f"documents/{document.sha256}/",
        f"documents/{document.sha256}/pages/",
        f"documents/{document.sha256}/pages/1/",
    ):
        assert "A court said so." in get(f"/api/v1/{address}", expect=410)["detail"]
    get(f"/api/v1/mentions/?document={document.sha256}", expect=410)
    get(f"/api/v1/relations/?document={document.sha256}", expect=410)
    assert get("/api/v1/systems/lantern-score/")["documents"] == 5


@pytest.fixture
def covered(letters) -> Document:
    """The first letter, alone, with the name of the system withheld on its first page."""
    Page.objects.exclude(document=letters[0]).delete()
    Document.objects.exclude(pk=letters[0].pk).delete()
    text = letters[0].pages.get(number=1).text
    start = text.text.index(SECRET)
    WithheldSpan.objects.create(
        document=letters[0],
        page=1,
        start=start,
        end=start + len(SECRET),
        text_hash=text.text_hash,
        reason="under a box",
    )
    index_all()
    return letters[0]


def test_withheld_words_stand_in_no_answer(get, covered):
    for address in addresses_about(covered):
        body = body_of(address)
        if "/systems/" not in address and "system=" not in address:  # the catalogue knows the name
            assert SECRET not in body, address
        assert "uses Lantern" not in body, address
    page = get(f"/api/v1/documents/{covered.sha256}/pages/1/")
    assert page["has_withheld_words"] and "█" * len(SECRET) in page["text"]
    assert get("/api/v1/mentions/", {"slug": "lantern-score"})["results"] == []
    assert get("/api/v1/relations/")["results"] == []
    row = get(f"/api/v1/documents/{covered.sha256}/")
    assert row["withheld"] == [{"page": 1, "words": 2, "reason": "under a box", "is_ruled": False}]
    assert not row["original"]["is_allowed"] and row["original"]["url"] is None


def test_released_words_come_back(get, covered):
    WithheldSpan.objects.update(ruling="released")
    assert SECRET in get(f"/api/v1/documents/{covered.sha256}/pages/1/")["text"]


def test_an_earlier_reading_stands_in_no_answer(get, letters):
    page = letters[0].pages.get(number=1)
    page.text = add_reading(letters[0], 1, "Read anew: nothing.", read_by="ocr")
    page.save()
    assert get(f"/api/v1/documents/{letters[0].sha256}/pages/1/")["text"] == "Read anew: nothing."
    assert get("/api/v1/mentions/", {"document": letters[0].sha256})["results"] == []
    assert get("/api/v1/relations/")["results"] == []


def test_a_log_in_opens_nothing_here(admin_client, covered):
    response = admin_client.get(f"/api/v1/documents/{covered.sha256}/pages/1/")
    assert SECRET not in response.content.decode()
    assert not admin_client.get(f"/api/v1/documents/{covered.sha256}/").json()["original"]["is_allowed"]


def test_the_file_of_a_quoted_source_is_not_offered(get, letters):
    letters[0].arrivals.get().collection.__class__.objects.update(rights="quoted")
    assert "quote this document" in get(f"/api/v1/documents/{letters[0].sha256}/")["original"]["reason"]
    assert reverse("original", args=[letters[0].sha256]) not in body_of(f"/api/v1/documents/{letters[0].sha256}/")

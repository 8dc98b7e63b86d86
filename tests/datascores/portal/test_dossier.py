"""The facts of a document on its page: who says them, on which words they rest, and where staff rule on them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from datascores.corpus.models import Address, AddressVersion, Label, Takedown, WithheldSpan
from datascores.portal.profiles import documents_from
from tests.letters import ANSWER, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db
WORDS = "Brackenford Borough Council"


@pytest.fixture
def records():
    return make_catalogue()


@pytest.fixture
def letter(records):
    document = make_letter("reply.pdf", [ANSWER])
    Label.objects.create(
        document=document,
        kind="authority",
        value="brackenford",
        standing=Label.Standing.PROPOSED,
        how="the letterhead",
        certainty="likely",
        sentence=ANSWER,
        page=1,
        start=0,
        end=len(WORDS),
    )
    return document


def page_of(client, document) -> str:
    return client.get(reverse("document", args=[document.sha256])).content.decode()


def test_a_proposed_body_says_so_with_its_sentence_and_a_link_to_it(client, letter):
    page = page_of(client, letter)
    assert "proposed by machine, likely: the letterhead" in page
    assert f"“{ANSWER}”" in page
    assert f"/pages/1/0-{len(WORDS)}-" in page
    assert "Confirm, reject or correct" not in page


def test_staff_find_the_way_to_rule_on_it(admin_client, letter):
    assert reverse("admin:corpus_label_change", args=[letter.labels.get().pk]) in page_of(admin_client, letter)


def test_a_sentence_with_withheld_words_is_not_shown(client, letter):
    text = letter.pages.get().text
    WithheldSpan.objects.create(
        document=letter, page=1, start=0, end=9, text_hash=text.text_hash, reason="hidden in the file"
    )
    page = page_of(client, letter)
    assert "proposed by machine" in page
    assert ANSWER not in page


def test_a_profile_lists_proposed_documents_until_somebody_says_otherwise(records, letter):
    council = records["brackenford"]
    assert list(documents_from(council)) == [letter]
    state(letter, authority="old-bracken")
    assert list(documents_from(council)) == []
    Label.objects.create(document=letter, kind="authority", value="old-bracken", standing=Label.Standing.REJECTED)
    assert list(documents_from(council)) == [letter]


def test_the_page_says_what_the_file_was_looked_at_for(client, letter):
    letter.format = "docx"
    letter.save()
    page = page_of(client, letter)
    assert "In docx files we look for hidden words" in page and "shapes and pictures that lie over words" in page


def test_a_page_that_is_gone_at_its_source_keeps_its_text_and_says_since_when(client, letter):
    june = datetime(2024, 6, 4, 12, tzinfo=UTC)
    address = Address.objects.create(url="https://council.example/reply", gone_since=june)
    version = AddressVersion.objects.create(
        address=address, document=letter, content_hash="a", first_seen=june, last_seen=june
    )
    letter.arrivals.update(address_version=version)
    said = client.get(reverse("document", args=[letter.sha256])).content.decode()
    assert "https://council.example/reply" in said
    assert "<strong>removed at the source</strong>, first seen missing on 4 June 2024" in said


def test_what_stands_at_the_address_since_is_one_click_away_while_it_may_be_shown(client, letter):
    may = datetime(2024, 5, 4, tzinfo=UTC)
    address = Address.objects.create(url="https://council.example/reply")
    later = make_letter("later.pdf", ["Other words."])
    for document, content_hash in ((letter, "a"), (later, "b")):
        version = AddressVersion.objects.create(
            address=address, document=document, content_hash=content_hash, first_seen=may, last_seen=may
        )
        document.arrivals.update(address_version=version)
    link = f'<a href="{reverse("document", args=[later.sha256])}">something else stands there since</a>'
    assert link in client.get(reverse("document", args=[letter.sha256])).content.decode()
    assert "stands there since" not in client.get(reverse("document", args=[later.sha256])).content.decode()
    Takedown.objects.create(sha256=later.sha256, reason="A court said so.")
    assert "stands there since" not in client.get(reverse("document", args=[letter.sha256])).content.decode()

"""The reader tells who speaks when asked: every stretch in words, question and answer by number."""

from __future__ import annotations

import pytest
from django.urls import reverse

from datascores.corpus.models import Document, Segment
from tests.letters import make_letter

pytestmark = pytest.mark.django_db

ASKED = "1. Is Lantern Score in use?"
TOLD = "No, Bramble Index is."
TOPIC = "about Quillmark"
OPENING = f"Your request {TOPIC} was received.\n\n"


@pytest.fixture
def letter() -> Document:
    """Question 1 and its answer on page one, question 2 there and its answer on page two."""
    pages = [f"{OPENING}{ASKED}\n\n{TOLD}\n\n2. Who sold it?", "Lantern Analytics.\n\nYours sincerely"]
    document = make_letter("reply.pdf", pages)
    opening = [(OPENING[:13], "own", None), (TOPIC, "request", None), (" was received.", "own", None)]
    spoken = [
        [*opening, (ASKED, "request", 1), (TOLD, "own", 1), ("2. Who sold it?", "request", 2)],
        [("Lantern Analytics.", "own", 2), ("Yours sincerely", "standard", None)],
    ]
    for page, segments in zip(document.pages.select_related("text"), spoken, strict=True):
        page.text.segments.all().delete()
        for words, kind, pair in segments:
            start = page.text.text.index(words)
            Segment.objects.create(page_text=page.text, start=start, end=start + len(words), kind=kind, pair=pair)
    return document


def read(client, document: Document, number: int, **query) -> str:
    return client.get(reverse("page", args=[document.sha256, number]), query).content.decode()


def test_page_offers_to_show_who_speaks_and_does_not_unasked(client, letter):
    page = read(client, letter, 1, q="Lantern")
    assert '?q=Lantern&amp;segments=1">Show who speaks</a>' in page
    assert "by-request" not in page and "answer to question" not in page


def test_question_and_answer_share_a_number_in_words(client, letter):
    page = read(client, letter, 1, segments=1)
    assert "The request, quoted: question 1" in page
    assert "own words: answer to question 1" in page
    assert ">Hide who speaks</a>" in page


def test_each_stretch_stands_under_its_speaker(client, letter):
    sections = [part.split("</section>")[0] for part in read(client, letter, 1, segments=1).split("<section")[1:]]
    found = {words: part for words in (ASKED, TOLD, TOPIC) for part in sections if words in part}
    assert "by-request" in found[ASKED] and "by-own" in found[TOLD] and "by-request" in found[TOPIC]


def test_answer_on_another_page_is_linked_both_ways(client, letter):
    first, second = (read(client, letter, number, segments=1) for number in (1, 2))
    assert f"{reverse('page', args=[letter.sha256, 2])}?segments=1#answer-2" in first
    assert "answer to question 2 is on page 2" in first
    assert 'id="answer-2"' in second
    assert "question 2 is on page 1" in second


def test_neighbouring_pages_go_on_telling_who_speaks(client, letter):
    assert f'{reverse("page", args=[letter.sha256, 2])}?segments=1" rel="next"' in read(client, letter, 1, segments=1)


def test_unasked_a_sentence_is_not_cut_where_it_names_the_request(client, letter):
    assert OPENING.strip() in read(client, letter, 1)


def test_marks_are_counted_the_same_with_and_without_speakers(client, letter):
    counts = [
        read(client, letter, 1, q="Quillmark OR Lantern", **more).count("<mark id=") for more in ({}, {"segments": 1})
    ]
    assert counts == [2, 2]

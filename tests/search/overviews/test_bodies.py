"""How many bodies say it: distinct bodies counted over all documents, those without one counted apart."""

from __future__ import annotations

import csv
import io
import os
import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datascores.catalogue.models import Authority
from datascores.corpus.models import Document, Takedown
from search.index import open_engine
from search.overviews.bodies import BODIES_EACH, group_by_body
from search.query import SearchQuery
from tests.brute_force import make_corpus, passes, random_filters, random_query, rows_of_the_database
from tests.letters import index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db
COMBINATIONS = int(os.environ.get("DATASCORES_COMBINATIONS", "150")) // 5


def group(**asked):
    return group_by_body(SearchQuery.from_querystring(asked), open_engine())


def page_of(client, **asked) -> str:
    return client.get(reverse("search-bodies"), asked).content.decode()


def make_bodies(count: int) -> None:
    for number in range(count):
        Authority.objects.create(slug=f"body-{number:02}", name=f"Body {number:02}")
        state(make_letter(f"letter {number}.txt", [f"A risk score of body {number}."]), authority=f"body-{number:02}")
    index_all()


def test_counts_are_those_of_the_tables():
    rnd = random.Random(41)
    make_corpus(80, rnd)
    index_all()
    rows = rows_of_the_database()
    for _ in range(COMBINATIONS):
        (text, means), filters = random_query(rnd), random_filters(rnd, rows)
        meant = [row for row in rows if means(row) and passes(row, filters)]
        found = group(q=text, **filters)
        values = {value for row in meant for value in row.facets["authority"]}
        counts = {value: sum(value in row.facets["authority"] for row in meant) for value in values}
        assert {line.slug: line.count for line in found.lines} == counts, (text, filters)
        assert (found.total, found.bodies) == (len(meant), len(values)), (text, filters)
        assert found.unknown == sum(not row.facets["authority"] for row in meant), (text, filters)


def test_each_body_has_its_first_passage_even_where_two_sent_the_same_words(client):
    make_catalogue()
    for number, body in enumerate(("brackenford", "old-bracken", "old-bracken", "")):
        letter = make_letter(f"letter {number}.txt", ["Cover.", "We use a risk score."], text_hash="same")
        if body:
            state(letter, authority=body)
    index_all()
    found = group(q="risk")
    assert [(line.name, line.count) for line in found.lines] == [
        ("Old Bracken District Council", 2),
        ("Brackenford Borough Council", 1),
    ]
    assert all(line.passage and line.passage.page == 2 for line in found.lines)
    page = page_of(client, q="risk")
    assert "2 bodies in 4 documents" in page and "Of <strong>1</strong> document the body is not known yet" in page
    assert "/search/?q=risk&amp;authority=old-bracken" in page


@pytest.fixture
def asked_and_said():
    """One body that says it in one of its documents, and one that was only asked, in more documents."""
    make_catalogue()
    said, asked = "We use a risk score.", "We hold nothing. You asked: whether a risk score is used."
    for number, (body, text) in enumerate(
        [*(("old-bracken", asked),) * 3, ("brackenford", asked), ("brackenford", said)]
    ):
        state(make_letter(f"letter {number}.txt", [text]), authority=body)
    make_letter("nobody's.txt", [asked])
    index_all()


def test_bodies_that_were_only_asked_are_counted_and_listed_apart(client, asked_and_said):
    found = group(q="risk score")
    assert [(line.slug, line.count, line.own, line.segment) for line in found.lines] == [
        ("brackenford", 2, 1, "own"),
        ("old-bracken", 3, 0, "request"),
    ]
    assert (found.bodies, found.own_bodies, found.asked_bodies) == (2, 1, 1)
    assert (found.unknown, found.unknown_own) == (1, 0)
    page = page_of(client, q="risk score")
    own, asked = page.index("In the body’s own words"), page.index("Only in the question, standard wording")
    assert own < page.index("Brackenford Borough Council", own) < asked < page.index("Old Bracken District", asked)
    assert "<strong>1</strong> body has it in its own words" in page and "1 of them in its own words" in page
    assert 'start="2"' in page


def test_passage_of_a_body_is_of_its_own_words_where_it_says_it(client, asked_and_said):
    rows = b"".join(client.get(reverse("search-bodies-csv"), {"q": "risk score"}).streaming_content).decode()
    first, second, unknown = csv.DictReader(io.StringIO(rows))
    assert (first["own_documents"], first["segment"], first["passage"]) == ("1", "own", "We use a risk score.")
    assert (second["own_documents"], second["segment"]) == ("0", "request")
    assert (unknown["documents"], unknown["segment"]) == ("1", "")
    line = group(q="risk score").lines[0]
    assert line.passage and "scope=own" in line.passage.url


@pytest.mark.parametrize("asked", [{}, {"q": "title:letter"}])
def test_search_without_words_of_the_text_says_nothing_of_own_words(client, asked_and_said, asked):
    found = group(**asked)
    assert found.own_bodies is None and all(line.own is None for line in found.lines) and found.asked_lines == []
    assert "own words" not in page_of(client, **asked)


def test_search_in_own_words_finds_no_body_that_was_only_asked(asked_and_said):
    found = group(q="risk score", scope="own")
    assert [(line.slug, line.count, line.own) for line in found.lines] == [("brackenford", 1, 1)]


def test_pages_and_csv_list_every_body_once(client):
    make_bodies(BODIES_EACH + 3)
    pages = [group(q="risk", page=number).lines for number in (1, 2)]
    slugs = [line.slug for lines in pages for line in lines]
    assert len(slugs) == len(set(slugs)) == BODIES_EACH + 3
    text = b"".join(client.get(reverse("search-bodies-csv"), {"q": "risk"}).streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["body"] for row in rows] == slugs
    assert rows[0]["passage"] == "A risk score of body 0." and rows[0]["page"] == "1"
    assert 'start="26"' in page_of(client, q="risk", page=2)


def test_csv_tells_how_many_documents_have_no_known_body(client):
    make_letter("a.txt", ["A risk."])
    index_all()
    rows = b"".join(client.get(reverse("search-bodies-csv"), {"q": "risk"}).streaming_content).decode().splitlines()
    assert rows[1].startswith(",not known yet,1,,")
    assert "Of none of these documents the body is known yet" in page_of(client, q="risk")


def test_document_taken_down_after_the_index_was_made_is_not_shown(client):
    make_bodies(1)
    Takedown.objects.create(sha256=Document.objects.get().sha256, reason="x")
    page = page_of(client, q="risk")
    assert "letter 0.txt" not in page and "cannot be shown any more" in page


def test_more_bodies_take_no_more_queries(client):
    make_bodies(2)
    with CaptureQueriesContext(connection) as few:
        page_of(client, q="risk")
    for number in range(2, 20):
        Authority.objects.create(slug=f"body-{number:02}", name=f"Body {number:02}")
        state(make_letter(f"letter {number}.txt", ["A risk score."]), authority=f"body-{number:02}")
    index_all()
    with CaptureQueriesContext(connection) as many:
        page_of(client, q="risk")
    assert len(many) == len(few)


def test_page_beyond_the_last_helps(client):
    make_bodies(1)
    assert "There are not that many pages" in page_of(client, q="risk", page=5)

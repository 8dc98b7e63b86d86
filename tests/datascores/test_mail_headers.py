"""A mail is found by which bodies write to each other and about what, at a place, and nobody's word is made of its header."""

import io

import pytest

from datascores.catalogue.models import System
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Mention, Segment
from datascores.pipeline import catch_up, submit
from search.exports.found import hit_rows
from search.index import open_engine
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

MAIL = b"""From: Wilhelmina Quillmark <foi@saltmere.example>
To: Private Person <letterbox@home.example>
Subject: Lantern Score at Saltmere
Date: Tue, 29 May 2018 09:30:00 +0100

Good morning to all,

our answer is attached.
"""


@pytest.fixture
def mail():
    System.objects.create(slug="lantern", name="Lantern Score")
    receipt = submit(NewArrival(collection="files", file_name="a.eml"), io.BytesIO(MAIL))
    catch_up()
    return receipt.sha256


@pytest.mark.parametrize("words", ["foi@saltmere.example", "saltmere.example", "home.example", '"Score at Saltmere"'])
def test_mail_is_found_by_its_header_with_page_and_place(mail, words):
    (row,) = hit_rows(SearchQuery(text=words), open_engine())
    assert (row["sha256"], row["pages"], row["places"]) == (mail, [1], ["the mail’s header"])


@pytest.mark.parametrize("words", ["letterbox", "Wilhelmina", "Quillmark", '"Private Person"'])
def test_nobody_is_found_by_the_names_and_letter_boxes_of_people(mail, words):
    assert list(hit_rows(SearchQuery(text=words), open_engine())) == []


def test_the_header_is_no_evidence_and_what_stands_below_is_counted_without_it(mail):
    assert set(Mention.objects.values_list("segment", "is_evidence")) == {(Segment.Kind.HEADER, False)}
    head, *others = Segment.objects.order_by("start")
    assert head.kind == Segment.Kind.HEADER and Segment.Kind.HEADER not in {other.kind for other in others}
    (row,) = hit_rows(SearchQuery(text="answer"), open_engine())
    assert row["places"] == ["paragraph 2"]

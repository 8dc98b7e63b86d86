"""Near words come from the documents, are offered only for what is nowhere, and never replace what was typed."""

import pytest
from django.urls import reverse

from search.index import open_engine
from search.language import parse
from search.spelling import NearWord, near_words
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def corpus():
    make_letter("a.pdf", ["Xantoria scores. The well of claims."], content=b"1")
    make_letter("b.pdf", ["Xantoria again, and Xantorai misspelt."], content=b"2")
    index_all()


def near(text: str) -> list[NearWord]:
    return near_words(parse(text).clause, open_engine())


def test_a_word_that_is_nowhere_is_answered_with_the_most_frequent_near_one():
    assert near("xantoira scores") == [NearWord("xantoira", "xantoria", 2)]


def test_a_misspelling_that_a_source_has_is_found_as_written():
    assert near("xantorai") == []


def test_words_of_the_dictionary_and_short_words_get_no_offer():
    assert near("bell") == [] and near("wel") == []


def test_excluded_words_and_words_without_a_neighbour_get_no_offer():
    assert near("-xantoira scores") == [] and near("zzzzqqqq") == []


def test_the_offer_is_a_link_to_the_query_with_the_word_exchanged(client):
    page = client.get(reverse("search"), {"q": "Xantoira scores"}).content.decode()
    assert 'Did you mean <a href="/search/?q=xantoria+scores">xantoria</a>?' in page

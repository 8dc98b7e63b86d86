"""A search as an address: read without ever raising, written one way only."""

import random

import pytest
from django.conf import settings
from django.http import QueryDict

from search.engine.clauses import Term
from search.engine.port import SORTS
from search.query import MOST_SIZE, MOST_VALUES, SearchQuery


@pytest.fixture(autouse=True)
def plain_django(settings):
    settings.DEFAULT_CHARSET = "utf-8"


def test_a_query_string_is_read():
    query = SearchQuery.from_querystring(
        QueryDict("q=risk+score&system=mosaic&system=acorn&authority=kent&sort=-date&page=3&size=50&tab=x")
    )
    assert query.text == "risk score"
    assert query.filters == {"authority": ("kent",), "system": ("acorn", "mosaic")}
    assert (query.sort, query.page, query.size, query.offset) == ("-date", 3, 50, 100)
    assert query.warnings == ()


def test_a_plain_mapping_is_read_too():
    assert SearchQuery.from_querystring({"q": "x", "system": ["a", "b"], "kind": "letter", "page": 2}) == SearchQuery(
        "x", {"kind": ("letter",), "system": ("a", "b")}, page=2
    )


def test_nothing_asked_is_the_first_page_of_everything():
    assert SearchQuery.from_querystring(QueryDict("")) == SearchQuery()
    assert SearchQuery().to_querystring() == ""


@pytest.mark.parametrize(
    ("string", "page", "size", "sort"),
    [
        ("page=-1", 1, 20, "relevance"),
        ("page=0", 1, 20, "relevance"),
        ("page=x", 1, 20, "relevance"),
        ("page=1.5", 1, 20, "relevance"),
        ("page=²", 1, 20, "relevance"),
        ("page=" + "9" * 5000, 1_000_000, 20, "relevance"),
        ("size=1000000000", 1, MOST_SIZE, "relevance"),
        ("size=0", 1, 20, "relevance"),
        ("sort=loudness", 1, 20, "relevance"),
        ("system=" + "x" * 1000, 1, 20, "relevance"),
    ],
)
def test_what_cannot_be_used_is_put_right_with_a_warning(string, page, size, sort):
    query = SearchQuery.from_querystring(QueryDict(string))
    assert (query.page, query.size, query.sort) == (page, size, sort)
    assert query.filters == {}
    assert len(query.warnings) == 1


def test_hundreds_of_filters_are_cut_with_a_warning():
    query = SearchQuery.from_querystring(QueryDict("&".join(f"system=s{n}" for n in range(400))))
    assert len(query.filters["system"]) == MOST_VALUES
    assert query.warnings


def test_nul_and_broken_characters_are_dropped():
    query = SearchQuery.from_querystring({"q": "a\0b\ud800c", "system": ["\0", "x\0"]})
    assert query == SearchQuery("abc", {"system": ("x",)})


def test_the_same_question_has_one_address():
    one = SearchQuery.from_querystring(QueryDict("system=b&q=x&system=a&authority=k&system=a"))
    other = SearchQuery.from_querystring(QueryDict("authority=k&system=a&page=1&system=b&sort=relevance&q=x"))
    assert one.to_querystring() == other.to_querystring() == "q=x&authority=k&system=a&system=b"


def test_500_random_queries_survive_the_round_trip():
    rnd = random.Random(5)
    signs = ["a", "&", "=", "+", "%", "#", "é", "👍", '"', " b", "\\", "?", "/"]
    for _ in range(500):
        text = "".join(rnd.choices(signs, k=rnd.randint(0, 8))).strip()
        filters = {
            facet: tuple(sorted({"".join(rnd.choices(signs, k=3)) for _ in range(rnd.randint(1, 3))}))
            for facet in rnd.sample(settings.SEARCH_FACETS, rnd.randint(0, 4))
        }
        query = SearchQuery(text, filters, rnd.choice(SORTS), rnd.randint(1, 99), rnd.randint(1, MOST_SIZE))
        again = SearchQuery.from_querystring(QueryDict(query.to_querystring()))
        assert again == query
        assert again.to_querystring() == query.to_querystring()
        assert again.warnings == ()


def test_removing_a_filter_leads_to_the_first_page():
    query = SearchQuery("x", {"system": ("b",)}, page=4)
    more = SearchQuery("x", {"kind": ("letter",), "system": ("a", "b")}, page=4)
    assert more.without("system", "a").without("kind", "letter") == SearchQuery("x", {"system": ("b",)})
    assert more.without("system") == SearchQuery("x", {"kind": ("letter",)})
    assert query.without("nosuch", "a") == SearchQuery("x", {"system": ("b",)})
    assert query.filters == {"system": ("b",)}


def test_changing_the_sort_leads_to_the_first_page_and_changing_the_page_does_not_lose_the_sort():
    query = SearchQuery("x", sort="date", page=4)
    assert query.to_querystring(sort="title") == "q=x&sort=title"
    assert query.to_querystring(page=5) == "q=x&sort=date&page=5"
    assert query.to_querystring() == "q=x&sort=date&page=4"


def test_a_query_knows_what_its_text_means():
    assert SearchQuery("mosaic").parsed.clause == Term("mosaic")

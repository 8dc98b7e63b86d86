"""All values of a facet: found by their name, counted exactly, and nothing of the search is lost on the way."""

from __future__ import annotations

import csv
import io
import os
import random
import re

import pytest
from django.urls import reverse

from datascores.catalogue.models import Authority
from search.index import open_engine
from search.overviews.facet_list import VALUES_EACH, list_facet
from search.query import SearchQuery
from tests.brute_force import FACETS, counts_of, make_corpus, random_filters, random_query, rows_of_the_database
from tests.letters import index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db
COMBINATIONS = int(os.environ.get("DATASCORES_COMBINATIONS", "150")) // 5


def page_of(client, name: str = "authority", status: int = 200, **asked) -> str:
    response = client.get(reverse("search-facet", args=[name]), asked)
    assert response.status_code == status
    return response.content.decode()


def make_many(count: int) -> None:
    for number in range(count):
        Authority.objects.create(
            slug=f"b-{number:03}", name=f"{'Town' if number % 2 else 'Village'} {number:03} Council"
        )
        state(make_letter(f"letter {number}.txt", ["A risk score."]), authority=f"b-{number:03}")
    index_all()


def test_counts_are_those_of_the_tables():
    rnd = random.Random(51)
    make_corpus(60, rnd)
    index_all()
    rows = rows_of_the_database()
    for _ in range(COMBINATIONS):
        (text, means), filters = random_query(rnd), random_filters(rnd, rows)
        facet = rnd.choice(FACETS)
        query = SearchQuery.from_querystring({"q": text, **filters})
        found = list_facet(query, facet, "", open_engine())
        counts = counts_of([row for row in rows if means(row)], filters, facet)
        assert {value.value: value.count for value in found.values} == counts, (text, filters, facet)


def test_value_is_found_by_its_name_and_by_its_identifier(client):
    make_many(6)
    assert len(re.findall('type="checkbox"', page_of(client, contains="vILLage"))) == 3
    assert "1 of 6 values" in page_of(client, contains="b-004")
    assert "No value’s name holds “zzz”" in page_of(client, contains="zzz")


def test_form_keeps_the_search_and_ticked_values_that_are_not_shown(client):
    make_many(4)
    page = page_of(client, q="risk", sort="date", format="pdf", contains="village", authority=["b-001", "b-002"])
    form = page[page.index('class="facets"') :]
    kept = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)
    assert kept == [("q", "risk"), ("format", "pdf"), ("sort", "date"), ("authority", "b-001")]
    assert 'value="b-002" checked' in form
    assert 'href="/search/?q=risk&amp;authority=b-000&amp;format=pdf&amp;sort=date"' in form
    assert "Remove" not in page and 'name="contains" value="village"' in page


def test_pages_and_csv_list_every_value_once(client):
    make_many(VALUES_EACH + 5)
    shown = []
    for number in (1, 2):
        shown += re.findall(r'name="authority" value="([^"]+)"', page_of(client, page=number))
    assert len(shown) == len(set(shown)) == VALUES_EACH + 5
    response = client.get(reverse("search-facet-csv", args=["authority"]), {"q": "risk"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert sorted(row["value"] for row in rows) == sorted(shown)
    assert rows[0] == {
        "value": "b-000",
        "name": "Village 000 Council",
        "documents": "1",
        "url": "http://testserver/search/?q=risk&authority=b-000",
    }
    beyond = client.get(reverse("search-facet", args=["authority"]), {"q": "risk", "page": 9})
    assert beyond.status_code == 404 and "There are not that many pages" in beyond.content.decode()


def test_search_page_leads_to_the_list_of_a_long_facet(client):
    make_many(9)
    page = client.get(reverse("search"), {"q": "risk", "sort": "date"}).content.decode()
    assert 'href="/search/facet/authority/?q=risk&amp;sort=date"' in page


@pytest.mark.parametrize("name", ["nosuch", "text", "month", "document", "..", "%00"])
def test_what_is_no_facet_is_not_found(client, name):
    index_all()
    for address in (f"/search/facet/{name}/", f"/search/facet/{name}.csv"):
        assert client.get(address).status_code == 404


def test_names_are_never_taken_for_html(client):
    make_catalogue()
    Authority.objects.create(slug="evil", name="<b>Evil</b>")
    state(make_letter("a.txt", ["x"]), authority="evil")
    index_all()
    page = page_of(client, contains="<b>")
    assert "<b>" not in page and "&lt;b&gt;Evil" in page

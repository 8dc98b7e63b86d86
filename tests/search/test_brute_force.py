"""Counts, facets, pages and exports of random searches are those of brute force over the tables."""

import csv
import io
import os
import random
from dataclasses import replace

import pytest
from django.urls import reverse

from search.engine.port import SORTS
from search.index import open_engine
from search.query import SearchQuery
from search.results import find_results
from tests.brute_force import FACETS, counts_of, make_corpus, passes, random_filters, random_query, rows_of_the_database
from tests.letters import index_all

pytestmark = pytest.mark.django_db
COMBINATIONS = int(os.environ.get("DATASCORES_COMBINATIONS", "150"))  # 2000 by hand


def test_facet_counts_and_totals_are_those_of_the_tables():
    rnd = random.Random(11)
    make_corpus(120, rnd)
    index_all()
    rows, engine = rows_of_the_database(), open_engine()
    for _ in range(COMBINATIONS):
        (text, means), filters = random_query(rnd), random_filters(rnd, rows)
        query = SearchQuery.from_querystring({"q": text, **filters})
        assert not query.warnings and not query.parsed.warnings, text
        meant = [row for row in rows if means(row)]
        page = engine.search(query.clause, query.filters, FACETS, limit=200)
        assert {hit.id for hit in page.hits} == {row.sha256 for row in meant if passes(row, filters)}, (text, filters)
        assert page.total == len(page.hits)
        for facet in FACETS:
            counted = {value.value: value.count for value in page.facets[facet]}
            assert counted == counts_of(meant, filters, facet), (text, filters, facet)


def test_all_pages_together_are_the_export_and_the_count_without_repeat_or_gap(client):
    rnd = random.Random(12)
    make_corpus(60, rnd)
    index_all()
    rows, engine = rows_of_the_database(), open_engine()
    for _ in range(max(10, COMBINATIONS // 40)):
        (text, _means), filters = random_query(rnd), random_filters(rnd, rows)
        asked = {"q": text, "sort": rnd.choice(SORTS), "size": rnd.choice([7, 10]), **filters}
        query = SearchQuery.from_querystring(asked)
        total = engine.count(query.clause, query.filters)
        listed: list[str] = []
        for number in range(1, -(-total // query.size) + 1):
            of_page = replace(query, page=number)
            found = engine.search(query.clause, query.filters, (), query.sort, of_page.offset, query.size)
            assert sum(item.stands_for for item in find_results(of_page, engine).items) == len(found.hits)
            listed += [hit.id for hit in found.hits]
        exported = b"".join(client.get(reverse("search-csv"), asked).streaming_content).decode()
        hashes = [row["sha256"] for row in csv.DictReader(io.StringIO(exported))]
        assert hashes == (sorted(listed) if query.sort == "relevance" else listed), asked
        assert len(hashes) == len(set(hashes)) == total, asked

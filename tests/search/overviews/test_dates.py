"""The histogram counts every document once, and each bar leads to as many documents as it counts."""

from __future__ import annotations

import csv
import io
import os
import random
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from search.index import open_engine
from search.overviews.dates import MOST_BARS, fill, make_histogram
from search.query import SearchQuery
from tests.brute_force import make_corpus, passes, random_filters, random_query, rows_of_the_database
from tests.letters import index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db
COMBINATIONS = int(os.environ.get("DATASCORES_COMBINATIONS", "150")) // 5


def dated(*dates: str) -> None:
    for number, date in enumerate(dates):
        letter = make_letter(f"dated {number}.txt", ["A risk score."])
        if date:
            state(letter, date=date)
    index_all()


def histogram(unit: str = "year", **asked):
    return make_histogram(SearchQuery.from_querystring(asked), unit, open_engine())


def counts(found) -> dict[str, int]:
    return {period.value: period.count for period in [*found.periods, *found.others]}


def count_at(url: str) -> int:
    query = SearchQuery.from_querystring(parse_qs(urlsplit(url).query))
    assert not query.warnings
    return open_engine().count(query.clause, query.filters)


def test_counts_are_those_of_the_tables_and_each_bar_leads_to_as_many_documents():
    rnd = random.Random(21)
    make_corpus(80, rnd)
    index_all()
    rows = rows_of_the_database()
    for _ in range(COMBINATIONS):
        (text, means), filters = random_query(rnd), random_filters(rnd, rows)
        meant = [row for row in rows if means(row) and passes(row, filters)]
        for unit in ("year", "month"):
            found = histogram(unit, q=text, **filters)
            assert found.total == len(meant) == sum(counts(found).values()), (text, filters)
            for period in [*found.periods, *found.others]:
                of_year = [row for row in meant if period.value[:4] in {year[:4] for year in row.facets["year"]}]
                assert period.count == count_at(period.url) and period.count <= len(of_year), (text, filters, period)
        years = {
            value: sum(value in row.facets["year"] for row in meant) for row in meant for value in row.facets["year"]
        }
        assert counts(histogram("year", q=text, **filters)) == years, (text, filters)


def test_what_is_known_only_by_year_is_counted_apart_from_the_months():
    dated("2018", "2018-05", "2018-05-31", "2018-07-01", "")
    found = histogram("month")
    assert counts(found) == {"2018-05": 2, "2018-07": 1, "2018": 1, "undated": 1}
    assert [period.label for period in found.others] == ["2018, month not known", "Date not known yet"]
    assert [(bar.name, bar.value) for bar in found.picture.bars] == [
        ("May 2018", 2),
        ("June 2018", 0),
        ("July 2018", 1),
    ]


def test_a_year_in_force_narrows_the_picture_and_a_bar_takes_its_place():
    dated("2017-03", "2018-05", "2018-06")
    found = histogram("month", year="2018")
    assert counts(found) == {"2018-05": 1, "2018-06": 1}
    assert histogram(year=["2017", "2018"]).periods[0].url.endswith("?year=2017")


@pytest.mark.parametrize(
    ("values", "unit", "all_of_them"),
    [
        (["2017", "2020"], "year", ["2017", "2018", "2019", "2020"]),
        (["2018-11", "2019-02"], "month", ["2018-11", "2018-12", "2019-01", "2019-02"]),
    ],
)
def test_periods_without_documents_are_drawn_between_those_with(values, unit, all_of_them):
    assert list(fill(values, unit)) == all_of_them


def test_a_date_far_from_the_others_breaks_the_axis_and_says_so(client):
    dated("0020-05", "2018-05")
    found = histogram("month")
    assert found.is_broken and len(found.picture.bars) == 2
    assert "may lie far apart" in client.get(reverse("search-dates"), {"by": "month"}).content.decode()


def test_more_periods_than_can_be_drawn_are_a_table():
    dated(*(f"{1000 + number:04}" for number in range(MOST_BARS + 1)))
    found = histogram()
    assert found.picture is None and found.is_wide and len(found.periods) == MOST_BARS + 1


def test_page_and_csv_have_the_same_numbers(client):
    dated("2017", "2018", "2018-05", "")
    page = client.get(reverse("search-dates"), {"q": "score"}).content.decode()
    assert "4 documents, 3 with a year" in page
    assert 'aria-label="2018: 2 documents"' in page and 'href="/search/?q=score&amp;year=2018"' in page
    assert "style=" not in page
    response = client.get(reverse("search-dates-csv"), {"q": "score"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [(row["period"], row["documents"]) for row in rows] == [("2017", "1"), ("2018", "2"), ("undated", "1")]
    assert rows[0]["url"] == "http://testserver/search/?q=score&year=2017"


def test_nothing_found_is_said(client):
    make_catalogue()
    index_all()
    assert "there is nothing to count" in client.get(reverse("search-dates"), {"q": "zzz"}).content.decode()

"""Exports: all hits, in order, safe in a spreadsheet, from the query string of the page."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.urls import reverse

from datascores.corpus.models import Takedown
from search.exports import defuse, hit_rows
from search.exports.tables import DOCUMENTS
from search.index import open_engine
from search.query import SearchQuery
from tests.letters import index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db


def export(client, name: str, **query) -> str:
    return b"".join(client.get(reverse(name), query).streaming_content).decode()


def test_export_holds_all_hits_in_the_order_of_the_page(client):
    for number in range(300):
        make_letter(f"{number:03}.txt", ["first page", f"a score of {number}"])
    make_letter("other.txt", ["nothing"])
    index_all()
    rows = list(csv.DictReader(io.StringIO(export(client, "search-csv", q="score", sort="title"))))
    assert [row["title"] for row in rows] == [f"{number:03}.txt" for number in range(300)]
    lines = [json.loads(line) for line in export(client, "search-ndjson", q="score", sort="title").splitlines()]
    assert [line["sha256"] for line in lines] == [row["sha256"] for row in rows]
    assert lines[0]["pages"] == [2] and lines[0]["match"] == "all" and tuple(lines[0]) == DOCUMENTS.names


def test_export_names_what_was_found_by_title_alone(client):
    make_letter("plan 7.docx", ["A page."], title="Lantern strategy", format="docx")
    make_letter("lantern.txt", ["A page."])
    index_all()
    rows = list(csv.DictReader(io.StringIO(export(client, "search-csv", q="lantern", sort="title"))))
    told = [(row["title"], row["other_name"], row["pages"]) for row in rows]
    assert told == [("lantern.txt", "", ""), ("plan 7.docx", "Lantern strategy", "")]


def test_export_takes_filters_from_the_address(client):
    make_letter("a.txt", ["score"], format="txt")
    make_letter("b.pdf", ["score"])
    index_all()
    rows = list(csv.DictReader(io.StringIO(export(client, "search-csv", q="score", format="txt"))))
    assert [row["title"] for row in rows] == ["a.txt"]


def test_export_gives_facts_as_values_and_leaves_the_unknown_empty(client):
    make_catalogue()
    known = make_letter("known.pdf", ["score"])
    make_letter("unknown.pdf", ["score"])
    state(known, authority="brackenford", date="2018-05", kind="guide")
    index_all()
    rows = {row["title"]: row for row in csv.DictReader(io.StringIO(export(client, "search-csv", q="score")))}
    assert (rows["known.pdf"]["authority"], rows["known.pdf"]["date"], rows["known.pdf"]["kind"]) == (
        "brackenford",
        "2018-05",
        "guide",
    )
    assert rows["unknown.pdf"]["authority"] == rows["unknown.pdf"]["date"] == ""


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_cell_that_a_spreadsheet_would_run_is_defused(cell):
    assert defuse(cell) == "'" + cell


def test_numbers_and_plain_words_stay_as_they_are():
    assert defuse(-1) == -1 and defuse("a=b") == "a=b" and defuse("") == ""


def test_formula_in_a_title_is_defused_in_csv_and_kept_in_ndjson(client):
    make_letter("x.txt", ["score"], title="=HYPERLINK(1)", format="html")
    index_all()
    assert "'=HYPERLINK(1)" in export(client, "search-csv")
    assert json.loads(export(client, "search-ndjson"))["title"] == "=HYPERLINK(1)"


def test_taken_down_document_is_in_no_row(client):
    gone = make_letter("gone.txt", ["score"])
    kept = make_letter("kept.txt", ["score"])
    index_all()
    Takedown.objects.create(sha256=gone.sha256, reason="x")
    rows = list(hit_rows(SearchQuery(text="score"), open_engine()))
    assert [row["sha256"] for row in rows] == [kept.sha256]


def test_export_makes_its_rows_in_batches(django_assert_max_num_queries):
    for number in range(120):
        make_letter(f"{number}.txt", ["score"])
    index_all()
    with django_assert_max_num_queries(20):
        assert len(list(hit_rows(SearchQuery(text="score"), open_engine()))) == 120

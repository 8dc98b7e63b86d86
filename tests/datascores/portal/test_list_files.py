"""Lists with .csv or .json at their end: all rows of the list, narrowed as the page is, and nothing that is closed."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from datascores import jobs
from datascores.catalogue.listing import PLURALS, RECORD_COLUMNS, record_row
from datascores.catalogue.models import Authority, System
from datascores.corpus.listing import DOCUMENT_COLUMNS
from search.exports.responses import AT_ONCE, places
from tests.letters import ANSWER, index_all, make_catalogue, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters():
    records = make_catalogue()
    named = [(records[slug], records[slug].name) for slug in ("brackenford", "lantern-score")]
    return [
        make_letter("answer.pdf", [ANSWER], named),
        make_letter("=cmd.pdf", ["Nothing."]),
        make_letter("scan.pdf", [], status="no_text", reason="A scan."),
    ]


def lines(client, address: str, expect: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == expect
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def both(client, address: str, query: str = "") -> list[dict[str, Any]]:
    """The rows of the JSON, after the CSV was seen to have as many with the same names."""
    rows = json.loads(lines(client, f"{address}.json{query}"))
    table = list(csv.DictReader(io.StringIO(lines(client, f"{address}.csv{query}"))))
    assert len(table) == len(rows) and all([*one] == [*other] for one, other in zip(table, rows, strict=True))
    return rows


def test_documents_are_all_there_and_narrowed_as_on_the_page(client, letters):
    rows = both(client, "/documents")
    assert {row["sha256"] for row in rows} == {letter.sha256 for letter in letters}
    assert tuple(rows[0]) == DOCUMENT_COLUMNS
    assert [row["name"] for row in both(client, "/documents", "?status=no_text")] == ["scan.pdf"]


def test_formulas_are_defused_in_csv_alone(client):
    assert "'=cmd.pdf" in lines(client, "/documents.csv")
    assert "'=cmd.pdf" not in lines(client, "/documents.json")


@pytest.mark.parametrize("kind", [*PLURALS])
def test_each_kind_of_record_has_its_list(client, kind):
    rows = both(client, f"/{PLURALS[kind]}")
    assert rows and all(tuple(row) == (*RECORD_COLUMNS[kind], "url") for row in rows)


def test_records_are_narrowed_by_name_and_by_being_named(client):
    assert [row["slug"] for row in both(client, "/systems", "?named=1")] == ["lantern-score"]
    (row,) = both(client, "/authorities", "?q=brackenford+council")
    assert row["aliases"] == ["Brackenford Council"] and row["predecessors"] == ["old-bracken"]
    assert "old-bracken" in lines(client, "/authorities.csv?q=brackenford+council")


def test_coverage_is_there_as_both(client):
    rows = both(client, "/coverage")
    assert {row["status"]: row["files"] for row in rows} == {"ok": 2, "no_text": 1}


def test_exports_are_listed_for_staff_alone(client, admin_client):
    for form in ("csv", "json"):
        assert client.get(f"/exports.{form}").status_code == 403
    assert both(admin_client, "/exports") == []
    jobs.ask_search("export", {"query": "q=housing", "table": "documents", "format": "csv", "root": ""})
    (row,) = both(admin_client, "/exports")
    assert row["title"] == "Export of documents as CSV" and client.get(row["url"]).status_code == 200


def test_mentions_of_a_record_have_the_sentence_and_its_address(client):
    (row,) = both(client, "/systems/lantern-score/mentions")
    assert row["sentence"] == ANSWER and client.get(row["url"]).status_code == 200
    lines(client, "/systems/nothing/mentions.json", expect=404)


def test_an_empty_list_is_an_empty_array(client):
    assert json.loads(lines(client, "/documents.json?status=failed")) == []


def test_a_search_has_its_csv_beside_it(client, letters):
    index_all()
    assert letters[0].sha256 in lines(client, "/search.csv?q=housing")


def test_only_a_few_lists_are_sent_at_once_and_a_place_is_given_back(client):
    taken = [places.take() for _ in range(AT_ONCE)]
    response = client.get("/documents.csv")
    assert response.status_code == 503 and response["Retry-After"] == "60"
    for give_back in taken:
        give_back()
    for _ in range(AT_ONCE + 1):
        lines(client, "/documents.json")


def test_rows_name_other_records_by_slug():
    row = record_row(System.objects.get(slug="lantern-score"))
    assert (row["maker"], row["category"]) == ("lantern-analytics", "risk score")
    assert record_row(Authority.objects.get(slug="old-bracken"))["successors"] == ["brackenford"]


def test_pages_of_lists_lead_to_their_files_with_the_same_address(client):
    assert 'href="/documents.csv?status=no_text"' in client.get("/documents/?status=no_text").content.decode()
    assert 'href="/systems.json?named=1"' in client.get("/systems/?named=1").content.decode()

"""Downloads are of the search that their address says, wholly, and in an order that nothing but the documents decides."""

from __future__ import annotations

import csv
import io
import json
from itertools import product
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from datascores.corpus.models import Job, Takedown
from search.engine.port import SORTS
from search.exports.formats import FORMATS
from search.exports.making import make_export
from search.exports.manifest import Order
from search.exports.tables import TABLES
from search.exports.wanted import describe_order, find_problem, in_lasting_order
from search.index import open_engine
from search.indexing import records_of
from search.query import SearchQuery
from tests.letters import index_all, make_catalogue, make_letter

pytestmark = pytest.mark.django_db
COMBINATIONS = list(product(TABLES, FORMATS))
TOO_MANY = "&".join(f"authority=a{number}" for number in range(400))
BAD = [
    ("q=score&scope=nobody", "no scope “nobody”"),
    ("q=score&sort=colour", "no sort “colour”"),
    (f"q=score&{TOO_MANY}", "More than 100 filters"),
    (f"q=score&authority={'x' * 300}", "longer than 200 characters"),
    ("q=****", "Nothing is left of the words"),
    ("q=a*", "Nothing is left of the words"),
]
DOWNLOADS = [
    *(f"/search/export/{table}.{form}" for table, form in COMBINATIONS),
    "/search.csv",
    *(
        f"/search/{name}.{form}"
        for name in ("dates", "bodies", "concordance", "facet/year")
        for form in ("csv", "json")
    ),
]


TEXTS = {  # how near to each other the first two come hangs on how many of the others there are, deleted ones counted
    "more score": ("Lantern Score. Score, rent.", 6),
    "more rent": ("Lantern Score. Rent, rent.", 6),
    "score alone": ("Lantern Score. Box, box.", 5),
    "rent alone": ("Box, box. Rent, box.", 4),
}


@pytest.fixture
def near_equals():
    records = make_catalogue()
    named = [(records["lantern-score"], "Lantern Score")]
    letters = {
        kind: [make_letter(f"{kind} {number}.txt", [text], named, title="Letter") for number in range(count)]
        for kind, (text, count) in TEXTS.items()
    }
    index_all()
    return letters


def streamed(client) -> dict[tuple[str, str], bytes]:
    return {
        (table, form): b"".join(client.get(f"/search/export/{table}.{form}?q=score+rent").streaming_content)
        for table, form in COMBINATIONS
    }


def prepared(folder: Path, table: str) -> str:
    order = Order("q=score+rent", TABLES[table], "csv", "http://testserver")
    return make_export(order, folder, folder.parent / "kept", open_engine(), {}, lambda done, total: None)["sha256"]


def best_first() -> list[str]:
    return list(open_engine().iter_ids(SearchQuery(text="score rent").clause))


def take_down_and_lift(letters) -> None:
    for letter in letters:
        Takedown.objects.create(sha256=letter.sha256, reason="Somebody asked.")
    open_engine().delete([letter.sha256 for letter in letters])
    Takedown.objects.update(lifted_at=timezone.now())
    open_engine().upsert(records_of(letters))


def test_takedown_that_was_lifted_leaves_the_same_bytes(client, near_equals, tmp_path):
    at_first, best_at_first = streamed(client), best_first()
    made_first = {table: prepared(tmp_path / f"{table}-1", table) for table in TABLES}
    take_down_and_lift(near_equals["rent alone"])
    assert best_first() != best_at_first  # or this test shows nothing
    assert streamed(client) == at_first
    assert {table: prepared(tmp_path / f"{table}-2", table) for table in TABLES} == made_first


def test_rows_are_never_ordered_by_relevance_and_the_manifest_says_so(client, near_equals, tmp_path):
    rows = list(csv.DictReader(io.StringIO(streamed(client)["documents", "csv"].decode())))
    hashes = [row["sha256"] for row in rows]
    assert hashes == sorted(letter.sha256 for kind in ("more score", "more rent") for letter in near_equals[kind])
    assert hashes != best_first()
    prepared(tmp_path / "made", "documents")
    manifest = json.loads((tmp_path / "made" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["order"] == "by the documents’ SHA-256"
    assert (tmp_path / "made" / "ids").read_text(encoding="ascii").split() == hashes


@pytest.mark.parametrize("sort", SORTS)
def test_only_relevance_is_exchanged(sort):
    lasting = in_lasting_order(SearchQuery(text="score", sort=sort, scope="own"))
    assert lasting == SearchQuery(text="score", sort="id" if sort == "relevance" else sort, scope="own")
    assert "relevance" not in describe_order(SearchQuery(sort=sort))


@pytest.mark.parametrize(("asked", "reason"), BAD)
def test_address_that_cannot_be_used_gives_no_file(client, near_equals, asked, reason):
    for address in DOWNLOADS:
        for response in (client.get(f"{address}?{asked}"), client.head(f"{address}?{asked}")):
            assert response.status_code == 422 and "Content-Disposition" not in response, address
        assert reason in client.get(f"{address}?{asked}").content.decode(), address


@pytest.mark.parametrize(("asked", "reason"), BAD)
def test_address_that_cannot_be_used_begins_nothing(client, near_equals, asked, reason, tmp_path):
    form = "application/x-www-form-urlencoded"
    response = client.post(reverse("export-choice"), f"{asked}&table=documents&form=csv", content_type=form)
    assert response.status_code == 422 and reason in response.content.decode()
    with pytest.raises(CommandError, match=reason):
        call_command("ask", "export", query=asked)
    assert not Job.objects.exists()


def test_choices_of_a_view_that_there_are_not_give_no_file(client, near_equals):
    for address in ("dates.csv?by=moon", "concordance.json?q=score&by=moon", f"facet/year.csv?contains={'x' * 5000}"):
        assert client.get(f"/search/{address}").status_code == 422, address


def test_words_that_are_only_read_otherwise_are_no_problem(client, near_equals):
    query = SearchQuery.from_querystring({"q": "score ****"})
    assert query.parsed.warnings and not find_problem(query)
    whole, other = (client.get(f"/search/export/documents.csv?q=score{more}") for more in ("", "+****"))
    assert b"".join(other.streaming_content) == b"".join(whole.streaming_content)
    assert not find_problem(SearchQuery())

"""What the three tables hold: columns as told, all rows, and nothing that may not be shown."""

from __future__ import annotations

import pytest

from datascores.corpus.models import Takedown, WithheldSpan
from datascores.corpus.page_edges import Side
from datascores.corpus.page_turns import Part, Volume
from search.engine.port import EngineRefused
from search.exports.found import hit_rows
from search.exports.passages import sentences_of
from search.exports.tables import DOCUMENTS, MENTIONS, PASSAGES, TABLES
from search.index import open_engine
from search.query import SearchQuery
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db


def rows(table, text="score", **filters):
    query = SearchQuery(text=text, filters={facet: (value,) for facet, value in filters.items()})
    return list(hit_rows(query, open_engine(), table))


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_rows_have_the_columns_that_are_told_and_keys_that_are_theirs_alone(corpus, table):
    found = rows(table)
    assert found and all(tuple(row) == table.names for row in found)
    keys = [tuple(row[name] for name in table.key) for row in found]
    assert len(set(keys)) == len(keys)


def test_every_passage_is_there_and_its_offsets_are_those_of_the_page(corpus):
    long = make_letter("long.txt", [" ".join(f"Lamp {number} is on." for number in range(40))])
    index_all()
    found = rows(PASSAGES, "lamp")
    assert len(found) == 40
    text = long.pages.get(number=1).text.text
    for row in found:
        assert row["passage"] == text[row["start"] : row["end"]]
        (mark,) = row["marks"]
        assert text[slice(*map(int, mark.split("-")))] == "Lamp"


def test_marks_that_share_a_sentence_share_a_row():
    volume = Volume([Side(1, "One lamp and another lamp. No light. A lamp again.")])
    marks = [(1, 4, 8), (1, 21, 25), (1, 39, 43)]
    found = [(whole.parts, inside) for whole, inside in sentences_of(volume, [(mark,) for mark in marks])]
    assert found == [((Part(1, 0, 26),), marks[:2]), ((Part(1, 37, 50),), marks[2:])]


def test_marks_on_two_pages_that_share_a_sentence_share_a_row():
    one, two = "It does not", "use the lamp. A lamp again."
    volume = Volume([Side(1, one), Side(2, two)])
    marks = [(1, 3, 7), (2, 8, 12), (2, 16, 20)]
    found = [(whole.line, inside) for whole, inside in sentences_of(volume, [(mark,) for mark in marks])]
    assert found == [("It does not use the lamp.", marks[:2]), ("A lamp again.", marks[2:])]


def test_passage_of_the_question_says_whose_words_it_is(corpus):
    segments = {row["page"]: row["segment"] for row in rows(PASSAGES, "risk")}
    assert segments == {2: "request"}


def test_address_of_a_passage_shows_its_words(client, corpus):
    row = rows(PASSAGES, "housing")[0]
    assert "housing" in client.get(row["url"]).content.decode()


def test_filter_without_words_gives_the_sentences_with_the_name(corpus):
    found = rows(PASSAGES, "", system="lantern-score")
    assert len(found) == 7 and all("Lantern Score" in row["passage"] for row in found)


def test_passages_of_nothing_in_particular_are_refused_and_not_empty(corpus):
    with pytest.raises(EngineRefused, match="no words"):
        rows(PASSAGES, "")


def test_mentions_are_those_of_the_documents_found(corpus):
    found = rows(MENTIONS, "housing")
    assert {(row["slug"], row["evidence"]) for row in found} == {("lantern-score", "yes"), ("quillmark", "no")}
    assert len(found) == 14 and found[0]["surface"] == "Lantern Score" and "sort housing" in found[0]["sentence"]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_taken_down_document_has_no_row(corpus, table):
    Takedown.objects.create(sha256=corpus[0].sha256, reason="x")
    assert corpus[0].sha256 not in {row["sha256"] for row in rows(table)}


def test_withheld_words_are_covered_in_passages(corpus):
    text = corpus[0].pages.get(number=1).text
    at = text.text.index("housing")
    WithheldSpan.objects.create(
        document=corpus[0], page=1, start=at, end=at + 7, text_hash=text.text_hash, reason="hidden"
    )
    (passage,) = [row["passage"] for row in rows(PASSAGES, "lantern") if row["sha256"] == corpus[0].sha256]
    assert "housing" not in passage and "███████" in passage


def test_scope_of_the_search_bounds_the_passages(corpus):
    query = SearchQuery.from_querystring({"q": ["risk"], "scope": ["own"]})
    assert list(hit_rows(query, open_engine(), PASSAGES)) == []
    assert list(hit_rows(query, open_engine(), DOCUMENTS)) == []

"""Words in context: every place is one line, totals are exact, nothing is cut in silence."""

from __future__ import annotations

import csv
import io
import random
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datascores.corpus.models import Page, Takedown, WithheldSpan
from search.engine.analysis import Analysis
from search.index import open_engine
from search.overviews import concordance as module
from search.overviews.concordance import CONTEXT, LINES_EACH, context_of, make_concordance
from search.query import SearchQuery
from tests.brute_force import make_corpus
from tests.letters import index_all, make_catalogue, make_letter, state

pytestmark = pytest.mark.django_db


def lines(by: str = "", part: int = 1, **asked):
    return make_concordance(SearchQuery.from_querystring(asked), by, part, open_engine())


def csv_rows(client, **asked) -> list[dict[str, str]]:
    response = client.get(reverse("search-concordance-csv"), asked)
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def page_of(client, status: int = 200, **asked) -> str:
    response = client.get(reverse("search-concordance"), asked)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def few_at_once(monkeypatch):
    """As if three documents were too many to gather all lines of."""
    monkeypatch.setattr(module, "WHOLE_DOCUMENTS", 2)
    monkeypatch.setattr(module, "DOCUMENTS_EACH", 2)
    monkeypatch.setattr(module, "PART", 3)


def test_every_place_of_a_random_corpus_is_one_line_on_the_pages_and_in_the_csv(client):
    make_corpus(40, random.Random(31))
    index_all()
    stems = [stem for page in Page.objects.select_related("text") for stem in Analysis(page.text.text).stems]
    first = lines(q="housing")
    assert first.lines_total == stems.count("hous") > LINES_EACH
    pages = [lines(q="housing", page=number) for number in range(1, first.last_page + 1)]
    shown = [line.quote_url for page in pages for line in page.lines]
    assert len(shown) == len(set(shown)) == first.lines_total
    rows = csv_rows(client, q="housing")
    assert sorted(row["url"].removeprefix("http://testserver") for row in rows) == sorted(shown)
    assert [row["sha256"] for row in rows] == sorted(row["sha256"] for row in rows)  # best first only on the pages


def test_many_documents_are_taken_a_few_at_a_time_and_miss_no_line(few_at_once, client):
    for number in range(5):
        make_letter(f"letter {number}.txt", ["A score, a score and a score.", "Another score."])
    index_all()
    first = lines(q="score")
    assert not first.is_whole and (first.total, first.last_page, first.lines_total, first.last_part) == (5, 3, 8, 3)
    shown = [
        line.quote_url
        for number in range(1, first.last_page + 1)
        for part in range(1, lines(q="score", page=number).last_part + 1)
        for line in lines(q="score", page=number, part=part).lines
    ]
    assert len(shown) == len(set(shown)) == 20 == len(csv_rows(client, q="score"))
    page = page_of(client, q="score", page=2)
    assert "5 documents; 8 lines in documents 3 to 4" in page and "page=2&amp;part=2" in page


def test_sorting_by_neighbours_of_too_many_documents_is_refused_not_half_done(few_at_once, client):
    for number in range(3):
        make_letter(f"letter {number}.txt", ["A score."])
    index_all()
    assert "Sorting by the words beside" in page_of(client, 422, q="score", by="right")
    response = client.get(reverse("search-concordance-csv"), {"q": "score", "by": "left"})
    assert response.status_code == 422 and "This is not an empty result" in response.content.decode()


def test_long_documents_are_too_much_to_gather_at_once(monkeypatch):
    monkeypatch.setattr(module, "WHOLE_CHARACTERS", 100)
    make_letter("long.txt", ["A score. " * 20])
    index_all()
    assert not lines(q="score").is_whole


def test_lines_sort_by_the_words_on_either_side():
    make_letter("a.txt", ["The big score rises. A small score falls."])
    make_letter("b.txt", ["“Quite another” score, (ends)."])
    index_all()
    assert [line.right for line in lines("right", q="score").lines] == [
        ", (ends).",
        " falls.",
        " rises. A small score falls.",
    ]
    assert [line.left[-9:].strip(" ”") for line in lines("left", q="score").lines] == ["another", "The big", "A small"]


def test_lines_follow_the_order_of_the_documents():
    for name, date, body in (("a.txt", "2019", "old-bracken"), ("b.txt", "2017", "brackenford")):
        state(make_letter(name, ["A score."]), date=date, authority=body)
    make_catalogue()
    index_all()
    for sort, titles in (("date", ["b.txt", "a.txt"]), ("-date", ["a.txt", "b.txt"]), ("body", ["b.txt", "a.txt"])):
        assert [line.title for line in lines(q="score", sort=sort).lines] == titles, sort


def test_context_is_sixty_characters_of_one_line_and_ends_with_the_page():
    text = "x" * 100 + "\n\n  before \t the score\nafter" + "y" * 100
    at = text.index("score")
    left, words, right = context_of(text, at, at + 5)
    assert (left[-13:], words, right[:7]) == ("x before the ", "score", " aftery")
    assert len(left) == len(right) == CONTEXT
    assert context_of("score", 0, 5) == ("", "score", "")


def test_line_says_who_speaks_and_leads_to_its_own_mark(client):
    make_letter("a.txt", ["Cover.", "We have a score. A score.\n\nYou asked: have you a score?"])
    index_all()
    found = lines(q="score").lines
    assert [line.segment for line in found] == ["own", "own", "request"]
    assert [line.url.partition("?")[2] for line in found] == [
        "q=score#hit-1",
        "q=score&hit=2#hit-2",
        "q=score&hit=3#hit-3",
    ]
    assert "The request, quoted" in page_of(client, q="score")
    assert client.get(found[1].quote_url).status_code == 200


def test_only_the_words_in_scope_are_lines():
    make_letter("a.txt", ["We have a score.\n\nYou asked: have you a score?"])
    index_all()
    assert [line.segment for line in lines(q="score", scope="own").lines] == ["own"]


def test_one_document_can_be_looked_through_alone(client):
    letters = [make_letter(f"{name}.txt", ["A score. A score."]) for name in "ab"]
    index_all()
    page = page_of(client, q="score", document=letters[1].sha256)
    assert "2 lines in 1 of 1 document<" in page and "Only in the document: b.txt" in page
    assert f'name="document" value="{letters[1].sha256}"' in page
    assert f'value="{letters[0].sha256}"' in client.get(reverse("document", args=[letters[0].sha256])).content.decode()


def test_title_of_a_document_taken_down_is_not_told_as_a_filter(client):
    gone = make_letter("secret name.txt", ["A score."])
    index_all()
    Takedown.objects.create(sha256=gone.sha256, reason="x")
    page = page_of(client, q="score", document=gone.sha256)
    assert "secret name" not in page and "0 lines in 0 of 1 document" in page


def test_withheld_words_are_covered_in_the_context():
    letter = make_letter("a.txt", ["The score of 48215 is high."])
    text = letter.pages.get().text
    WithheldSpan.objects.create(document=letter, page=1, text_hash=text.text_hash, start=13, end=18, reason="x")
    index_all()
    assert [line.right for line in lines(q="score").lines] == [" of █████ is high."]
    assert lines(q="48215").lines_total == 0


def test_words_in_titles_only_have_no_line_and_that_is_said(client):
    make_letter("score sheet.txt", ["Nothing."])
    make_letter("b.txt", ["A score."])
    index_all()
    page = page_of(client, q="score")
    assert "1 line in 1 of 2 documents" in page and "in their titles only" in page


def test_search_for_a_name_without_words_has_the_lines_of_its_mentions(client):
    records = make_catalogue()
    named = [(records["lantern-score"], "Lantern Score")]
    make_letter("a.txt", ["We use Lantern Score. We like Lantern Score."], named)
    make_letter("b.txt", ["A lantern and a score."])
    withheld = make_letter("c.txt", ["They use Lantern Score and Lantern Score."], named)
    sha = withheld.pages.get().text.text_hash
    WithheldSpan.objects.create(document=withheld, page=1, text_hash=sha, start=9, end=22, reason="x")
    index_all()
    for asked in ({"system": "lantern-score"}, {"q": "system:lantern-score"}):
        found = lines(**asked)
        assert [(line.title, line.words) for line in found.lines].count(("a.txt", "Lantern Score")) == 2
        assert [line.title for line in found.lines].count("c.txt") == 1 and found.total == 2
    line = next(line for line in found.lines if line.title == "a.txt")
    assert line.url.endswith("?mark=7-20#hit-1")
    assert len(csv_rows(client, system="lantern-score")) == 3


def test_search_without_words_is_refused_with_a_reason(client):
    make_letter("a.txt", ["A score."])
    index_all()
    for asked in ({}, {"format": "pdf"}, {"q": "-score"}):
        assert "This search has no words and asks for no name" in page_of(client, 422, **asked)
        assert client.get(reverse("search-concordance-csv"), asked).status_code == 422


def test_words_of_documents_are_never_taken_for_html(client):
    make_letter("a.txt", ["<script>x</script> score <b>y</b>"])
    index_all()
    page = page_of(client, q="score")
    assert "<script" not in page and "<b>" not in page and "&lt;b&gt;y" in page


def test_cells_that_a_spreadsheet_would_run_are_defused(client):
    make_letter("a.txt", ["=1+1 score"])
    index_all()
    assert csv_rows(client, q="score")[0]["left"] == "'=1+1 "


def test_more_lines_take_no_more_queries(client):
    make_letter("a.txt", ["A score."])
    index_all()
    with CaptureQueriesContext(connection) as few:
        page_of(client, q="score")
    for number in range(30):
        make_letter(f"more {number}.txt", ["A score. A score.", "A score."])
    index_all()
    with CaptureQueriesContext(connection) as many:
        page_of(client, q="score")
    assert len(many) == len(few)


def test_page_beyond_the_last_helps(client):
    make_letter("a.txt", ["A score."])
    index_all()
    response = client.get("/search/concordance/?q=score&page=99999999")
    page = response.content.decode()
    assert response.status_code == 404
    assert "There are not that many pages" in page
    assert re.search(r'href="/search/concordance/\?q=score">Go to the first page', page)

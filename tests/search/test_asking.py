"""What is asked of the engine: the words as typed where they find something, else most of a question's words."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from datascores.corpus.models import Segment
from search.asking import ask
from search.engine.clauses import And
from search.index import open_engine
from search.query import SearchQuery
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db
QUESTION = "which council sorts housing claims by tenant age"


@pytest.fixture
def corpus():
    letters = [
        make_letter("full.pdf", ["The council sorts housing claims by postcode."], content=b"1"),
        make_letter("part.pdf", ["Claims about gardens and council tax."], content=b"2"),
        make_letter("none.pdf", ["Weather and tides."], content=b"3"),
    ]
    index_all()
    return letters


def test_a_question_that_no_document_answers_whole_is_asked_for_most_of_its_words_best_first(client, corpus):
    engine = open_engine()
    asked = ask(SearchQuery(QUESTION), engine)
    assert asked.match == "most" and asked.fewest == 2
    assert [hit.id for hit in engine.search(asked.clause).hits] == [corpus[0].sha256, corpus[1].sha256]
    page = client.get(reverse("search"), {"q": QUESTION}).content.decode()
    assert "No document has all of these words" in page
    assert "No document at all has “tenant”, “age”" in page
    assert "Without: tenant, age" in page
    assert "match=most" in page


def test_words_that_a_document_has_are_asked_as_typed(corpus):
    asked = ask(SearchQuery("the council sorts housing claims"), open_engine())
    assert asked.match == "all" and isinstance(asked.clause, And)


@pytest.mark.parametrize(
    "text", ["tenant age score", "council housing claims tenant -age", '"tenant age" council housing claims by']
)
def test_short_or_operated_queries_that_find_nothing_stay_empty(client, corpus, text):
    assert ask(SearchQuery(text), open_engine()).match == "all"
    assert "No documents found" in client.get(reverse("search"), {"q": text}).content.decode()


def test_filters_hold_for_most_of_the_words_too(client, corpus):
    page = client.get(reverse("search"), {"q": QUESTION, "format": "docx"}).content.decode()
    assert "No documents found" in page


def test_the_command_says_that_most_of_the_words_were_enough(corpus, capsys):
    call_command("search", "--format", "ndjson", QUESTION)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["match"], row["sha256"]) for row in rows] == [("most", letter.sha256) for letter in corpus[:2]]


def test_a_scope_searches_and_marks_only_the_words_of_its_speakers(client):
    text = "Do you use risk scores?\n\nWe use no scores."
    letter = make_letter("letter.pdf", [text], content=b"4")
    page = letter.pages.get().text
    page.segments.all().delete()
    Segment.objects.create(page_text=page, start=0, end=25, kind=Segment.Kind.REQUEST)
    Segment.objects.create(page_text=page, start=25, end=len(text), kind=Segment.Kind.OWN)
    index_all()
    for scope, total in (("everything", 1), ("questions", 1), ("own", 0)):
        found = open_engine().count(SearchQuery.from_querystring({"q": "risk", "scope": scope}).clause)
        assert found == total, scope
    shown = client.get(reverse("search"), {"q": "scores", "scope": "own"}).content.decode()
    assert shown.count("<mark>") == 1 and "<mark>scores</mark>." in shown
    assert 'value="own" checked' in shown and "scope=own" in shown
    assert open_engine().count(SearchQuery.from_querystring({"q": '"scores we use"', "scope": "questions"}).clause) == 0


def test_an_unknown_scope_is_said_and_everything_is_searched():
    query = SearchQuery.from_querystring({"q": "risk", "scope": "mine"})
    assert query.scope == "everything" and "no scope “mine”" in query.warnings[0]
    assert SearchQuery.from_querystring({"scope": "own"}).to_querystring() == "scope=own"

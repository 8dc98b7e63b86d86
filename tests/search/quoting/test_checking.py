"""The quote check confirms what may be shown, says whose words they are, and confirms nothing that is withheld."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datascores.corpus.models import Segment, Takedown, WithheldSpan
from search.index import open_engine
from search.quoting.checking import LOOKED_INTO, MOST_PLACES, check_quote
from tests.letters import ANSWER, QUESTION, add_reading, index_all, make_letter

pytestmark = pytest.mark.django_db
DENIAL = "Brackenford Borough Council no longer uses Quillmark data."
HIDDEN = "The council paid Quillmark the sum of 48,215 pounds for it."


def ask(client, quote: str, status: int = 200) -> dict:
    response = client.get(reverse("quote-check-json"), {"quote": quote})
    assert response.status_code == status
    return response.json()


def page_of(client, quote: str, status: int = 200) -> str:
    response = client.get(reverse("quote-check"), {"quote": quote})
    assert response.status_code == status
    return response.content.decode()


def withhold(document, words: str, number: int = 1) -> None:
    text = document.pages.get(number=number).text
    start = text.text.index(words)
    WithheldSpan.objects.create(
        document=document, page=number, text_hash=text.text_hash, start=start, end=start + len(words), reason="x"
    )


@pytest.fixture
def letters():
    made = [
        make_letter("answer.pdf", ["Cover.", f"Dear Sir,\n\n{ANSWER}"]),
        make_letter("question.pdf", [f"We hold nothing.\n\nYou asked: {QUESTION}"]),
    ]
    index_all()
    return made


def test_place_has_its_page_a_permanent_address_and_whose_words_they_are(client, letters):
    answer = ask(client, "“brackenford borough council uses\nLantern   Score…”")
    assert answer["stands"] and not answer["only_in_questions"]
    (place,) = answer["places"]
    assert (place["sha256"], place["page"], place["whose"]) == (letters[0].sha256, 2, ["own"])
    assert place["words"] == "Brackenford Borough Council uses Lantern Score"
    shown = client.get(place["url"].removeprefix("http://testserver")).content.decode()
    assert ">Brackenford Borough Council uses Lantern Score</mark>" in shown


def test_words_of_a_question_are_said_to_be_a_question(client, letters):
    answer = ask(client, "gives people a risk score")
    assert answer["stands"] and answer["only_in_questions"] and answer["places"][0]["whose"] == ["request"]
    assert "These are words of a question" in page_of(client, "gives people a risk score")
    assert "words of a question" not in page_of(client, ANSWER)


def test_standard_wording_is_told(client):
    letter = make_letter("a.pdf", ["You may ask for an internal review."])
    Segment.objects.filter(page_text__document=letter).update(kind="standard")
    index_all()
    assert "whose words: standard wording" in page_of(client, "ask for an internal review")


def test_what_differs_is_shown_beside_the_nearest_passage(client, letters):
    answer = ask(client, "Brackenford Borough Council uses Lantern Score to rank all housing claims")
    assert not answer["stands"] and answer["places"] == []
    assert {"document": "sort", "quote": "rank all"} in answer["nearest"][0]["differences"]
    page = page_of(client, "Brackenford Borough Council uses Lantern Score to rank all housing claims")
    assert "Not found word for word" in page and "rank all<" in page
    assert ask(client, "purple elephants dance on tables")["nearest"] == []


def test_same_stems_are_not_the_same_words(client, letters):
    assert not ask(client, "Brackenford Borough Councils used Lantern Scores")["stands"]


def test_gap_stands_for_words_left_out_in_order(client, letters):
    assert ask(client, "Brackenford Borough … to sort housing claims")["stands"]
    assert not ask(client, "to sort housing … Brackenford Borough")["stands"]


def test_gap_does_not_reach_from_an_answer_into_a_question(client):
    make_letter("a.pdf", ["We use no such thing. You asked: whether a risk score is used."])
    index_all()
    assert not ask(client, "We use … a risk score")["stands"]
    assert ask(client, "We use … such thing")["stands"]


def test_words_cut_out_of_a_denial_are_shown_in_it_and_said_to_be_a_part(client):
    make_letter("a.pdf", [f"Thank you for writing. {DENIAL} We hope this helps."])
    index_all()
    answer = ask(client, "uses Quillmark data")
    (place,) = answer["places"]
    assert place["sentence"] == DENIAL and answer["sentence_always_says_more"]
    assert (place["begins_inside_sentence"], place["ends_inside_sentence"]) == (True, False)
    assert [part["text"] for part in place["sentence_parts"] if part["is_quoted"]] == ["uses Quillmark data"]
    page = page_of(client, "uses Quillmark data")
    assert "no longer <mark>uses Quillmark data</mark>." in page and "The sentence says more than the quote" in page
    assert "the quote begins inside a sentence" in page
    assert "The sentence says more" not in page_of(client, DENIAL)
    assert not ask(client, DENIAL)["sentence_always_says_more"]


def test_words_around_that_are_withheld_stay_covered(client):
    letter = make_letter("a.pdf", [f"Good day. {HIDDEN}"])
    withhold(letter, "48,215")
    index_all()
    (place,) = ask(client, "Quillmark the sum of")["places"]
    assert "48,215" not in str(place) and "█" in place["sentence"] and place["ends_inside_sentence"]


def test_broken_word_and_turned_page_are_found(client):
    make_letter("a.pdf", ["The model is wholly auto-\nmated and its results", "are read by nobody at all."])
    index_all()
    assert ask(client, "model is wholly automated and its")["stands"]
    (place,) = ask(client, "its results are read by nobody")["places"]
    assert (place["page"], place["words"], place["goes_on_next_page"]) == (1, "its results", True)
    assert "goes on on the next page" in page_of(client, "its results are read by nobody")


@pytest.mark.parametrize("is_indexed_before", [False, True])
def test_withheld_words_are_not_confirmed_even_by_an_index_that_still_has_them(client, is_indexed_before):
    letter = make_letter("a.pdf", [f"Good day. {HIDDEN}"])
    if is_indexed_before:
        index_all()
    withhold(letter, "48,215")
    if not is_indexed_before:
        index_all()
    right, wrong = "the sum of 48,215 pounds for it", "the sum of 91,377 pounds for it"
    answers = [ask(client, quote) for quote in (right, wrong)]
    assert [answer["stands"] for answer in answers] == [False, False]
    assert "48,215" not in str(answers[0]["nearest"]).replace("'quote': '48,215'", "")
    assert "48,215" not in page_of(client, wrong)
    assert not ask(client, "the sum of pounds for it")["stands"]  # nor are the words around said to be neighbours
    assert ask(client, "paid Quillmark the sum of")["stands"]


def test_right_and_wrong_guess_of_a_withheld_word_get_the_same_answer(client):
    letter = make_letter("a.pdf", [f"Good day. {HIDDEN}"])
    withhold(letter, "48,215")
    index_all()
    right, wrong = (str(ask(client, f"the sum of {guess} pounds for it")) for guess in ("48,215", "91,377"))
    assert right.replace("48,215", "?") == wrong.replace("91,377", "?")


def test_neither_a_document_taken_down_nor_an_earlier_reading_confirms(client):
    gone = make_letter("gone.pdf", ["The gone model ranks people daily."])
    old = make_letter("old.pdf", ["The old model ranks people daily."])
    index_all()
    Takedown.objects.create(sha256=gone.sha256, reason="x")
    old.pages.update(text=add_reading(old, 1, "A new reading."))
    assert not ask(client, "The gone model ranks people daily")["stands"]
    assert not ask(client, "The old model ranks people daily")["stands"]
    assert ask(client, "The gone model ranks people daily")["nearest"] == []


def test_more_documents_and_places_than_are_listed_are_told():
    for number in range(LOOKED_INTO + 3):
        make_letter(f"{number}.txt", ["We use a risk score. " * 4])
    index_all()
    checked = check_quote("use a risk score", open_engine())
    assert check_quote("used a risk score", open_engine()).more == 3
    assert (len(checked.places), checked.places_left_out, checked.more) == (
        MOST_PLACES,
        LOOKED_INTO * 4 - MOST_PLACES,
        3,
    )


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("", "needs 3 words"),
        ("two words", "needs 3 words"),
        ("… – “”", "needs 3 words"),
        ("£ % & + =", "needs 3 words"),
        ("x" * 5000, "up to 2,000"),
        (" … ".join(["lantern"] * 200), "leave words out in 10 places"),
        ("that is not as if it", "stand everywhere"),
        ("it's not it", "stand everywhere"),
    ],
)
def test_what_cannot_be_looked_up_is_refused_with_a_reason(client, letters, quote, reason):
    assert reason in ask(client, quote, 422)["error"]
    if quote:
        assert reason in page_of(client, quote, 422)


@pytest.mark.parametrize(
    "quote",
    [
        "a\0b c\0d e\0f lantern",
        "█ █ █ lantern score to",
        '((( lantern* ))) | -score ~1 "to sort',
        "word " * 399,
        " … ".join(["lantern"] * 11),
        "… ".join(["a b"] * 10) + " lantern",
        "ﬁre \u202eteg\u202c \u200blantern score",
        "中文 字符 测试 句子",
    ],
)
def test_odd_quotes_are_answered(client, letters, quote):
    assert ask(client, quote)["stands"] is False
    assert "Not found word for word" in page_of(client, quote)


def test_very_many_gaps_in_a_page_of_one_word_are_looked_up_at_once(client):
    make_letter("a.txt", ["lantern " * 5000])
    index_all()
    assert ask(client, " … ".join(["lantern"] * 10) + " … lamp")["stands"] is False
    assert ask(client, " … ".join(["lantern"] * 11))["stands"] is True


def test_lone_surrogates_are_dropped(client, letters):
    response = client.get("/quote-check.json?quote=uses+Lantern+Score+to+sort+%ED%A0%80")
    assert response.status_code == 200 and response.json()["stands"]


def test_page_without_a_quote_is_a_form(client):
    page = page_of(client, "")
    assert "<textarea" in page and 'role="status"' not in page


def test_words_are_never_taken_for_html(client):
    make_letter("a.txt", ["We use <b>bold</b> scores here."], title="<i>t</i>", format="html")
    index_all()
    page = page_of(client, "use <b>bold</b> scores <script>alert(1)</script>")
    assert "<script" not in page and "<b>" not in page and "<i>" not in page


def test_missing_index_is_said_with_503(client):
    assert "error" in ask(client, "uses Lantern Score to sort", 503)
    assert "This is not an empty result" in page_of(client, "uses Lantern Score to sort", 503)


def test_more_documents_take_no_more_queries(client, letters):
    with CaptureQueriesContext(connection) as few:
        ask(client, ANSWER)
    for number in range(12):
        make_letter(f"more {number}.pdf", [ANSWER, ANSWER])
    index_all()
    with CaptureQueriesContext(connection) as many:
        ask(client, ANSWER)
    assert len(many) == len(few)

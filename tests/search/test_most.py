"""Questions in plain words: which words tell, what is asked of the engine, and which queries stay as typed."""

import pytest

from search.engine.clauses import FieldIs, Most, Phrase, Term
from search.language import parse
from search.most import asked_words, most_of, names_body


def test_a_question_is_asked_by_the_words_an_answer_may_hold_each_once():
    assert asked_words("Which council uses the council's risk score, and why?") == ("council", "uses", "risk", "score")


def test_most_wants_a_third_of_the_words_and_favours_neighbours_as_typed():
    most = most_of("who sells risk scores of tenants under what licence")
    assert isinstance(most, Most)
    assert most.words == tuple(Term(word) for word in ("sells", "risk", "scores", "tenants", "under", "licence"))
    assert most.fewest == 2
    assert most.pairs[1] == Phrase(("risk", "scores"), 5)


def test_a_body_that_the_question_names_is_a_hint_and_so_is_the_kind_of_letter_where_it_asks_after_bodies():
    assert most_of("what does Kent buy", ["kent-county-council"]).hints[0][0] == FieldIs(
        "authority", "kent-county-council"
    )
    assert most_of("which councils refused to answer").hints[0][0] == FieldIs("kind", "foi response letter")
    assert most_of("who sells scores of tenants").hints == ()


def test_one_telling_word_is_not_most_of_anything():
    assert most_of("what is it that they have about mosaic") is None


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Durham Constabulary", True),
        ("Durham County Council", True),
        ("Greater Manchester Police", False),
        ("The Council", False),
    ],
)
def test_a_body_is_named_by_every_word_of_its_name_but_the_kind_of_body(name, named):
    assert names_body("Did Durham police or Manchester use it?", name) is named


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("who kept contracts secret on commercial grounds?", True),
        ("let front-line staff search it", True),
        ("four words are few", False),
        ("who kept contracts -secret on grounds", False),
        ('who kept "contracts secret" on grounds', False),
        ("who kept contract* secret on grounds", False),
        ("who kept contracts~1 secret on grounds", False),
        ("who kept contracts | secret on grounds", False),
        ("who kept contracts secret title:grounds", False),
        ("who kept (contracts secret) on grounds", False),
    ],
)
def test_only_five_or_more_plain_words_are_a_question(text, is_question):
    assert parse(text).is_question is is_question

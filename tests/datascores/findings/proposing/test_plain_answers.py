"""Questions that are said as statements, ask for an end or name a class, and what their answers make of them."""

from __future__ import annotations

import pytest

from datascores.corpus.segments import Span
from datascores.findings.proposing import Leaf, Named, best_of, propose
from datascores.findings.proposing.class_answers import class_asked

ANSWERED = [
    ("Mosaic is held by the Trust?", "Yes, since 2015.", "in use"),
    ("The Council is using Mosaic?", "No.", "denied"),
    ("Mosaic", "Yes", "in use"),
    ("What about Mosaic?", "We do not use it.", "denied"),
    ("Q: And Mosaic?", "A: Yes, in two teams.", "in use"),
    ("Has the force stopped using Mosaic?", "Yes, in 2016.", "withdrawn"),
    ("Has Mosaic been withdrawn?", "Yes", "withdrawn"),
    ("Have you replaced Mosaic?", "No, it is still in use.", "in use"),
    ("Is Mosaic in place?", "Until 2017", "withdrawn"),
    ("Is Mosaic in use?", "Not since last year.", "withdrawn"),
    ("The Trust took out a licence for Mosaic. When does it end?", "No such licence exists.", "denied"),
    ("Is Mosaic used for patrol planning", "No", "denied"),
    ("Is it correct that the force does not use Mosaic?", "Yes.", "denied"),
    ("We understand that you use Mosaic. Is this right?", "No.", "denied"),
]
NO_ANSWER = [
    ("Was Mosaic evaluated?", "No."),
    ("Have you considered Mosaic?", "No."),
    ("Has Mosaic been decommissioned?", "No"),
    ("Mosaic contract", "Please see attached."),
    ("Do you plan to stop using Mosaic?", "No."),
]
CLASSES = [
    ("Does the Council use algorithms to score families?", "No.", "algorithms to score families"),
    ("Any automated decision making?", "None", "Any automated decision making"),
    ("Any predictive analytics in use", "None whatsoever", "Any predictive analytics"),
    ("Which predictive software do you use?", "None", "predictive software"),
    ("Are any algorithmic tools used by the force?", "No", "any algorithmic tools"),
]
NO_CLASS = [
    "Do you hold documents about predictive software?",
    "Have you evaluated any predictive software?",
    "Do you plan to buy any predictive software?",
    "Does the Council use a car park?",
]


def rows_of(question: str, answer: str):
    text = f"{question}\n{answer}\n"
    spans = [Span(0, len(question), "request", 1), Span(len(question) + 1, len(text), "own", 1)]
    at = text.find("Mosaic")
    named = [Named("system", "mosaic", 1, at, at + 6, "request", False, "experian")] if at >= 0 else []
    return [row for row in best_of(propose([Leaf(1, text, spans)], named, "kirkmoor")) if row.speaker == "authority"]


@pytest.mark.parametrize(("question", "answer", "status"), ANSWERED)
def test_an_answer_is_read_whatever_the_form_of_its_question(question, answer, status):
    [row] = rows_of(question, answer)
    assert (row.system, row.status) == ("mosaic", status)


@pytest.mark.parametrize(("question", "answer"), NO_ANSWER)
def test_an_answer_to_something_else_gives_no_row(question, answer):
    assert rows_of(question, answer) == []


@pytest.mark.parametrize(("question", "answer", "words"), CLASSES)
def test_a_plain_none_denies_the_class_that_was_asked_for(question, answer, words):
    [row] = rows_of(question, answer)
    assert (row.class_words, row.status, row.system) == (words, "denied", "")


def test_a_yes_or_a_longer_answer_denies_no_class():
    assert rows_of("Do you use any predictive software?", "Yes.") == []
    assert rows_of("Do you use any predictive software?", "Please see the attached list.") == []


@pytest.mark.parametrize("question", NO_CLASS)
def test_papers_plans_and_other_things_are_no_class(question):
    assert class_asked(question) == ""


def test_a_denial_of_one_purpose_says_which():
    [row] = rows_of("Is Mosaic used for patrol planning", "No")
    assert row.purpose == "for patrol planning"

"""What a reply answers to each numbered question is proposed from the body's words, whichever way it numbers them."""

import pytest

from datascores.corpus.describing.paper import Leaf, Paper
from datascores.corpus.segments import cut_segments
from foi.replies.answers import answers_of
from foi.replies.sayings import sayings_of

REQUEST = "You asked:\n\n1. Which software do you use to score claims?\n\n2. How much did you pay?\n\n3. Who decides on it?\n\n"


def read(text: str) -> dict[int, str]:
    paper = Paper((Leaf(1, text, tuple(cut_segments([text], "docx")[0])),), 1, "reply.docx", "", "docx", "2018-12-01")
    return {answer.number: answer.rating for answer in answers_of(paper, sayings_of(paper))}


OPENING = "Dear Requester\n\nThank you for your request for information. Our answers are below.\n\n"
CLOSING = (
    "\n\nIf you are unhappy with this response you may ask for an internal review.\n\nYours sincerely\n\nFOI Team\n"
)


def test_questions_quoted_one_by_one_have_the_answers_that_follow():
    body = (
        "1. Which software does the council use to score claims?\n\nThe council uses Lantern Score, supplied by Torvane Ltd.\n\n"
        "2. How much has been paid for it?\n\nThe price is withheld under section 43(2) of the Act.\n\n"
        "3. Please provide any training materials.\n\nPlease see the attached document.\n\n"
        "4. Has an equality impact assessment been made?\n\nNo, none has been made.\n\n"
        "5. Please provide the contract.\n\nWe do not hold this information."
    )
    ratings = {1: "positive", 2: "withheld", 3: "pointing to documents", 4: "negative", 5: "negative"}
    assert read(OPENING + body + CLOSING) == ratings


@pytest.mark.parametrize(
    "mark",
    ["Answer {}: ", "A{} ", "{}. ", "{}) ", "Response to question {}: ", "In relation to Question {}: "],
)
def test_answers_without_their_questions_are_known_by_the_number_they_begin_with(mark):
    said = [
        "The council uses Lantern Score.",
        "No.",
        "The price is exempt from disclosure under section 43 of the Act.",
    ]
    body = "\n\n".join(mark.format(number) + words for number, words in enumerate(said, 1))
    assert read(OPENING + body + CLOSING) == {1: "positive", 2: "negative", 3: "withheld"}


def test_a_request_quoted_whole_is_answered_by_number_and_what_is_passed_over_is_not_acknowledged():
    body = "In relation to Question 1: the council uses Lantern Score.\n\nIn relation to Question 3: a panel decides on it."
    assert read(OPENING + REQUEST + body + CLOSING) == {1: "positive", 2: "not acknowledged", 3: "positive"}


def test_other_parts_refused_together_are_withheld():
    body = (
        "In relation to Question 1: the council uses Lantern Score.\n\nIn relation to Question 3: a panel decides.\n\n"
        "The other parts of your request are refused under section 43 of the Act."
    )
    assert read(OPENING + REQUEST + body + CLOSING)[2] == "withheld"


@pytest.mark.parametrize(
    "body",
    [
        "The council uses Lantern Score to sort claims.",
        "1.5% of the families took part and 2.5% did not.",
        "The score has been in use since 2016. Section 12 was considered.",
    ],
)
def test_a_letter_that_numbers_nothing_has_no_answers_by_number(body):
    assert read(OPENING + body + CLOSING) == {}

"""A name that two products of different makers share: who and what may decide between them."""

from __future__ import annotations

import pytest

from datascores.corpus.matcher import PageInput
from datascores.corpus.segments import Span


@pytest.fixture
def tell(desk):
    """(slug, surface, is it evidence) of the two products in stretches of (kind, pair, words)."""
    firms = ("Northwind", "Redwing")
    desk.add(
        "system",
        "households",
        "Northwind Compass",
        "~Compass",
        context=["Northwind", "segmentation"],
        reject=["Redwing", "case record"],
    )
    desk.add(
        "system",
        "records",
        "Redwing Compass",
        "~Compass",
        context=["Redwing", "case record", "social work"],
        reject=["Northwind"],
    )
    for firm in firms:
        desk.add("company", firm.lower(), firm)

    def read(*stretches: tuple[str, int | None, str]) -> list[tuple[str, str, bool]]:
        text, spans = "", []
        for kind, pair, words in stretches:
            spans.append(Span(len(text), len(text) + len(words), kind, pair))
            text += f"{words}\n\n"
        matches = desk.matcher().match([PageInput(1, text, spans)])
        found = [(desk.slug(match), match.surface, match.is_evidence) for match in matches]
        return [seen for seen in found if seen[0] in ("households", "records")]

    return read


def test_what_the_sentence_says_goes_before_what_stands_around_it(tell):
    words = "We buy data from Northwind for segmentation. Compass is our tool for case records. Compass by Northwind is a map."
    assert tell(("own", None, words)) == [("records", "Compass", True), ("households", "Compass", True)]


def test_a_firm_that_the_answer_denies_decides_nothing(tell):
    words = "Northwind has no contract with us. Compass is what social workers use."
    assert tell(("own", None, words)) == [("records", "Compass", True)]


def test_words_of_another_question_decide_nothing_and_the_name_stays_open(tell):
    found = tell(
        ("request", 1, "1. What is Compass for?"),
        ("own", 1, "Compass is used every day."),
        ("request", 2, "2. What is Northwind's role?"),
        ("own", 2, "It has none. Compass is for social work."),
    )
    opened = [("households", "Compass", False), ("records", "Compass", False)]
    assert found == [*opened, *opened, ("records", "Compass", True)]


def test_the_topic_of_its_own_question_decides_for_an_answer(tell):
    question = ("request", 1, "Which tool holds case records?")
    assert tell(question, ("own", 1, "Compass.")) == [("records", "Compass", True)]


def test_a_full_name_in_its_own_question_is_taken_up_by_the_answer(tell):
    found = tell(("request", 1, "Do you use Northwind Compass?"), ("own", 1, "Compass is used by Housing."))
    assert found[-1] == ("households", "Compass", True)


def test_a_full_name_that_is_denied_lends_nothing_to_what_is_used(tell):
    found = tell(("own", None, "We do not use Northwind Compass. All teams use Compass."))
    assert found == [
        ("households", "Northwind Compass", True),
        ("households", "Compass", False),
        ("records", "Compass", False),
    ]


def test_a_later_short_form_is_open_where_both_were_named(tell):
    words = "Compass by Redwing is for case records. Compass by Northwind is a segmentation. Compass costs £10."
    assert tell(("own", None, words))[-2:] == [("households", "Compass", False), ("records", "Compass", False)]


def test_a_shared_name_beside_no_word_of_either_is_no_tag(tell):
    assert tell(("own", None, "The ship's Compass is broken.")) == []

"""What of a page is its furniture, and whether its words run on to the next: told where it is sure, else a doubt."""

from __future__ import annotations

import pytest

from datascores.corpus.page_edges import Side, begins_inside, is_open_over_notes, running_words, runs_on
from datascores.corpus.segments import Span

HEAD = "Saltmere County Council: reply"


def running(*pages: str, number: int = 2, **more) -> str:
    sides = {at: Side(at, text) for at, text in enumerate(pages, 1)}
    sides[number] = Side(number, pages[number - 1], **more)
    start, end = running_words(sides, number)
    return pages[number - 1][start:end]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The council does not", "use Tern Score."),
        ("The council does not", "Tern Score or the like."),
        ("The council has never used", "a score."),
        ("We do not use", "Tern Score."),
        ("It was sold by", "Redwing Ltd."),
        ("It is a mathe-", "Matical model."),
        ("The officers of housing, benefits, schools and libraries,", "Tern Score and all others."),
        ("See the Data Protection Act and its sect.", "seven of it."),
        ("We use none of the following:", "• Tern Score"),
        ("We use none of the following:\n1. Redwing Map", "2. Tern Score"),
    ],
)
def test_words_run_on_where_no_sentence_can_end(before, after):
    assert runs_on(before, after) is True


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We use it.", "Tern Score is used."),
        ("Do you use it?", "Tern Score is used."),
        ("Annex A", "Tern Score is used."),
        ("List of Contracts", "Redwing Ltd supplies paper."),
        ("We use none of them.", "• Tern Score"),
        ("We use none of them.", "1. Tern Score"),
        ("Tern Score\tin use", "Redwing\tnot in use"),
        ("", "use Tern Score."),
    ],
)
def test_words_do_not_run_on_after_an_end_a_heading_or_into_a_list_or_table(before, after):
    assert runs_on(before, after) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Officers of the housing team look at every claim that residents make", "Tern Score is used by nobody."),
        ("We do not use:", "Tern Score helps."),
        ("It is in use", "Tern Score helps."),
        ("They said ████ ██████", "Tern Score helps."),
    ],
)
def test_what_cannot_be_told_is_a_doubt(before, after):
    assert runs_on(before, after) is False


def test_repeated_heads_and_numbers_of_pages_are_furniture():
    pages = [
        f"{HEAD}\nFirst words.\nPage 1 of 3",
        f"{HEAD}\nSecond words.\nPage 2 of 3",
        f"{HEAD}\nThird words.\n- 3 -",
    ]
    assert running(*pages) == "Second words." and running(*pages, number=3) == "Third words."


def test_left_and_right_pages_may_have_heads_of_their_own():
    pages = ["Left head\nOne.", "Right head\nTwo.", "Left head\nThree.", "Right head\nFour."]
    assert running(*pages) == "Two." and running(*pages, number=3) == "Three."


def test_a_line_that_stands_once_is_no_furniture():
    assert running("One.", "A heading of its own\nTwo.", "Three.") == "A heading of its own\nTwo."


def test_repeated_figures_alone_are_no_furniture():
    assert running("Total\n12,500 7", "12,500 7\nTwo.", "12,500 7\nThree.") == "12,500 7\nTwo."


def test_a_long_paragraph_that_is_repeated_is_no_furniture():
    long = "We wish to say it again and again. " * 8
    assert running(long, f"{long}\nTwo.").startswith("We wish")


def test_short_standard_wording_at_an_edge_is_furniture_and_long_is_not():
    text, long = "In confidence\nTwo.", f"{'In confidence ' * 30}\nTwo."
    assert running("One.", text, segments=[Span(0, 13, "standard"), Span(14, 18, "own")]) == "Two."
    assert running("One.", long, segments=[Span(0, len(long), "standard")]).startswith("In confidence")


def test_words_of_pictures_are_no_running_words():
    text = "The council does not\nLOGO of the council"
    assert running("One.", text, words_end=20) == "The council does not"


def test_a_page_of_furniture_alone_has_no_running_words():
    assert running(f"{HEAD}\nOne.", f"{HEAD}\nPage 2", f"{HEAD}\nThree.") == ""


@pytest.mark.parametrize(
    ("words", "is_inside"),
    [
        ("use Tern Score.", True),
        ("of the council", True),
        ("Use it.", False),
        ("www.saltmere.example is our page", False),
        ("info@saltmere.example", False),
        ("a) the first", False),
        ("o the first", False),
        ("iBase is a product", False),
        ("", False),
        ("12 officers", False),
    ],
)
def test_words_that_begin_as_no_sentence_does(words, is_inside):
    assert begins_inside(words) is is_inside


def test_open_words_over_notes_at_the_foot_are_seen():
    assert is_open_over_notes("Thank you. The council does not\n1 Data Protection Act 2018.\n2 As amended.")
    assert not is_open_over_notes("Thank you. The council says so.\n1 Data Protection Act 2018.")
    assert not is_open_over_notes("The council does not\nsay so at all.")

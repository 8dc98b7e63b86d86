"""What is said of a name is read in the whole sentence; where it cannot be told whether that is whole, nothing is guessed."""

from __future__ import annotations

import pytest

from datascores.corpus.page_edges import Side
from datascores.corpus.page_turns import Volume
from datascores.corpus.segments import Span
from datascores.corpus.turned_readings import on_its_page, page_for, read_on


def read(*pages: str | Side, number: int = 2, name: str = "Tern Score"):
    sides = [page if isinstance(page, Side) else Side(at, page) for at, page in enumerate(pages, 1)]
    volume = Volume(sides)
    at = volume.text(number).index(name)
    page, doubted = page_for(volume, number, at, at + len(name))
    start, end = page.inward(at), page.inward(at + len(name))
    reading = on_its_page(page, read_on(page, doubted, start, end, is_own=True))
    return reading.stance, volume.text(number)[reading.start : reading.end]


@pytest.mark.parametrize(
    ("before", "after", "stance"),
    [
        ("Thank you. The council does not", "use Tern Score in housing.", "denied"),
        ("Thank you. The council does not use", "Tern Score in housing.", "denied"),
        ("Thank you. The council plans to", "use Tern Score in housing.", "planned"),
        ("Thank you. The council does", "use Tern Score in housing.", "affirmed"),
        ("We do not use any of these:\n• Redwing Map", "• Tern Score\n• Quillmark", "denied"),
        ("Thank you. The council does not", "use paper. It uses Tern Score in housing.", "affirmed"),
    ],
)
def test_first_half_on_the_page_before_counts(before, after, stance):
    assert read(before, after)[0] == stance


def test_second_half_on_the_next_page_counts_and_the_sentence_keeps_its_part():
    assert read("Thank you. Tern Score is", "not used by the council.", number=1) == ("denied", "Tern Score is")


def test_what_two_readings_of_a_doubt_do_not_agree_on_is_unclear():
    assert read("It has never been used", "Tern Score is in use.")[0] == "unclear"
    one = "It is wrong to say, as some of the residents have done, that the council ever"
    assert read(f"{one} or at any time", "Uses Tern Score in housing.")[0] == "unclear"
    assert (
        read("Our officers of the housing team look at every claim", "We do not use Tern Score in housing.")[0]
        == "denied"
    )


def test_half_a_sentence_after_another_speaker_or_a_note_affirms_nothing():
    asked, said = "Please say whether the council does not", "use Tern Score in housing. We use Tern Two daily."
    pages = Side(1, asked, [Span(0, len(asked), "request")]), Side(2, said, [Span(0, len(said), "own")])
    assert read(*pages)[0] == "unclear"
    assert read(*pages, name="Tern Two")[0] == "affirmed"
    false, half = "Please say whether it is untrue", "that the council uses Tern Score daily."
    pages = Side(1, false, [Span(0, len(false), "request")]), Side(2, half, [Span(0, len(half), "own")])
    assert read(*pages)[0] == "unclear" and read(half, number=1)[0] == "affirmed"
    assert read("The council does not\n1 Data Protection Act 2018.", "use Tern Score in housing.")[0] == "unclear"


def test_heading_after_a_turn_is_not_read_with_what_stands_before():
    assert read("We do not use any of these.", "Tern Score\nTern Score is used in housing.", number=2)[0] != "denied"

"""What a letter says of another body's systems is no statement of its own body's use."""

from __future__ import annotations

import pytest

from datascores.corpus.stance import Place, at_home, is_elsewhere, read_place

NAMES = {"Kirkmoor Council": "kirkmoor", "Saltmere Council": "saltmere"}


def is_of_another(words: str, letterhead: str = "Kirkmoor Council") -> bool:
    """Whether what a letter with this letterhead says of Mosaic is said of another body."""
    opening = f"{letterhead}\n\nDear Ms Archer\n\n"
    text, bodies = f"{opening}{words}\n\nYours sincerely", []
    for name, slug in NAMES.items():
        at = text.find(name)
        while at >= 0:
            segment = "standard" if at < len(letterhead) else "own"
            bodies.append(Place(1, at, at + len(name), segment, slug))
            at = text.find(name, at + 1)
    start = text.index("Mosaic")
    thing = Place(1, start, start + 6, "own")
    reading = read_place(text, start, start + 6)
    return is_elsewhere(text, thing, reading, bodies, [thing], at_home(bodies, text))


@pytest.mark.parametrize(
    "words",
    [
        "Saltmere Council uses Mosaic.",
        "Mosaic is used by Saltmere Council.",
        "You may wish to ask Saltmere Council, which has used Mosaic since 2012.",
        "Saltmere Council’s use of Mosaic is known to us.",
    ],
)
def test_use_by_a_body_that_did_not_write_the_letter_is_told_apart(words):
    assert is_of_another(words)


@pytest.mark.parametrize(
    "words",
    [
        "Kirkmoor Council uses Mosaic.",
        "We use Mosaic.",
        "Like Saltmere Council, we use Mosaic.",
        "Mosaic is used by our schools team and by Saltmere Council.",
    ],
)
def test_the_bodys_own_use_stays_its_own(words):
    assert not is_of_another(words)


def test_the_same_sentence_is_own_in_the_other_bodys_letter():
    assert not is_of_another("Saltmere Council uses Mosaic.", letterhead="Saltmere Council")


@pytest.mark.parametrize("words", ["Our neighbours in Saltmere use Mosaic.", "Neighbouring forces use Mosaic."])
def test_neighbours_are_others_even_where_nobody_is_named(words):
    start = words.index("Mosaic")
    assert read_place(words, start, start + 6).stance == "unclear"

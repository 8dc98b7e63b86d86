"""Which words look like the name of a product or firm, and how strongly the words around them say so."""

from __future__ import annotations

import pytest

from datascores.curation.terms import is_plain, is_unusual, key_of, sightings_in


def seen(text: str) -> dict[str, float]:
    return {sighting.surface: sighting.weight for sighting in sightings_in(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The council uses the Brindle Gate system to rank repairs.", "Brindle Gate"),
        ("It was supplied by Torvane in 2016.", "Torvane"),
        ("We hold a contract with Ostwick Partners for this.", "Ostwick Partners"),
        ("Our dashboard is called RiskLantern and runs nightly.", "RiskLantern"),
        ("Brownlow Ltd built it.", "Brownlow"),
        ("Claims are sorted by Somebody’s Early Warning Checker (EWC) software.", "Early Warning Checker"),
        ("We have a licence for the Claims-Based Review tool.", "Claims-Based Review"),
    ],
)
def test_a_name_beside_a_telling_word_weighs_two_or_more(text, name):
    assert seen(text).get(name, 0) >= 2, seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "Brackenford Borough Council uses a system of bins.",
        "The Data Protection Act 2018 applies to the system.",
        "In June we bought a tool.",
        "See https://www.Example.org/Brindle-Gate-system for the software.",
        "Yours sincerely, Information Officer, contract team",
        "however the software was switched off",
        "A2. The system is used.",
    ],
)
def test_bodies_laws_months_and_addresses_are_no_names(text):
    assert not {name for name, weight in seen(text).items() if weight >= 2}, seen(text)


def test_an_abbreviation_in_brackets_goes_with_its_name():
    (sighting,) = [one for one in sightings_in("the Early Warning Checker (EWC) tool") if " " in one.surface]
    assert sighting.abbreviation == "EWC"


def test_places_are_code_points_of_the_text():
    text = "• £40k — the Brindle Gate system"
    (sighting,) = sightings_in(text)
    assert text[sighting.start : sighting.end] == "Brindle Gate"


def test_spellings_meet_under_one_key():
    assert key_of("Claims-Based\nReview") == key_of("claims based review") == "claims based review"


def test_a_long_text_takes_time_in_proportion_to_its_length():
    words = "The Brindle Gate system and Ostwick Partners Ltd met in a Big Long Run Of Capital Words Without End. "
    assert sum(1 for _ in sightings_in(words * 2000)) == 2000 * sum(1 for _ in sightings_in(words))


def test_the_next_cell_of_a_table_is_no_part_of_a_name():
    assert "Brindle Gate" in seen("Product\tBrindle Gate\tTorvane\t2016 system")


def test_who_supplies_and_what_is_supplied_weigh_as_much_as_a_firms_own_ending():
    weights = seen("Torvane, supplied by Ostwick, holds them. Ostwick Partners Ltd sent it.")
    assert weights["Torvane"] >= weights["Ostwick Partners"] and weights["Ostwick"] >= weights["Ostwick Partners"]


def test_a_name_in_a_list_beside_known_names_weighs_two_or_more():
    assert seen("Torvane; ______; ____")["Torvane"] >= 2  # the catalogue's names are blotted out


def test_initials_in_the_plural_are_no_names():
    assert not seen("The PDFs of the system were sent. Two IBMs are used.")


def test_common_words_alone_are_told_from_names():
    assert is_plain(key_of("Health Problems")) and not is_plain(key_of("Torvane Gate"))
    assert not is_unusual(key_of("Programme Centre"))  # the dictionary is American

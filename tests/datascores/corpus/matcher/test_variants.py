"""One name in its ways of writing."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Lantern Organisation", "Lantern Organization"),
        ("Lantern Behavior Model", "Lantern Behaviour Model"),
        ("Lantern Modelling Centre", "Lantern Modeling Center"),
        ("Lantern Dataset", "Lantern data-set"),
        ("Lantern Healthcare Score", "Lantern Health Care Score"),
        ("Power Lantern", "PowerLantern"),
        ("Lantern & Sons", "Lantern and Sons"),
        ("Lantern's Choice", "Lanterns Choice"),
    ],
)
def test_name_is_found_as_others_write_it(desk, name, written):
    desk.add("system", "lantern", name)
    assert desk.found(f"we use {written}’s data") == [("lantern", written)]


def test_words_written_in_one_are_found_parted_with_capitals_and_support_only(desk):
    desk.add("system", "contact-lantern", "ContactLantern", context=["supplier"])
    assert desk.found("your contact lantern, the supplier") == []
    assert desk.found("Contact Lantern of the supplier") == [("contact-lantern", "Contact Lantern")]
    assert desk.found("Contact Lantern in the hall") == []


def test_ambiguous_name_has_no_other_spelling_than_its_own(desk):
    desk.add("system", "centre", "~Centre", context=["score"])
    assert desk.found("the Center has a score") == []

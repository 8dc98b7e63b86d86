"""Names as OCR misreads them, and only there."""

from __future__ import annotations

import pytest

from datascores.corpus.matcher import PageInput


def found(desk, text: str, ocr_from: int | None) -> list[tuple[str, str]]:
    matches = desk.matcher().match([PageInput(1, text, (), ocr_from)])
    return [(match.surface, match.rule) for match in matches]


@pytest.mark.parametrize("misread", ["Lantem", "1antern", "Iantern", "LANTERN"])
def test_misread_name_is_found_where_ocr_read_the_page(desk, misread):
    desk.add("company", "lantern", "Lantern")
    assert [surface for surface, _ in found(desk, f"supplied by {misread} Ltd", 0)] == [misread]


def test_misread_name_is_not_looked_for_in_words_of_the_file_itself(desk):
    desk.add("company", "lantern", "Lantern")
    assert found(desk, "supplied by Lantem", None) == []
    assert found(desk, "supplied by Lantem; picture: ...", 21) == []


def test_rule_says_that_the_name_was_misread(desk):
    desk.add("company", "lantern", "Lantern")
    assert found(desk, "from Lantem", 0) == [("Lantem", "full name as OCR misread it")]


def test_short_names_are_never_guessed_from_their_looks(desk):
    desk.add("system", "i2", "i2")
    desk.add("company", "ey", "EY")
    assert found(desk, "12 and l2 and EV", 0) == []


def test_misread_ambiguous_name_wants_its_capitals_and_support(desk):
    desk.add("system", "mosaics", "~Mosaics", context=["postcode"])
    assert [surface for surface, _ in found(desk, "Mosa1cs by postcode", 0)] == ["Mosa1cs"]
    assert found(desk, "mosa1cs by postcode", 0) == []
    assert found(desk, "Mosa1cs on the floor", 0) == []


def test_misread_name_makes_its_record_a_candidate(desk):
    desk.add("company", "lantern", "Lantern")
    assert desk.matcher().candidates([PageInput(1, "from Lantem", (), 0)]) == {1}

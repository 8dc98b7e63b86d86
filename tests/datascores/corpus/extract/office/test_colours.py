"""Colours are resolved as office programs do, and what cannot be resolved is never called the same."""

import io
import zipfile

import docx
import pytest

from datascores.corpus.extract.office import colours


@pytest.mark.parametrize(("written", "colour"), [
    ("FFFFFF", (255, 255, 255)), ("#00ff10", (0, 255, 16)), ("FF102030", (16, 32, 48)),
    ("auto", None), ("", None), (None, None), ("12345", None),
])  # fmt: skip
def test_hexadecimal_digits_are_read_and_nothing_else(written, colour):
    assert colours.colour_of(written) == colour


@pytest.mark.parametrize(("written", "colour"), [
    ("White", (255, 255, 255)), ("#fff", (255, 255, 255)), ("rgb(10, 20, 30)", (10, 20, 30)),
    ("rgba(1,2,3,0)", None), ("#ffffff00", None), ("var(--ink)", None), ("transparent", None), ("inherit", None),
])  # fmt: skip
def test_colours_of_web_pages_are_read_where_they_are_plain(written, colour):
    assert colours.css_colour(written) == colour


def test_names_of_drawings_may_be_abbreviated():
    assert colours.preset_colour("dkBlue") == colours.preset_colour("darkBlue") == (0, 0, 139)
    assert colours.preset_colour("medVioletRed") == colours.css_colour("mediumvioletred")
    assert colours.preset_colour("nothing") is None


def test_palette_of_workbooks_has_black_and_white_at_its_ends():
    assert [colours.indexed_colour(index) for index in (0, 9, 64, 65)] == [colours.BLACK, colours.WHITE] * 2
    assert colours.indexed_colour(22) == (192, 192, 192) and colours.indexed_colour(66) is None


def test_theme_gives_its_colours_by_name():
    file = io.BytesIO()
    docx.Document().save(file)
    theme = zipfile.ZipFile(file).read("word/theme/theme1.xml")
    found = colours.theme_colours(theme)
    assert (found["dk1"], found["lt1"]) == (colours.BLACK, colours.WHITE) and len(found) == 12


@pytest.mark.parametrize(("letters", "ground"), [
    (colours.WHITE, colours.WHITE), ((250, 250, 250), colours.WHITE), ((0, 0, 0), (3, 3, 3)), ((31, 73, 125),) * 2,
    ((17, 17, 17), colours.BLACK), ((34, 34, 34), colours.BLACK), (colours.BLACK, (17, 17, 17)),
])  # fmt: skip
def test_letters_of_nearly_the_ground_look_the_same(letters, ground):
    assert colours.looks_same(letters, ground)


@pytest.mark.parametrize(("letters", "ground"), [
    (colours.WHITE, colours.BLACK), ((217, 217, 217), colours.WHITE), ((230, 230, 230), colours.WHITE),
    ((255, 0, 0), (127, 127, 127)), (None, colours.WHITE), (colours.WHITE, None), (None, None), ((40, 40, 40), (0,) * 3),
])  # fmt: skip
def test_letters_that_can_be_told_or_are_unknown_do_not(letters, ground):
    assert not colours.looks_same(letters, ground)


def test_tints_of_sheets_lighten_above_and_darken_below_nothing():
    assert colours.sheet_tinted(colours.BLACK, 1.0) == colours.WHITE
    assert colours.sheet_tinted(colours.WHITE, -0.5) == (128, 128, 128)
    assert colours.sheet_tinted((79, 129, 189), 0.0) == (79, 129, 189)


def test_tints_of_word_keep_the_share_they_name():
    assert colours.word_tinted(colours.BLACK, tint="00") == colours.WHITE
    assert colours.word_tinted(colours.BLACK, tint="80") == (127, 127, 127)
    assert colours.word_tinted(colours.WHITE, shade="80") == (128, 128, 128)
    assert colours.word_tinted((79, 129, 189), tint="FF", shade="") == (79, 129, 189)


def test_changes_of_drawings_follow_each_other():
    assert colours.modified(colours.BLACK, [("lumMod", 0.5), ("lumOff", 0.5)]) == (128, 128, 128)
    assert colours.modified(colours.WHITE, [("shade", 0.0)]) == colours.BLACK
    assert colours.modified(colours.BLACK, [("tint", 0.0)]) == colours.WHITE
    assert colours.modified((79, 129, 189), []) == (79, 129, 189)
    assert colours.modified(colours.BLACK, [("hueOff", 0.1)]) is None

"""The workbook: all rows, texts that stay texts, cuts that are named, further sheets."""

from __future__ import annotations

import openpyxl
import pytest

from search.exports.tables import Column, Table
from search.exports.workbook import MOST_UNITS, shorten, write_workbook

TABLE = Table("things", "One row a thing.", (Column("a", "Words."), Column("n", "A number.", "integer")), ("n",))


def written(tmp_path, rows, **options):
    path = tmp_path / "book.xlsx"
    told = write_workbook(rows, TABLE, path, **options)
    return told, openpyxl.load_workbook(path)


def test_rows_beyond_the_limit_stand_on_further_sheets(tmp_path):
    told, book = written(tmp_path, [{"a": str(n), "n": n} for n in range(25)], rows_a_sheet=10)
    assert book.sheetnames == ["things", "Notes", "things 2", "things 3"]
    numbers = [row[1] for name in ("things", "things 2", "things 3") for row in list(book[name].values)[1:]]
    assert numbers == list(range(25)) and (told.rows, told.sheets) == (25, 3)


def test_sheet_that_is_just_full_has_no_empty_one_after_it(tmp_path):
    assert written(tmp_path, [{"a": "x", "n": n} for n in range(10)], rows_a_sheet=10)[1].sheetnames == [
        "things",
        "Notes",
    ]


@pytest.mark.parametrize(
    "cell", ["=1+1", "{=1}", "+1", "-1", "@A1", "http://x.example", "007", "", "mailto:a@b.example"]
)
def test_texts_are_never_formulas_numbers_or_links(tmp_path, cell):
    _, book = written(tmp_path, [{"a": cell, "n": 1}])
    found = book["things"]["A2"]
    assert (found.value or "") == cell and found.data_type != "f" and found.hyperlink is None
    assert found.quotePrefix == (cell[:1] in "=+-@" and cell != "")


def test_control_characters_do_not_break_the_file(tmp_path):
    _, book = written(tmp_path, [{"a": "a\x00\x0b\x1f\ufffe_x0041_b\nc\td", "n": 1}])
    assert book["things"]["A2"].value.endswith("b\nc\td")


def test_cell_that_is_too_long_is_cut_and_named(tmp_path):
    told, book = written(tmp_path, [{"a": "short", "n": 1}, {"a": "é" * 40_000, "n": 2}])
    assert len(book["things"]["A3"].value) == MOST_UNITS
    assert list(book["Notes"].values)[1][1:] == ("things", 3, "a", 40_000)
    assert told.cuts == [{"sheet": "things", "row": 3, "column": "a", "length": 40_000}]


def test_letters_of_two_units_are_counted_as_excel_does_and_never_halved():
    assert shorten("𝔸" * 20_000) == "𝔸" * (MOST_UNITS // 2)
    assert shorten("a" * MOST_UNITS) == "a" * MOST_UNITS


def test_same_rows_give_the_same_bytes(tmp_path):
    books = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, [{"a": "=x", "n": 1}])
        books.append((tmp_path / name / "book.xlsx").read_bytes())
    assert books[0] == books[1]

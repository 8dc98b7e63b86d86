"""Spreadsheets: sheets as pages, rows as lines."""

import datetime
import io

import openpyxl

from datascores.corpus.extract import Status
from datascores.corpus.extract.sheets import show_value


def test_each_sheet_is_a_page_with_its_name(read_bytes):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Spend"
    for row in (["Supplier", "Pounds"], ["Beta Ltd", 1200.0], [], ["Line\nbreak", True]):
        workbook.active.append(row)
    workbook.create_sheet("Notes")["A1"] = "As of March"
    file = io.BytesIO()
    workbook.save(file)
    reading = read_bytes("a.xlsx", file.getvalue())
    assert reading.status == Status.OK
    assert [(page.number, page.label) for page in reading.pages] == [(1, "Spend"), (2, "Notes")]
    assert reading.pages[0].text == "Supplier\tPounds\nBeta Ltd\t1200\n\nLine break\tTRUE"
    assert reading.pages[1].text == "As of March"


def test_empty_workbook_has_no_text(read_bytes):
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    assert read_bytes("a.xlsx", file.getvalue()).status == Status.NO_TEXT


def test_values_are_shown_as_people_write_them() -> None:
    assert show_value(3.0) == "3" and show_value(3.25) == "3.25" and show_value(False) == "FALSE"
    assert show_value(datetime.datetime(2018, 5, 29)) == "2018-05-29"

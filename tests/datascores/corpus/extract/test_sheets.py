"""Spreadsheets: sheets as pages, rows as lines."""

import datetime
import io
import zipfile

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


def test_ods_is_read_by_sheet(read_bytes):
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{name}="{urn}:{name}:1.0"' for name in ("office", "table", "text"))
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("Supplier", "Beta Ltd")
    )
    table = f'<table:table table:name="Spend"><table:table-row>{cells}</table:table-row></table:table>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{table}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    reading = read_bytes("a.ods", file.getvalue())
    assert (reading.format, reading.status) == ("ods", Status.OK)
    assert [(page.label, page.text) for page in reading.pages] == [("Spend", "Supplier\tBeta Ltd")]

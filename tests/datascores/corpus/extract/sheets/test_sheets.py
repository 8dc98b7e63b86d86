"""Spreadsheets: sheets as pages, rows as lines."""

import datetime
import io
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from datascores.corpus.extract import Status
from datascores.corpus.extract.sheets.sheets import show_value, with_notes
from tests.containers import write_xlsb
from tests.known_sentence import FIXTURES


def make_pinned() -> bytes:
    """A workbook with values far from the corner, a comment on a value and one far below, and a hidden sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Licences"
    sheet["B3"], sheet["B5"] = "Year", "2018"
    sheet["B5"].comment = Comment("Said in\na comment", "somebody")
    sheet["C9"].comment = Comment("Below all values", "somebody")
    sheet["D3"], sheet["D5"] = datetime.datetime(2018, 5, 29, 13, 5), datetime.time(9, 30)
    workbook.create_sheet("Costs")["A1"] = "Kept back"
    workbook["Costs"].sheet_state = "hidden"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def check_pinned(reading) -> None:
    assert (reading.status, reading.reason) == (Status.OK, "")
    first, second = reading.pages
    assert (first.label, first.first_row) == ("Licences", 3)
    assert first.text.split("\n") == [
        "Year\t\t2018-05-29 13:05:00", "", "2018\t\t09:30:00\tSaid in a comment", "", "", "", "Below all values"
    ]  # fmt: skip
    assert (second.label, second.text) == ("Sheet 2 (hidden)", "Kept back")


def test_each_line_is_a_row_and_comments_stand_in_theirs(read_bytes):
    check_pinned(read_bytes("a.xlsx", make_pinned()))


def test_comments_of_old_workbooks_stand_in_their_row(read_bytes):
    check_pinned(read_bytes("a.xls", (FIXTURES / "pinned.xls").read_bytes()))


def test_text_box_stands_in_the_row_of_its_corner(read_bytes):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Notes")
        sheet.write("A1", "Above")
        sheet.insert_textbox("B4", "Two paragraphs\nin a box")
    (page,) = read_bytes("a.xlsx", file.getvalue()).pages
    assert page.text.split("\n") == ["Above", "", "", "Two paragraphs in a box"]


def test_empty_rows_at_the_ends_are_left_out() -> None:
    assert with_notes(["", "b", "", "c", ""], 7, {}) == ("b\n\nc", 8)
    assert with_notes([], 1, {4: ["only a comment"]}) == ("only a comment", 4)
    assert with_notes([], 1, {}) == ("", 1)


def test_line_breaks_inside_a_cell_do_not_shift_the_rows_of_a_table(read_bytes):
    (page,) = read_bytes("a.csv", b'Name,Use\r\n"Two\nlines",a\r\n,\r\nlast,b\r\n').pages
    assert (page.first_row, page.text.split("\n")) == (1, ["Name\tUse", "Two lines\ta", "", "last\tb"])


def test_binary_workbook_is_read_by_sheet_and_row(read_bytes):
    reading = read_bytes("a.xlsb", write_xlsb({"Cover": {1: ["x"]}, "Licences": {3: ["Year"], 5: ["", "2018"]}}))
    assert [(page.label, page.first_row, page.text) for page in reading.pages] == [
        ("Cover", 1, "x"),
        ("Licences", 3, "Year\n\n\t2018"),
    ]


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


def test_damaged_comments_cost_no_cells_and_are_told(read_bytes):
    with zipfile.ZipFile(io.BytesIO(make_pinned())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data[: len(data) // 2] if "comment" in name and name.endswith("1.xml") else data)
    reading = read_bytes("a.xlsx", file.getvalue())
    assert reading.status == Status.PARTIAL and "Comments" in reading.reason
    assert reading.pages[0].text.startswith("Year")

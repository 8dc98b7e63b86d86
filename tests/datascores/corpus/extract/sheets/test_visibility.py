"""Cells that nobody can read are told in every kind of workbook; those that only look suspicious are not."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from openpyxl.comments import Comment
from PIL import Image

from datascores.corpus.extract import Status
from datascores.corpus.extract.marks import take_marks
from datascores.corpus.extract.sheets.headers import bare_header
from datascores.corpus.extract.sheets.number_formats import shows_nothing
from datascores.corpus.extract.sheets.unseen import Area
from datascores.corpus.extract.sheets.unseen import Unseen as UnseenCells
from tests.containers import Unseen, conditions_record, header_record, write_xlsb
from tests.hidden_cells import HIDING, INNOCENT, ROWS, SECRET, SEEN, make_sheet, make_workbook, number_format
from tests.known_sentence import FIXTURES


def told(reading) -> list[tuple[str, str]]:
    return [(page.text[span.start : span.end], span.reason) for page in reading.pages for span in page.hidden]


@pytest.mark.parametrize("name", HIDING)
def test_cell_that_nobody_can_read_is_told(read_bytes, name: str):
    change, reason = HIDING[name]
    reading = read_bytes("a.xlsx", make_sheet(change))
    assert (reading.status, told(reading)) == (Status.OK, [(SECRET, reason)])


@pytest.mark.parametrize("name", INNOCENT)
def test_cell_that_can_be_read_is_not_called_hidden(read_bytes, name: str):
    reading = read_bytes("a.xlsx", make_sheet(INNOCENT[name]))
    assert told(reading) == [] and SECRET in reading.pages[0].text


def test_number_that_its_format_does_not_show_is_told(read_bytes):
    assert told(read_bytes("a.xlsx", make_sheet(number_format(";;;"), 48215))) == [
        ("48215", "in a number format that shows nothing")
    ]


@pytest.mark.parametrize(("code", "value", "is_empty"), [
    (";;;", "x", True), (";;;", 1.0, True), (";;;", True, True), (";;", "x", False), (";;", 3, True),
    ("0;-0;;@", 0.0, False), ("0;-0;;@", 5.0, False), ("0;", -3.0, False), ("@", "x", False), ("General", 1.0, False),
    ('0;0;0;" "', "x", True), ('0;0;0;"n/a"', "x", False), ("0;0;0;[Red]", "x", True), ("[>5];;;", "x", False),
    (r"_-* #,##0_-;-* #,##0_-;_-* \-??_-;_-@_-", "x", False), ("0;0;0;_-", "x", True), ('";;;"', 1.0, False),
])  # fmt: skip
def test_sections_of_a_format_decide_what_is_shown(code: str, value: object, is_empty: bool):
    assert shows_nothing(code, value) is is_empty


LABEL = "Sheet 2 (hidden)"
BY_COLOUR = [("white on nothing", "in the colour of its background"), ("black on black", "in the colour of its background"),
             ("yellow on yellow", "in the colour of its background"), ("one point", "in letters too small to see")]  # fmt: skip
BY_FORMAT = ("format for nothing", "in a number format that shows nothing")
BY_PLACE = [("Kept", "in a hidden column"), (f"{SEEN}\tin a hidden row", "in a hidden row"),
            ("On a hidden sheet", "on a hidden sheet")]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), [
    ("unseen.xlsx", {*BY_COLOUR, *BY_PLACE, BY_FORMAT}),
    ("unseen.xls", {*BY_COLOUR, *BY_PLACE, BY_FORMAT}),
    ("unseen.ods", {*BY_COLOUR, *BY_PLACE}),
])  # fmt: skip
def test_each_kind_of_workbook_tells_the_same(read_bytes, name: str, expected: set[tuple[str, str]]):
    data = make_workbook() if name.endswith("xlsx") else (FIXTURES / name).read_bytes()
    reading = read_bytes(name, data)
    assert (reading.status, reading.reason) == (Status.OK, "")
    assert set(told(reading)) == expected
    assert [line.split("\t")[1] for line in reading.pages[0].text.split("\n")] == list(ROWS)


@pytest.mark.parametrize("name", ["unseen.xlsx", "unseen.xls", "unseen.ods"])
def test_words_printed_above_and_below_stand_in_the_first_and_the_last_row(read_bytes, name: str):
    data = make_workbook() if name.endswith("xlsx") else (FIXTURES / name).read_bytes()
    lines = read_bytes(name, data).pages[0].text.split("\n")
    assert lines[0].endswith("Printed above,") and lines[-1].endswith("Printed below")


@pytest.mark.parametrize("name", ["unseen.xlsx", "unseen.xls", "unseen.ods"])
def test_name_of_a_hidden_sheet_is_not_told(read_bytes, name: str):
    data = make_workbook() if name.endswith("xlsx") else (FIXTURES / name).read_bytes()
    assert [page.label for page in read_bytes(name, data).pages] == ["Spend", LABEL]


WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def test_binary_workbook_tells_rows_columns_and_looks(read_bytes):
    rows = {1: ["Area", "Note", "Kept"], 2: ["North", "white"], 3: ["South", "in a row"], 4: ["East", "in a condition"],
            5: ["West", "tiny"], 6: ["Mid", "white on black"]}  # fmt: skip
    unseen = Unseen(
        rows=(3,),
        columns=(3,),
        styles={(2, 2): 1, (4, 2): 1, (5, 2): 2, (6, 2): 3},
        looks=((BLACK, None, 11), (WHITE, None, 11), (BLACK, None, 1), (WHITE, BLACK, 11)),
        behind_cells=conditions_record(4, 4, 1, 3) + header_record("&CAbove", "&LBelow"),
    )
    (page,) = (reading := read_bytes("a.xlsb", write_xlsb({"Spend": rows}, unseen))).pages
    assert (reading.status, reading.reason) == (Status.OK, "")
    assert told(reading) == [
        ("Kept", "in a hidden column"), ("white", "in the colour of its background"),
        ("South\tin a row", "in a hidden row"), ("tiny", "in letters too small to see"),
    ]  # fmt: skip
    assert page.text.split("\n")[0] == "Area\tNote\tKept\tAbove" and page.text.endswith("\tBelow")


def test_damaged_theme_costs_the_inspection_and_is_told(read_bytes):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_workbook())) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part)[: 500 if "theme" in part else None])
    reading = read_bytes("a.xlsx", file.getvalue())
    assert reading.status == Status.PARTIAL and "could not be looked for" in reading.reason
    assert reading.pages[0].text.startswith(SEEN)


def test_comment_on_a_cell_of_a_hidden_column_is_told(read_bytes):
    def change(sheet):
        sheet.column_dimensions["B"].hidden = True
        sheet["B3"].comment = Comment("Do not send out.", "A")
        sheet["C3"].comment = Comment("May go out.", "A")

    found = told(read_bytes("a.xlsx", make_sheet(change)))
    assert ("Do not send out.", "in a hidden column") in found and "May go out." not in str(found)


def test_words_of_a_hidden_shape_on_a_sheet_are_told(read_bytes):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Notes")
        sheet.write("A1", "Above")
        sheet.insert_textbox("B2", SECRET)
        sheet.insert_textbox("B20", "In sight")
    assert told(read_bytes("a.xlsx", file.getvalue())) == []
    hidden = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(hidden, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'name="TextBox 1"', b'name="TextBox 1" hidden="1"'))
    assert told(read_bytes("a.xlsx", hidden.getvalue())) == [(SECRET, "in a hidden shape")]


@pytest.mark.parametrize(("coded", "words"), [
    ("&LLeft&CMiddle&RRight", "Left Middle Right"), ('&"Arial,Bold"&12&UCosts&U 2018', "Costs 2018"),
    ("Fish && Chips", "Fish & Chips"), ("Page &P of &N", ""), ("&CPage &P", ""), ("&F&D&T&A", ""), ("&K1F497DBlue", "Blue"),
    ("&K01+000Dark", "Dark"), ("ends with &", "ends with"),
])  # fmt: skip
def test_codes_of_a_print_header_are_no_words(coded: str, words: str):
    assert bare_header(coded) == words


def test_white_words_of_a_print_header_are_marked():
    text, spans = take_marks(bare_header("&LSeen &KFFFFFFQuillmark&RSeen too"))
    assert text == "Seen Quillmark Seen too"
    assert [(text[span.start : span.end], span.reason) for span in spans] == [
        ("Quillmark", "in the colour of its background")
    ]


def test_text_box_that_only_begins_in_a_hidden_row_is_seen(read_bytes):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Notes")
        sheet.write("A1", "Above")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.insert_textbox("B4", SECRET)
    reading = read_bytes("a.xlsx", file.getvalue())
    assert told(reading) == [] and SECRET in reading.pages[0].text


def test_what_lies_over_hidden_rows_only_is_hidden():
    unseen = UnseenCells(rows={4, 5}, columns=[(2, 3)])
    assert unseen.hidden_place(Area(4, 1, 5, 9)) == "in a hidden row"
    assert unseen.hidden_place(Area(1, 2, 9, 3)) == "in a hidden column"
    assert unseen.hidden_place(Area(4, 1, 6, 3)) == ""


def test_pieces_of_shared_texts_are_judged_by_their_own_colour(read_bytes):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        white, black = (workbook.add_format({"font_color": colour}) for colour in ("#FFFFFF", "#000000"))
        sheet = workbook.add_worksheet("Notes")
        sheet.write("A1", "Before & after")
        sheet.write_rich_string("A2", "Paid ", white, SECRET, black, " in all")
        sheet.write_rich_string("A3", black, "In sight", " and", white)
        sheet.write_rich_string("A4", "white ", black, "but not this", white)
    reading = read_bytes("a.xlsx", file.getvalue())
    assert [words for words, _ in told(reading)] == [SECRET, "white"]  # the others have a colour
    assert reading.pages[0].text.split("\n") == [
        "Before & after", f"Paid {SECRET} in all", "In sight and", "white but not this"
    ]  # fmt: skip


def test_white_cells_before_a_picture_are_not_called_hidden(read_bytes):
    picture = io.BytesIO()
    Image.new("RGB", (60, 60), (20, 40, 90)).save(picture, "PNG")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Notes")
        sheet.write("A1", SECRET, workbook.add_format({"font_color": "#FFFFFF"}))
        sheet.set_background(picture)
    assert told(read_bytes("a.xlsx", file.getvalue())) == []


def flat(height: float):
    return lambda sheet: setattr(sheet.row_dimensions[2], "height", height)


def test_row_too_flat_for_letters_is_told_and_a_low_one_is_not(read_bytes):
    assert SECRET in told(read_bytes("a.xlsx", make_sheet(flat(0.5))))[0][0]
    assert told(read_bytes("a.xlsx", make_sheet(flat(0.5))))[0][1] == "in a hidden row"
    assert told(read_bytes("a.xlsx", make_sheet(flat(6)))) == []
    rows = {1: [SEEN], 2: [SECRET]}
    assert told(read_bytes("a.xlsb", write_xlsb({"Spend": rows}, Unseen(heights={2: 10})))) == [
        (SECRET, "in a hidden row")
    ]
    assert told(read_bytes("a.xlsb", write_xlsb({"Spend": rows}, Unseen(heights={2: 120})))) == []


def test_flat_rows_of_an_opendocument_sheet_are_told(read_bytes):
    file = io.BytesIO()
    with zipfile.ZipFile(FIXTURES / "unseen.ods") as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = re.sub(rb'row-height="[^"]+"', b'row-height="0.3mm"', old.read(name))
            new.writestr(name, part.replace(b'use-optimal-row-height="true"', b'use-optimal-row-height="false"'))
    before, after = read_bytes("a.ods", (FIXTURES / "unseen.ods").read_bytes()), read_bytes("a.ods", file.getvalue())
    assert (SEEN, "in a hidden row") not in told(before)
    assert {reason for words, reason in told(after) if words.startswith(SEEN)} == {"in a hidden row"}

"""Words that office files hide are told with their place; words that only look suspicious are not."""

import io
import zipfile

import docx
import openpyxl
import pptx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor
from pptx.util import Inches

SECRET = "Quillmark sum 48,215"


def saved(file) -> bytes:
    data = io.BytesIO()
    file.save(data)
    return data.getvalue()


def told(reading) -> list[tuple[str, str]]:
    return [(page.text[span.start : span.end], span.reason) for page in reading.pages for span in page.hidden]


def make_docx(change) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("Seen  ﬁrst ")
    change(paragraph.add_run(SECRET).font)
    paragraph.add_run(" pounds")
    return saved(document)


def black(font):
    font.highlight_color = WD_COLOR_INDEX.BLACK


def white_on_black(font):
    black(font)
    font.color.rgb = RGBColor(255, 255, 255)


@pytest.mark.parametrize(("change", "reason"), [
    (lambda font: setattr(font, "hidden", True), "formatted as hidden text"),
    (black, "under black highlighting"),
    (lambda font: setattr(font, "size", Pt(1)), "in letters too small to see"),
])  # fmt: skip
def test_hidden_run_of_a_word_file_is_told(read_bytes, change, reason: str):
    assert told(read_bytes("a.docx", make_docx(change))) == [(SECRET, reason)]


@pytest.mark.parametrize("change", [
    white_on_black,
    lambda font: setattr(font, "hidden", False),
    lambda font: setattr(font, "highlight_color", WD_COLOR_INDEX.YELLOW),
    lambda font: setattr(font, "size", Pt(6)),
])  # fmt: skip
def test_run_that_can_be_seen_is_not_called_hidden(read_bytes, change):
    reading = read_bytes("a.docx", make_docx(change))
    assert told(reading) == [] and SECRET in reading.pages[0].text


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_all_words_of_a_hidden_sheet_are_told(read_bytes, state: str):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "Seen"
    workbook.create_sheet("Costs")["A1"] = SECRET
    workbook["Costs"].sheet_state = state
    assert told(read_bytes("a.xlsx", saved(workbook))) == [(SECRET, "on a hidden sheet")]


def test_all_words_of_a_hidden_slide_are_told(read_bytes):
    deck = pptx.Presentation()
    for words in ("Seen", SECRET):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(0, 0, Inches(5), Inches(1)).text_frame.text = words
    slide._element.set("show", "0")
    assert told(read_bytes("a.pptx", saved(deck))) == [(SECRET, "on a hidden slide")]


def make_sheet(change) -> bytes:
    """Three rows of three cells; the secret stands in the middle."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (["Area", "Note", "Year"], ["North", SECRET, 2017], ["South", "nothing", 2018]):
        sheet.append(row)
    change(sheet)
    return saved(workbook)


def hide_row(sheet):
    sheet.row_dimensions[2].hidden = True


def hide_column(sheet):
    sheet.column_dimensions["B"].hidden = True


def flattened(data: bytes) -> bytes:
    """The second row without any height, as somebody drags it shut; openpyxl does not write that."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'<row r="2"', b'<row r="2" ht="0" customHeight="1"'))
    return file.getvalue()


def test_hidden_row_of_a_sheet_is_told_cell_by_cell_or_as_one(read_bytes):
    for data in (make_sheet(hide_row), flattened(make_sheet(lambda sheet: None))):
        reading = read_bytes("a.xlsx", data)
        assert " ".join(words for words, _ in told(reading)).split() == ["North", *SECRET.split(), "2017"]
        (page,) = reading.pages
        assert page.first_row == 1 and page.text.split("\n")[1] == f"North\t{SECRET}\t2017"


def test_hidden_column_of_a_sheet_is_told_in_every_row(read_bytes):
    found = told(read_bytes("a.xlsx", make_sheet(hide_column)))
    assert found == [("Note", "in a hidden column"), (SECRET, "in a hidden column"), ("nothing", "in a hidden column")]


def test_comment_in_a_hidden_row_is_told_as_well(read_bytes):
    def change(sheet):
        hide_row(sheet)
        sheet["A2"].comment = openpyxl.comments.Comment("Do not send out.", "A")

    found = told(read_bytes("a.xlsx", make_sheet(change)))
    assert "Do not send out." in " ".join(words for words, _ in found)


def test_sheet_with_nothing_hidden_is_left_alone(read_bytes):
    def change(sheet):
        sheet.row_dimensions[2].height = 8
        sheet.column_dimensions["B"].width = 3

    reading = read_bytes("a.xlsx", make_sheet(change))
    assert told(reading) == [] and SECRET in reading.pages[0].text

"""Screenshots on sheets are read where they are seen; a workbook that is nothing else says so."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

from datascores.corpus.extract import Status
from datascores.corpus.extract.pictures.ocr import read_pictures
from datascores.corpus.extract.reading import PicturesWanted, Task
from tests.containers import write_ole
from tests.covered_pictures import SHOWN, screenshot
from tests.known_sentence import FIXTURES

_UNREAD = "Pictures may hold words that were not read on page 2."


def make_book(draw: Callable, is_hidden: bool = False) -> bytes:
    """Two sheets; `draw(sheet)` draws upon the second."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        workbook.add_worksheet("Claims").write("A1", "Scored claims")
        sheet = workbook.add_worksheet("Screens")
        draw(sheet)
        if is_hidden:
            sheet.hide()
    return file.getvalue()


def shot(sheet, cell: str = "B3") -> None:
    sheet.insert_image(cell, "screen.png", {"image_data": io.BytesIO(screenshot())})


def read_words(folder: Path, data: bytes) -> str:
    path = folder / "book.xlsx"
    path.write_bytes(data)
    reading = read_pictures(Task(path, path.name, folder), 2, PicturesWanted.PICTURES)
    assert not reading.failure
    return "\n".join(" ".join(word.text for word in line) for line in reading.lines)


def test_screenshot_on_a_sheet_is_wanted_and_read(read_bytes, tmp_path: Path):
    data = make_book(shot)
    reading = read_bytes("a.xlsx", data)
    assert [page.pictures_wanted for page in reading.pages] == [PicturesWanted.NOTHING, PicturesWanted.PICTURES]
    assert (reading.status, reading.reason) == (Status.PARTIAL, _UNREAD)
    assert SHOWN in read_words(tmp_path, data)


def over_rows(are_hidden: bool) -> bytes:
    """A screenshot from row 3 to row 20 of the second sheet."""
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet("Screens")
    picture = openpyxl.drawing.image.Image(io.BytesIO(screenshot()))
    picture.anchor = TwoCellAnchor(_from=AnchorMarker(col=1, row=2), to=AnchorMarker(col=8, row=19))
    sheet.add_image(picture)
    for row in range(3, 21):
        sheet.row_dimensions[row].hidden = are_hidden
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def test_screenshot_on_a_hidden_sheet_or_in_hidden_rows_is_not_read(read_bytes, tmp_path: Path):
    hidden_sheet = read_bytes("a.xlsx", make_book(shot, is_hidden=True))
    assert (hidden_sheet.status, hidden_sheet.pages[1].pictures_wanted) == (Status.OK, PicturesWanted.NOTHING)
    assert read_bytes("a.xlsx", over_rows(True)).pages[1].pictures_wanted == PicturesWanted.NOTHING
    assert read_words(tmp_path, over_rows(True)) == "" and SHOWN in read_words(tmp_path, over_rows(False))


def test_screenshot_below_a_box_is_told_and_not_read(read_bytes, tmp_path: Path):
    data = make_book(lambda sheet: (shot(sheet), sheet.insert_textbox("B4", "Removed")))
    reading = read_bytes("a.xlsx", data)
    assert reading.reason == "Pictures that are cropped or lie below shapes were not read on page 2."
    assert read_words(tmp_path, data) == ""


def test_screenshot_beside_a_box_or_under_one_without_fill_is_read(tmp_path: Path):
    beside = make_book(lambda sheet: (shot(sheet), sheet.insert_textbox("B60", "Seen")))
    framed = make_book(lambda sheet: (shot(sheet), sheet.insert_textbox("B4", "", {"fill": {"none": True}})))
    assert SHOWN in read_words(tmp_path, beside) and SHOWN in read_words(tmp_path, framed)


def test_workbook_that_is_only_a_screenshot_says_so(read_bytes):
    workbook = openpyxl.Workbook()
    workbook.active.add_image(openpyxl.drawing.image.Image(io.BytesIO(screenshot())), "A5")
    file = io.BytesIO()
    workbook.save(file)
    reading = read_bytes("a.xlsx", file.getvalue())
    assert (reading.status, reading.reason) == (
        Status.NO_TEXT,
        "A scan, not read: pictures instead of text on page 1.",
    )
    assert reading.pages[0].pictures_wanted == PicturesWanted.PICTURES


@pytest.mark.parametrize("name", ["sentence.xls", "sentence.doc", "sentence.ppt"])
def test_picture_in_a_file_of_the_old_kind_is_told(read_bytes, name: str):
    plain = (FIXTURES / name).read_bytes()
    assert read_bytes(name, plain).reason == ""
    reading = read_bytes(name, plain + screenshot())
    assert (reading.status, "pictures in files of this kind are not read" in reading.reason) == (Status.PARTIAL, True)


def test_doc_that_is_no_file_of_words_is_still_a_failure(read_bytes):
    reading = read_bytes("a.doc", write_ole({("WordDocument",): bytes(4200), ("Data",): screenshot()}))
    assert reading.status == Status.FAILED and "pictures in files of this kind are not read" in reading.reason

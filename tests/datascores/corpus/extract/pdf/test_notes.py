"""What notes on a PDF page say is text of the page, once; what nobody sees of it is hidden; OCR does not push it out."""

from __future__ import annotations

import io

import pikepdf
import pytest

from datascores.corpus.extract.pictures.ocr import PictureReading
from datascores.corpus.extract.pictures.picture_words import Word
from datascores.corpus.extract.reading import PicturesWanted
from datascores.corpus.ocr import compose
from tests.hidden_pages import AFTER, SECRET, WORDS, photo
from tests.noted_pages import BELOW, CORNERS, NOTED, WORDS_LOOK, with_note

KINDS = ["Text", "FreeText", "Line", "Square", "Highlight", "StrikeOut", "Stamp", "Caret", "Ink", "FileAttachment"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_note_says_is_text_of_its_page(read_bytes, kind):
    page = read_bytes("a.pdf", with_note(kind, Rect=BELOW, Contents=NOTED)).pages[0]
    assert page.text.count(NOTED) == 1 and page.hidden == ()
    assert WORDS in page.text and SECRET in page.text and AFTER in page.text


def test_rich_text_is_read_where_a_note_has_no_plain_one(read_bytes):
    rich = "<body><p>Ask <b>Brindle</b> &amp; Co</p><p>first</p></body>"
    assert read_bytes("a.pdf", with_note("Text", RC=rich)).pages[0].text.endswith("\n\nAsk Brindle & Co\nfirst")


def test_words_that_the_page_has_are_not_repeated(read_bytes):
    shown = read_bytes("a.pdf", with_note("FreeText", WORDS_LOOK, Rect=BELOW, Contents=f"{NOTED} ")).pages[0]
    assert shown.text.count(NOTED) == 1 and shown.read_by == "pdfium"
    marked = read_bytes("a.pdf", with_note("Highlight", QuadPoints=CORNERS, C=[1, 1, 0], Contents=SECRET)).pages[0]
    assert marked.text.count(SECRET) == 1


@pytest.mark.parametrize(
    "entries",
    [
        {"Contents": "  "},
        {"Contents": "Accepted set by Brindle", "State": "Accepted", "StateModel": "Review", "F": 30},
    ],
)
def test_empty_notes_and_marks_of_a_state_say_nothing(read_bytes, entries):
    page = read_bytes("a.pdf", with_note("Text", **entries)).pages[0]
    assert page.text.endswith(SECRET) and page.read_by == "pdfium"


@pytest.mark.parametrize("flags", [2, 32, 36])
def test_what_a_hidden_note_says_is_withheld(read_bytes, flags):
    page = read_bytes("a.pdf", with_note("Text", F=flags, Contents=f"{NOTED},\rthen pay.")).pages[0]
    (span,) = page.hidden
    assert page.text[span.start : span.end] == f"{NOTED},\nthen pay." and span.reason == "in a hidden note"


def test_a_reply_is_seen_in_the_list_of_comments_though_it_has_no_sign(read_bytes):
    page = read_bytes("a.pdf", with_note("Text", F=30, IRT=pikepdf.Dictionary(), Contents=NOTED)).pages[0]
    assert page.text.endswith(NOTED) and page.hidden == ()


def test_a_scan_with_a_note_is_still_read_whole(read_bytes):
    def scan(canvas) -> None:
        canvas.drawImage(photo(), 0, 0, 595, 842)

    reading = read_bytes("a.pdf", with_note("Text", draw=scan, Contents=f"{NOTED}, who knows all about this scan."))
    page = reading.pages[0]
    assert page.pictures_wanted == PicturesWanted.PAGE and page.read_by == "notes" and page.text.startswith(NOTED)
    assert "1" in reading.reason


def test_ocr_of_a_page_adds_to_what_its_notes_say():
    seen = PictureReading(lines=((Word("The", 0.9, 0, 0, 9, 9), Word("council", 0.9, 9, 0, 30, 9)),))
    composed = compose(NOTED, "notes", PicturesWanted.PAGE, seen)
    assert composed is not None and composed.text == f"{NOTED}\n\nThe council"
    assert composed.picture_from == len(NOTED) + 2 and composed.read_by == "notes+ocr"


def test_notes_of_a_file_too_damaged_to_read_them_are_told_by_page(read_bytes):
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(with_note("Text", Contents=NOTED))) as document:
        document.pages.append(document.add_blank_page())
        document.Root.Pages.Kids.append(document.Root.Pages)  # pages without an end, which pdfium passes over
        document.save(file)
    with pytest.raises(pikepdf.PdfError), pikepdf.open(file) as damaged:
        len(damaged.pages)
    reading = read_bytes("a.pdf", file.getvalue())
    assert WORDS in reading.pages[0].text and NOTED not in reading.pages[0].text
    assert reading.status == "partial"
    assert reading.reason == "What notes say on page 1 could not be read, for the file is damaged."

"""Words of a PDF under notes are hidden, whether the notes bring a look or programs draw one; and redactions are carried out."""

from __future__ import annotations

import io

import pikepdf
import pytest

from datascores.corpus.extract.pictures.rasters import rasters_of_pdf
from datascores.corpus.extract.reading import PicturesWanted, Task
from tests.hidden_pages import AFTER, SECRET, WORDS, searchable_scan
from tests.noted_pages import ALONG, AROUND, BELOW, BLACK_LOOK, CORNERS, PLACE, with_note

BLACK, WHITE, YELLOW = [0, 0, 0], [1, 1, 1], [1, 1, 0]
THICK, THIN = pikepdf.Dictionary(W=16), pikepdf.Dictionary(W=1)


def hidden_words(page) -> list[str]:
    return [" ".join(page.text[span.start : span.end].split()) for span in page.hidden]


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("Square", {"C": BLACK, "IC": BLACK}),
        ("Circle", {"C": BLACK, "IC": BLACK}),
        ("Highlight", {"C": BLACK, "QuadPoints": CORNERS}),
        ("Ink", {"C": BLACK, "BS": pikepdf.Dictionary(W=24), "InkList": [ALONG]}),
        ("Line", {"C": BLACK, "L": ALONG, "BS": THICK}),
        ("Line", {"L": ALONG, "Border": [0, 0, 16]}),
        ("PolyLine", {"C": BLACK, "Vertices": ALONG, "BS": THICK}),
        ("Polygon", {"C": BLACK, "IC": BLACK, "Vertices": AROUND}),
        ("Polygon", {"IC": WHITE, "Vertices": AROUND, "BS": pikepdf.Dictionary(W=0)}),
        ("FreeText", {"C": WHITE, "DA": "/Helv 10 Tf 0 g"}),
        ("Stamp", {"Name": pikepdf.Name.Approved}),
    ],
)
def test_words_under_a_note_without_an_appearance_are_hidden(read_bytes, kind, entries):
    page = read_bytes("a.pdf", with_note(kind, **entries)).pages[0]
    assert WORDS in page.text and AFTER in page.text
    found = " ".join(hidden_words(page))
    # the corners of an ellipse leave a letter or two in sight
    assert found and (found in SECRET if kind == "Circle" else found == SECRET)


@pytest.mark.parametrize("kind", ["Square", "Link", "Stamp", "Text", "Screen"])
def test_words_under_the_black_look_of_any_note_are_hidden(read_bytes, kind):
    page = read_bytes("a.pdf", with_note(kind, BLACK_LOOK)).pages[0]
    assert hidden_words(page) == [SECRET]


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("Highlight", {"C": YELLOW, "QuadPoints": CORNERS}),
        ("Square", {"C": BLACK}),
        ("Underline", {"C": BLACK, "QuadPoints": CORNERS}),
        ("Text", {"C": BLACK, "Contents": "Seen by legal."}),
        ("Text", {"look": BLACK_LOOK, "Rect": [60, 726, 80, 744]}),
        ("Line", {"C": BLACK, "L": ALONG, "BS": THIN}),
        ("Line", {"C": YELLOW, "L": ALONG, "BS": THICK, "CA": 0.3}),
        ("PolyLine", {"C": BLACK, "Vertices": ALONG}),
        ("Polygon", {"C": BLACK, "Vertices": AROUND}),
        ("Polygon", {"IC": BLACK, "Vertices": [value - 100 for value in AROUND]}),
        ("FreeText", {"Contents": "", "DA": "/Helv 10 Tf 0 g"}),
        ("Stamp", {"Name": pikepdf.Name.Approved, "Rect": BELOW}),
        ("Caret", {"C": BLACK}),
        ("Link", {"Border": [0, 0, 1]}),
        ("Square", {"look": BLACK_LOOK, "F": 2}),
    ],
)
def test_words_under_a_note_that_lets_them_be_read_are_left_alone(read_bytes, kind, entries):
    page = read_bytes("a.pdf", with_note(kind, **entries)).pages[0]
    assert SECRET in page.text and page.hidden == ()


@pytest.mark.parametrize(
    "entries",
    [
        {"QuadPoints": CORNERS, "Rect": [0, 0, 595, 842]},
        {"F": 2},
        {"look": "1 0 0 RG 55 726 205 18 re S"},
        {"is_on": False},
        {"draw": searchable_scan},
    ],
)
def test_words_marked_for_redaction_are_hidden_whatever_is_shown_there(read_bytes, entries):
    page = read_bytes("a.pdf", with_note("Redact", **entries)).pages[0]
    assert WORDS in page.text and AFTER in page.text and hidden_words(page) == [SECRET]
    assert "redaction" in page.hidden[0].reason


def test_words_beside_a_redaction_are_left_alone(read_bytes):
    page = read_bytes("a.pdf", with_note("Redact", Rect=BELOW)).pages[0]
    assert SECRET in page.text and page.hidden == ()


def test_what_a_redaction_says_is_hidden_too(read_bytes):
    page = read_bytes("a.pdf", with_note("Redact", Rect=BELOW, Contents="Name of Brindle")).pages[0]
    assert hidden_words(page) == ["Name of Brindle"]


def test_a_damaged_note_does_not_cost_the_others(read_bytes):
    page = read_bytes("a.pdf", with_note("Line", L=["x", "y"], Contents="Ask first")).pages[0]
    assert SECRET in page.text and page.text.endswith("Ask first") and page.hidden == ()


def test_damaged_layers_do_not_cost_the_notes(read_bytes):
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(with_note("Redact", Contents="Ask first"))) as document:
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=7, D="on")
        document.save(file)
    page = read_bytes("a.pdf", file.getvalue()).pages[0]
    assert hidden_words(page) == [SECRET, "Ask first"]


def test_ocr_is_given_a_page_whose_redactions_are_carried_out(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(with_note("Redact", draw=searchable_scan))
    (raster,) = rasters_of_pdf(Task(path, "a.pdf", tmp_path), 1, PicturesWanted.PAGE)
    scale, (left, bottom, right, top) = raster.dpi / 72, PLACE
    line = round((842 - (bottom + top) / 2) * scale) * raster.stride
    assert set(raster.pixels[line + round(left * scale) + 2 : line + round(right * scale) - 2]) == {0}

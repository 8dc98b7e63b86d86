"""Words of a PDF under notes that bring no look of their own, and in layers that are switched off."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests.hidden_pages import AFTER, SECRET, WORDS, make_pdf, plain

PLACE = [55, 726, 260, 744]
BLACK, YELLOW = [0, 0, 0], [1, 1, 0]


def secret_in_sight(canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)


def with_note(kind: str, **entries) -> bytes:
    """The page with a note of a kind over the words, without an appearance stream."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(secret_in_sight))) as document:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), Rect=PLACE, F=4, **entries)
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(note)])
        document.save(file)
    return file.getvalue()


def corners() -> list[float]:
    left, bottom, right, top = PLACE
    return [left, top, right, top, left, bottom, right, bottom]


def hidden_words(page) -> list[str]:
    return [" ".join(page.text[span.start : span.end].split()) for span in page.hidden]


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("Square", {"C": BLACK, "IC": BLACK}),
        ("Circle", {"C": BLACK, "IC": BLACK}),
        ("Highlight", {"C": BLACK, "QuadPoints": corners()}),
        ("Ink", {"C": BLACK, "BS": pikepdf.Dictionary(W=24), "InkList": [[55, 734, 260, 734]]}),
    ],
)
def test_words_under_a_black_note_without_an_appearance_are_hidden(read_bytes, kind, entries):
    page = read_bytes("a.pdf", with_note(kind, **entries)).pages[0]
    assert WORDS in page.text and AFTER in page.text
    found = " ".join(hidden_words(page))
    # the corners of an ellipse leave a letter or two in sight
    assert found and (found in SECRET if kind == "Circle" else found == SECRET)


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("Highlight", {"C": YELLOW, "QuadPoints": corners()}),
        ("Square", {"C": BLACK}),
        ("Underline", {"C": BLACK, "QuadPoints": corners()}),
        ("Text", {"C": BLACK, "Contents": "Seen by legal."}),
    ],
)
def test_words_under_a_note_that_lets_them_be_read_are_left_alone(read_bytes, kind, entries):
    page = read_bytes("a.pdf", with_note(kind, **entries)).pages[0]
    assert SECRET in page.text and page.hidden == ()


def with_layer(is_on: bool) -> bytes:
    """The secret drawn in a layer of its own."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(plain))) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Notes"))
        page = document.pages[0]
        page.obj.Resources.Properties = pikepdf.Dictionary(L0=layer)
        font = next(iter(page.obj.Resources.Font.keys()))
        words = f"/OC /L0 BDC BT {font} 11 Tf 1 0 0 1 60 730 Tm ({SECRET}) Tj ET EMC"
        page.contents_add(document.make_stream(words.encode()))
        state = {"ON" if is_on else "OFF": pikepdf.Array([layer])}
        document.Root.OCProperties = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(Order=pikepdf.Array([layer]), **state)
        )
        document.save(file)
    return file.getvalue()


def test_words_in_a_layer_that_is_switched_off_are_hidden(read_bytes):
    page = read_bytes("a.pdf", with_layer(is_on=False)).pages[0]
    assert SECRET in page.text and hidden_words(page) == [SECRET]


def test_words_in_a_layer_that_is_on_are_left_alone(read_bytes):
    page = read_bytes("a.pdf", with_layer(is_on=True)).pages[0]
    assert SECRET in page.text and page.hidden == ()

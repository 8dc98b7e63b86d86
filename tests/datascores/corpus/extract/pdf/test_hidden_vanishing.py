"""Words too small along any line, in the colour of any ground, or under many small or faint covers are found; no others."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from datascores.corpus.extract import Status
from tests.hidden_pages import AFTER, SECRET, WORDS
from tests.vanishing_pages import HIDING, INNOCENT


@pytest.mark.parametrize(("data", "reason"), HIDING.values(), ids=[*HIDING])
def test_words_that_vanish_are_hidden(read_bytes, data, reason):
    page = read_bytes("a.pdf", data).pages[0]
    assert WORDS in page.text and AFTER in page.text
    [span] = page.hidden
    assert set(page.text[span.start : span.end].split()) == set(SECRET.split()) and span.reason == reason


@pytest.mark.parametrize("data", INNOCENT.values(), ids=[*INNOCENT])
def test_words_that_are_seen_for_all_that_are_left_alone(read_bytes, data):
    page = read_bytes("a.pdf", data).pages[0]
    assert SECRET in page.text and page.hidden == ()


def test_page_with_grey_boxes_beside_it_is_read(read_bytes):
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(600, 800))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        beside = b"0.749 g 700 100 200 50 re f 0 g BT /F 12 Tf 710 110 Td (notes) Tj ET "
        page.Contents = document.make_stream(beside + b"BT /F 12 Tf 72 700 Td (words on the page) Tj ET")
        file = io.BytesIO()
        document.save(file)
    reading = read_bytes("a.pdf", file.getvalue())
    assert reading.status == Status.OK and "words on the page" in reading.pages[0].text

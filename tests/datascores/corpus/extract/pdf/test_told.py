"""What a PDF tells reading programs in place of what its pages show: the seen is indexed, the rest withheld."""

from __future__ import annotations

from datascores.corpus.extract.pdf.told import UNSEEN
from tests.hidden_pages import SECRET, WORDS
from tests.painted_pages import FONT, paint


def told(words: str, shown: str) -> str:
    return f"BT {FONT} 11 Tf 1 0 0 1 60 730 Tm /Span <</ActualText ({words})>> BDC ({shown}) Tj EMC ET"


def test_words_that_are_seen_are_indexed_and_those_only_told_are_withheld(read_bytes):
    page = read_bytes("a.pdf", paint(told(SECRET, "Brackfield"))).pages[0]
    assert "Brackfield" in page.text and WORDS in page.text
    assert [(page.text[span.start : span.end], span.reason) for span in page.hidden] == [(SECRET, UNSEEN)]


def test_words_told_as_they_are_seen_are_not_withheld(read_bytes):
    page = read_bytes("a.pdf", paint(told(SECRET, SECRET) + told("the year", "The Year"))).pages[0]
    assert page.text.count(SECRET) == 1 and page.hidden == ()


def test_signs_without_a_meaning_are_read_as_the_file_tells(read_bytes):
    """As fonts without a map of their own need it."""
    page = read_bytes("a.pdf", paint(told(SECRET, r"\001\002\003"))).pages[0]
    assert SECRET in page.text and page.hidden == ()


def test_a_seen_word_under_a_box_is_found_where_the_file_tells_another(read_bytes):
    page = read_bytes("a.pdf", paint(f"{told('Public', SECRET)} 0 g 50 724 220 20 re f")).pages[0]
    assert {page.text[span.start : span.end] for span in page.hidden} == {SECRET, "Public"}

"""Words of a scan's text layer that the scan does not show are hidden; those of a layer that fits badly are not."""

import pytest
from PIL import Image

from datascores.corpus.extract.pdf.hidden_scans import LayerWord, unseen_words
from tests.hidden_pages import AFTER, SECRET, WORDS, make_pdf
from tests.layered_scans import COVERED, MIDDLE, OFF_BY_A_LITTLE, page_of, scan


@pytest.mark.parametrize(("draw", "reason"), COVERED.values(), ids=[*COVERED])
def test_words_that_were_covered_in_a_scan_are_hidden(read_bytes, draw, reason):
    page = read_bytes("a.pdf", make_pdf(draw)).pages[0]
    assert [(page.text[span.start : span.end], span.reason) for span in page.hidden] == [(SECRET, reason)]
    assert WORDS in " ".join(page.text.split()) and AFTER in " ".join(page.text.split())


@pytest.mark.parametrize("draw", OFF_BY_A_LITTLE.values(), ids=[*OFF_BY_A_LITTLE])
def test_a_layer_that_fits_badly_hides_nothing(read_bytes, draw):
    page = read_bytes("a.pdf", make_pdf(draw)).pages[0]
    assert page.hidden == () and SECRET in " ".join(page.text.split())


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_scan_hides_the_same_words(read_bytes, rotate):
    page = read_bytes("a.pdf", make_pdf(page_of(scan(cover=MIDDLE)), rotate=rotate)).pages[0]
    hidden = {word for span in page.hidden for word in page.text[span.start : span.end].split()}
    assert hidden == {*SECRET.split()}


def test_a_number_of_two_digits_tells_and_one_sign_does_not():
    paper = Image.new("L", (100, 20), 250)
    assert unseen_words(paper, [LayerWord((10, 5, 30, 15), "48")]) == {0: False}
    assert unseen_words(paper, [LayerWord((10, 5, 30, 15), "ab")]) == {}

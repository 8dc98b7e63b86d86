"""Words that nobody sees in a show are told; words that only look suspicious are not."""

import io

import pytest
from PIL import Image
from pptx.util import Inches

from datascores.corpus.extract.reading import PicturesWanted
from tests.decks import SECRET, WORDS, make_deck
from tests.hidden_slides import HIDING, INNOCENT


def told(reading) -> list[tuple[str, str]]:
    return [(page.text[span.start : span.end], span.reason) for page in reading.pages for span in page.hidden]


@pytest.mark.parametrize("name", HIDING)
def test_words_that_a_slide_hides_are_told(read_bytes, name: str):
    draw, reason = HIDING[name]
    reading = read_bytes("a.pptx", make_deck(draw))
    assert told(reading) == [(SECRET, reason)] and WORDS in reading.pages[0].text


@pytest.mark.parametrize("name", INNOCENT)
def test_words_that_a_slide_shows_are_not_called_hidden(read_bytes, name: str):
    reading = read_bytes("a.pptx", make_deck(INNOCENT[name]))
    assert told(reading) == [] and SECRET in reading.pages[0].text


def photo(slide):
    """A picture large enough to hold words."""
    file = io.BytesIO()
    Image.new("RGB", (600, 400), (90, 90, 90)).save(file, "PNG")
    return slide.shapes.add_picture(file, Inches(1), Inches(2))


def test_picture_that_nobody_sees_is_not_read(read_bytes):
    def hidden(slide):
        photo(slide)._element.nvPicPr.cNvPr.set("hidden", "1")

    assert read_bytes("a.pptx", make_deck(photo)).pages[0].pictures_wanted == PicturesWanted.PICTURES
    assert read_bytes("a.pptx", make_deck(hidden)).pages[0].pictures_wanted == PicturesWanted.NOTHING
    passed_over = make_deck(lambda slide: (photo(slide), slide._element.set("show", "0")))
    assert read_bytes("a.pptx", passed_over).pages[0].pictures_wanted == PicturesWanted.NOTHING

"""What a deck shows behind its slides is found once, with the first slide that lets it be seen; prompts are not."""

from __future__ import annotations

import io

import olefile
import pptx
import pytest
from pptx.util import Inches

from tests.containers import write_ole
from tests.decks import SECRET, WHITE, WORDS, filled, secret
from tests.known_sentence import FIXTURES


def make_decks(draw_master, *draws) -> bytes:
    """A slide for each of `draws`, all before the same master."""
    deck = pptx.Presentation()
    draw_master(deck.slide_master)
    for draw in draws:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Inches(1), Inches(0.3), Inches(6), Inches(0.5)).text_frame.text = WORDS
        draw(slide)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def nothing(slide) -> None:
    pass


def on_master(**look):
    """A text box on a master: python-pptx adds none there, so it is made on a slide and moved."""

    def draw(master) -> None:
        deck = pptx.Presentation()
        box = secret(deck.slides.add_slide(deck.slide_layouts[6]).shapes, **look)
        master.shapes._spTree.append(box._element)

    return draw


def without_master(slide) -> None:
    slide._element.set("showMasterSp", "0")


def over_it(slide) -> None:
    filled(slide.shapes, WHITE)


def passed_over(slide) -> None:
    slide._element.set("show", "0")


def places(reading) -> list[tuple[int, int]]:
    """The slides that say the secret, and how many spans are hidden on each."""
    return [(page.number, len(page.hidden)) for page in reading.pages if SECRET in page.text]


@pytest.mark.parametrize(
    ("slides", "found"),
    [
        ((nothing, nothing), [(1, 0)]),
        ((without_master, nothing), [(2, 0)]),
        ((without_master, without_master), []),
        ((over_it, nothing), [(2, 0)]),
        ((over_it, over_it), [(1, 1)]),
        ((passed_over, nothing), [(2, 0)]),
        ((passed_over,), [(1, 1)]),
    ],
)
def test_words_of_a_master_stand_on_the_first_slide_that_shows_them(read_bytes, slides, found):
    reading = read_bytes("a.pptx", make_decks(on_master(), *slides))
    assert places(reading) == found
    assert not any("Click to edit" in page.text for page in reading.pages)


@pytest.mark.parametrize("look", [{"colour": WHITE}, {"left": -6.0}])
def test_words_of_a_master_that_nobody_sees_are_withheld(read_bytes, look):
    [page] = read_bytes("a.pptx", make_decks(on_master(**look), nothing)).pages
    assert [page.text[span.start : span.end] for span in page.hidden] == [SECRET]


def test_words_of_a_master_in_an_old_presentation_stand_on_the_first_slide_without_its_prompts(read_bytes):
    with olefile.OleFileIO(FIXTURES / "spoken.ppt") as container:
        streams = {tuple(entry): container.openstream(entry).read() for entry in container.listdir()}
    prompts = "Click to edit the title text format"
    assert not any(prompts in page.text for page in read_bytes("a.ppt", write_ole(streams)).pages)
    # without the record that makes a placeholder of it, a shape is shown
    stream = streams["PowerPoint Document",]
    streams["PowerPoint Document",] = stream.replace(b"\0\0\xc3\x0b\x08\0\0\0", b"\0\0\xc4\x0b\x08\0\0\0")
    first, second = read_bytes("a.ppt", write_ole(streams)).pages
    assert prompts in first.text and prompts not in second.text

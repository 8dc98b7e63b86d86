"""Which way up a scan is read: turned pages give their words at their places, and what is no words gives none."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from datascores.corpus.extract.pictures.ocr import read_pictures
from datascores.corpus.extract.pictures.picture_words import Word, write_out
from datascores.corpus.extract.pictures.turning import Attempt, choose, is_doubtful, is_nonsense, turn_back
from datascores.corpus.extract.reading import PicturesWanted, Task
from tests import scans


def words_at(text: str, confidence: float) -> list[tuple[Word, ...]]:
    return [tuple(Word(word, confidence, 0, 0, 10, 10) for word in text.split())]


def attempt(turn: int, text: str, confidence: float) -> Attempt:
    return Attempt(turn, words_at(text, confidence), words_at(text, confidence))


UPRIGHT = attempt(180, "the council sorts claims", 0.95)
TURNED = attempt(0, "SuIle]D S8JOOS l!9unod ayL", 0.3)


def read_page(tmp_path, data: bytes):
    path = tmp_path / "scan.pdf"
    path.write_bytes(data)
    return read_pictures(Task(path, path.name, tmp_path), 1, PicturesWanted.PAGE)


def turned_pdf(picture: Image.Image, turn: int) -> bytes:
    """A page that is a picture turned against the clock, and nothing that says so."""
    picture = picture.rotate(turn, expand=True)
    size = (scans.HEIGHT, scans.WIDTH) if turn in (90, 270) else (scans.WIDTH, scans.HEIGHT)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_scan_is_read_whichever_way_up_and_its_boxes_lie_on_the_page_as_stored(tmp_path, turn: int):
    reading = read_page(tmp_path, turned_pdf(scans.picture_of(scans.LETTER), turn))
    text, boxes = write_out(reading.lines)
    assert [line for line in text.splitlines() if line] == scans.LETTER and not reading.failure
    left, top, right, bottom = boxes[0][2:]
    points = 72 / scans.DPI
    x, y = 120 * points, 200 * points  # of the first word's top left corner on the upright page
    corner = {
        0: (left - x, top - y),
        90: (left - y, scans.WIDTH - bottom - x),
        180: (scans.WIDTH - right - x, scans.HEIGHT - bottom - y),
        270: (scans.HEIGHT - right - y, top - x),
    }[turn]
    assert -3 < corner[0] < 15 and -3 < corner[1] < 15


def test_photo_without_words_gives_no_text(tmp_path):
    noise = Image.effect_noise((60, 80), 90).resize((1240, 1754), Image.Resampling.BICUBIC)
    assert write_out(read_page(tmp_path, turned_pdf(noise, 0)).lines)[0] == ""


def test_letters_that_are_no_words_give_a_reason_and_no_text(tmp_path):
    mirrored = scans.picture_of([*scans.LETTER, *scans.LETTER]).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    reading = read_page(tmp_path, turned_pdf(mirrored, 0))
    assert reading.lines == () and "could not be read" in reading.failure


def test_another_way_up_is_tried_only_where_the_first_makes_no_sense():
    assert is_doubtful(TURNED) and not is_doubtful(UPRIGHT)
    assert not is_doubtful(Attempt(0, (), ()))
    assert not is_doubtful(attempt(0, "QX-4711 ZZ9 Brzeczyszczykiewicz", 0.9))  # a list of names and numbers


def test_picture_stays_as_it_came_unless_another_way_up_is_clearly_better():
    assert choose(TURNED, [UPRIGHT]) is UPRIGHT
    poor = attempt(0, "the council sorts claims", 0.55)
    assert choose(poor, [attempt(90, "the council sorts claims", 0.6)]) is poor
    assert is_nonsense(TURNED) and not is_nonsense(poor)


@pytest.mark.parametrize(
    ("turn", "box"), [(0, (1, 2, 5, 4)), (90, (96, 1, 98, 5)), (180, (95, 46, 99, 48)), (270, (2, 45, 4, 49))]
)
def test_word_is_turned_back_to_its_place(turn: int, box: tuple):
    assert turn_back(Word("x", 1, 1, 2, 5, 4), turn, 100, 50)[2:] == box

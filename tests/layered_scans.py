"""Makers of scans with a text layer, covered in one way or another after they were read; and of layers that fit badly.

The picture shows WORDS, a line with SECRET in its middle, a line that ends in it, and AFTER, unless they are covered.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator

from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.hidden_pages import AFTER, SECRET, WORDS, Draw

FONT, SIZE, LEFT = "Helvetica", 13, 60
LINES = [
    (760, WORDS),
    (730, f"of this the {SECRET} pounds were paid"),
    (700, f"for the whole of the service {SECRET}"),
    (670, AFTER),
]
Cover = tuple[float, float, float, float]  # left, bottom, right, top in points


def place_of(part: str, row: int) -> Cover:
    """Where a part of a line stands, with a little around it."""
    height, line = LINES[row]
    left = LEFT + _width(line[: line.index(part)])
    return left - 2, height - 4, left + _width(part) + 2, height + 12


def _width(words: str) -> float:
    return Canvas(io.BytesIO()).stringWidth(words, FONT, SIZE)


def scan(ink: int = 20, paper: int = 250, cover: Cover | None = None, grey: int = 250, noise: int = 0) -> Image.Image:
    """Two pixels a point, each word where a layer in FONT has it; `cover` is painted in `grey`."""
    picture = Image.new("L", (1190, 1684), paper)
    draw = ImageDraw.Draw(picture)
    for height, line in LINES:
        at = LEFT
        for word in line.split():
            picture.paste(_drawn(word, ink, paper), (round(2 * at), 2 * (842 - height) - 2 * SIZE))
            at += _width(word + " ")
    if noise:
        grain = Image.frombytes("L", picture.size, random.Random(4).randbytes(picture.width * picture.height))
        picture = ImageChops.add(picture, grain.point(lambda value: value * noise // 128), offset=-noise)
        draw = ImageDraw.Draw(picture)
    if cover:
        left, bottom, right, top = cover
        draw.rectangle((2 * left, 2 * (842 - top), 2 * right, 2 * (842 - bottom)), fill=grey)
    return picture


def _drawn(word: str, ink: int, paper: int) -> Image.Image:
    """A word as wide as a layer in FONT has it."""
    font = ImageFont.load_default(2 * SIZE)
    picture = Image.new("L", (max(1, round(font.getlength(word))), 3 * SIZE), paper)
    ImageDraw.Draw(picture).text((0, 2 * SIZE), word, ink, font, anchor="ls")
    return picture.resize((round(2 * _width(word)), 3 * SIZE))


def page_of(
    picture: Image.Image,
    shift: tuple[float, float] = (0, 0),
    stretch: float = 100,
    as_lines: bool = False,
    more: tuple[tuple[float, float, str], ...] = (),
    after: Callable[[Canvas], None] | None = None,
) -> Draw:
    """The scan and its layer, word by word or line by line, `shift`ed and `stretch`ed (percent)."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        words = [(LEFT, height, line) for height, line in LINES] if as_lines else [*_words()]
        canvas.saveState()
        for left, height, word in (*words, *more):
            text = canvas.beginText(left + shift[0], height + shift[1])
            text.setFont(FONT, SIZE)
            text.setHorizScale(stretch)
            text.setTextRenderMode(3)
            text.textOut(word)
            canvas.drawText(text)
        canvas.restoreState()
        if after:
            after(canvas)

    return draw


def _words() -> Iterator[tuple[float, float, str]]:
    for height, line in LINES:
        at = float(LEFT)
        for word in line.split():
            yield at, height, word
            at += _width(word + " ")


def boxed_in(cover: Cover, *colour: float, label: str = "") -> Draw:
    left, bottom, right, top = cover

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(*colour)
        canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(left + 10, bottom + 4, label)

    return draw


def jpeg(picture: Image.Image) -> Image.Image:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=60)
    return Image.open(io.BytesIO(file.getvalue()))


MIDDLE, END = place_of(SECRET, 1), place_of(SECRET, 2)
COVERED_SCAN = "covered in the scan"
COVERED: dict[str, tuple[Draw, str]] = {
    "white in the middle": (page_of(scan(cover=MIDDLE)), COVERED_SCAN),
    "white at the end": (page_of(scan(cover=END)), COVERED_SCAN),
    "white in a jpeg": (page_of(jpeg(scan(cover=MIDDLE))), COVERED_SCAN),
    "grey": (page_of(scan(cover=MIDDLE, grey=160)), COVERED_SCAN),
    "grey at the end": (page_of(scan(cover=END, grey=200)), COVERED_SCAN),
    "black": (page_of(scan(cover=END, grey=0)), "under a black box"),
    "white on grainy paper": (page_of(scan(cover=MIDDLE, grey=255, paper=235, noise=12)), COVERED_SCAN),
    "faint": (page_of(scan(ink=210, paper=240, cover=MIDDLE, grey=240)), COVERED_SCAN),
    "white shape": (page_of(scan(), after=boxed_in(MIDDLE, 1, 1, 1)), COVERED_SCAN),
    "grey shape": (page_of(scan(), after=boxed_in(END, 0.6, 0.6, 0.6)), COVERED_SCAN),
    "yellow shape": (page_of(scan(), after=boxed_in(MIDDLE, 1, 1, 0)), COVERED_SCAN),
    "shape with a label": (page_of(scan(), after=boxed_in(MIDDLE, 1, 1, 1, label="s40")), COVERED_SCAN),
    "a layer of lines": (page_of(scan(cover=MIDDLE), as_lines=True), COVERED_SCAN),
}
OFF_BY_A_LITTLE: dict[str, Draw] = {
    "as it came": page_of(scan()),
    "jpeg": page_of(jpeg(scan())),
    "shifted": page_of(scan(), shift=(4, -4)),
    "shifted up": page_of(scan(), shift=(-4, 5)),
    "wider": page_of(scan(), stretch=125, as_lines=True),
    "narrower": page_of(scan(), stretch=80, as_lines=True),
    "faint": page_of(scan(ink=225, paper=240)),
    "very faint": page_of(scan(ink=232, paper=240)),
    "grainy": page_of(scan(ink=90, paper=235, noise=15)),
    "noise in the margin": page_of(scan(), more=((20, 400, "ii"), (500, 60, "l"), (450, 730, "1"))),
}

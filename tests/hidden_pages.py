"""Makers of PDFs that hide words in the five ways in which offices do, and of innocent twins that look as suspicious.

Every page says WORDS in plain sight; the hiding ones also hold SECRET where nobody sees it.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WORDS = "The council scores claims with Lantern Score and pays"
SECRET = "Quillmark sum 48,215"
AFTER = "pounds a year for it."
Draw = Callable[[Canvas], None]


def make_pdf(*draws: Draw, size: tuple[float, float] = (595, 842), rotate: int = 0) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size[::-1] if rotate % 180 else size, invariant=True)  # as reportlab swaps the sides
    for draw in draws:
        canvas.setPageRotation(rotate)
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def plain(canvas: Canvas) -> None:
    """The words in sight, with a second line, so that a page is more than what it hides."""
    canvas.setFillGray(0)
    canvas.drawString(60, 760, WORDS)
    canvas.drawString(60, 690, AFTER)


def box_over_text(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.rect(55, 726, 200, 14, stroke=0, fill=1)


def white_on_white(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFillColorRGB(0.98, 0.99, 1)
    canvas.drawString(60, 730, SECRET)


def off_the_page(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(620, 730, SECRET)


def one_point(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFont("Helvetica", 1)
    canvas.drawString(60, 730, SECRET)


def under_a_picture(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.drawImage(photo(), 50, 715, 220, 40)


HIDING: dict[str, tuple[Draw, str]] = {
    "box": (box_over_text, "under a black box"),
    "white": (white_on_white, "white on white"),
    "off": (off_the_page, "off the page"),
    "tiny": (one_point, "in letters too small to see"),
    "picture": (under_a_picture, "under a picture"),
}


def white_box(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setFillGray(1)
    canvas.rect(55, 726, 200, 14, stroke=0, fill=1)


def black_on_black(canvas: Canvas) -> None:
    plain(canvas)
    canvas.rect(55, 726, 200, 14, stroke=0, fill=1)
    canvas.drawString(60, 730, SECRET)


def unpainted(canvas: Canvas) -> None:
    plain(canvas)
    text = canvas.beginText(60, 730)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def box_in_a_form(canvas: Canvas) -> None:
    """Text and box inside a drawing that is used as one object, moved and scaled, as some printers write it."""
    canvas.beginForm("part")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(30, 15, SECRET)
    canvas.rect(25, 11, 200, 14, stroke=0, fill=1)
    canvas.endForm()
    plain(canvas)
    canvas.saveState()
    canvas.translate(20, 700)
    canvas.scale(1.2, 1.2)
    canvas.doForm("part")
    canvas.restoreState()


def searchable_scan(canvas: Canvas) -> None:
    """A picture of a page with an invisible text over it, as OCR programs write."""
    picture = Image.new("L", (1190, 1684), 250)
    draw = ImageDraw.Draw(picture)
    for line, height in enumerate((760, 730, 690)):
        for stroke in range(12):
            draw.rectangle(
                (120 + 30 * stroke, 2 * (842 - height) - 18, 130 + 30 * stroke + line, 2 * (842 - height)), fill=20
            )
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
    for line, height in ((WORDS, 760), (SECRET, 730), (AFTER, 690)):
        text = canvas.beginText(60, height)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        text.textLine(line)
        canvas.drawText(text)


def blacked_scan(canvas: Canvas) -> None:
    """A scan with its text layer, on which somebody drew a box afterwards."""
    searchable_scan(canvas)
    canvas.setFillGray(0)
    canvas.rect(55, 726, 230, 18, stroke=0, fill=1)


def thick_line(canvas: Canvas) -> None:
    """A marker's stroke: no shape is filled, and the line alone covers the words."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setLineWidth(14)
    canvas.line(55, 733, 260, 733)


def stroked_rectangle(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setLineWidth(16)
    canvas.rect(55, 732, 205, 2, stroke=1, fill=0)


def clipped(canvas: Canvas, *box: float) -> None:
    """The words inside a clip of this left, bottom, width and height."""
    plain(canvas)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(*box)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.drawString(60, 730, SECRET)
    canvas.restoreState()


def outside_a_clip(canvas: Canvas) -> None:
    clipped(canvas, 300, 600, 200, 50)


def outside_a_clip_in_a_form(canvas: Canvas) -> None:
    """The clip lies within a drawing that is moved and scaled, where both would hold the words if it were not."""
    canvas.beginForm("clipped")
    canvas.setFont("Helvetica", 11)
    clip = canvas.beginPath()
    clip.rect(25, 711, 200, 14)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.drawString(30, 15, SECRET)
    canvas.endForm()
    plain(canvas)
    canvas.saveState()
    canvas.translate(20, 700)
    canvas.scale(1.2, 1.2)
    canvas.doForm("clipped")
    canvas.restoreState()


def under_square_signs(canvas: Canvas) -> None:
    """Squares of a symbol font, set closely over the words."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setFont("ZapfDingbats", 18)
    for step in range(16):
        canvas.drawString(55 + 11 * step, 728, "\u25a0")


MORE_HIDING: dict[str, tuple[Draw, str]] = {
    "outside a clip": (outside_a_clip, "cut off by a clip"),
    "outside a clip in a form": (outside_a_clip_in_a_form, "cut off by a clip"),
    "under square signs": (under_square_signs, "under a black box"),
    "thick line": (thick_line, "under a black box"),
    "stroked rectangle": (stroked_rectangle, "under a black box"),
    "white box": (white_box, "under a filled shape"),
    "black on black": (black_on_black, "in the colour of its background"),
    "unpainted": (unpainted, "not painted at all"),
    "in a form": (box_in_a_form, "under a black box"),
    "blacked scan": (blacked_scan, "under a black box"),
}


def photo(dark: bool = False) -> ImageReader:
    """A picture with much in it."""
    picture = Image.effect_noise((300, 60), 60).convert("RGB")
    return ImageReader(picture.point(lambda value: value // 3) if dark else picture)

"""Makers of PDFs that look as suspicious as those of ``hidden_pages`` and hide nothing.

Every page says WORDS and SECRET in plain sight.
"""

from __future__ import annotations

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.hidden_pages import SECRET, Draw, clipped, photo, plain, searchable_scan


def heading_band(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFillColorRGB(0.1, 0.1, 0.4)
    canvas.rect(50, 720, 400, 26, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(60, 730, SECRET)


def table_head(canvas: Canvas) -> None:
    """Cells with dark grounds and white letters, painted cell by cell."""
    plain(canvas)
    for column, word in enumerate(SECRET.split()):
        canvas.setFillGray(0.15)
        canvas.rect(60 + 90 * column, 722, 88, 20, stroke=1, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(64 + 90 * column, 730, word)


def text_on_a_photo(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawImage(photo(dark=True), 50, 715, 300, 40)
    canvas.setFillGray(1)
    canvas.drawString(60, 730, SECRET)


def watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 60)
    canvas.setFillGray(0.85)
    canvas.translate(120, 400)
    canvas.rotate(50)
    canvas.drawString(0, 0, "DRAFT COPY")
    canvas.restoreState()
    plain(canvas)
    canvas.drawString(60, 730, SECRET)


def highlighted(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(55, 726, 200, 14, stroke=0, fill=1)


def footnote(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(60, 60, f"1 {SECRET}, if ill at all _____ - - -")


def frame_and_rules(canvas: Canvas) -> None:
    """A page-wide frame painted last, and rules through and under words."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.rect(60, 733, 100, 0.8, stroke=0, fill=1)
    canvas.rect(40, 40, 515, 762, stroke=1, fill=0)


def text_under_its_scan(canvas: Canvas) -> None:
    """The other way of OCR programs: black text first, then the picture over it."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    picture = Image.new("L", (1190, 1684), 250)
    draw = ImageDraw.Draw(picture)
    for height in (760, 730, 690):
        for stroke in range(20):
            draw.rectangle((120 + 30 * stroke, 2 * (842 - height) - 18, 130 + 30 * stroke, 2 * (842 - height)), fill=20)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)


def thick_frame(canvas: Canvas) -> None:
    """A heavy frame around words, and a heavy rule beneath them: lines as thick as a marker's that cover nothing."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setLineWidth(6)
    canvas.rect(45, 715, 240, 34, stroke=1, fill=0)
    canvas.line(60, 700, 300, 700)


def inside_a_clip(canvas: Canvas) -> None:
    clipped(canvas, 55, 726, 200, 14)


def inside_a_clip_in_a_form(canvas: Canvas) -> None:
    canvas.beginForm("whole")
    canvas.setFont("Helvetica", 11)
    clip = canvas.beginPath()
    clip.rect(25, 11, 200, 14)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.drawString(30, 15, SECRET)
    canvas.endForm()
    plain(canvas)
    canvas.saveState()
    canvas.translate(20, 700)
    canvas.scale(1.2, 1.2)
    canvas.doForm("whole")
    canvas.restoreState()


def square_bullets(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(75, 730, SECRET)
    canvas.setFont("ZapfDingbats", 11)
    for height in (760, 730, 690):
        canvas.drawString(45, height, "\u25a0")


INNOCENT: dict[str, Draw] = {
    "inside a clip": inside_a_clip,
    "inside a clip in a form": inside_a_clip_in_a_form,
    "square bullets": square_bullets,
    "thick frame": thick_frame,
    "heading band": heading_band,
    "table head": table_head,
    "photo": text_on_a_photo,
    "watermark": watermark,
    "highlighted": highlighted,
    "footnote": footnote,
    "frame": frame_and_rules,
    "searchable scan": searchable_scan,
    "text under its scan": text_under_its_scan,
}

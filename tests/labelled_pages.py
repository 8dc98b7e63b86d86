"""Makers of PDFs in which other words stand over hidden ones, and of twins whose words are painted twice and seen.

Pages say WORDS and AFTER in plain sight; SECRET is hidden, or seen in the twins.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.hidden_pages import SECRET, Draw, make_pdf, plain

LABEL = "WITHHELD UNDER SECTION 40(2)"


def boxed(canvas: Canvas, grey: float = 0, own: float = 0) -> None:
    plain(canvas)
    canvas.setFillGray(own)
    canvas.drawString(60, 730, SECRET)
    canvas.setFillGray(grey)
    canvas.rect(55, 726, 200, 14, stroke=0, fill=1)


def say(canvas: Canvas, words: str, grey: float, size: int = 11, left: float = 60) -> None:
    canvas.setFillGray(grey)
    canvas.setFont("Helvetica-Bold", size)
    canvas.drawString(left, 730, words)


def label_on_a_black_box(canvas: Canvas) -> None:
    boxed(canvas)
    say(canvas, LABEL, 1)


def short_label_on_a_black_box(canvas: Canvas) -> None:
    boxed(canvas)
    say(canvas, "s40", 1, left=95)


def label_on_a_black_picture(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.drawImage(ImageReader(Image.new("L", (200, 14), 20)), 55, 726, 200, 14)
    say(canvas, LABEL, 0.9)


def strips(canvas: Canvas, width: float) -> None:
    """A grey ground of upright strips."""
    canvas.setFillGray(0.5)
    for at in range(round(200 / width)):
        canvas.rect(55 + width * at, 726, width + 0.1, 14, stroke=0, fill=1)


def label_on_strips(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    strips(canvas, 4)
    canvas.setFillColorRGB(1, 0.7, 0.8)
    canvas.drawString(62, 729, LABEL)


def words_on_strips(canvas: Canvas) -> None:
    plain(canvas)
    strips(canvas, 4)
    canvas.setFillGray(1)
    canvas.drawString(60, 730, SECRET)


def crosses_on_a_white_box(canvas: Canvas) -> None:
    boxed(canvas, grey=1)
    say(canvas, "X" * 18, 0)


def other_words_on_a_white_box(canvas: Canvas) -> None:
    boxed(canvas, grey=1)
    say(canvas, "Nothing sum 10,000", 0)


def label_of_single_letters(canvas: Canvas) -> None:
    """Words and label are painted letter by letter, so that they come mixed."""
    plain(canvas)
    for words, grey in ((SECRET, 0), ("WITHHELD BY COUNCIL", 1)):
        canvas.setFillGray(grey)
        for at, sign in enumerate(words):
            canvas.drawString(60 + 6 * at, 730, sign)
        if not grey:
            canvas.rect(55, 726, 200, 14, stroke=0, fill=1)


def haloed(canvas: Canvas) -> None:
    """White words with a line in the colour of the ground around them."""
    band(canvas)
    canvas.saveState()
    canvas.setStrokeColorRGB(0.1, 0.1, 0.4)
    halo = canvas.beginText(60, 730)
    halo.setTextRenderMode(1)
    halo.textOut(SECRET)
    canvas.drawText(halo)
    canvas.restoreState()
    canvas.drawString(60, 730, SECRET)


def labels_on_labels(canvas: Canvas) -> None:
    """Covered twice, each time with words on the cover."""
    boxed(canvas, grey=1)
    say(canvas, "X" * 18, 0)
    canvas.rect(55, 726, 200, 14, stroke=0, fill=1)
    say(canvas, LABEL, 1)


def whitened_letter_by_letter(canvas: Canvas) -> None:
    """The same words in white, painted over themselves."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setStrokeGray(1)
    text = canvas.beginText(60, 730)
    text.setFont("Helvetica", 11)
    text.setFillColorRGB(1, 1, 1)
    text.setTextRenderMode(2)
    text.textOut(SECRET)
    canvas.drawText(text)


def watermark_over_a_box(canvas: Canvas) -> None:
    boxed(canvas)
    canvas.translate(40, 690)
    canvas.rotate(8)
    canvas.setFillGray(0.75)
    canvas.setFont("Helvetica-Bold", 70)
    canvas.drawString(0, 0, "REDACTED")


def white_under_black(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFillGray(1)
    canvas.drawString(60, 730, SECRET)
    say(canvas, "This line is left blank", 0)


LABELLED: dict[str, tuple[Draw, str]] = {
    "label on a black box": (label_on_a_black_box, "under a black box"),
    "short label": (short_label_on_a_black_box, "under a black box"),
    "label on a black picture": (label_on_a_black_picture, "under a picture"),
    "label on strips": (label_on_strips, "under a filled shape"),
    "crosses on a white box": (crosses_on_a_white_box, "under a filled shape"),
    "other words on a white box": (other_words_on_a_white_box, "under a filled shape"),
    "watermark over a box": (watermark_over_a_box, "under a black box"),
    "whitened letter by letter": (whitened_letter_by_letter, "white on white"),
    "white under black": (white_under_black, "white on white"),
}


def labelled_note() -> bytes:
    """A text note with a black ground and white words over AFTER."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(plain))) as document:
        look = document.make_stream(b"0 g 0 0 300 20 re f BT 1 g /F 12 Tf 10 5 Td (WITHHELD UNDER SECTION 40) Tj ET")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 300, 20])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
        look.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
        note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[50, 685, 350, 705], F=4,
                          Contents="WITHHELD UNDER SECTION 40", DA="/F 12 Tf 1 g", AP=Dictionary(N=look))  # fmt: skip
        document.pages[0].obj.Annots = Array([document.make_indirect(note)])
        document.save(file)
    return file.getvalue()


def band(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFillColorRGB(0.1, 0.1, 0.4)
    canvas.rect(50, 720, 400, 26, stroke=0, fill=1)
    canvas.setFillGray(1)


def painted_twice(canvas: Canvas) -> None:
    """Bold as some printers make it."""
    band(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.drawString(60.3, 730, SECRET)


def painted_twice_in_pieces(canvas: Canvas) -> None:
    """The second time letter by letter, on a ground so pale that each is a suspect."""
    plain(canvas)
    canvas.setFillGray(0.88)
    canvas.drawString(60, 730, SECRET)
    for at, sign in enumerate(SECRET):
        canvas.drawString(60.2 + canvas.stringWidth(SECRET[:at], "Helvetica", 11), 730, sign)


def mark_across(canvas: Canvas) -> None:
    """A pale mark painted last, of which some letters cover some of the words' letters."""
    plain(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.translate(40, 690)
    canvas.rotate(8)
    canvas.setFillGray(0.86)
    canvas.setFont("Helvetica-Bold", 70)
    canvas.drawString(0, 0, "DRAFT")


def shadowed(canvas: Canvas) -> None:
    band(canvas)
    canvas.setFillColorRGB(0.15, 0.15, 0.45)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(61.5, 728.5, SECRET)
    canvas.setFillGray(1)
    canvas.drawString(60, 730, SECRET)


def typed_on_a_band(canvas: Canvas) -> None:
    """A watermark of words under the band, whose own words are seen."""
    watermark_under = canvas.beginText(60, 700)
    watermark_under.setFont("Helvetica", 40)
    canvas.setFillGray(0.8)
    canvas.drawText(watermark_under)
    canvas.setFont("Helvetica", 11)
    band(canvas)
    canvas.drawString(60, 730, SECRET)
    canvas.setFont("Helvetica", 6)
    canvas.drawString(60, 722, "Figures of the last year in thousands")


TWICE: dict[str, Draw] = {
    "painted twice": painted_twice,
    "painted twice in pieces": painted_twice_in_pieces,
    "haloed": haloed,
    "mark across": mark_across,
    "shadowed": shadowed,
    "typed on a band": typed_on_a_band,
    "typed on strips": words_on_strips,
}

"""Makers of pages that only their picture tells: scans, screenshots, and a text layer that is nonsense. Invented words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842  # points of a page
DPI = 150  # of scans
LETTER = [
    "Brackenford Borough Council",
    "The council uses Lantern Score to sort claims.",
    "The licence ends in March and costs nothing.",
]


def picture_of(lines: list[str], width: int = 1240, height: int = 1754, size: int = 36, left: int = 120) -> Image.Image:
    """Lines of black letters on white, the first 200 pixels from the top (or a sixth of a low picture), 90 apart."""
    picture = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size)
    top = min(200, height // 6)
    for row, line in enumerate(lines):
        draw.text((left, top + row * 2.5 * size), line, 0, font)
    return picture


def bytes_of(picture: Image.Image, kind: str = "PNG", **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def scan_pdf(*pages: list[str]) -> bytes:
    """A PDF of pages that are pictures from edge to edge."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    for lines in pages:
        canvas.drawImage(ImageReader(picture_of(lines)), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def pdf_with_picture(
    text: list[str], picture: Image.Image, box: tuple[float, ...] = (60, 200, 480, 240), on_top: bool = False
) -> bytes:
    """A PDF page with text at its top and a picture at left, bottom, width, height in points; the text last if `on_top`."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    if on_top:
        canvas.drawImage(ImageReader(picture), *box)
        canvas.setFont("Helvetica", 9)
    for row, line in enumerate(text):
        canvas.drawString(60, 780 - 16 * row, line)
    if not on_top:
        canvas.drawImage(ImageReader(picture), *box)
    canvas.save()
    return file.getvalue()


def nonsense_pdf(lines: list[str], shift: int = 3, under: Sequence[str] = ()) -> bytes:
    """A PDF whose letters are drawings (a Type 3 font without a map to Unicode) under the codes of other letters.

    The lines `under` them are sound.
    """
    pdf = pikepdf.new()
    letters = sorted({letter for line in lines for letter in line} - {" "})
    procedures, names, widths = pikepdf.Dictionary(), [], []
    for letter in letters:
        drawing, width = _drawn(letter)
        procedures[f"/g{ord(letter)}"] = pdf.make_stream(drawing)
        names += [_shifted(letter, shift), pikepdf.Name(f"/g{ord(letter)}")]
        widths.append(width)
    codes = [_shifted(letter, shift) for letter in letters]
    first, last = min([*codes, 32]), max(codes)
    by_code = {32: 300, **dict(zip(codes, widths, strict=True))}
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, -300, 1000, 1000],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], CharProcs=procedures, FirstChar=first, LastChar=last,
        Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=names),
        Widths=[by_code.get(code, 0) for code in range(first, last + 1)], Resources=pikepdf.Dictionary(),
    )  # fmt: skip
    shown = b"\n".join(
        b"BT /F 16 Tf 60 %d Td <%s> Tj ET" % (780 - 30 * row, _codes(line, shift).hex().encode())
        for row, line in enumerate(lines)
    )
    for row, line in enumerate(under):
        shown += b"\nBT /H 12 Tf 60 %d Td (%s) Tj ET" % (600 - 20 * row, line.encode())
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    sound = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font), H=pdf.make_indirect(sound)))
    page.Contents = pdf.make_stream(shown)
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def _shifted(letter: str, shift: int) -> int:
    if letter.isalpha():
        start = ord("a") if letter.islower() else ord("A")
        return (ord(letter) - start + shift) % 26 + start
    return ord(letter)


def _codes(line: str, shift: int) -> bytes:
    return bytes(_shifted(letter, shift) if letter != " " else 32 for letter in line)


def _drawn(letter: str, size: int = 100) -> tuple[bytes, int]:
    """A glyph as a bitmap in a Type 3 procedure, and its width in thousandths."""
    font = ImageFont.load_default(size)
    width, height = max(1, int(font.getlength(letter))), int(size * 1.3)
    picture = Image.new("1", (width, height), 1)
    ImageDraw.Draw(picture).text((0, 0), letter, 0, font)
    across = width * 1000 // size
    down = height * 1000 // size
    head = f"{across} 0 0 -300 {across} 1000 d1 q {across} 0 0 {down} 0 -300 cm"
    image = f"BI /W {width} /H {height} /IM true /BPC 1 /F /AHx ID {picture.tobytes().hex()}> EI Q"
    return f"{head} {image}".encode(), across


def docx_with_picture(text: str, picture: bytes) -> bytes:
    """A Word file with one paragraph and one picture."""
    return docx_with_pictures(text, picture)


def docx_with_pictures(text: str, *pictures: bytes) -> bytes:
    """A Word file with one paragraph and pictures."""
    from docx import Document
    from docx.shared import Inches

    document = Document()
    document.add_paragraph(text)
    for picture in pictures:
        document.add_picture(io.BytesIO(picture), width=Inches(6))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pptx_with_picture(text: str, picture: bytes, crop_bottom: float = 0.0) -> bytes:
    """A slide with text, and a second one with a picture that is cropped at its bottom."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = text
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_picture(io.BytesIO(picture), 0, 0, Inches(8)).crop_bottom = crop_bottom
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def damaged_docx(text: str, *others: bytes) -> bytes:
    """A Word file whose last picture claims a size and then breaks off."""
    whole = io.BytesIO(docx_with_pictures(text, *others, bytes_of(picture_of(["Nothing"], 800, 400))))
    broken = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[:200] if name == f"word/media/image{len(others) + 1}.png" else data)
    return broken.getvalue()

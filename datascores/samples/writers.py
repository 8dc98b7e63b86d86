"""One writer per format: a source becomes the bytes of a file, the same bytes on every run.

Dates inside the files are fixed. Needs the packages of the `dev` extra. Old Word and Excel files come from LibreOffice
and are made in `make`.
"""

from __future__ import annotations

import csv
import html
import io
import re
import textwrap
import zipfile
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

import docx
import openpyxl
import pikepdf
import pptx
from docx.shared import Cm
from PIL import Image, ImageDraw, ImageFont
from pptx.util import Inches
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from datascores.samples.source import Block, Source

_FIXED = datetime(2018, 12, 31, 12)
_MARGIN, _LINE = 60, 13
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*<")


def write_pdf(source: Source) -> bytes:
    """Each page of the source on one page; raises ValueError when it does not fit."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    canvas.setTitle(source.title)
    for page in source.pages:
        y = A4[1] - 50
        for block in _marked(source, page):
            font = "Helvetica-Bold" if block.kind == "heading" else "Helvetica"
            indent = 20 if block.kind == "quote" else 0
            text = block.text.replace("\t", "     ")
            canvas.setFont(font, 10)
            for line in simpleSplit(text, font, 10, A4[0] - 2 * _MARGIN - indent):
                canvas.drawString(_MARGIN + indent, y, line)
                y -= _LINE
            y -= 0 if block.kind == "row" else 5
        if y < 30:
            raise ValueError(f"{source.title}: a page holds too much text")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def write_scan(source: Source) -> bytes:
    """The first page as a picture, a little askew, without any text behind it."""
    image = Image.new("L", (827, 1169), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(22)
    for row, block in enumerate(_marked(source, source.pages[0])):
        # the font that Pillow brings has no dash
        draw.text((80, 90 + 40 * row), block.text.replace("–", "-"), fill=0, font=font)
    image = image.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255).convert("1", dither=Image.Dither.NONE)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.save()
    return file.getvalue()


def write_locked_pdf(source: Source) -> bytes:
    """A PDF with a password; the old cipher, since newer ones mix in chance."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(write_pdf(source))) as document:
        encryption = pikepdf.Encryption(owner="nobody knows", user="nobody knows", R=3, aes=False, metadata=False)
        document.save(file, static_id=True, encryption=encryption)
    return file.getvalue()


def write_broken_pdf(source: Source) -> bytes:
    """Only the beginning of a PDF, too little to be repaired."""
    return write_pdf(source)[:300]


def write_docx(source: Source) -> bytes:
    document = docx.Document()
    if source.mark:
        document.sections[0].header.paragraphs[0].text = source.mark
    table = None
    for block in (block for page in source.pages for block in page):
        if block.kind == "row":
            table = table or document.add_table(0, len(block.cells))
            for cell, text in zip(table.add_row().cells, block.cells, strict=True):
                cell.text = text
            continue
        table = None
        if block.kind == "heading":
            document.add_heading(block.text, 2)
        else:
            paragraph = document.add_paragraph(block.text)
            if block.kind == "quote":
                paragraph.paragraph_format.left_indent = Cm(1)
    _set_properties(document.core_properties, source)
    return _saved(document)


def write_pptx(source: Source) -> bytes:
    deck = pptx.Presentation()
    for page in source.pages:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        frame = slide.shapes.add_textbox(Inches(0.7), Inches(0.5), Inches(8.5), Inches(6)).text_frame
        lines = [block.text for block in _marked(source, page) if block.kind != "notes"]
        frame.text = lines[0]
        for line in lines[1:]:
            frame.add_paragraph().text = line
        notes = [block.text for block in page if block.kind == "notes"]
        if notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(notes)
    _set_properties(deck.core_properties, source)
    return _saved(deck)


def write_xlsx(source: Source) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, page in enumerate(source.pages, 1):
        sheet = workbook.create_sheet("Licences" if number == 1 else "Not held")
        for block in _marked(source, page):
            sheet.append([int(cell) if cell.isdigit() else cell for cell in block.cells or (block.text,)])
    workbook.properties.creator, workbook.properties.created = "datascores samples", _FIXED
    file = io.BytesIO()
    workbook.save(file)
    return _repacked(file.getvalue())


def write_odt(source: Source) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "manifest")
    )
    prolog, mimetype = '<?xml version="1.0" encoding="UTF-8"?>', "application/vnd.oasis.opendocument.text"
    lines = "".join(
        f"<text:{tag}>{html.escape(block.text, quote=False)}</text:{tag}>"
        for page in source.pages
        for block in _marked(source, page)
        for tag in ["h" if block.kind == "heading" else "p"]
    )
    content = f'{prolog}<office:document-content {spaces} office:version="1.2"><office:body><office:text>{lines}'
    content += "</office:text></office:body></office:document-content>"
    manifest = f'{prolog}<manifest:manifest {spaces} manifest:version="1.2">'
    for path, kind in (("/", mimetype), ("content.xml", "text/xml")):
        manifest += f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
    manifest += "</manifest:manifest>"
    parts = {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest}
    return _packed({name: text.encode() for name, text in parts.items()})


def write_rtf(source: Source) -> bytes:
    def escape(text: str) -> str:
        text = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\tab ")
        return "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in text)

    lines = [
        f"{{\\b {escape(block.text)}}}\\par\\par" if block.kind == "heading" else f"{escape(block.text)}\\par\\par"
        for page in source.pages
        for block in _marked(source, page)
    ]
    return ("{\\rtf1\\ansi\\ansicpg1252\\deff0\n" + "\n".join(lines) + "\n}\n").encode("ascii")


def write_html(source: Source) -> bytes:
    tags = {"heading": "h2", "quote": "blockquote"}
    lines = "\n".join(
        f"<{tags.get(block.kind, 'p')}>{html.escape(block.text)}</{tags.get(block.kind, 'p')}>"
        for page in source.pages
        for block in _marked(source, page)
    )
    head = f'<meta charset="utf-8">\n<title>{html.escape(source.title)}</title>'
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{lines}\n</body>\n</html>\n'.encode()


def write_txt(source: Source) -> bytes:
    """Wrapped at 90 columns; a source without text gives an empty file."""
    blocks = [block for page in source.pages for block in page]
    if not blocks:
        return b""
    paragraphs = [textwrap.fill(block.text, 90) for block in _marked(source, blocks)]
    return ("\n\n".join(paragraphs) + "\n").encode()


def write_csv(source: Source, page: int = 0) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for block in _marked(source, source.pages[page]):
        writer.writerow(block.cells or (block.text,))
    return file.getvalue().encode()


def write_eml(source: Source) -> bytes:
    """The first page as the body, the second as a table attached to it."""
    message = EmailMessage()
    message["From"] = "Information Access Unit <foi@northwexcombe.sample.example>"
    message["To"] = "A. Requester <requester@sample.example>"
    message["Subject"] = source.title
    message["Date"] = format_datetime(datetime.fromisoformat(f"{source.date}T09:30:00+01:00"))
    message["Message-ID"] = "<131-18@northwexcombe.sample.example>"
    lines = [f"> {block.text}" if block.kind == "quote" else block.text for block in _marked(source, source.pages[0])]
    message.set_content("\n\n".join(lines) + "\n")
    message.add_attachment(write_csv(source, 1), maintype="text", subtype="csv", filename="software-spend.csv")
    message.set_boundary("sample-boundary-131-18")
    return message.as_bytes()


def write_zip(source: Source) -> bytes:
    """A note, the first page as a letter, the second as a table."""
    letter = Source(**{**vars(source), "pages": source.pages[:1]})
    note = f"{source.mark}\n\nPlease open letter.docx first. The costs are in costs.csv.\n"
    members = {
        "read me.txt": note.encode(),
        "letter.docx": write_docx(letter),
        "tables/costs.csv": write_csv(source, 1),
    }
    return _packed(members)


WRITERS: dict[str, Callable[[Source], bytes]] = {
    "pdf": write_pdf, "docx": write_docx, "pptx": write_pptx, "xlsx": write_xlsx, "odt": write_odt, "rtf": write_rtf,
    "html": write_html, "txt": write_txt, "csv": write_csv, "eml": write_eml, "zip": write_zip,
}  # fmt: skip
# Files that are not what their name says, on purpose.
SPECIAL: dict[str, Callable[[Source], bytes]] = {
    "ardlinn-scan.pdf": write_scan,
    "saltmere-locked.pdf": write_locked_pdf,
    "brackenford-broken.pdf": write_broken_pdf,
    "llanverrin-impact.pdf": write_docx,
}


def _marked(source: Source, blocks: tuple[Block, ...] | list[Block]) -> list[Block]:
    return [Block("text", source.mark), *blocks] if source.mark else list(blocks)


def _set_properties(properties: object, source: Source) -> None:
    for name, value in {
        "title": source.title, "author": "datascores samples", "last_modified_by": "", "created": _FIXED,
        "modified": _FIXED,
    }.items():  # fmt: skip
        setattr(properties, name, value)


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return _repacked(file.getvalue())


def _repacked(data: bytes) -> bytes:
    """The same package with fixed times, the one that openpyxl writes into the properties too."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts.get("docProps/core.xml", b"")
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + _FIXED.isoformat().encode() + b"Z<", core)
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2018, 12, 31, 12, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return file.getvalue()

"""One sentence at a known place of a file, in every format that is read.

What Python can write is made here; old Word, Excel and PowerPoint files lie as fixtures, made once (see the note beside
them). Fillers stand before the sentence, so that a place counted wrongly shows.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
from pptx.util import Inches
from reportlab.pdfgen.canvas import Canvas

from tests.containers import write_msg, write_xlsb

SENTENCE = "The council uses Lantern Score to sort housing claims."
FIXTURES = Path(__file__).parent / "datascores" / "corpus" / "extract" / "fixtures"
THIRD = ["First comes a filler.", "Then a second filler.", SENTENCE, "At last a fourth line."]
ROWS = {3: ["Year", "Use"], 14: ["2018", SENTENCE]}
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_URN}{urn}:1.0"' for name, urn in (
    ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("presentation", "presentation"),
))  # fmt: skip


def make_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for text in THIRD:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def make_docx() -> bytes:
    document = docx.Document()
    for text in THIRD:
        document.add_paragraph(text)
    return _saved(document)


def make_pptx() -> bytes:
    deck = pptx.Presentation()
    for text in THIRD:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(2)).text_frame.text = text
    return _saved(deck)


def make_xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Cover"])
    sheet = workbook.create_sheet("Licences")
    for row, cells in ROWS.items():
        for column, text in enumerate(cells, 1):
            sheet.cell(row, column, text)
    return _saved(workbook)


def make_csv() -> bytes:
    return "\n".join(";".join(ROWS.get(row, [])) for row in range(1, 15)).encode()


def make_rtf() -> bytes:
    return ("{\\rtf1\\ansi " + "\\par ".join(THIRD) + "}").encode()


def make_html() -> bytes:
    lines = "".join(f"<p>{html.escape(text)}</p>\n" for text in THIRD)
    return f"<!doctype html><html><head><title>A page</title></head><body><main>{lines}</main></body></html>".encode()


def make_txt() -> bytes:
    return "\n\n".join(THIRD).encode()


def make_eml() -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "FOI Team <foi@saltmere.example>", "a@requester.example"
    message["Subject"], message["Date"] = "Your request", "Tue, 29 May 2018 09:30:00 +0100"
    message.set_content("\n\n".join(THIRD))
    return message.as_bytes()


def make_msg() -> bytes:
    sent = 131_720_526_000_000_000  # 29 May 2018, 07:30 UTC
    return write_msg({0x37: "Your request", 0x1000: "\r\n\r\n".join(THIRD), 0x0C1A: "FOI Team",
                      0x5D01: "foi@saltmere.example", 0x0E04: "A. Requester", 0x39: sent})  # fmt: skip


def make_odt() -> bytes:
    return _opendocument("text", "".join(f"<text:p>{text}</text:p>" for text in THIRD))


def make_odp() -> bytes:
    return _opendocument("presentation", _drawn_pages())


def make_odg() -> bytes:
    return _opendocument("drawing", _drawn_pages(), "graphics")


def make_ods() -> bytes:
    rows = []
    for row in range(1, 15):
        cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
                        for text in ROWS.get(row, []))  # fmt: skip
        rows.append(f"<table:table-row>{cells or '<table:table-cell/>'}</table:table-row>")
    cover = '<table:table table:name="Cover"><table:table-row><table:table-cell/></table:table-row></table:table>'
    return _opendocument("spreadsheet", f'{cover}<table:table table:name="Licences">{"".join(rows)}</table:table>')


def make_mbox() -> bytes:
    other = b"From: x@y.example\nTo: z@y.example\nSubject: Nothing\n\nNothing here.\n"
    return b"From a Tue May 29 2018\n" + other + b"\nFrom b Tue May 29 2018\n" + make_eml()


def make_zip() -> bytes:
    """A mail in a zip that lies in a mail in a zip: as deep as the limits allow."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", "c@d.example", "Forwarded"
    message.set_content("See attached.")
    message.add_attachment(_zipped("reply.eml", make_eml()), maintype="application", subtype="zip", filename="in.zip")
    return _zipped("outer.eml", message.as_bytes())


def fixture(name: str) -> Callable[[], bytes]:
    return (FIXTURES / name).read_bytes


# format → maker, the format of the document in which the sentence stands, and its place there
KNOWN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "pdf": (make_pdf, "pdf", "page 3"),
    "docx": (make_docx, "docx", "paragraph 3"),
    "doc": (fixture("sentence.doc"), "doc", "paragraph 3"),
    "odt": (make_odt, "odt", "paragraph 3"),
    "rtf": (make_rtf, "rtf", "paragraph 3"),
    "html": (make_html, "html", "paragraph 3"),
    "txt": (make_txt, "txt", "paragraph 3"),
    "eml": (make_eml, "eml", "paragraph 3"),
    "msg": (make_msg, "msg", "paragraph 3"),
    "mbox": (make_mbox, "eml", "paragraph 3"),
    "zip": (make_zip, "eml", "paragraph 3"),
    "pptx": (make_pptx, "pptx", "slide 3"),
    "ppt": (fixture("sentence.ppt"), "ppt", "slide 3"),
    "odp": (make_odp, "odp", "slide 3"),
    "odg": (make_odg, "odg", "page 3"),
    "xlsx": (make_xlsx, "xlsx", "Licences, row 14"),
    "xls": (fixture("sentence.xls"), "xls", "Licences, row 14"),
    "xlsb": (lambda: write_xlsb({"Cover": {1: ["Cover"]}, "Licences": ROWS}), "xlsb", "Licences, row 14"),
    "ods": (make_ods, "ods", "Licences, row 14"),
    "csv": (make_csv, "csv", "row 14"),
}


def _drawn_pages() -> str:
    frame = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    return "".join(f'<draw:page draw:name="p">{frame.format(text)}</draw:page>' for text in THIRD)


def _opendocument(element: str, content: str, kind: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind or element}")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        body = f"<office:body><office:{element}>{content}</office:{element}></office:body>"
        package.writestr("content.xml", f"<office:document-content {_SPACES}>{body}</office:document-content>")
    return file.getvalue()


def _zipped(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()

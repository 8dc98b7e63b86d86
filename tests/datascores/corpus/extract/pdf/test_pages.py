"""PDF pages: text, pictures, damage, passwords."""

import io

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from datascores.corpus.extract import Status

LETTER = "The council uses a score to sort the claims that it receives."


def make_pdf(*pages: list[str], picture_on: tuple[int, ...] = (), rotate: int = 0) -> bytes:
    """A PDF with these lines on its pages."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    picture = ImageReader(Image.new("L", (60, 80), 128))
    for number, lines in enumerate(pages, 1):
        canvas.setPageRotation(rotate)
        if number in picture_on:
            canvas.drawImage(picture, 50, 100, 480, 600)
        for row, line in enumerate(lines):
            canvas.drawString(60, 800 - 16 * row, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_each_page_has_its_own_text_and_size(read_bytes):
    reading = read_bytes("a.pdf", make_pdf([LETTER], ["Second page about a pilot in the north."]))
    assert reading.status == Status.OK and reading.reason == ""
    assert [page.text for page in reading.pages] == [LETTER, "Second page about a pilot in the north."]
    assert (reading.pages[1].number, reading.pages[1].width, reading.pages[1].height) == (2, 595, 842)
    assert reading.pages[0].read_by == "pdfium"


def test_rotation_of_a_page_is_told(read_bytes):
    assert read_bytes("a.pdf", make_pdf([LETTER], rotate=90)).pages[0].rotation == 90


def test_scan_has_no_text_and_says_so(read_bytes):
    reading = read_bytes("scan.pdf", make_pdf([], [], picture_on=(1, 2)))
    assert reading.status == Status.NO_TEXT
    assert "scan, not read" in reading.reason and "pages 1-2" in reading.reason
    assert [page.read_by for page in reading.pages] == ["", ""]


def test_page_with_a_caption_under_a_large_picture_is_named(read_bytes):
    reading = read_bytes("a.pdf", make_pdf([LETTER], ["Screen of the dashboard"], picture_on=(2,)))
    assert reading.status == Status.PARTIAL and "page 2" in reading.reason
    assert reading.pages[1].text == "Screen of the dashboard"


def test_blank_page_is_no_fault(read_bytes):
    assert read_bytes("a.pdf", make_pdf([LETTER], [])).status == Status.OK


def test_truncated_pdf_is_repaired_and_says_so(read_bytes):
    whole = make_pdf(*[[LETTER, f"This is page {number}."] for number in range(1, 9)])
    reading = read_bytes("a.pdf", whole[: whole.rindex(b"xref")])
    assert reading.status in (Status.PARTIAL, Status.OK)
    assert "This is page 8." in reading.pages[7].text


def test_pdf_of_noise_fails_with_a_reason(read_bytes):
    reading = read_bytes("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20)
    assert reading.status == Status.FAILED and "damaged" in reading.reason and reading.pages == ()


def test_pdf_with_a_password_is_encrypted(read_bytes):
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf([LETTER]))) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert read_bytes("a.pdf", locked.getvalue()).status == Status.ENCRYPTED


def test_words_in_form_fields_are_read(read_bytes):
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.drawString(60, 700, LETTER)
    canvas.acroForm.textfield(name="supplier", value="Fieldname Analytics", x=60, y=600, width=200, height=20)
    canvas.save()
    assert "Fieldname Analytics" in read_bytes("form.pdf", file.getvalue()).pages[0].text


def test_more_pages_than_the_limit_are_too_large(read_bytes):
    reading = read_bytes("a.pdf", make_pdf([LETTER], [LETTER], [LETTER]), pages=2)
    assert reading.status == Status.TOO_LARGE and "3 pages" in reading.reason


def test_both_pdf_readers_find_the_same_words(read_bytes, monkeypatch):
    import pypdfium2

    from datascores.corpus.extract.pdf import pages as pdf

    data = make_pdf([LETTER, "Second line of it."])
    first = read_bytes("a.pdf", data)

    def fail(*_arguments):
        raise pypdfium2.PdfiumError("refused")

    monkeypatch.setattr(pdf, "_read_with_pdfium", fail)
    second = read_bytes("a.pdf", data)
    assert second.pages[0].read_by == "pdfminer"
    assert set(first.pages[0].text.split()) == set(second.pages[0].text.split())

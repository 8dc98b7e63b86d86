"""Which pictures of a page are to be read."""

import io

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from datascores.corpus.extract.pdf.hidden_objects import read_drawing
from datascores.corpus.extract.pdf.regions import merged, unread_pictures
from tests.scans import pdf_with_picture, picture_of


def found(data: bytes):
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        return unread_pictures(page, page.get_textpage(), read_drawing(page))


def test_logo_is_too_small_and_a_screenshot_is_not():
    picture = picture_of(["Lantern"], 800, 400)
    assert found(pdf_with_picture(["A letter."], picture, (400, 750, 150, 60))) == []
    assert len(found(pdf_with_picture(["A letter."], picture, (60, 200, 480, 240)))) == 1


def test_picture_under_the_pages_own_text_is_a_background():
    lines = ["The council holds this letter on its own paper with a picture behind it."] * 4
    assert found(pdf_with_picture(lines, picture_of([], 800, 1000), (0, 0, 595, 842))) == []


def test_strips_of_one_picture_are_one():
    assert merged([(0, 0, 10, 5), (0, 5, 10, 10), (0, 10.5, 10, 15), (50, 50, 60, 60)]) == [
        (0, 0, 10, 15),
        (50, 50, 60, 60),
    ]


def test_picture_inside_a_form_is_found():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True)
    canvas.beginForm("panel")
    canvas.drawImage(ImageReader(picture_of(["Lantern"], 800, 400)), 60, 200, 480, 240)
    canvas.endForm()
    canvas.doForm("panel")
    canvas.save()
    assert len(found(file.getvalue())) == 1

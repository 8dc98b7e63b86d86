"""Which pictures of a page are to be read."""

import io

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from datascores.corpus.extract.pdf.hidden_objects import read_drawing
from datascores.corpus.extract.pdf.regions import merged, unread_pictures
from tests.hidden_pages import make_pdf, plain
from tests.layered_scans import page_of, scan
from tests.outlined_pages import outlined_pdf
from tests.scans import HEIGHT, LETTER, WIDTH, nonsense_pdf, pdf_with_picture, picture_of


def found(data: bytes):
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        return unread_pictures(page, page.get_textpage(), read_drawing(page))


def test_logo_is_too_small_and_a_screenshot_is_not():
    picture = picture_of(["Lantern"], 800, 400)
    assert found(pdf_with_picture(["A letter."], picture, (400, 750, 150, 60))) == []
    assert len(found(pdf_with_picture(["A letter."], picture, (60, 200, 480, 240)))) == 1


def test_picture_under_the_pages_own_text_is_a_background():
    lines = ["The council holds this letter on its own paper with a picture behind it."] * 18
    assert found(pdf_with_picture(lines, picture_of([], 800, 1000), (0, 0, 595, 842))) == []


def test_a_scan_with_a_stamp_is_not_read_yet_and_one_with_a_layer_is():
    stamp = [
        "Disclosed by Brackenford Borough Council under the Freedom of Information Act, request 451 of the year.",
        "Annex B, page 3 of 20 of the reply.",
    ]
    picture = picture_of(LETTER)
    assert len(found(pdf_with_picture(stamp, picture, (0, 0, WIDTH, HEIGHT), on_top=True))) == 1
    assert found(make_pdf(page_of(scan()))) == []


def test_a_screenshot_with_labels_over_it_is_not_read_yet():
    labels = [
        "1. Choose the name of the model that is to be used",
        "",
        "",
        "",
        "2. Choose the supplier of the data that it takes",
    ]
    labels += ["", "", "", "3. Set the share of the families that are shown in it"]
    picture = picture_of(LETTER, 1000, 700)
    assert len(found(pdf_with_picture(labels, picture, (40, 500, 480, 300), on_top=True))) == 1


def test_a_small_screenshot_of_words_is_to_be_read():
    picture = picture_of(["Lantern Score"], 500, 186)
    for box in [(60, 600, 175, 65), (60, 600, 250, 93)]:
        assert len(found(pdf_with_picture(["A letter with a picture in it, and that is all."], picture, box))) == 1


def test_letters_drawn_as_shapes_are_to_be_read_and_a_logo_or_a_table_is_not():
    lines = ["The council uses Lantern Score to sort", "each claim of the borough and pays for", "it once a year"]
    areas = found(outlined_pdf(["Annex A to the reply of the council."], lines))
    assert len(areas) == 1 and areas[0][0] <= 60 and areas[0][1] <= 420 and areas[0][3] >= 500
    assert found(outlined_pdf(["Annex A to the reply of the council."], ["Lantern Score"] * 2)) == []

    def table(canvas: Canvas) -> None:
        plain(canvas)
        for row in range(20):
            for column in range(10):
                canvas.rect(60 + 40 * column, 600 - 20 * row, 38, 18, stroke=0, fill=1)

    assert found(make_pdf(table)) == []


def test_lines_of_nonsense_are_to_be_read_and_the_others_are_not():
    whole = found(nonsense_pdf(["The council uses Lantern Score to sort claims", "Brackenford holds contract records"]))
    assert len(whole) == 1 and whole[0][1] < 750 < 780 < whole[0][3]
    mixed = found(
        nonsense_pdf(
            ["The council uses Lantern Score to sort claims"] * 2, under=["The council holds the information."] * 3
        )
    )
    assert len(mixed) == 1 and mixed[0][1] > 700


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

"""Words that nobody sees on a page are found with their places; what only looks so is left alone."""

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from datascores.corpus.extract.reading import PageReading, Status
from tests.hidden_pages import (
    AFTER,
    HIDING,
    MORE_HIDING,
    SECRET,
    WORDS,
    box_over_text,
    make_pdf,
    plain,
    under_a_picture,
    white_box,
)
from tests.innocent_pages import INNOCENT, heading_band


def hidden_words(page: PageReading) -> list[tuple[str, str]]:
    """The words and why; a square sign set over a word stands beside it in the text."""
    return [(" ".join(page.text[span.start : span.end].strip("■").split()), span.reason) for span in page.hidden]


@pytest.mark.parametrize(("draw", "reason"), [*HIDING.values(), *MORE_HIDING.values()], ids=[*HIDING, *MORE_HIDING])
def test_hidden_words_are_found_and_no_others(read_bytes, draw, reason):
    page = read_bytes("a.pdf", make_pdf(plain, draw)).pages[1]
    assert hidden_words(page) == [(SECRET, reason)]
    assert WORDS in page.text and AFTER in page.text


@pytest.mark.parametrize("draw", INNOCENT.values(), ids=[*INNOCENT])
def test_words_in_sight_are_left_alone(read_bytes, draw):
    reading = read_bytes("a.pdf", make_pdf(draw))
    assert reading.pages[0].hidden == ()
    assert SECRET in reading.pages[0].text


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("draw", [box_over_text, under_a_picture])
def test_a_turned_page_hides_the_same_words(read_bytes, draw, rotate):
    page = read_bytes("a.pdf", make_pdf(draw, rotate=rotate)).pages[0]
    assert [words for words, _ in hidden_words(page)] == [SECRET]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_with_a_heading_band_hides_nothing(read_bytes, rotate):
    assert read_bytes("a.pdf", make_pdf(heading_band, rotate=rotate)).pages[0].hidden == ()


def cropped(data: bytes, box: list[float]) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].obj.CropBox = pikepdf.Array(box)
        document.save(file)
    return file.getvalue()


def test_a_cropped_page_hides_what_is_cut_off_and_nothing_else(read_bytes):
    both = make_pdf(box_over_text)
    assert [words for words, _ in hidden_words(read_bytes("a.pdf", cropped(both, [30, 650, 500, 800])).pages[0])] == [
        SECRET
    ]
    assert read_bytes("a.pdf", cropped(make_pdf(heading_band), [30, 650, 500, 800])).pages[0].hidden == ()
    cut = read_bytes("a.pdf", cropped(make_pdf(plain), [30, 740, 500, 800])).pages[0]
    assert hidden_words(cut) == [(AFTER, "off the page")]


def test_a_box_over_part_of_a_line_hides_these_words_alone(read_bytes):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 760, f"We pay {SECRET} pounds.")
        start = 60 + canvas.stringWidth("We pay ")
        canvas.rect(start - 1, 756, canvas.stringWidth(SECRET) + 2, 14, stroke=0, fill=1)

    assert hidden_words(read_bytes("a.pdf", make_pdf(draw)).pages[0]) == [(SECRET, "under a black box")]


def test_a_square_that_a_reader_drew_as_a_note_hides_what_is_under_it(read_bytes):
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf(plain))) as document:
        look = document.make_stream(b"0 0 0 rg 0 0 500 20 re f")
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 500, 20]
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[50, 685, 550, 705], F=4,
            AP=pikepdf.Dictionary(N=look)))])  # fmt: skip
        document.save(file)
    assert hidden_words(read_bytes("a.pdf", file.getvalue()).pages[0]) == [(AFTER, "under a black box")]


def test_without_time_to_look_suspects_count_as_hidden(read_bytes):
    page = read_bytes("a.pdf", make_pdf(box_over_text), seconds=0).pages[0]
    assert [words for words, _ in hidden_words(page)] == [SECRET]
    assert "no time to look" in page.hidden[0].reason


def test_places_hold_after_broken_words_are_joined(read_bytes):
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 790, "Infor-")
        canvas.drawString(60, 776, "mation   and •  bullets ﬁrst, information second.")
        box_over_text(canvas)

    page = read_bytes("a.pdf", make_pdf(draw)).pages[0]
    assert [words for words, _ in hidden_words(page)] == [SECRET]


def test_pages_that_only_pdfminer_reads_withhold_on_suspicion(read_bytes, monkeypatch):
    import pypdfium2

    from datascores.corpus.extract.pdf import pages as pdf

    def fail(*_arguments):
        raise pypdfium2.PdfiumError("refused")

    monkeypatch.setattr(pdf, "_read_with_pdfium", fail)
    for draw in [white_box, *(draw for draw, _ in HIDING.values())]:
        page = read_bytes("a.pdf", make_pdf(draw)).pages[0]
        assert page.read_by == "pdfminer"
        assert all(SECRET in words or words == SECRET for words, _ in hidden_words(page)) and page.hidden
        assert page.hidden[0].reason.startswith("perhaps ")
    for draw in (plain, pale_ground):
        assert read_bytes("a.pdf", make_pdf(draw)).pages[0].hidden == ()


def pale_ground(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(40, 680, 500, 120, stroke=0, fill=1)
    plain(canvas)


def test_a_large_page_is_looked_at_in_coarser_grain(read_bytes):
    def draw(canvas: Canvas) -> None:
        canvas.scale(20, 20)
        box_over_text(canvas)

    reading = read_bytes("a.pdf", make_pdf(draw, size=(14400, 16840)))
    assert reading.status == Status.OK
    assert [words for words, _ in hidden_words(reading.pages[0])] == [SECRET]

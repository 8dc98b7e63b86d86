"""Scans and pictures through the whole walk: searchable after OCR and not before, marked, and honest about failure."""

from __future__ import annotations

import io

import pikepdf
import pytest

from datascores.corpus import ocr
from datascores.corpus.extract.pictures.ocr import PictureReading
from datascores.corpus.extract.pictures.picture_words import Word
from datascores.corpus.extract.reading import PicturesWanted
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, PageText, Stamp, WithheldSpan
from datascores.corpus.places import place_of
from datascores.pipeline import behind, catch_up, submit
from search.index import open_engine
from search.language import parse
from tests import scans
from tests.hidden_pages import make_pdf, plain

pytestmark = pytest.mark.django_db

REPLY = ["The council sends the screen of its dashboard below.", "It was taken in the spring of last year."]


def take_in(content: bytes, name: str) -> Document:
    return Document.objects.get(
        pk=submit(NewArrival(collection="post", file_name=name), io.BytesIO(content)).document_id
    )


def found(query: str) -> list[str]:
    return list(open_engine().iter_ids(parse(query).clause, {}))


def read_by_ocr(content: bytes, name: str) -> Document:
    document = take_in(content, name)
    catch_up()
    document.refresh_from_db()
    return document


def test_scan_is_found_by_its_words_once_it_is_read_and_its_text_says_how():
    scan = read_by_ocr(scans.scan_pdf(scans.LETTER, ["Second page about Quillmark"]), "scan.pdf")
    assert found('"lantern score"') == [scan.sha256] and found("quillmark") == [scan.sha256]
    assert (scan.status, scan.reason) == ("ok", "")
    first, second = scan.pages.select_related("text")
    assert (first.text.read_by, second.text.read_by) == ("ocr", "ocr")
    assert 0.7 < first.text.confidence <= 1 and first.text.engine.startswith("tesseract")
    assert place_of(second, 0, "pdf") == "page 2, read by OCR"


def test_text_is_searchable_before_ocr_and_work_turns_to_ocr_only_when_nothing_else_is_due():
    scan, letter = take_in(scans.scan_pdf(scans.LETTER), "scan.pdf"), take_in(b"Quillmark is not used.", "reply.txt")
    first = catch_up(at_most=50)
    assert "ocr" not in first.done and found("quillmark") == [letter.sha256] and found("lantern") == []
    scan.refresh_from_db()
    assert scan.status == "no_text" and scan.reason == "A scan, not read: pictures instead of text on page 1."
    later = take_in(b"Another letter came meanwhile.", "later.txt")
    assert "ocr" not in catch_up(at_most=50).done and found("meanwhile") == [later.sha256]
    assert catch_up(at_most=50).done["ocr"] == 1
    assert found("lantern") == []
    catch_up(at_most=50)
    assert found("lantern") == [scan.sha256]


def test_text_of_a_pdf_and_of_a_mixed_file_is_searchable_while_the_scans_wait():
    letter, scan = take_in(make_pdf(plain), "letter.pdf"), take_in(scans.scan_pdf(scans.LETTER), "scan.pdf")
    mixed = take_in(joined(make_pdf(plain), scans.scan_pdf(["Quillmark and Compass"])), "mixed.pdf")
    steps: dict[str, tuple[list[str], list[str], int]] = {}

    def look(step: str, done: int, due: int) -> None:
        if step in ("index", "ocr"):
            steps.setdefault(step, (found('"scores claims"'), found("brackenford | compass"), behind()["ocr"]))

    catch_up(look)
    assert list(steps) == ["index", "ocr"]
    with_text, with_scans, waiting = steps["index"]
    assert set(with_text) == {letter.sha256, mixed.sha256} and with_scans == [] and waiting == 2
    assert set(found("brackenford | compass")) == {scan.sha256, mixed.sha256}


def joined(*files: bytes) -> bytes:
    whole, out = pikepdf.new(), io.BytesIO()
    sources = [pikepdf.open(io.BytesIO(file)) for file in files]
    for source in sources:
        whole.pages.extend(source.pages)
    whole.save(out)
    return out.getvalue()


def test_second_round_reads_nothing_again():
    read_by_ocr(scans.scan_pdf(scans.LETTER), "scan.pdf")
    assert catch_up().forward == 0 and set(behind().values()) == {0}


def test_with_ocr_off_a_scan_stays_unread_says_so_and_nothing_is_due(settings):
    settings.OCR = False
    scan = read_by_ocr(scans.scan_pdf(scans.LETTER), "scan.pdf")
    assert scan.status == "no_text" and "scan, not read" in scan.reason
    assert set(behind().values()) == {0} and found("lantern") == []
    settings.OCR = True
    catch_up()
    assert found("lantern") == [scan.sha256]


def test_nonsense_layer_is_replaced_by_what_the_page_shows():
    lines = ["The council holds the contract for the score"] * 2 + ["that sorts families in need of help by risk"] * 2
    document = read_by_ocr(scans.nonsense_pdf(lines), "nonsense.pdf")
    assert found('"sorts families"') == [document.sha256]
    assert found("frxqflo") == []
    assert document.status == "ok"


@pytest.mark.parametrize("shift", [4, 6, 10, 13, 22])
def test_no_shift_of_letters_passes_for_words(shift, settings):
    settings.OCR = False
    lines = ["The council holds the contract for the score"] * 2 + ["that sorts families in need of help by risk"] * 2
    document = read_by_ocr(scans.nonsense_pdf(lines, shift), "nonsense.pdf")
    assert document.pages.get().pictures_wanted == "page"


def test_picture_in_a_pdf_adds_its_words_behind_the_text_and_they_are_marked():
    screen = scans.picture_of(["Lantern Score Dashboard", REPLY[0]], 1400, 700, 40)
    document = read_by_ocr(scans.pdf_with_picture(REPLY, screen), "letter.pdf")
    page = document.pages.select_related("text").get()
    assert found('"lantern score dashboard"') == [document.sha256] and document.status == "ok"
    assert page.text.read_by == "pdfium+ocr"
    assert page.text.text.startswith(REPLY[0]) and page.text.text.count("screen of its dashboard") == 1
    assert page.text.text[page.text.picture_from :].startswith("Lantern Score")
    assert place_of(page, page.text.picture_from, "pdf") == "page 1, in a picture"
    assert place_of(page, 0, "pdf") == "page 1"
    assert PageText.objects.get(pk=page.text.made_from_id).text == "\n".join(REPLY)


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_picture_in_an_office_file_is_found(kind):
    screen = scans.bytes_of(scans.picture_of(["Lantern Score Dashboard"], 900, 400, 40))
    maker = {"docx": scans.docx_with_picture, "pptx": scans.pptx_with_picture}[kind]
    document = read_by_ocr(maker(REPLY[0], screen), f"file.{kind}")
    assert found('"lantern score"') == [document.sha256] and document.status == "ok"
    assert document.pages.last().text.picture_from is not None


def test_what_a_slide_crops_away_is_not_read():
    screen = scans.bytes_of(scans.picture_of(["Lantern Score", "", "", "Quillmark"], 900, 600, 40))
    document = read_by_ocr(scans.pptx_with_picture(REPLY[0], screen, crop_bottom=0.5), "deck.pptx")
    assert found("lantern") == [document.sha256] and found("quillmark") == []


def test_what_lies_under_a_box_in_a_scan_is_not_read():
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(scans.WIDTH, scans.HEIGHT), invariant=True)
    canvas.drawImage(ImageReader(scans.picture_of(scans.LETTER)), 0, 0, scans.WIDTH, scans.HEIGHT)
    canvas.rect(40, 695, 500, 25, fill=1)  # over the second line
    canvas.save()
    document = read_by_ocr(file.getvalue(), "boxed.pdf")
    assert found("brackenford") == [document.sha256] and found("lantern") == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_image_file_is_a_page_that_ocr_reads(kind):
    document = read_by_ocr(scans.bytes_of(scans.picture_of(scans.LETTER), kind, dpi=(150, 150)), "fax.dat")
    assert found("lantern") == [document.sha256]
    page = document.pages.get()
    assert (round(page.width), round(page.height)) == (595, 842)


def test_each_page_of_a_tiff_is_a_page():
    pages = [scans.picture_of([words], 1200, 500) for words in ("First about Lantern", "Second about Quillmark")]
    document = read_by_ocr(scans.bytes_of(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "fax.tiff")
    assert document.page_count == 2
    assert "Quillmark" in document.pages.get(number=2).text.text


def test_damaged_picture_is_named_with_its_page_and_not_tried_again():
    document = read_by_ocr(scans.bytes_of(scans.picture_of(scans.LETTER))[:3000], "broken.png")
    assert document.status == "no_text"
    assert document.reason == "OCR of page 1 failed: the picture is damaged."
    assert set(behind().values()) == {0} and catch_up().forward == 0


def test_page_that_fails_leaves_the_others_searchable_and_the_document_partial(monkeypatch):
    from datascores.corpus.extract import Extractor

    read = Extractor.read_pictures

    def fail_on_second(self, path, name, page, wanted):
        return PictureReading(failure="it took too long.") if page == 2 else read(self, path, name, page, wanted)

    monkeypatch.setattr(Extractor, "read_pictures", fail_on_second)
    document = read_by_ocr(scans.scan_pdf(scans.LETTER, ["Quillmark"]), "scan.pdf")
    assert (document.status, document.reason) == ("partial", "OCR of page 2 failed: it took too long.")
    assert found("lantern") == [document.sha256] and set(behind().values()) == {0}


def test_missing_ocr_leaves_documents_due_and_says_so(monkeypatch):
    from datascores.corpus.extract import Extractor
    from datascores.corpus.extract.pictures.ocr import OcrNotInstalled

    def fail(*_arguments):
        raise OcrNotInstalled("OCR is not installed")

    monkeypatch.setattr(Extractor, "read_pictures", fail)
    take_in(scans.scan_pdf(scans.LETTER), "scan.pdf")
    outcome = catch_up()
    assert len(outcome.failures) == 1 and "not installed" in outcome.failures[0]
    assert behind()["ocr"] == 1


def test_long_scan_is_read_in_portions_until_all_is_read(monkeypatch):
    monkeypatch.setattr(ocr, "PAGES_AT_ONCE", 1)
    document = read_by_ocr(scans.scan_pdf(["First Lantern"], ["Second Quillmark"], ["Third Compass"]), "long.pdf")
    assert document.status == "ok" and found("compass") == [document.sha256] == found("lantern")


def test_newer_reading_of_the_file_comes_back_to_what_ocr_found_without_reading_it_again(monkeypatch):
    from datascores.corpus.extract import Extractor

    document = read_by_ocr(scans.scan_pdf(scans.LETTER), "scan.pdf")
    text = document.pages.get().text_id
    Stamp.objects.filter(step="extract").update(version="older")
    monkeypatch.setattr(Extractor, "read_pictures", None)
    catch_up()
    document.refresh_from_db()
    assert document.pages.get().text_id == text and document.status == "ok"
    assert found("lantern") == [document.sha256]


def test_damaged_picture_is_told_with_the_words_of_the_others_whenever_the_file_is_read():
    shot = scans.bytes_of(scans.picture_of(["Lantern Score"], 1400, 700, 40))
    content = scans.damaged_docx(REPLY[0], shot)
    document = read_by_ocr(content, "reply.docx")
    reason = "OCR of page 1 failed: 1 of 2 pictures could not be read (image2.png)."
    assert (document.status, document.reason) == ("partial", reason) and found("lantern") == [document.sha256]
    Stamp.objects.filter(step="extract").update(version="older")
    catch_up()
    document.refresh_from_db()
    assert document.reason == reason and found("lantern") == [document.sha256]


def test_word_boxes_fall_on_the_words():
    document = read_by_ocr(scans.scan_pdf(scans.LETTER), "scan.pdf")
    text = document.pages.get().text
    boxes = {text.text[start:end]: place for start, end, *place in text.word_boxes.boxes}
    points = 72 / scans.DPI
    left, top, right, bottom = boxes["Brackenford"]
    assert abs(left - 120 * points) < 3 and 200 * points - 2 < top < bottom < (200 + 50) * points
    assert 60 < right - left < 140
    assert boxes["Lantern"][1] - top == pytest.approx(90 * points, abs=4)


def test_words_withheld_in_a_text_stay_withheld_when_pictures_are_added():
    document = read_by_ocr(
        scans.pdf_with_picture(REPLY, scans.picture_of(["Lantern Score"], 1400, 700, 40)), "letter.pdf"
    )
    page = document.pages.select_related("text").get()
    base = page.text.made_from
    WithheldSpan.objects.create(
        document=document, page=1, text_hash=base.text_hash, start=4, end=11, reason="under a box"
    )
    document.pages.update(text=base, pictures_read="")
    catch_up()
    again = document.pages.get().text
    assert again.picture_from and document.withheld_spans.filter(text_hash=again.text_hash, start=4, end=11).exists()


def line(words: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.9, 0, 0, 1, 1) for word in words.split())


def test_doubtful_text_stays_unless_ocr_knows_more_of_its_words():
    doubtful = "Zdzislaw Brzeczyszczykiewicz Grzegorz Malgorzata Wojciech Andrzej Krzysztof " * 4
    worse = PictureReading((line("Zd slaw Brz ecz Grz egorz Malg orz Woj ciech Andr zej Krz ysz ltof " * 3),))
    better = PictureReading((line("the council has received your request for a copy of the contract " * 3),))
    assert ocr.compose(doubtful, "pdfium", PicturesWanted.PAGE, worse) is None
    assert ocr.compose(doubtful, "pdfium", PicturesWanted.PAGE, better).read_by == "ocr"


def test_page_without_words_keeps_its_text_and_the_document_says_what_was_done():
    document = read_by_ocr(scans.scan_pdf([]), "blank.pdf")
    assert (document.status, document.reason) == ("no_text", ocr.NO_WORDS)

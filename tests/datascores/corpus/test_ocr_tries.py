"""OCR that is stopped: a page gets a few tries, the reason stays in sight, and staff may ask for it again."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.management import call_command
from django.urls import reverse

from datascores.corpus import ocr
from datascores.corpus.again import try_again
from datascores.corpus.extract import Extractor
from datascores.corpus.extract.pictures.ocr import PictureReading
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document
from datascores.pipeline import behind, catch_up, submit
from datascores.portal.dossier import how_read
from datascores.portal.pictures import describe_unread_pictures
from search.index import open_engine
from search.language import parse
from tests import scans
from tests.hidden_pages import make_pdf, plain
from tests.letters import make_letter
from tests.noted_pages import with_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def little_memory(monkeypatch, settings):
    """Real limits under which a real Tesseract cannot work."""
    monkeypatch.setattr(ocr, "MEMORY_MB", 1)
    settings.EXTRACT_MEMORY_MB = 256


def take_in(content: bytes, name: str = "scan.pdf") -> Document:
    receipt = submit(NewArrival(collection="post", file_name=name), io.BytesIO(content))
    catch_up()
    return Document.objects.get(pk=receipt.document_id)


def found(query: str) -> list[str]:
    return list(open_engine().iter_ids(parse(query).clause, {}))


def big_scan() -> bytes:
    return scans.bytes_of(scans.picture_of(scans.LETTER, 5000, 7000, 120, 400))


def test_page_at_which_ocr_is_stopped_is_tried_a_few_times_and_says_why(little_memory):
    scan = take_in(big_scan())
    page = scan.pages.get()
    assert page.pictures_tries == 3 and page.pictures_failure
    assert (scan.status, scan.reason) == ("no_text", f"OCR of page 1 failed: {page.pictures_failure}")
    assert how_read(scan).endswith(f"OCR of page 1 failed: {page.pictures_failure} It was tried 3 times.")
    assert set(behind().values()) == {0} and catch_up().forward == 0


def test_after_each_try_the_page_is_due_again_and_says_that_it_will_be_tried(little_memory, settings):
    submit(NewArrival(collection="post", file_name="scan.png"), io.BytesIO(big_scan()))
    while "ocr" not in catch_up(at_most=50).done:
        pass
    scan = Document.objects.get()
    assert scan.pages.get().pictures_tries == 1 and behind()["ocr"] == 1
    assert "OCR of page 1 failed: " in scan.reason and how_read(scan).endswith("It will be tried again.")
    settings.OCR_TRIES = 1
    assert behind()["ocr"] == 0 and "tried again" not in how_read(scan)


def test_staff_ask_again_and_a_page_that_failed_is_read(little_memory, settings, monkeypatch, admin_client):
    settings.OCR_TRIES = 1
    scan = take_in(big_scan())
    settings.EXTRACT_MEMORY_MB = 1024
    assert behind()["ocr"] == 0
    chosen = {"action": "try_again", "_selected_action": [str(scan.pk)]}
    said = admin_client.post(reverse("admin:corpus_document_changelist"), chosen, follow=True).content.decode()
    assert "1 page at which OCR failed" in said
    scan.refresh_from_db()
    assert scan.reason == "A scan, not read: pictures instead of text on page 1."
    catch_up()
    scan.refresh_from_db()
    assert (scan.status, scan.reason) == ("ok", "") and found("lantern") == [scan.sha256]


def test_file_that_could_not_be_read_is_tried_again_when_asked_by_command(settings, monkeypatch):
    broken = take_in(b"%PDF-1.7 and nothing else", "broken.pdf")
    assert broken.status == "failed" and catch_up().forward == 0
    said = io.StringIO()
    call_command("catch_up", "--again", stdout=said, stderr=said)
    assert "1 file that could not be read, 0 pages" in said.getvalue() and "extract 1" in said.getvalue()
    assert set(behind().values()) == {0}


def test_only_what_failed_is_tried_again():
    take_in(scans.scan_pdf(scans.LETTER))
    take_in(b"A letter.", "letter.txt")
    assert str(try_again(Document.objects.all())) == (
        "To be tried again: 0 files that could not be read, 0 pages at which OCR failed."
    )
    assert set(behind().values()) == {0}


def test_answer_of_ocr_that_nothing_can_be_read_is_final():
    broken = take_in(scans.bytes_of(scans.picture_of(scans.LETTER))[:3000], "broken.png")
    assert broken.pages.get().pictures_tries == 0
    assert not PictureReading(failure="the picture is damaged.", engine="tesseract").was_stopped
    assert how_read(broken).endswith("OCR of page 1 failed: the picture is damaged.")
    assert try_again(Document.objects.all()).pages == 1 and behind()["ocr"] == 1


def test_newer_ocr_that_fails_leaves_the_words_of_the_older_one(monkeypatch):
    scan = take_in(scans.scan_pdf(scans.LETTER))
    monkeypatch.setattr(ocr, "OCR_VERSION", "newer")
    monkeypatch.setattr(Extractor, "read_pictures", lambda *_: PictureReading(failure="it took too long."))
    catch_up()
    scan.refresh_from_db()
    assert (scan.status, scan.reason) == ("partial", "OCR of page 1 failed: it took too long.")
    assert scan.pages.get().pictures_tries == 3 and found("lantern") == [scan.sha256]


def test_with_ocr_off_a_mixed_file_names_the_pages_that_are_scans(settings, client):
    settings.OCR = False
    mixed = take_in(mixed_pdf(), "mixed.pdf")
    assert mixed.status == "partial"
    assert "A scan, not read" in mixed.reason and "on pages 2 and 4." in mixed.reason
    page = client.get(reverse("document", args=[mixed.sha256])).content.decode()
    assert "The text of 2 pages was taken from the file itself" in page
    assert "A scan, not read: pages 2 and 4; of what stands there no search can tell. OCR is turned off here." in page
    scan = client.get(reverse("page", args=[mixed.sha256, 2])).content.decode()
    assert "A scan, not read: page 2" in scan and "No words were found" not in scan
    assert "not read" not in client.get(reverse("page", args=[mixed.sha256, 1])).content.decode()
    settings.OCR = True
    assert "OCR will come to it." in how_read(mixed)
    catch_up()
    mixed.refresh_from_db()
    assert (mixed.status, mixed.reason) == ("ok", "")
    said = how_read(mixed)
    assert "Page 2 read by OCR from a picture" in said and "not read" not in said
    assert "OCR found no words in the picture of page 4." in said


def mixed_pdf() -> bytes:
    """Pages: text, a scan, text, a picture without words."""
    pages = [[], scans.LETTER, [], []]
    whole, scan = pikepdf.new(), pikepdf.open(io.BytesIO(scans.scan_pdf(*pages)))
    letter = pikepdf.open(io.BytesIO(make_pdf(plain)))
    for source, number in [(letter, 0), (scan, 1), (letter, 0), (scan, 3)]:
        whole.pages.append(source.pages[number])
    file = io.BytesIO()
    whole.save(file)
    return file.getvalue()


def test_what_is_said_of_pictures_needs_no_query_for_each_page(django_assert_max_num_queries):
    document = make_letter("long.pdf", ["x"] * 30)
    document.pages.update(pictures_wanted="page")
    with django_assert_max_num_queries(1):
        assert describe_unread_pictures(document) == ["Pictures on pages 1-30 have not been read. OCR will come to it."]


def test_scan_with_a_note_on_it_is_still_a_scan_that_is_not_read(settings):
    settings.OCR = False
    note = {"Contents": "Please check this figure with the team", "Rect": pikepdf.Array([20, 20, 40, 40])}
    scanned = with_note(
        "Text", draw=lambda canvas: canvas.drawInlineImage(scans.picture_of(scans.LETTER), 0, 0, 595, 842), **note
    )
    document = take_in(scanned, "noted.pdf")
    assert "check this figure" in document.pages.get().text.text
    assert document.status == "partial" and "A scan, not read" in document.reason and "on page 1." in document.reason
    assert "A scan, not read: page 1" in how_read(document)
    settings.OCR = True
    catch_up()
    document.refresh_from_db()
    assert found("lantern") == found("figure") == [document.sha256] and document.status == "ok"

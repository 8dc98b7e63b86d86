"""Hidden words of office files leave by no outlet, as those of PDFs: one walk for each format."""

import io

import docx
import openpyxl
import pytest
from django.urls import reverse

from tests import text_documents, word_files
from tests.datascores.test_hidden_words import SUM, fetched, found_by, take_in
from tests.hidden_pages import SECRET, WORDS
from tests.letters import make_catalogue

pytestmark = pytest.mark.django_db


def make_docx() -> bytes:
    file, document = io.BytesIO(), docx.Document()
    document.add_paragraph(WORDS).add_run(f" {SECRET}").font.hidden = True
    document.save(file)
    return file.getvalue()


def make_xlsx() -> bytes:
    file, workbook = io.BytesIO(), openpyxl.Workbook()
    workbook.active["A1"] = WORDS
    workbook.create_sheet("Costs")["A1"] = SECRET
    workbook["Costs"].sheet_state = "hidden"
    workbook.save(file)
    return file.getvalue()


def make_white_docx() -> bytes:
    return word_files.make_word(
        word_files.alone(word_files.run("", WORDS) + word_files.run('<w:color w:val="FFFFFF"/>'))
    )


def make_deleted_docx() -> bytes:
    struck = f"<w:del><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
    return word_files.make_word(word_files.alone(word_files.run("", WORDS) + struck))


def make_odt() -> bytes:
    body = text_documents.paragraph(f"{WORDS} {text_documents.span('S')}")
    return text_documents.make_odt(body, text_documents.style("S", "text", 'text text:display="none"'))


def make_rtf() -> bytes:
    return rf"{{\rtf1\ansi {WORDS} {{\v {SECRET}}}\par}}".encode()


def make_html() -> bytes:
    return f"<html><body><p>{WORDS} <span style='color:#fff'>{SECRET}</span></p></body></html>".encode()


def make_mail() -> bytes:
    return b"From: a@example.org\nTo: b@example.org\nSubject: Reply\nContent-Type: text/html\n\n" + make_html()


@pytest.mark.parametrize(("name", "make", "page"), [
    ("a.docx", make_docx, 1), ("a.xlsx", make_xlsx, 2), ("a.docx", make_white_docx, 1), ("a.docx", make_deleted_docx, 1),
    ("a.odt", make_odt, 1), ("a.rtf", make_rtf, 1), ("a.html", make_html, 1), ("a.eml", make_mail, 1),
])  # fmt: skip
def test_hidden_words_of_office_files_are_not_found_and_the_original_is_closed(name: str, make, page: int):
    make_catalogue()
    document = take_in(make(), name)
    assert [span.ruling for span in document.withheld_spans.all()] == ["waiting"]
    assert found_by("quillmark") == [] and found_by("lantern") == [document.sha256]
    assert SUM not in fetched(reverse("page", args=[document.sha256, page]))
    assert fetched(reverse("original", args=[document.sha256])).startswith("403")

"""Files inside files, through the whole walk and the portal: a mailbox with a mail with a zip, and an Outlook message.

Each file is a document of its own with the way down to it, its places count within itself, and what is withheld of one
closes every original that holds it.
"""

from __future__ import annotations

import io
import mailbox
import re
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from datascores.corpus.hidden import rule
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import Document, WithheldSpan
from datascores.pipeline import behind, catch_up, submit
from search.exports import hit_rows
from search.index import open_engine
from search.query import SearchQuery
from tests.containers import write_msg
from tests.hidden_pages import HIDING, make_pdf, plain
from tests.known_sentence import KNOWN, SENTENCE
from tests.letters import open_collection

pytestmark = pytest.mark.django_db
IN_ZIP = ["doc", "ppt", "xlsx", "pdf"]


def mail_with(name: str, content: bytes, subject: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "foi@saltmere.example", "a@requester.example", subject
    mail["Date"] = "Tue, 29 May 2018 09:30:00 +0100"
    mail.set_content(f"Please find attached {name}, the annex of our reply.")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


def zip_of(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def mailbox_of(folder: Path, *mails: EmailMessage) -> bytes:
    box = mailbox.mbox(folder / "box")
    for mail in mails:
        box.add(mail)
    box.close()
    return (folder / "box").read_bytes()


@pytest.fixture
def box(tmp_path) -> Document:
    """A mailbox of two mails: one with a zip of four files and one with hidden words, one with an Outlook message."""
    annexes = {f"annexes/reply.{name}": KNOWN[name][0]() for name in IN_ZIP}
    annexes["annexes/offer.pdf"] = make_pdf(plain, HIDING["box"][0])
    message = write_msg(
        {0x37: "Forwarded", 0x1000: "See the letter.", 0x0C1A: "FOI Team", 0x5D01: "foi@saltmere.example"},
        ({0x3707: "reply.docx", 0x3701: KNOWN["docx"][0]()},),
    )
    first, second = (
        mail_with("annexes.zip", zip_of(annexes), "The annexes"),
        mail_with("old.msg", message, "The letter"),
    )
    open_collection("post")
    content = io.BytesIO(mailbox_of(tmp_path, first, second))
    receipt = submit(NewArrival(collection="post", file_name="all mails.mbox"), content)
    catch_up()
    assert set(behind().values()) == {0}
    return Document.objects.get(pk=receipt.document_id)


def named(name: str) -> Document:
    return Document.objects.get(name__endswith=name)


def page_of(client, document: Document) -> str:
    return client.get(reverse("document", args=[document.sha256])).content.decode()


def links_after(page: str, words: str) -> list[str]:
    """The documents that a part of the page links to, in order."""
    part = re.split("</[ou]l>", page.split(words, 1)[1])[0]
    return re.findall(r"/documents/([0-9a-f]{64})/\"", part)


def test_each_file_says_what_it_came_inside_of_and_each_container_what_lies_in_it(client, box):
    mails = {mail.title: mail for mail in Document.objects.filter(format="eml")}
    annexes, letter = mails["The annexes"], mails["The letter"]
    archive, message, doc, docx = named("annexes.zip"), named("old.msg"), named("reply.doc"), named("reply.docx")
    assert {doc.status, docx.status, message.status, archive.status, annexes.status, box.status} == {"ok"}
    assert links_after(page_of(client, box), "Inside it") == [annexes.sha256, letter.sha256]
    assert links_after(page_of(client, annexes), "Inside it") == [archive.sha256]
    assert len(links_after(page_of(client, archive), "Inside it")) == len(IN_ZIP) + 1
    assert links_after(page_of(client, message), "Inside it") == [docx.sha256]
    assert links_after(page_of(client, doc), "How it came in") == [archive.sha256, annexes.sha256, box.sha256]
    assert links_after(page_of(client, docx), "How it came in") == [message.sha256, letter.sha256, box.sha256]


def test_places_count_within_the_file_that_holds_the_words(box):
    rows = hit_rows(SearchQuery.from_querystring({"q": [f'"{SENTENCE}"']}), open_engine())
    found = {row["format"]: row["places"] for row in rows}
    assert found == {name: [KNOWN[name][2]] for name in [*IN_ZIP, "docx"]}


def test_words_withheld_in_one_file_close_every_original_around_it_and_no_other(client, box):
    def status(document: Document) -> int:
        return client.get(reverse("original", args=[document.sha256])).status_code

    annexes = Document.objects.get(title="The annexes")
    around = [box, annexes, named("annexes.zip"), named("offer.pdf")]
    beside = [named("reply.doc"), named("old.msg"), named("reply.docx"), Document.objects.get(title="The letter")]
    assert [status(document) for document in around] == [403] * 4
    assert [status(document) for document in beside] == [200] * 4
    assert "Parts of a document inside this file are withheld" in page_of(client, box)
    moderator = User.objects.create_superuser("moderator")
    rule(WithheldSpan.objects.all(), WithheldSpan.Ruling.RELEASED, moderator)
    assert [status(document) for document in around] == [200] * 4


def test_what_a_mail_holds_does_not_say_its_hidden_words_by_its_name(client, box):
    pages = [page_of(client, document) for document in Document.objects.all()]
    assert len(pages) == 11 and all("48,215" not in page for page in pages)

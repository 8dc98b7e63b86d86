"""manage.py ingest_foi: letters come in and are filed by a list that a person wrote or confirmed, each fault by its row."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datascores.catalogue.models import Authority
from datascores.corpus.models import Document
from foi.filing import writing
from foi.histories import history_of, with_histories
from foi.models import Attachment, Campaign, Message, Request
from foi.outcomes import Outcome
from tests.foi.filing.post import ANSWER, box, mail

pytestmark = pytest.mark.django_db
HEAD = "reference,authority,law,sent,received,direction,file\n"


@pytest.fixture(autouse=True)
def bodies():
    Authority.objects.create(
        slug="brackenford",
        name="Brackenford Council",
        body_kind="council",
        nation="England",
        domains="brackenford.gov.uk",
    )
    Authority.objects.create(slug="dunmoor", name="Dunmoor Council", body_kind="council", nation="England")
    return Campaign.objects.create(slug="scores", name="Scores")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A letter, a mail with two files, and a zip with one more letter."""
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "reply.txt").write_text(ANSWER)
    (folder / "mail.eml").write_bytes(mail(1, files={"annex.txt": b"An annex.", "table.txt": b"A table."}))
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("letters/late.txt", ANSWER.replace("hold", "have"))
    return folder


def ingest(*paths: Path, table: str = "", tmp_path: Path | None = None, **options) -> str:
    out = io.StringIO()
    if table:
        assert tmp_path
        (tmp_path / "list.csv").write_text(table)
        options["manifest"] = tmp_path / "list.csv"
    call_command("ingest_foi", *map(str, paths), campaign="scores", stdout=out, **options)
    return out.getvalue()


LIST = (
    HEAD
    + "R1,Brackenford Council,FOIA,02/07/2018,20/07/2018,in,reply.txt\n"
    + "R2,brackenford,FOIA,2018-07-02,2018-07-20,in,mail.eml\n"
    + "R3,Dunmoor Council,FOIA,2018-07-02,2018-08-30,in,late.txt\n"
)


def outcomes() -> dict[str, Outcome | None]:
    requests = with_histories(Request.objects.order_by("reference"))
    return {request.reference: history_of(request, date(2018, 9, 3)).outcome for request in requests}


def test_a_list_is_shown_first_and_filed_only_when_told(folder, tmp_path):
    told = ingest(folder, table=LIST, tmp_path=tmp_path)
    assert "3 new requests, 3 letters with 3 files would be filed" in told and "Nothing was filed" in told
    assert not Request.objects.exists() and Document.objects.exists()
    told = ingest(folder, table=LIST, tmp_path=tmp_path, write=True)
    assert "3 new requests, 3 letters with 3 files; 0 files are filed already." in told
    assert outcomes() == {name: Outcome.NO_INFORMATION_HELD for name in ("R1", "R2", "R3")}
    assert {request.body_name for request in Request.objects.all()} == {"Brackenford Council", "Dunmoor Council"}


def test_the_files_of_a_mail_are_attached_to_its_letter(folder, tmp_path):
    ingest(folder, table=LIST, tmp_path=tmp_path, write=True)
    message = Message.objects.get(request__reference="R2")
    assert (message.key, message.date, message.subject) == ("mail:<1@mail.example>", date(2018, 7, 20), "FOI request")
    assert [attachment.name for attachment in message.attachments.all()] == ["annex.txt", "table.txt"]
    assert all(attachment.document for attachment in message.attachments.all())


def test_to_file_the_same_list_again_adds_nothing(folder, tmp_path):
    ingest(folder, table=LIST, tmp_path=tmp_path, write=True)
    before = [*Message.objects.values_list("pk", "key")], Attachment.objects.count(), Document.objects.count()
    told = ingest(folder, table=LIST, tmp_path=tmp_path, write=True)
    assert "0 new requests, 0 letters with 0 files; 3 files are filed already." in told
    assert before == ([*Message.objects.values_list("pk", "key")], Attachment.objects.count(), Document.objects.count())


def test_what_was_cut_short_is_finished_by_the_next_run(folder, tmp_path, monkeypatch):
    write, done = writing._write, []

    def fail_at_the_second(letter):
        if done:
            raise KeyboardInterrupt
        done.append(letter)
        write(letter)

    monkeypatch.setattr(writing, "_write", fail_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        ingest(folder, table=LIST, tmp_path=tmp_path, write=True)
    assert Message.objects.count() == 1
    monkeypatch.undo()
    ingest(folder, table=LIST, tmp_path=tmp_path, write=True)
    assert Message.objects.count() == Request.objects.count() == 3 and Attachment.objects.count() == 2


def test_files_of_one_day_and_direction_are_one_letter_with_attachments(folder, tmp_path):
    (folder / "annex.txt").write_text("An annex to it.")
    table = (
        HEAD
        + "R1,dunmoor,FOIA,2018-07-02,2018-07-20,in,reply.txt\nR1,dunmoor,FOIA,2018-07-02,2018-07-20,in,annex.txt\n"
    )
    ingest(folder, table=table, tmp_path=tmp_path, write=True)
    message = Message.objects.get()
    assert message.document.name == "reply.txt"
    assert [attachment.name for attachment in message.attachments.all()] == ["annex.txt"]


@pytest.mark.parametrize(
    "row, words",
    [
        (
            "R9,Nowhere Council,FOIA,2018-07-02,2018-07-20,in,reply.txt",
            "row 3: the catalogue knows no body “Nowhere Council”",
        ),
        ("R9,dunmoor,FOIA,2018-07-02,2018-07-20,in,mail.eml", "row 3, column file: “mail.eml” stands in row 2 already"),
        ("R9,dunmoor,FOIA,2018-07-02,2018-06-20,in,reply.txt", "row 3, column received: 2018-06-20 is before the day"),
        ("R9,dunmoor,FOIA,2018-07-02,2018-07-20,in,lost.txt", "row 3: No file “lost.txt” came in"),
        ("R9,dunmoor,FOIA,31/31/2018,2018-07-20,in,reply.txt", "row 3, column sent: “31/31/2018” is no day"),
        ("R9,dunmoor,GDPR,2018-07-02,2018-07-20,in,reply.txt", "row 3, column law: “GDPR” is none of FOIA"),
        ("R9,dunmoor,FOIA,2018-07-02,2018-07-20,sideways,reply.txt", "row 3, column direction: “sideways” is none of"),
        (",dunmoor,FOIA,2018-07-02,2018-07-20,in,reply.txt", "row 3, column reference: is empty"),
        (
            "R2,dunmoor,FOIA,2018-07-02,2018-07-20,in,reply.txt",
            "row 3: authority is Brackenford Council at the request",
        ),
        ("R9,dunmoor,FOIA,2018-07-02,in,reply.txt", "row 3: 6 cells under 7 columns"),
    ],
)
def test_a_row_that_cannot_be_filed_is_told_and_the_others_are_filed(folder, tmp_path, row, words):
    table = HEAD + f"R2,brackenford,FOIA,2018-07-02,2018-07-20,in,mail.eml\n{row}\n"
    with pytest.raises(CommandError) as error:
        ingest(folder, table=table, tmp_path=tmp_path, write=True)
    assert words in str(error.value) and "1 rows cannot be filed" in str(error.value)
    assert [message.request.reference for message in Message.objects.all()] == ["R2"]


@pytest.mark.parametrize(
    "table, words",
    [
        ("reference,colour,file\n", "row 1, column colour: is none of reference"),
        ("file\nreply.txt\n", "row 1, column reference: is missing"),
        ('reference,file\nR1,"reply.txt\n', "This is not CSV"),
    ],
)
def test_a_list_that_is_none_stops_before_anything_comes_in(folder, tmp_path, table, words):
    with pytest.raises(CommandError, match="Nothing was taken in") as error:
        ingest(folder, table=table, tmp_path=tmp_path, write=True)
    assert words in str(error.value) and not Document.objects.exists()


def test_a_mailbox_is_taken_in_mail_by_mail_and_the_same_file_in_many_is_one_document(tmp_path):
    mails = [mail(number, files={"terms.txt": b"The same terms."}, text=f"Mail {number}.\n") for number in range(50)]
    path = box(tmp_path / "box.mbox", mails)
    rows = "".join(f"R1,brackenford,FOIA,2018-07-02,2018-07-20,in,box.mbox/mail {n}.eml\n" for n in range(1, 51))
    ingest(path, table=HEAD + rows, tmp_path=tmp_path, write=True)
    assert Message.objects.count() == 50 and Attachment.objects.count() == 50
    assert Document.objects.count() == 51
    ingest(path, table=HEAD + rows, tmp_path=tmp_path, write=True)
    assert Message.objects.count() == 50 and Document.objects.count() == 51


def test_a_mailbox_that_is_cut_keeps_what_came_before_and_tells_of_the_last(tmp_path):
    mails = [mail(1), mail(2, files={"annex.txt": b"word " * 400})]
    path = box(tmp_path / "box.mbox", mails)
    path.write_bytes(path.read_bytes()[:-900])
    told = ingest(path)
    assert Document.objects.filter(format="eml").count() == 2
    assert "mail 2.eml" in told and "cut" in told


class TestProposals:
    """Without a list one is proposed; nothing is filed by it."""

    def rows(self, tmp_path, *paths) -> dict[str, dict[str, str]]:
        told = ingest(*paths, propose=tmp_path / "proposed.csv")
        assert "Nothing was filed" in told and not Message.objects.exists()
        with (tmp_path / "proposed.csv").open() as file:
            return {row["file"]: row for row in csv.DictReader(file)}

    def test_body_day_and_direction_come_from_the_head_of_a_mail(self, tmp_path):
        out = mail(
            1, sender="lab@example.org", to="foi@brackenford.gov.uk", day="02 Jul 2018", text="Please send it.\n"
        )
        (tmp_path / "a.eml").write_bytes(out)
        (tmp_path / "b.eml").write_bytes(mail(2))
        rows = self.rows(tmp_path, tmp_path / "a.eml", tmp_path / "b.eml")
        assert [(row["authority"], row["direction"], row["date"]) for row in rows.values()] == [
            ("brackenford", "out", "2018-07-02"),
            ("brackenford", "in", "2018-07-20"),
        ]
        assert "authority: the domain of a recipient" in rows["a.eml"]["how"]

    def test_a_file_name_tells_body_and_day(self, tmp_path):
        path = tmp_path / "[09-05-2018 - Dunmoor Council] Response.txt"
        path.write_text("Nothing that tells anything.")
        (row,) = self.rows(tmp_path, path).values()
        assert (row["authority"], row["date"]) == ("dunmoor", "2018-05-09")
        assert "the file’s name" in row["how"]

    def test_a_request_is_found_by_thread_number_or_body(self, tmp_path, bodies):
        dunmoor = Authority.objects.get(slug="dunmoor")
        numbered = Request.objects.create(campaign=bodies, key="reference:R1", reference="R1", sent=date(2018, 7, 2))
        numbered.body_references.create(value="FOI10862")
        Request.objects.create(campaign=bodies, key="reference:R2", reference="R2", authority=dunmoor)
        (tmp_path / "a.eml").write_bytes(mail(1, subject="Re: FOI10862"))
        (tmp_path / "b.eml").write_bytes(mail(2, subject="Again", day="21 Jul 2018", In_Reply_To="<1@mail.example>"))
        (tmp_path / "[Dunmoor Council] reply.txt").write_text("No number.")
        rows = self.rows(tmp_path, *tmp_path.glob("*.*"))
        assert {name: row["reference"] for name, row in rows.items()} == {
            "a.eml": "R1",
            "b.eml": "R1",
            "[Dunmoor Council] reply.txt": "R2",
        }
        assert "it answers a mail of this request" in rows["b.eml"]["how"]

    def test_the_proposed_list_can_be_handed_in_as_it_is(self, tmp_path, bodies):
        dunmoor = Authority.objects.get(slug="dunmoor")
        Request.objects.create(campaign=bodies, key="reference:R2", reference="R2", authority=dunmoor)
        path = tmp_path / "[09-05-2018 - Dunmoor Council] Response.txt"
        path.write_text(ANSWER)
        self.rows(tmp_path, path)
        ingest(path, manifest=tmp_path / "proposed.csv", write=True)
        message = Message.objects.get()
        assert (message.request.reference, message.date, message.direction) == ("R2", date(2018, 5, 9), "in")


def test_an_automatic_mail_is_an_acknowledgement(tmp_path):
    (tmp_path / "auto.eml").write_bytes(mail(1, Auto_Submitted="auto-replied", text="This is an automatic reply.\n"))
    ingest(
        tmp_path / "auto.eml",
        table=HEAD + "R1,brackenford,FOIA,2018-07-19,2018-07-20,in,auto.eml\n",
        tmp_path=tmp_path,
        write=True,
    )
    assert Message.objects.get().is_automatic
    request = with_histories(Request.objects.all()).get()
    assert str(history_of(request, date(2018, 7, 25)).state) == "acknowledged"


def test_an_unknown_campaign_is_told_or_made_when_told_so(tmp_path):
    (tmp_path / "reply.txt").write_text(ANSWER)
    with pytest.raises(CommandError, match="--new makes it"):
        call_command("ingest_foi", str(tmp_path / "reply.txt"), campaign="other")
    call_command("ingest_foi", str(tmp_path / "reply.txt"), campaign="other", new=True, stdout=io.StringIO())
    assert Campaign.objects.filter(slug="other", is_shown=False).exists()

"""The tables of a campaign: what they count is what the pages count, and the same bytes come out twice."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from datascores.catalogue.models import Authority
from datascores.corpus.models import Label, Takedown
from foi.counting import count, histories_of
from foi.exports.bundle import write_campaign
from foi.models import Attachment, Campaign, Entry, Judgement
from foi.states import Event
from tests.foi.asked import ask, read_as, reply, write

pytestmark = pytest.mark.django_db
DAY = date(2018, 9, 3)


@pytest.fixture
def campaign() -> Campaign:
    """A refusal with a section, a denial, a silence, an event that cannot have been, and a body never asked."""
    campaign = Campaign.objects.create(slug="scores", name="Scores", is_shown=True, body_kinds="council")
    refused, denied, silent = (ask(campaign=campaign) for _ in range(3))
    write(refused, date(2018, 7, 2), sort="request", sender="Ada Byron", subject="For Ada Byron")
    letter = reply(refused, date(2018, 7, 20), "refused", sender="Ada Byron")
    for kind, value in (("exemption", "s43 FOIA"), ("exemption", "s12 FOIA"), ("response type", "time / price")):
        read_as(letter, kind, value)
    read_as(letter, "exemption", "s40 FOIA", Label.Standing.REJECTED)
    reply(denied, date(2018, 7, 10), "no such system")
    reply(denied, None, "disclosed")
    Entry.objects.create(request=silent, event=Event.PAY_FEE, date=date(2018, 7, 3), why="Ada Byron said so")
    Judgement.objects.create(request=denied, kind="answer", question=2, value="negative", date=date(2018, 8, 1))
    Authority.objects.create(slug="dunmoor", name="Dunmoor Council", body_kind="council", nation="England")
    return campaign


def written(campaign: Campaign, folder: Path, day: date = DAY, name: str = "a.zip") -> Path:
    write_campaign(campaign, day, "https://example.org", "/campaigns/scores/", folder / name)
    return folder / name


def rows(bundle: Path, name: str) -> list[dict[str, str]]:
    with ZipFile(bundle) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode())))


def test_outcomes_counted_from_the_rows_are_those_of_the_pages(campaign, tmp_path):
    bundle = written(campaign, tmp_path)
    told = count(histories_of(campaign, DAY), DAY)
    assert Counter(row["outcome"] for row in rows(bundle, "requests")) == {
        "refused": told.by_outcome("refused"),
        "no such systems": told.by_outcome("no such systems"),
        "delayed": told.by_outcome("delayed"),
    }
    sections = Counter(row["value"] for row in rows(bundle, "readings") if row["kind"] == "exemption")
    assert sections == told.exemptions == {"s12 FOIA": 1, "s43 FOIA": 1}


def test_a_denial_is_marked_as_no_proof(campaign, tmp_path):
    told = {row["outcome"]: row["is_cautioned"] for row in rows(written(campaign, tmp_path), "requests")}
    assert told == {"refused": "no", "no such systems": "yes", "delayed": "no"}


def test_a_reading_names_its_letter_document_and_place(campaign, tmp_path):
    Label.objects.filter(value="s43 FOIA").update(page=2, start=10, end=40)
    (row,) = (row for row in rows(written(campaign, tmp_path), "readings") if row["value"] == "s43 FOIA")
    assert row["section"] == "commercial interests, qualified"
    assert (row["letter"], row["page"], row["start"], row["end"]) == ("2", "2", "10", "40")
    assert row["sha256"] == Label.objects.get(value="s43 FOIA").document.sha256


def test_an_answer_has_its_question_and_so_has_the_section_it_relies_on(campaign, tmp_path):
    section = Label.objects.get(value="s43 FOIA")
    Label.objects.filter(pk=section.pk).update(page=1, start=10, end=40, how="s43(2) is cited")
    Label.objects.create(
        document=section.document, kind="answer", value="3: withheld", standing="proposed", page=1, start=10, end=40
    )
    found = [row for row in rows(written(campaign, tmp_path), "readings") if row["kind"] in ("answer", "exemption")]
    told = {(row["kind"], row["value"], row["question"], row["how"]) for row in found if row["page"]}
    assert told == {("answer", "withheld", "3", ""), ("exemption", "s43 FOIA", "3", "s43(2) is cited")}


def test_letters_without_a_day_and_events_that_cannot_have_been_are_told(campaign, tmp_path):
    bundle = written(campaign, tmp_path)
    assert [row["date"] for row in rows(bundle, "letters") if row["request"] == "reference:2"] == ["2018-07-10", ""]
    odd = [row for row in rows(bundle, "events") if row["is_misfit"] == "yes"]
    assert [(row["request"], row["event"]) for row in odd] == [("reference:3", "fee paid by the requester")]


def test_answers_and_bodies_never_asked_have_their_rows(campaign, tmp_path):
    bundle = written(campaign, tmp_path)
    assert [(row["question"], row["rating"]) for row in rows(bundle, "answers")] == [("2", "negative")]
    assert [row["authority"] for row in rows(bundle, "never-asked")] == ["dunmoor"]


def test_nobody_who_wrote_is_named(campaign, tmp_path):
    with ZipFile(written(campaign, tmp_path)) as archive:
        assert all(b"Ada Byron" not in archive.read(name) for name in archive.namelist())


def test_a_document_taken_down_is_counted_and_not_named(campaign, tmp_path):
    letter = Label.objects.get(value="s43 FOIA").document
    extra = Attachment.objects.create(message=letter.messages.get(), key="2", document=Label.objects.last().document)
    Takedown.objects.create(sha256=letter.sha256, reason="A court said so.")
    bundle = written(campaign, tmp_path)
    (row,) = (row for row in rows(bundle, "letters") if row["request"] == "reference:1" and row["direction"] == "in")
    assert (row["documents"], row["files_not_shown"]) == (extra.document.sha256, "1")
    with ZipFile(bundle) as archive:
        assert all(letter.sha256.encode() not in archive.read(name) for name in archive.namelist())


def test_the_same_day_gives_the_same_bytes_and_another_day_others(campaign, tmp_path):
    first, again = written(campaign, tmp_path), written(campaign, tmp_path, name="b.zip")
    assert first.read_bytes() == again.read_bytes()
    earlier = written(campaign, tmp_path, date(2018, 7, 5), "c.zip")
    assert {row["outcome"] for row in rows(earlier, "requests")} == {"pending"}
    assert rows(earlier, "readings") == []


def test_the_package_describes_every_file_with_its_columns_and_hash(campaign, tmp_path):
    with ZipFile(written(campaign, tmp_path)) as archive:
        described = json.loads(archive.read("datapackage.json"))["resources"]
        assert {one["path"] for one in described} == {name for name in archive.namelist() if name.endswith(".csv")}
        for one in described:
            content = archive.read(one["path"])
            assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}" and one["bytes"] == len(content)
            head = next(csv.reader(io.StringIO(content.decode())))
            assert head == [column["name"] for column in one["schema"]["fields"]]
            keys = [
                tuple(row[name] for name in one["schema"]["primaryKey"])
                for row in rows(tmp_path / "a.zip", one["name"])
            ]
            assert keys and len(set(keys)) == len(keys)


def test_the_page_hands_out_the_same_tables_as_the_command(client, campaign, tmp_path, settings):
    settings.ADDRESS = "https://example.org"
    call_command("export_campaign", "scores", "--on", "2018-09-03", "--out", str(tmp_path / "d.zip"))
    response = client.get(reverse("campaign-tables", args=["scores"]), {"on": "2018-09-03"})
    assert b"".join(response.streaming_content) == (tmp_path / "d.zip").read_bytes()
    assert client.get(reverse("campaign-tables", args=["scores"]), {"on": "x"}).status_code == 400


@pytest.mark.parametrize(
    "given, words",
    [
        (["none", "--out", "a.zip"], "there are: scores"),
        (["scores", "--on", "31/10/2018", "--out", "a.zip"], "is no day"),
        (["scores", "--out", "/nowhere/at/all.zip"], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(campaign, given, words):
    with pytest.raises(CommandError, match=words):
        call_command("export_campaign", *given)

"""Threads of WhatDoTheyKnow in the tables: read again nothing doubles, what is new is added, what is gone is kept and marked."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from datascores.catalogue.models import Authority
from datascores.corpus.models import Document
from foi.histories import history_of, with_histories
from foi.models import Attachment, Campaign, Message, Request
from foi.outcomes import Outcome
from tests.foi.whatdotheyknow.thread import FIRST, REPLY, SLUG, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def body() -> Authority:
    Campaign.objects.create(slug="scores", name="Scores")
    return Authority.objects.create(
        slug="brackenford", name="Brackenford Council", body_kind="council", nation="England"
    )


def ingest(folder: Path) -> str:
    out = io.StringIO()
    call_command("ingest_foi", str(folder), campaign="scores", whatdotheyknow=True, stdout=out)
    return out.getvalue()


def outcome() -> Outcome | None:
    return history_of(with_histories(Request.objects.all()).get(), date(2018, 9, 3)).outcome


def test_a_thread_comes_in_whole(tmp_path, body):
    told = ingest(save(tmp_path))
    assert "1 requests, 1 of them new; 3 new letters, 0 changed; 5 new files, 0 not saved; 0 withdrawn" in told
    request = Request.objects.get()
    assert (request.key, request.reference, request.authority, request.law) == (
        "whatdotheyknow:512",
        SLUG,
        body,
        "FOIA",
    )
    assert request.sent == date(2018, 7, 2) and request.address.endswith(f"/request/{SLUG}")
    assert [message.direction for message in request.messages.all()] == ["out", "in", "in"]
    letter = request.messages.get(key="incoming-23")
    assert letter.document.pages.get().text.text.split() == REPLY.split()
    assert [file.document.name for file in letter.attachments.all()][:2] == ["Contract.txt", "Manual part 1.txt"]


def test_the_reply_is_read_and_says_what_came_of_it(tmp_path):
    ingest(save(tmp_path))
    letter = Message.objects.get(key="incoming-23").document
    assert set(letter.labels.filter(kind="exemption").values_list("value", flat=True)) == {"s43 FOIA"}
    assert outcome() == Outcome.PARTLY_WITHHELD


def test_read_again_unchanged_nothing_changes(tmp_path):
    ingest(save(tmp_path))
    before = Document.objects.count(), set(Message.objects.values_list("pk", "key")), Attachment.objects.count()
    told = ingest(tmp_path)
    assert "0 of them new; 0 new letters, 0 changed; 0 new files" in told
    assert before == (
        Document.objects.count(),
        set(Message.objects.values_list("pk", "key")),
        Attachment.objects.count(),
    )


def test_a_new_message_a_withdrawn_one_and_changed_words_are_followed(tmp_path):
    ingest(save(tmp_path))
    first = Message.objects.get(key="incoming-23").document_id
    later = [FIRST[0], ("incoming-23", FIRST[2][1], REPLY + "\n\nCorrected.", FIRST[2][3][:4])]
    later.append(("outgoing-12", "2018-08-01T10:00:00+01:00", "Please review this.", ()))
    told = ingest(save(tmp_path, later, described_state="internal_review"))
    assert "1 new letters, 1 changed; 0 new files, 0 not saved; 2 withdrawn" in told
    gone = Message.objects.get(key="incoming-22")
    assert gone.withdrawn_at == timezone.localdate() and gone.document is not None
    assert Attachment.objects.get(key="incoming-23/6").withdrawn_at == timezone.localdate()
    assert Message.objects.get(key="incoming-23").document_id != first and Document.objects.filter(pk=first).exists()
    assert Request.objects.get().source_state == "internal_review"
    ingest(save(tmp_path))
    assert Message.objects.get(key="incoming-22").withdrawn_at is None


def test_the_requester_s_word_counts_while_nobody_has_read_the_answer(tmp_path):
    strange = [FIRST[0], ("incoming-23", FIRST[2][1], "Please see the file.", ())]
    ingest(save(tmp_path, strange, described_state="not_held"))
    Message.objects.get(key="incoming-23").document.labels.filter(kind="outcome").delete()
    assert outcome() == Outcome.NO_INFORMATION_HELD
    Request.objects.update(source_outcome="")
    assert outcome() == Outcome.UNREAD


def test_a_scottish_body_is_asked_under_the_scottish_act(tmp_path):
    Authority.objects.update(nation="Scotland")
    ingest(save(tmp_path))
    assert Request.objects.get().law == "FOISA"


def test_a_body_that_the_catalogue_lacks_is_told_and_kept_as_written(tmp_path):
    Authority.objects.all().delete()
    assert "filed under the name as written" in ingest(save(tmp_path))
    request = Request.objects.get()
    assert request.authority is None and request.body_name == "Brackenford Council"


def test_a_file_that_was_not_saved_is_told_and_taken_when_it_is_there(tmp_path):
    save(tmp_path)
    path = tmp_path / SLUG / "response" / "23" / "attach" / "5" / "Annex A.txt"
    content = path.read_text()
    path.unlink()
    assert "1 not saved" in ingest(tmp_path)
    assert Attachment.objects.get(key="incoming-23/5").document is None
    path.write_text(content)
    assert "0 not saved" in ingest(tmp_path)
    assert Attachment.objects.get(key="incoming-23/5").document is not None


def test_a_thread_that_cannot_be_read_leaves_the_others_and_says_so(tmp_path):
    save(tmp_path)
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "broken.html").write_text("<p>")
    with pytest.raises(CommandError, match="1 of the requests could not be read"):
        ingest(tmp_path)
    assert Request.objects.count() == 1


def test_a_place_outside_the_folder_is_not_opened(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("A secret.")
    files = [(2, "secret.txt")]
    save(tmp_path / "in", [FIRST[0], ("incoming-23", FIRST[2][1], REPLY, files)])
    place = tmp_path / "in" / SLUG / "response" / "23" / "attach" / "2" / "secret.txt"
    place.unlink()
    place.symlink_to(tmp_path / "secret.txt")
    assert "1 not saved" in ingest(tmp_path / "in")
    assert not Document.objects.filter(name="secret.txt").exists()


def test_a_folder_without_a_thread_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"No NAME\.json"):
        ingest(tmp_path)

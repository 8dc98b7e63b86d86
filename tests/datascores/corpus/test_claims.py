"""Claims in one process: what two workers would do is done here by two claims that overlap."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from datascores.corpus.claims import LOST, TurnTaken, claimed, in_hand, turn
from datascores.corpus.models import Claim, Document, Turn
from datascores.pipeline import catch_up
from tests.letters import make_letter

pytestmark = pytest.mark.django_db


def documents(number: int) -> list[int]:
    return sorted(make_letter(f"letter {count}", ["A letter of the council."]).pk for count in range(number))


def everything():
    return Document.objects.order_by("pk")


def holder_of(host: str, pid: int, started: str) -> str:
    return f"{host} {pid} {started} 1"


def test_two_workers_never_have_the_same_document():
    ids = documents(5)
    with claimed(everything(), 3) as first, claimed(everything(), 3) as second:
        assert first == ids[:3]
        assert second == ids[3:]


def test_what_was_claimed_is_free_again_at_the_end_even_of_a_failure():
    ids = documents(1)
    with pytest.raises(ValueError, match="a step"), claimed(everything(), 1):
        assert in_hand().count() == 1
        raise ValueError("a step failed")
    with claimed(everything(), 1) as again:
        assert again == ids


def test_a_dead_process_of_this_machine_loses_its_claims_at_once():
    (pk,) = documents(1)
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    Claim.objects.create(document_id=pk, holder=holder_of(socket.gethostname(), process.pid, "123"))
    with claimed(everything(), 1) as ids:
        assert ids == [pk]


def test_another_process_under_the_number_of_a_dead_one_does_not_keep_its_claims():
    (pk,) = documents(1)
    Claim.objects.create(document_id=pk, holder=holder_of(socket.gethostname(), os.getpid(), "1"))
    with claimed(everything(), 1) as ids:
        assert ids == [pk]


def test_a_claim_from_elsewhere_holds_until_it_has_been_silent_for_long():
    (pk,) = documents(1)
    Claim.objects.create(document_id=pk, holder=holder_of("elsewhere", 1, "1"))
    with claimed(everything(), 1) as ids:
        assert ids == []
    Claim.objects.update(beat_at=Now() - timedelta(seconds=LOST + 1))
    with claimed(everything(), 1) as ids:
        assert ids == [pk]


def test_a_round_leaves_to_another_worker_what_it_has_in_hand():
    ids = documents(2)
    Document.objects.filter(pk__in=ids).first().stamps.all().delete()
    Claim.objects.create(document_id=ids[0], holder=holder_of("elsewhere", 1, "1"))
    before = set(Document.objects.get(pk=ids[0]).stamps.values_list("step", flat=True))
    outcome = catch_up()
    assert outcome.failures == []
    assert set(Document.objects.get(pk=ids[0]).stamps.values_list("step", flat=True)) == before
    Claim.objects.all().delete()
    assert catch_up().forward > 0
    assert not Claim.objects.exists()


def test_only_one_process_has_a_turn():
    with turn("rebuild"):
        with pytest.raises(TurnTaken, match="rebuild"), turn("rebuild"):
            pass
        with turn("another"):
            assert Turn.objects.count() == 2
    assert not Turn.objects.exists()

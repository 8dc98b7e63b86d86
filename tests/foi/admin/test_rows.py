"""The admin of the room: what happened is added to and taken back, never changed or deleted, and only as the states allow."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from foi.histories import history_of, with_histories
from foi.models import Entry, Judgement, Request
from foi.states import Event, State
from tests.foi.asked import ask, reply

pytestmark = pytest.mark.django_db


def add(client, name: str, **fields):
    return client.post(reverse(f"admin:foi_{name}_add"), fields)


def state(request: Request, day: date) -> State:
    return history_of(with_histories(Request.objects.filter(pk=request.pk)).get(), day).state


def test_an_event_that_the_state_allows_is_kept_with_who_said_it(admin_client, admin_user):
    request = ask()
    given = {"request": request.pk, "event": Event.WITHDRAW.value, "date": "2018-07-05", "why": "asked elsewhere"}
    assert add(admin_client, "entry", **given).status_code == 302
    assert Entry.objects.get().by == admin_user
    assert state(request, date(2018, 7, 5)) == State.WITHDRAWN


def test_an_event_that_the_state_does_not_allow_is_refused_with_what_is_possible(admin_client):
    request = ask()
    given = {"request": request.pk, "event": Event.PAY_FEE.value, "date": "2018-07-05", "why": "a slip"}
    response = add(admin_client, "entry", **given)
    assert response.status_code == 200 and not Entry.objects.exists()
    text = response.content.decode()
    assert "cannot be fee paid by the requester" in text and "withdrawn by the requester" in text


def test_the_state_that_counts_is_that_of_the_day(admin_client):
    request = ask()
    reply(request, date(2018, 7, 20), "refused")
    review = {"request": request.pk, "event": Event.ANSWER_REVIEW.value, "why": "by telephone"}
    assert add(admin_client, "entry", date="2018-07-21", **review).status_code == 200
    Entry.objects.create(request=request, event=Event.ASK_REVIEW, date=date(2018, 7, 23), why="said so")
    assert add(admin_client, "entry", date="2018-07-22", **review).status_code == 200
    assert add(admin_client, "entry", date="2018-07-24", **review).status_code == 302


def test_an_entry_is_taken_back_and_nothing_else_of_it_changes(admin_client):
    request = ask()
    entry = Entry.objects.create(request=request, event=Event.WITHDRAW, date=date(2018, 7, 5), why="said so")
    address = reverse("admin:foi_entry_change", args=[entry.pk])
    admin_client.post(address, {"is_void": "on", "why": "another", "date": "2018-08-01", "event": Event.CLOSE.value})
    entry.refresh_from_db()
    assert entry.is_void and (entry.why, entry.date, entry.event) == ("said so", date(2018, 7, 5), Event.WITHDRAW)
    assert state(request, date(2018, 7, 5)) == State.SENT


@pytest.mark.parametrize("name", ["entry", "judgement"])
def test_what_was_said_cannot_be_deleted(admin_client, name):
    request = ask()
    rows = {
        "entry": lambda: Entry.objects.create(request=request, event=Event.CLOSE, date=date(2018, 7, 5), why="done"),
        "judgement": lambda: Judgement.objects.create(
            request=request, kind="outcome", value="refused", date=date(2018, 7, 5)
        ),
    }
    row = rows[name]()
    assert admin_client.post(reverse(f"admin:foi_{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    row.refresh_from_db()


@pytest.mark.parametrize("name", ["campaign", "template", "request", "message", "entry", "judgement"])
def test_lists_open_and_each_row_can_be_read(admin_client, name):
    request = ask()
    reply(request, date(2018, 7, 20), "refused")
    Entry.objects.create(request=request, event=Event.CLOSE, date=date(2018, 8, 5), why="done")
    Judgement.objects.create(request=request, kind="outcome", value="refused", date=date(2018, 7, 20))
    request.campaign.templates.create(version="1")
    page = admin_client.get(reverse(f"admin:foi_{name}_changelist"))
    row = page.context["cl"].result_list[0]
    assert admin_client.get(reverse(f"admin:foi_{name}_change", args=[row.pk])).status_code == 200

"""What is read of a request of WhatDoTheyKnow, and what is told where its form is another."""

from __future__ import annotations

import json
from datetime import date

import pytest

from foi.outcomes import Outcome
from foi.whatdotheyknow import join, read_page, read_record
from foi.whatdotheyknow.records import NoRequest
from foi.whatdotheyknow.states import STATES
from tests.foi.whatdotheyknow.thread import ASKED, FIRST, REPLY, SLUG, page, record


def test_a_thread_has_its_messages_in_order_with_texts_and_files():
    thread = join(record(), page())
    assert thread.problems == ()
    assert [message.key for message in thread.messages] == ["outgoing-11", "incoming-22", "incoming-23"]
    asked, _, answer = thread.messages
    assert asked.text == ASKED and not asked.is_incoming
    assert answer.text == REPLY and answer.time.date() == date(2018, 7, 20)
    assert [file.key for file in answer.files] == [f"incoming-23/{part}" for part in range(2, 7)]
    assert answer.files[1].address == f"/request/{SLUG}/response/23/attach/3/Manual%20part%201.txt"
    assert answer.files[1].place == "response/23/attach/3/Manual part 1.txt"


def test_state_law_and_body_are_read_and_mapped():
    request = read_record(record())
    assert (request.number, request.slug, request.law) == (512, SLUG, "FOIA")
    assert (request.state, request.outcome) == ("partially_successful", Outcome.PARTLY_WITHHELD)
    assert (request.body_name, request.body_slug) == ("Brackenford Council", "brackenford_council")


@pytest.mark.parametrize("state", list(STATES))
def test_every_state_of_the_table_is_kept_as_it_is_written(state):
    request = read_record(record(described_state=state))
    assert request.state == state and request.outcome == STATES[state] and request.problems == ()


def test_an_unknown_state_is_kept_and_told():
    request = read_record(record(described_state="on_the_moon"))
    assert request.state == "unknown: on_the_moon" and request.outcome is None
    assert "on_the_moon" in request.problems[0]


def test_a_state_that_the_source_calls_out_of_date_comes_to_nothing():
    request = read_record(record(awaiting_description=True))
    assert request.is_stale and request.outcome is None and request.state == "partially_successful"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", record()[:-40], b"\xff\xfe\x00", b'{"id": "x", "url_title": "y"}', b"[" * 100_000]
)
def test_what_is_no_request_is_refused_in_words(content):
    with pytest.raises(NoRequest, match="This"):
        read_record(content)


def test_missing_and_odd_fields_are_told_and_the_rest_is_read():
    told = json.loads(record())
    for name in ("public_body", "described_state"):
        del told[name]
    told["info_request_events"] = [
        "x",
        {"created_at": "yesterday", "incoming_message_id": 22},
        {"outgoing_message_id": 11},
    ]
    told["law_used"] = "gdpr"
    request = read_record(json.dumps(told).encode())
    assert request.title == "Scores of families" and request.days == {}
    for words in (
        "no described_state",
        "no public_body",
        "“gdpr” is not known",
        "Event 1 is none",
        "“yesterday” is no time",
    ):
        assert any(words in problem for problem in request.problems), words


def test_a_byte_order_mark_changes_nothing():
    assert read_record(b"\xef\xbb\xbf" + record()).number == 512


@pytest.mark.parametrize("content", [b"", b"<html>", b"<p>An error page</p>", b"\x00\xff" * 50])
def test_a_page_of_another_layout_is_told_and_not_taken_for_an_empty_thread(content):
    messages, _, problems = read_page(content)
    assert messages == [] and "layout may have changed" in problems[0]


def test_the_page_of_another_request_is_refused():
    with pytest.raises(NoRequest, match="not that of the request"):
        join(record(), page(slug="another"))
    other = [("outgoing-99", "2018-07-02T10:00:00+01:00", ASKED, ())]
    with pytest.raises(NoRequest, match="not that of the request"):
        join(record(), page(other))


def test_what_json_and_page_say_differently_is_told():
    thread = join(record(), page(FIRST[:2], "waiting_response"))
    assert any("incoming-23 has an event and is not on the page" in problem for problem in thread.problems)
    assert any("saved at different times" in problem for problem in thread.problems)

"""The history of a request, as it follows from its letters and its log."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from datascores.corpus.models import Label
from foi.histories import history_of, undated, with_histories
from foi.models import Entry, Judgement, Message, Request
from foi.outcomes import Outcome
from foi.states import Event, State
from tests.foi.asked import ask, read_as, reply, write

pytestmark = pytest.mark.django_db
LATER = date(2019, 1, 1)


def enter(request: Request, event: Event, day: date, **fields) -> Entry:
    return Entry.objects.create(request=request, event=event, date=day, why="as a person noted", **fields)


def at(request: Request, day: date = LATER):
    return history_of(Request.objects.get(pk=request.pk), day)


def test_a_request_that_is_sent_is_pending_until_its_day_and_delayed_after_it():
    request = ask(date(2018, 7, 2))
    assert at(request, date(2018, 7, 1)).state is State.DRAFT
    due = date(2018, 7, 31)  # 12 July is a bank holiday of Northern Ireland, which FOIA counts for all
    assert at(request, due).clock.due == due
    assert at(request, due).outcome is Outcome.PENDING
    assert at(request, date(2018, 8, 1)).outcome is Outcome.DELAYED


def test_the_clock_runs_from_the_day_of_receipt_where_it_is_known():
    assert at(ask(date(2018, 7, 2), received=date(2018, 7, 4))).clock.due == date(2018, 8, 2)


def test_without_a_law_or_any_day_there_is_no_clock_and_nothing_is_called_late():
    for request in (ask(law=""), ask(None)):
        history = at(request)
        assert history.clock is None and not history.is_late


def test_an_answer_ends_the_waiting_and_its_words_are_the_outcome_from_its_day_on():
    request = ask()
    reply(request, date(2018, 7, 20), "not held")
    assert at(request, date(2018, 7, 19)).outcome is Outcome.PENDING
    history = at(request)
    assert (history.state, history.outcome) == (State.ANSWERED, Outcome.NO_INFORMATION_HELD)
    assert history.answered == date(2018, 7, 20)


def test_that_there_is_no_such_system_and_that_nothing_is_held_are_two_outcomes():
    one, other = ask(), ask()
    reply(one, date(2018, 7, 20), "no such system")
    reply(other, date(2018, 7, 20), "not held")
    assert at(one).outcome is Outcome.NO_SUCH_SYSTEMS
    assert at(other).outcome is Outcome.NO_INFORMATION_HELD


def test_clarification_stops_the_clock_and_the_answer_to_it_begins_it_anew():
    request = ask(date(2018, 7, 2))
    reply(request, date(2018, 7, 10), "clarification sought")
    history = at(request, date(2018, 9, 1))
    assert (history.state, history.outcome) == (State.CLARIFICATION_ASKED, Outcome.AWAITING_CLARIFICATION)
    assert history.clock.due is None
    write(request, date(2018, 9, 3))
    history = at(request, date(2018, 10, 1))
    assert history.state is State.ACKNOWLEDGED and history.clock.due == date(2018, 10, 1)
    assert history.outcome is Outcome.PENDING
    assert at(request, date(2018, 10, 2)).outcome is Outcome.DELAYED


def test_a_fee_and_a_longer_time_are_taken_from_the_log():
    request = ask(date(2018, 7, 2))
    enter(request, Event.EXTEND, date(2018, 7, 20), until=date(2018, 8, 20))
    assert at(request).clock.due == date(2018, 8, 20)
    fee = ask(date(2018, 7, 2))
    enter(fee, Event.ASK_FEE, date(2018, 7, 3))
    assert at(fee).state is State.FEE_ASKED and at(fee).clock.due is None
    enter(fee, Event.PAY_FEE, date(2018, 7, 4))
    assert at(fee).clock.due == date(2018, 8, 2)


def test_a_review_that_overturns_a_refusal_makes_a_success_and_one_that_upholds_it_does_not():
    for said, outcome in (
        ("internal review overturned", Outcome.SUCCESSFUL),
        ("internal review upheld", Outcome.REFUSED),
    ):
        request = ask()
        reply(request, date(2018, 7, 20), "refused")
        write(request, date(2018, 7, 25), sort=Message.Sort.REVIEW)
        assert at(request, date(2018, 7, 26)).state is State.REVIEW_ASKED
        reply(request, date(2018, 8, 10), said)
        history = at(request)
        assert (history.state, history.outcome) == (State.REVIEW_ANSWERED, outcome)


def test_an_automatic_mail_is_an_acknowledgement_and_no_answer():
    request = ask()
    reply(request, date(2018, 7, 2), is_automatic=True)
    history = at(request, date(2018, 7, 3))
    assert history.state is State.ACKNOWLEDGED and not history.unread and history.answered is None


def test_a_letter_that_nobody_has_read_is_told_as_such_and_never_counted_as_silence():
    request = ask()
    letter = reply(request, date(2018, 7, 20))
    history = at(request)
    assert history.unread == [letter] and history.outcome is Outcome.UNREAD


def test_a_reading_that_a_person_rejects_no_longer_counts_and_a_confirmed_one_goes_before_the_rule():
    request = ask()
    letter = reply(request, date(2018, 7, 20), "disclosed")
    assert at(request).outcome is Outcome.SUCCESSFUL
    read_as(letter, "outcome", "refused", Label.Standing.CONFIRMED)
    assert at(request).outcome is Outcome.REFUSED
    other = ask()
    letter = reply(other, date(2018, 7, 20), "disclosed")
    read_as(letter, "outcome", "disclosed", Label.Standing.REJECTED)
    assert at(other).outcome is Outcome.UNREAD


def test_what_cannot_happen_is_shown_as_a_misfit_and_changes_nothing():
    request = ask(date(2018, 7, 2))
    enter(request, Event.PAY_FEE, date(2018, 7, 4))
    history = at(request, date(2018, 7, 5))
    assert history.state is State.SENT
    assert [misfit.happening.event for misfit in history.misfits] == [Event.PAY_FEE]
    assert "cannot be" in history.misfits[0].words


def test_an_entry_that_was_taken_back_is_no_part_of_the_history():
    request = ask()
    enter(request, Event.WITHDRAW, date(2018, 7, 4), is_void=True)
    assert at(request).state is State.SENT
    enter(request, Event.WITHDRAW, date(2018, 7, 5))
    assert at(request).outcome is Outcome.WITHDRAWN


def test_a_judgement_holds_from_its_day_and_until_a_later_letter_says_more():
    request = ask()
    Judgement.objects.create(request=request, kind=Judgement.Kind.OUTCOME, value=Outcome.REFUSED, date=date(2018, 8, 2))
    assert at(request, date(2018, 8, 1)).outcome is Outcome.DELAYED
    assert at(request, date(2018, 8, 2)).outcome is Outcome.REFUSED
    reply(request, date(2018, 9, 1), "disclosed")
    assert at(request).outcome is Outcome.SUCCESSFUL


def test_a_letter_without_a_date_stands_in_no_order_and_is_told():
    request = ask()
    letter = reply(request, None, "disclosed")
    assert at(request).answered is None
    assert list(undated(request)) == [letter]


def test_the_queries_for_histories_do_not_grow_with_the_requests(django_assert_num_queries):
    def read() -> None:
        for request in with_histories(Request.objects.all()):
            history_of(request, LATER).outcome  # noqa: B018  # it is computed when it is asked for

    def make(number: int) -> None:
        for _ in range(number):
            reply(ask(), date(2018, 7, 20), "disclosed")

    make(2)
    with CaptureQueriesContext(connection) as few:
        read()
    make(10)
    with django_assert_num_queries(len(few)):
        read()


def test_a_letter_that_answers_nothing_yet_acknowledges_and_a_file_that_is_no_letter_waits_to_be_read():
    request = ask()
    letter = reply(request, date(2018, 7, 5), "not a response")
    asked = at(request, date(2018, 7, 6))
    assert asked.state is State.ACKNOWLEDGED and not asked.unread and asked.outcome is Outcome.PENDING
    read_as(letter, "kind", "guide")
    asked = at(request, date(2018, 7, 6))
    assert asked.unread == [letter] and asked.outcome is Outcome.UNREAD


def test_a_review_that_was_answered_was_asked_for_even_if_nothing_held_says_so():
    request = ask(date(2018, 7, 2))
    reply(request, date(2018, 7, 20), "refused")
    reply(request, date(2018, 8, 20), "internal review overturned")
    history = at(request)
    assert history.state is State.REVIEW_ANSWERED and not history.misfits
    assert history.outcome is Outcome.SUCCESSFUL

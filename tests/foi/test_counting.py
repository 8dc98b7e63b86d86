"""What is counted of a campaign at a date."""

from __future__ import annotations

from datetime import date

import pytest

from datascores.catalogue.models import Authority
from foi.counting import count, histories_of, never_asked
from foi.models import Campaign, Judgement, Request
from foi.outcomes import Outcome
from tests.foi.asked import ask, read_as, reply

pytestmark = pytest.mark.django_db
TARGETED, GENERAL = Request.Aim.TARGETED, Request.Aim.GENERAL


def counted(day: date):
    return count(histories_of(Campaign.objects.get(), day), day)


def test_outcomes_are_counted_by_aim_and_add_up_to_the_requests_of_that_day():
    reply(ask(aim=TARGETED), date(2018, 7, 20), "disclosed")
    reply(ask(), date(2018, 7, 20), "partly disclosed")
    reply(ask(), date(2018, 8, 20), "no such system")
    ask()
    ask(date(2018, 12, 3))
    early, late = counted(date(2018, 7, 21)), counted(date(2018, 9, 1))
    assert early.requests == late.requests == 4
    assert early.by_outcome(Outcome.PENDING) == 2 and late.by_outcome(Outcome.PENDING) == 0
    assert late.by_outcome(Outcome.NO_SUCH_SYSTEMS) == late.by_outcome(Outcome.DELAYED) == 1
    assert (late.successes(TARGETED), late.of(TARGETED)) == (1, 1)
    assert (late.successes(GENERAL), late.of(GENERAL)) == (1, 3)
    assert counted(date(2018, 12, 31)).requests == 5


def test_a_request_counts_once_for_each_section_and_type_however_often_its_letters_say_it():
    request = ask()
    for day in (20, 25):
        letter = reply(request, date(2018, 7, day), "refused")
        read_as(letter, "exemption", "s12 FOIA")
        read_as(letter, "response type", "time / price")
    read_as(letter, "exemption", "s43 FOIA")
    counts = counted(date(2018, 8, 1))
    assert counts.exemptions == {"s12 FOIA": 1, "s43 FOIA": 1}
    assert counts.response_types == {"time / price": 1}
    assert counted(date(2018, 7, 22)).exemptions == {"s12 FOIA": 1}


def test_the_last_rating_of_a_question_counts():
    request = ask()
    for day, value in ((1, "negative"), (2, "positive")):
        Judgement.objects.create(
            request=request, kind=Judgement.Kind.ANSWER, question=7, value=value, date=date(2018, 9, day)
        )
    assert counted(date(2018, 9, 1)).answers == {7: {"negative": 1}}
    assert counted(date(2018, 9, 2)).answers == {7: {"positive": 1}}


def test_days_to_the_first_answer_are_working_days_and_silence_has_none():
    reply(ask(date(2018, 7, 2)), date(2018, 7, 9), "disclosed")
    ask()
    assert counted(date(2018, 9, 1)).days == {5: 1}


def test_the_overdue_are_listed_with_the_longest_first():
    late, later = ask(date(2018, 7, 9)), ask(date(2018, 7, 2))
    reply(ask(date(2018, 7, 2)), date(2018, 7, 20), "refused")
    assert [history.request for history in counted(date(2018, 9, 1)).overdue] == [later, late]


def test_bodies_that_were_never_asked_are_counted_among_those_that_were_there_that_day():
    campaign = Campaign.objects.create(slug="scores", name="Scores", body_kinds="council\n")
    ask(campaign=campaign)
    for slug, fields in {
        "old": {"end_date": "2009-03-31"},
        "new": {"start_date": "2019-04"},
        "near": {"end_date": "2018"},
        "force": {"body_kind": "police"},
        "north": {"nation": "Scotland"},
    }.items():
        Authority.objects.create(**({"slug": slug, "name": slug, "body_kind": "council", "nation": "England"} | fields))
    rows = never_asked(campaign, date(2018, 7, 2))
    assert [(row.nation, row.body_kind, row.bodies, row.asked, list(row.names)) for row in rows] == [
        ("England", "council", 2, 1, ["near"]),
        ("Scotland", "council", 1, 0, ["north"]),
    ]

from datetime import date, timedelta
from random import Random

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from foi.laws import ACTS, Extension, Stay, due_date, is_overdue
from foi.laws.clocks import Pause

FOIA, FOISA, EIR, EISR = ACTS.values()


# the days that GOV.UK publishes, as another library brings them along
PUBLISHED = BankHolidays(use_cached_holidays=True)
DIVISIONS = {
    "FOIA": ("england-and-wales", "scotland", "northern-ireland"),
    "EIR": ("england-and-wales", "scotland", "northern-ireland"),
    "FOISA": ("scotland",),
    "EISR": ("scotland",),
}


def day(words: str) -> date:
    return date.fromisoformat(words)


def clarified(asked: str, answered: str | None = None) -> Pause:
    return Pause(Stay.CLARIFICATION, day(asked), day(answered) if answered else None)


# counted by hand on a calendar
TRICKY = [
    # the requests of 2018: two bank holidays of May; a summer bank holiday in Scotland counts for all of the UK
    (FOIA, "2018-05-01", (), None, "2018-05-31"),
    (FOIA, "2018-07-20", (), None, "2018-08-20"),
    (FOISA, "2018-07-20", (), None, "2018-08-20"),
    # 12 July is off under the UK Act, also for a council in Kent, and not in Scotland
    (FOIA, "2018-07-09", (), None, "2018-08-08"),
    (FOISA, "2018-07-09", (), None, "2018-08-07"),
    # St Patrick's Day is kept on the Monday; Good Friday and Easter Monday; in Scotland of these only Good Friday
    (FOIA, "2018-03-16", (), None, "2018-04-18"),
    (FOISA, "2018-03-16", (), None, "2018-04-16"),
    # Christmas, with 2 January in Scotland off for all, and St Andrew's Day
    (FOIA, "2018-12-20", (), None, "2019-01-23"),
    (FOISA, "2018-11-29", (), None, "2019-01-03"),
    # received on a Saturday, or on a holiday: the count begins on the next working day
    (FOIA, "2018-05-05", (), None, "2018-06-05"),
    (FOISA, "2018-12-25", (), None, "2019-01-25"),
    # holidays of one year only: the jubilee of 2022, the funeral, the coronation of 2023
    (FOIA, "2022-05-20", (), None, "2022-06-21"),
    (FOIA, "2022-09-16", (), None, "2022-10-17"),
    (EIR, "2023-05-01", (), None, "2023-05-31"),
    # clarification: the clock begins anew
    (FOIA, "2018-05-01", (clarified("2018-05-10", "2018-06-01"),), None, "2018-06-29"),
    (FOISA, "2018-07-20", (clarified("2018-07-25", "2018-07-27"),), None, "2018-08-27"),
    (FOIA, "2018-05-01", (clarified("2018-06-20"), clarified("2018-05-10", "2018-06-01")), None, None),
    # asked for when the answer was late already: nothing moves
    (FOIA, "2018-05-01", (clarified("2018-06-20", "2018-06-25"),), None, "2018-05-31"),
    # a fee: the days from the notice to the payment do not count; nor does St Andrew's Day, which comes after
    (FOIA, "2018-11-01", (Pause(Stay.FEE, day("2018-11-05"), day("2018-11-07")),), None, "2018-12-05"),
    # environmental information, forty working days, not more
    (EIR, "2018-11-01", (), Extension(day("2018-11-20")), "2019-01-03"),
]


@pytest.mark.parametrize(("act", "received", "pauses", "extension", "due"), TRICKY)
def test_an_answer_is_due_when_the_calendar_says(act, received, pauses, extension, due):
    assert due_date(act, day(received), pauses, extension).due == (day(due) if due else None)


def test_reasons_tell_how_the_date_came_about():
    clock = due_date(FOIA, day("2018-05-01"), (clarified("2018-05-10", "2018-06-01"),))
    assert clock.reasons == (
        "20 working days after receipt on 1 May 2018",
        "begun anew when clarification was received on 1 June 2018",
    )


def test_while_the_requester_owes_an_answer_nothing_is_due_and_nothing_late():
    clock = due_date(FOIA, day("2018-05-01"), (clarified("2018-05-10"),))
    assert clock.due is None and "not given yet" in clock.reasons[-1]
    assert not is_overdue(clock, day("2030-01-01"))


def test_an_answer_is_late_from_the_day_after_it_was_due():
    clock = due_date(FOIA, day("2018-05-01"))
    assert not is_overdue(clock, day("2018-05-31")) and is_overdue(clock, day("2018-06-01"))


def test_an_extension_of_the_public_interest_test_is_the_date_that_the_body_gave_and_none_in_scotland():
    told = Extension(day("2018-05-20"), day("2018-06-28"))
    assert due_date(FOIA, day("2018-05-01"), (), told).due == day("2018-06-28")
    assert due_date(FOISA, day("2018-05-01"), (), told).due == due_date(FOISA, day("2018-05-01")).due
    assert due_date(FOIA, day("2018-05-01"), (), Extension(day("2018-05-20"))).due == day("2018-05-31")
    assert due_date(EIR, day("2018-05-01"), (), Extension(day("2018-05-20"), day("2030-01-01"))).due == day(
        "2018-06-28"
    )
    assert due_date(EIR, day("2018-05-01"), (), Extension(day("2018-06-01"))).due == day("2018-05-31")


@pytest.mark.parametrize(
    ("pauses", "extension"),
    [
        ((clarified("2018-04-30"),), None),
        ((clarified("2018-05-10", "2018-05-09"),), None),
        ((), Extension(day("2018-04-30"))),
    ],
)
def test_what_cannot_have_happened_in_that_order_is_an_error(pauses, extension):
    with pytest.raises(ValueError, match="2018"):
        due_date(FOIA, day("2018-05-01"), pauses, extension)


def counted_by_hand(first: date, days: int, act: str) -> date:
    """Day by day over the bank holidays that GOV.UK publishes, with none of the code that is tried."""
    off = {row["date"] for division in DIVISIONS[act] for row in PUBLISHED.get_holidays(division)}
    at = first
    while days:
        at += timedelta(days=1)
        days -= at.weekday() < 5 and at not in off
    return at


@pytest.mark.parametrize("number", range(200))
def test_two_hundred_dates_are_as_counted_on_the_published_calendar(number):
    """Receipts of 2018 to 2025 under the four laws, every second with clarification or an extension."""
    chance = Random(number)
    act = [FOIA, FOISA, EIR, EISR][number % 4]
    received = date(2018, 1, 1) + timedelta(days=chance.randrange(365 * 7))
    pauses, extension = (), None
    begins, days = received, 20
    asked = received + timedelta(days=chance.randrange(1, 15))
    answered = asked + timedelta(days=chance.randrange(1, 40))
    if number % 8 in (1, 2):
        pauses, begins = (Pause(Stay.CLARIFICATION, asked, answered),), answered
    elif number % 8 in (6, 7):
        extension, days = Extension(asked), (40 if act in (EIR, EISR) else 20)
    assert due_date(act, received, pauses, extension).due == counted_by_hand(begins, days, act.short)

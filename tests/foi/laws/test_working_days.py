from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from foi.laws import ACTS, NoHolidays, add_working_days, is_working_day, working_days_between

FOIA, FOISA, EIR, EISR = ACTS.values()
# the days that GOV.UK publishes, as another library brings them along
PUBLISHED = BankHolidays(use_cached_holidays=True)
LAST = date(2025, 12, 31)  # what is proclaimed for later is in neither list for certain
DIVISIONS = {
    "FOIA": ("england-and-wales", "scotland", "northern-ireland"),
    "EIR": ("england-and-wales", "scotland", "northern-ireland"),
    "FOISA": ("scotland",),
    "EISR": ("scotland",),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_day_counts_as_the_published_bank_holidays_say(act):
    off = {row["date"] for division in DIVISIONS[act.short] for row in PUBLISHED.get_holidays(division)}
    first, last = (
        max(min(row["date"] for row in PUBLISHED.get_holidays(division)) for division in DIVISIONS[act.short]),
        LAST,
    )
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    assert len(days) > 3000
    wrong = [day for day in days if is_working_day(day, act) != (day.weekday() < 5 and day not in off)]
    assert not wrong


def test_a_scottish_bank_holiday_is_off_everywhere_under_the_uk_act_and_an_english_one_is_not_in_scotland():
    assert not is_working_day(date(2018, 8, 6), FOIA) and not is_working_day(date(2018, 8, 6), FOISA)
    assert not is_working_day(date(2018, 4, 2), FOIA) and is_working_day(date(2018, 4, 2), FOISA)  # Easter Monday
    assert not is_working_day(date(2018, 7, 12), EIR) and is_working_day(date(2018, 7, 12), EISR)


def test_days_are_counted_from_the_next_working_day_on():
    assert add_working_days(date(2018, 11, 2), 1, FOIA) == date(2018, 11, 5)
    assert add_working_days(date(2018, 12, 24), 1, FOIA) == date(2018, 12, 27)
    assert working_days_between(date(2018, 12, 24), date(2018, 12, 27), FOIA) == 1
    assert working_days_between(date(2018, 12, 27), date(2018, 12, 24), FOIA) == 0


def test_a_year_of_which_no_holidays_are_known_is_an_error_and_no_year_without_any():
    for day in (date(1999, 5, 4), date(2200, 5, 4)):
        with pytest.raises(NoHolidays, match=str(day.year)):
            is_working_day(day, FOIA)


@pytest.mark.parametrize("number", [0, -1, 401])
def test_a_silly_number_of_days_is_refused(number):
    with pytest.raises(ValueError, match="working days"):
        add_working_days(date(2018, 1, 1), number, FOIA)

"""Working days as each law counts them.

FOIA section 10(6) leaves out Saturdays, Sundays, Christmas Day, Good Friday and a bank holiday in *any* part of the United
Kingdom; the EIR take that over (regulation 2(1)). FOISA section 73 and the Scottish regulations leave out Saturdays, Sundays,
Christmas Day and bank holidays in Scotland; Good Friday is one of these. The days come from the library holidays; a year that
it does not know is an error, never a year without holidays.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import holidays

from foi.laws.acts import Act

FIRST_YEAR = 2000  # the Acts are of 2000 and 2002
_FRIDAY = 4
_LONGEST = 400  # working days


class NoHolidays(ValueError):
    """A year whose bank holidays are not known, in words for whoever asked."""


def is_working_day(day: date, act: Act) -> bool:
    """Whether the law counts the day. Raises NoHolidays outside the years that are known."""
    days_off = _days_off(act.nations, day.year)
    return day.weekday() <= _FRIDAY and day not in days_off


def add_working_days(day: date, number: int, act: Act) -> date:
    """The working day that is so many after a day, which does not count itself: 1 is the next working day.

    Raises ValueError for a number below 1 or above 400, NoHolidays outside the years that are known.
    """
    if not 1 <= number <= _LONGEST:
        raise ValueError(f"Between 1 and {_LONGEST} working days can be added, not {number}.")
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day, act)
    return day


def working_days_between(first: date, last: date, act: Act) -> int:
    """How many working days lie after the first day up to and with the last; 0 where the last is not later."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day, act) for day in days)


@cache
def _days_off(nations: frozenset[str], year: int) -> frozenset[date]:
    known = holidays.UnitedKingdom
    if not FIRST_YEAR <= year <= known.end_year:
        raise NoHolidays(f"The bank holidays of {year} are not known.")
    return frozenset(day for nation in nations for day in known(subdiv=nation, years=year))

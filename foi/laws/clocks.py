"""When an answer is due, computed from what happened, never kept.

- The answer is due on the twentieth working day after the day of receipt: FOIA s10(1), FOISA s10(1), EIR r5(2), EISR r5(2)(a).
- Where the body needs to be told more, the day of receipt is that on which it was told: FOIA s1(3) with s10(6), FOISA s1(3)
  with s10(1)(b), EIR r9(4), EISR r9(4). The clock begins anew; until then nothing is due.
- Days between a fees notice and the payment do not count: FOIA s10(2), FOISA s11 (day of receipt of the fee), EIR r8(5).
- Environmental information that is complex and much: forty working days, if the body says so in the first twenty: EIR r7,
  EISR r7. The public interest test under FOIA s10(3) may take what is reasonable; the Act gives no number, so no date is
  computed from it but the one that the body gave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foi.laws.acts import Act
from foi.laws.working_days import add_working_days, is_working_day

ANSWER = 20  # working days
ANSWER_COMPLEX = 40


class Stay(StrEnum):
    """Why the clock stands."""

    CLARIFICATION = "clarification"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Pause:
    """The body asked on ``asked`` and got what it asked for on ``answered``; None where it still waits."""

    why: Stay
    asked: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """The body said on ``told`` that it needs longer; ``until`` is the date that it gave, None where it gave none."""

    told: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """When the answer is due and how that came about; ``due`` is None while the body waits for the requester."""

    due: date | None
    reasons: tuple[str, ...]


def due_date(act: Act, received: date, pauses: Sequence[Pause] = (), extension: Extension | None = None) -> Clock:
    """When the answer to a request received on a day is due.

    Pauses may come in any order. One that was asked for after the answer was due comes too late to move it. Raises ValueError
    for a pause or an extension before the receipt or ending before it began, NoHolidays outside the years that are known.
    """
    length = ANSWER
    due, reasons = _after(received, length, act), [f"{length} working days after receipt on {_said(received)}"]
    for pause in sorted(pauses, key=lambda pause: pause.asked):
        if pause.asked < received or (pause.answered and pause.answered < pause.asked):
            raise ValueError(f"The {pause.why} was asked for on {_said(pause.asked)}, which cannot be.")
        if pause.asked > due:
            reasons.append(f"{pause.why} asked for on {_said(pause.asked)}, when the answer was late already")
            continue
        if pause.answered is None:
            return Clock(None, (*reasons, f"{pause.why} asked for on {_said(pause.asked)}, not given yet"))
        if pause.why is Stay.CLARIFICATION:
            received = pause.answered
            due = _after(received, length, act)
            reasons.append(f"begun anew when clarification was received on {_said(received)}")
        else:
            stood = _working_days_of(pause.asked, pause.answered, act)
            due = _after(due, stood, act) if stood else due
            reasons.append(f"{stood} working days until the fee was paid on {_said(pause.answered)}")
    return _extended(act, received, due, tuple(reasons), extension)


def is_overdue(clock: Clock, today: date) -> bool:
    """Whether the answer is late on a day; never while the body waits for the requester."""
    return clock.due is not None and today > clock.due


def _extended(act: Act, received: date, due: date, reasons: tuple[str, ...], extension: Extension | None) -> Clock:
    if extension is None:
        return Clock(due, reasons)
    if extension.told < received:
        raise ValueError(f"The extension was told on {_said(extension.told)}, before the request was received.")
    if extension.told > due:
        return Clock(due, (*reasons, f"extension told on {_said(extension.told)}, when the answer was late already"))
    if act.is_environmental:
        most = _after(due, ANSWER_COMPLEX - ANSWER, act)
        due = most if extension.until is None else min(most, max(due, extension.until))
        return Clock(due, (*reasons, f"extended on {_said(extension.told)}, {ANSWER_COMPLEX} working days at most"))
    if extension.until is None or act.is_without_more_time:
        return Clock(due, (*reasons, f"extension told on {_said(extension.told)}, for which the law has no length"))
    return Clock(max(due, extension.until), (*reasons, f"extended by the body to {_said(extension.until)}"))


def _after(day: date, number: int, act: Act) -> date:
    return add_working_days(day, number, act)


def _working_days_of(first: date, last: date, act: Act) -> int:
    """The working days of a stretch, both ends included, as the Acts say of fees."""
    days = (date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1))
    return sum(is_working_day(day, act) for day in days)


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

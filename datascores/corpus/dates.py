"""Dates as documents state them: ISO, a year, a month or a day, and how precise that is. Pure."""

from __future__ import annotations

from datetime import date

PRECISIONS = {4: "year", 7: "month", 10: "day"}


def is_iso_date(text: str) -> bool:
    """Whether the text is a year, a month or a day of the calendar in ISO form: 2018, 2018-05 or 2018-05-31."""
    if len(text) not in PRECISIONS or not text.isascii():
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def precision_of(text: str) -> str:
    """year, month or day; empty for what is no date."""
    return PRECISIONS[len(text)] if is_iso_date(text) else ""

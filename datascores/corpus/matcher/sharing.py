"""Which of several records that share a name is meant: by dates of existence, by makers, else open.

Bodies replaced one another under the same name; the date of the document says which. A company and its own product may
share a name, and then both are meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datascores.catalogue.rules import RecordRules


def alive_at(records: Sequence[RecordRules], date: str) -> list[RecordRules]:
    """The records that existed at an ISO date; where none did, those that replaced the others. All, without a date."""
    if not date or len(records) < 2:
        return list(records)
    alive = [record for record in records if is_within(date, record.start_date, record.end_date)]
    if alive:
        return alive
    slugs = {record.slug for record in records}
    last = [record for record in records if not slugs & set(record.successors)]
    return last or list(records)


def are_allies(records: Sequence[RecordRules]) -> bool:
    """Whether the records don't compete: keywords beside names, and a company beside its own products."""
    if len(records) < 2:
        return True
    names = [record for record in records if record.kind != "keyword"]
    companies = {record.slug for record in names if record.kind == "company"}
    systems = [record for record in names if record.kind == "system"]
    if len(names) < 2:
        return True
    return len(companies) == 1 and len(systems) == 1 == len(names) - 1 and systems[0].maker in companies


def is_within(date: str, start: str, end: str) -> bool:
    """Whether an ISO date lies in a period, compared as far as dates are known: a year alone is the whole year."""
    starts_before = not start or start[: len(date)] <= date[: len(start)]
    ends_after = not end or end[: len(date)] >= date[: len(end)]
    return starts_before and ends_after

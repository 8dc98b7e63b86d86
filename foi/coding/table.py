"""The rows of a coding sheet, as far as they can be understood without the requests that they are about.

CSV in UTF-8 with a head line: ``request`` (our reference or the key at the source) and any of ``authority``, ``law``,
``sent``, ``received``, ``aim``, ``date`` (for which day it was judged), ``outcome``, ``response types`` and ``exemptions``
(several parted by ";" or "|"), and ``q1``, ``q2`` … for the questions. Days are written 2018-10-31 or, as in Britain,
31/10/2018. An empty cell says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from foi.counting import RATINGS
from foi.laws import ACTS
from foi.models import Judgement, Request
from foi.outcomes import Outcome
from foi.response_types import RESPONSE_TYPES
from foi.sheets import Fault, read_day, read_lines

COLUMNS = (
    "request",
    "authority",
    "law",
    "sent",
    "received",
    "aim",
    "date",
    "outcome",
    "response types",
    "exemptions",
)
_QUESTION = re.compile(r"q([1-9]\d?)\Z")
_OUTCOMES = tuple(str(outcome) for outcome in Outcome if outcome is not Outcome.UNREAD)


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement of a row: its kind, its value, and the number of the question where it is about one."""

    kind: Judgement.Kind
    value: str
    question: int | None = None


@dataclass(frozen=True)
class CodedRow:
    """A row without a fault of its own; cells that are empty are None or ""."""

    row: int
    request: str
    authority: str = ""
    law: str = ""
    aim: str = ""
    sent: date | None = None
    received: date | None = None
    date: date | None = None
    judged: tuple[Judged, ...] = ()


@dataclass
class _Reader:
    faults: list[Fault] = field(default_factory=list)

    def row(self, number: int, cells: Mapping[str, str]) -> CodedRow | None:
        """None where a cell cannot be understood: half a row would be counted as a whole one."""
        before = len(self.faults)
        if not cells["request"]:
            self._add(number, "request", "is empty: nothing says which request the row is about.")
        days = {name: self._day(number, name, cells.get(name, "")) for name in ("sent", "received", "date")}
        sent, received = days["sent"], days["received"]
        if sent and received and received < sent:
            self._add(number, "received", f"{received} is before the day on which it was sent, {sent}.")
        if sent and days["date"] and days["date"] < sent:
            self._add(number, "date", f"{days['date']} is before the day on which it was sent, {sent}.")
        law = self._one_of(number, "law", cells.get("law", "").upper(), tuple(ACTS))
        aim = self._one_of(number, "aim", cells.get("aim", "").lower(), tuple(Request.Aim.values))
        judged = tuple(dict.fromkeys(self._judged(number, cells)))
        if len(self.faults) > before:
            return None
        return CodedRow(number, cells["request"], cells.get("authority", ""), law, aim, judged=judged, **days)

    def _judged(self, number: int, cells: Mapping[str, str]) -> Iterator[Judged]:
        if outcome := self._one_of(number, "outcome", cells.get("outcome", "").lower(), _OUTCOMES):
            yield Judged(Judgement.Kind.OUTCOME, outcome)
        for said in _several(cells.get("response types", "")):
            if sort := self._one_of(number, "response types", said.lower(), RESPONSE_TYPES):
                yield Judged(Judgement.Kind.RESPONSE_TYPE, sort)
        for said in _several(cells.get("exemptions", "")):
            if exemption := self._exemption(number, said):
                yield Judged(Judgement.Kind.EXEMPTION, exemption)
        for column, said in cells.items():
            question = _QUESTION.match(column)
            if question and (rating := self._one_of(number, column, said.lower(), RATINGS)):
                yield Judged(Judgement.Kind.ANSWER, rating, int(question[1]))

    def _exemption(self, number: int, said: str) -> str:
        """As "s43 FOIA": a number without its law is not taken, since it means something else in each."""
        found = re.fullmatch(r"(?:s|r|section|regulation)?\s*(\d+[A-Z]?)(?:\([^ ]*)?\s+([A-Za-z]+)", said)
        act = ACTS.get(found[2].upper()) if found else None
        if found and act and act.section(found[1]):
            return act.label(found[1])
        self._add(number, "exemptions", f"“{said}” is no ground of refusal; write it like s43 FOIA.")
        return ""

    def _day(self, number: int, column: str, said: str) -> date | None:
        try:
            return read_day(said)
        except ValueError as error:
            self._add(number, column, str(error))
            return None

    def _one_of(self, number: int, column: str, said: str, known: tuple[str, ...]) -> str:
        if said and said not in known:
            self._add(number, column, f"“{said}” is none of {', '.join(known)}.")
            return ""
        return said

    def _add(self, number: int, column: str, message: str) -> None:
        self.faults.append(Fault(number, column, message))


def read_table(content: bytes) -> tuple[list[CodedRow], list[Fault]]:
    """The rows that can be understood and what is wrong with the others; with a fault of the file there are no rows."""
    lines, faults = read_lines(content, COLUMNS, ("request",), _QUESTION)
    reader = _Reader(faults)
    rows: list[CodedRow] = []
    first: dict[tuple[str, date | None], int] = {}
    for number, cells in lines:
        row = reader.row(number, cells)
        if row and (row.request, row.date) in first:
            twice = f"“{row.request}” stands in row {first[row.request, row.date]} for the same day."
            reader.faults.append(Fault(number, "request", twice))
        elif row:
            first[row.request, row.date] = number
            rows.append(row)
    return rows, reader.faults


def _several(cell: str) -> Iterator[str]:
    return (part.strip() for part in re.split("[;|]", cell) if part.strip())

"""The list that says which file belongs to which request: CSV in UTF-8, one row for each letter or file.

Columns: ``reference`` (our name of the request) and ``file`` are needed; ``authority``, ``law``, ``sent`` (when the request was
sent), ``received`` (when this letter came in), ``direction`` (in or out; in if nothing is said), ``date`` (of this letter, where
it is neither) and ``aim`` may stand there. ``how`` is written into a proposal and passed over here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from foi.laws import ACTS
from foi.models import Message, Request
from foi.sheets import Fault, read_day, read_lines

COLUMNS = ("reference", "authority", "law", "sent", "received", "direction", "date", "aim", "file", "how")
IN, OUT = Message.Direction.IN, Message.Direction.OUT


@dataclass(frozen=True)
class Line:
    """A row without a fault of its own; ``date`` is the day of the letter, None where nothing says it."""

    row: int
    reference: str
    file: str
    direction: str = IN
    authority: str = ""
    law: str = ""
    aim: str = ""
    sent: date | None = None
    date: date | None = None


def read_manifest(content: bytes) -> tuple[list[Line], list[Fault]]:
    """The rows that can be understood and what is wrong with the others; with a fault of the file there are no rows."""
    rows, faults = read_lines(content, COLUMNS, ("reference", "file"))
    lines: list[Line] = []
    first: dict[str, int] = {}
    for row, cells in rows:
        wrong = list(_faults_of(row, cells))
        if cells["file"] in first:
            wrong.append(Fault(row, "file", f"“{cells['file']}” stands in row {first[cells['file']]} already."))
        if wrong:
            faults += wrong
            continue
        first[cells["file"]] = row
        lines.append(_line(row, cells))
    return lines, faults


def _faults_of(row: int, cells: Mapping[str, str]):
    for name in ("reference", "file"):
        if not cells[name]:
            yield Fault(row, name, "is empty.")
    for name, known in (("law", tuple(ACTS)), ("direction", (IN, OUT)), ("aim", tuple(Request.Aim.values))):
        said = cells.get(name, "")
        if said and (said.upper() if name == "law" else said.lower()) not in known:
            yield Fault(row, name, f"“{said}” is none of {', '.join(known)}.")
    days = {}
    for name in ("sent", "received", "date"):
        try:
            days[name] = read_day(cells.get(name, ""))
        except ValueError as error:
            yield Fault(row, name, str(error))
    sent = days.get("sent")
    for name in ("received", "date"):
        if sent and (day := days.get(name)) and day < sent:
            yield Fault(row, name, f"{day} is before the day on which the request was sent, {sent}.")


def _line(row: int, cells: Mapping[str, str]) -> Line:
    direction = cells.get("direction", "").lower() or IN
    days = {name: read_day(cells.get(name, "")) for name in ("sent", "received", "date")}
    return Line(
        row,
        cells["reference"],
        cells["file"],
        direction,
        cells.get("authority", ""),
        cells.get("law", "").upper(),
        cells.get("aim", "").lower(),
        days["sent"],
        days["date"] or (days["received"] if direction == IN else days["sent"]),
    )

"""Tables that people write (CSV in UTF-8 with a head line): their cells by name, their days, and what is wrong, by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

MOST_BYTES = 20_000_000
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, which is left out; ``row`` counts as a spreadsheet shows them, 0 means the file."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


def read_lines(
    content: bytes, columns: Sequence[str], needed: Sequence[str], also: re.Pattern[str] | None = None
) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    """The rows with their numbers, cells by the name of their column and without blanks around them, and what is wrong.

    Rows without a word are passed over, rows with too few or too many cells are faults. With a fault of the head or of the
    file there are no rows. ``also`` matches the names of further columns.
    """
    if len(content) > MOST_BYTES:
        return [], [Fault(0, "", f"The file is larger than {MOST_BYTES // 1_000_000} MB.")]
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [Fault(line, "", "a character is not UTF-8 (perhaps Windows-1252); save the table as CSV UTF-8.")]
    except csv.Error as error:
        return [], [Fault(0, "", f"This is not CSV: {error}.")]
    head = [cell.strip().lower() for cell in lines[0]] if lines else []
    if faults := list(_faults_of_head(head, columns, needed, also)):
        return [], faults
    rows, faults = [], []
    for number, cells in enumerate(lines[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            faults.append(Fault(number, "", f"{len(cells)} cells under {len(head)} columns."))
            continue
        rows.append((number, dict(zip(head, (cell.strip() for cell in cells), strict=True))))
    return rows, faults


def read_day(said: str) -> date | None:
    """A day as 2018-10-31 or, as in Britain, 31/10/2018; None of nothing. Raises ValueError."""
    if not said:
        return None
    british = _BRITISH.match(said)
    try:
        return date(int(british[3]), int(british[2]), int(british[1])) if british else date.fromisoformat(said)
    except ValueError as error:
        raise ValueError(f"“{said}” is no day; write 2018-10-31 or 31/10/2018.") from error


def _faults_of_head(
    head: list[str], columns: Sequence[str], needed: Sequence[str], also: re.Pattern[str] | None
) -> Iterator[Fault]:
    for column in needed:
        if column not in head:
            yield Fault(1, column, "is missing.")
    for column in dict.fromkeys(head):
        if column not in columns and not (also and also.match(column)):
            more = ", q1, q2 and so on" if also else ""
            yield Fault(1, column, f"is none of {', '.join(columns)}{more}.")
        if head.count(column) > 1:
            yield Fault(1, column, "stands twice.")

"""The rows of values that are separated by commas, semicolons, tabs or bars (RFC 4180), also where quotes are wrong.

A quote that no other one closes, an inch sign at the start of a cell, would take all following rows into one cell: then
it is a sign like any other. A cell over several lines stays one where its quotes are right and its lines are no rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1 << 20
_FEWEST_ROWS = {
    2: 5,
    3: 2,
}  # columns: lines in one cell that look like rows of the table; two columns look so by chance


def rows_of(text: str) -> list[list[str]]:
    """All rows as cells, with the quotes around cells taken away."""
    delimiter = max(_DELIMITERS, key=text[:4096].count)
    limit_before = csv.field_size_limit(_LONGEST_CELL)  # the limit is the whole process's
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:  # a quote that does not close, or one that closes within a cell
        return _scan(text, delimiter)
    finally:
        csv.field_size_limit(limit_before)
    usual = _usual_length(rows)
    swallows = any(_holds_rows(cell, delimiter, usual) for row in rows for cell in row if "\n" in cell or "\r" in cell)
    return _scan(text, delimiter) if swallows else rows


def _usual_length(rows: list[list[str]]) -> int:
    lengths = Counter(len(row) for row in rows if row)
    return lengths.most_common(1)[0][0] if lengths else 0


def _holds_rows(cell: str, delimiter: str, columns: int) -> bool:
    """Whether all whole lines inside the cell would be rows of the table."""
    inner = cell.splitlines()[1:-1]
    fewest = _FEWEST_ROWS.get(min(columns, 3), 0)
    return bool(fewest) and len(inner) >= fewest and all(line.count(delimiter) == columns - 1 for line in inner)


def _scan(text: str, delimiter: str) -> list[list[str]]:
    """The rows, cell by cell: quoted where a quote at the start of the cell has its counterpart at the end of one."""
    mark = re.escape(delimiter)
    # possessive, so that a quote without a counterpart is given up in one step
    cell = re.compile(rf'"((?:[^"]++|"")*+)"[ ]*(?=[{mark}\r\n]|\Z)|([^{mark}\r\n]*)')
    columns = _usual_length([line.split(delimiter) for line in text[: 1 << 16].splitlines()])
    rows: list[list[str]] = []
    row: list[str] = []
    at = 0
    while at <= len(text):
        found = cell.match(text, at)
        assert found is not None  # the second form fits everything
        value, at = found[2], found.end()
        if found[1] is not None:
            value = found[1].replace('""', '"')
            if _holds_rows(value, delimiter, columns):
                at = re.compile(rf"[^{mark}\r\n]*").match(text, found.start()).end()  # type: ignore[union-attr]
                value = text[found.start() : at]
        row.append(value)
        if at < len(text) and text[at] == delimiter:
            at += 1
            continue
        rows.append(row if row != [""] else [])
        row = []
        at += 2 if text.startswith("\r\n", at) else 1
        if at == len(text):
            break
    return rows

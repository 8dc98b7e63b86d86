"""Rows as lines of text: CSV for spreadsheets, NDJSON or a JSON array for programs. The same rows give the same bytes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from search.exports.cells import Echo, defuse, flat
from search.exports.tables import Table


def csv_lines(rows: Iterable[dict[str, Any]], table: Table) -> Iterator[str]:
    """CSV in UTF-8: a head line, several values of a cell parted by "; ", formulas defused."""
    return csv_lines_of(rows, table.names)


def csv_lines_of(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """The same of any rows that have those columns."""
    writer = csv.writer(Echo())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([defuse(flat(row[name])) for name in columns])


def ndjson_lines(rows: Iterable[dict[str, Any]], table: Table) -> Iterator[str]:
    """One JSON object a line, values as they are."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON array, a row a line, values as they are."""
    yield "["
    for number, row in enumerate(rows):
        yield ("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


def with_root(rows: Iterable[dict[str, Any]], root: str) -> Iterator[dict[str, Any]]:
    """The rows with whole addresses; ``root`` is the portal's, without a slash at its end, or empty."""
    return ({**row, "url": root + row["url"]} for row in rows)

"""The questions of a batch, read from a CSV and checked wholly before anything is searched.

UTF-8, a head line, a column ``query``; further columns may be facets (several values parted by ";"), ``scope`` and ``sort``.
A fault is refused by row and column in plain words; rows count as a spreadsheet shows them, the head line being row 1.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from search.engine.port import SORTS
from search.query import LONGEST_TEXT, SearchQuery
from search.scopes import SCOPES

MOST_QUESTIONS = 10_000
MOST_BYTES = 20_000_000
QUERY = "query"
PLAIN = {"scope": tuple(map(str, SCOPES)), "sort": SORTS}


class BadBatch(ValueError):
    """A file that is no batch of questions; the message names row and column."""


@dataclass(frozen=True)
class Question:
    """A row: its number, its cells by column as they came, and the search they mean."""

    row: int
    cells: dict[str, str]
    query: SearchQuery


def check_batch(path: Path) -> int:
    """Read the whole file; the number of questions. Raises BadBatch at the first fault."""
    _check_bytes(path)
    count = sum(1 for _ in read_questions(path))
    if not count:
        raise BadBatch("There is no question below the head line.")
    return count


def read_questions(path: Path) -> Iterator[Question]:
    """The questions in order; rows that are wholly blank are passed over. Raises BadBatch."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            columns = _read_head(next(reader, []))
            count = 0
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                count += 1
                if count > MOST_QUESTIONS:
                    raise BadBatch(f"Row {reader.line_num}: there are more than {MOST_QUESTIONS:,} questions.")
                yield _read_row(reader.line_num, columns, cells)
        except csv.Error as error:
            raise BadBatch(f"Row {reader.line_num}: this is not CSV ({error}).") from error


def _check_bytes(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise BadBatch(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    content = path.read_bytes()
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise BadBatch(f"Row {row}: this is no text file; save the table as CSV in UTF-8.")
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_start = content.rfind(b"\n", 0, error.start) + 1
        row, column = content.count(b"\n", 0, error.start) + 1, content.count(b",", line_start, error.start) + 1
        raise BadBatch(
            f"Row {row}, column {column}: a character is not UTF-8 (perhaps Windows-1252); save the table as CSV in UTF-8."
        ) from error


def _read_head(cells: list[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    if QUERY not in columns:
        raise BadBatch(f"Row 1: there is no column “{QUERY}”.")
    allowed = (QUERY, *settings.SEARCH_FACETS, *PLAIN)
    for number, column in enumerate(columns, 1):
        if column not in allowed:
            raise BadBatch(f"Row 1, column {number}: “{column[:40]}” is none of {', '.join(allowed)}.")
        if column in columns[: number - 1]:
            raise BadBatch(f"Row 1, column {number}: “{column}” is there twice.")
    return columns


def _read_row(row: int, columns: list[str], cells: list[str]) -> Question:
    if len(cells) != len(columns):
        raise BadBatch(f"Row {row}: {len(cells)} cells under {len(columns)} columns.")
    by_column = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    params: dict[str, list[str]] = {"q": [by_column[QUERY]]}
    if len(by_column[QUERY]) > LONGEST_TEXT:
        raise BadBatch(f"Row {row}, column {QUERY}: longer than {LONGEST_TEXT:,} characters.")
    for column, cell in by_column.items():
        if column in PLAIN and cell and cell not in PLAIN[column]:
            raise BadBatch(f"Row {row}, column {column}: “{cell[:40]}” is none of {', '.join(PLAIN[column])}.")
        if column != QUERY and cell:
            values = [cell] if column in PLAIN else [value.strip() for value in cell.split(";") if value.strip()]
            params[column] = values
    if not any(params[name][0] for name in params if name not in PLAIN and params[name]):
        raise BadBatch(f"Row {row}, column {QUERY}: there is nothing to search for.")
    return Question(row, by_column, SearchQuery.from_querystring(params))

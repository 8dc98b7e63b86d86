"""The questions of a batch, read from a CSV and checked wholly before anything is searched.

UTF-8, with or without a byte order mark, or what Excel saves as "Unicode text"; parted by commas, semicolons or tabs, as the
head line is; a column ``query``, further ones may be facets (several values parted by ";"), ``scope`` and ``sort``.
A fault is refused by row and column in plain words; rows count as a spreadsheet shows them, the head line being row 1 and
blank rows counting too.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
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
SEPARATORS = (",", ";", "\t")
NO_SEPARATOR = "\x1f"  # of a file with one column: its questions may hold commas; nobody types this
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PLAIN = {"scope": tuple(map(str, SCOPES)), "sort": SORTS}


class BadBatch(ValueError):
    """A file that is no batch of questions; the message names row and column."""


@dataclass(frozen=True)
class Question:
    """A row: its number, its cells by column as they came, and the search they mean."""

    row: int
    cells: dict[str, str]
    query: SearchQuery


@dataclass(frozen=True)
class Checked:
    """A file without a fault: how many questions it has, and how many blank rows that are passed over."""

    questions: int
    blank: int


def check_batch(path: Path) -> Checked:
    """Read the whole file. Raises BadBatch at the first fault."""
    _check_bytes(path)
    rows = Counter(question is not None for question in _read_rows(path))
    if not rows[True]:
        raise BadBatch("There is no question below the head line.")
    return Checked(rows[True], rows[False])


def read_questions(path: Path) -> Iterator[Question]:
    """The questions in order; rows that are wholly blank are passed over. Raises BadBatch."""
    return (question for question in _read_rows(path) if question is not None)


def _read_rows(path: Path) -> Iterator[Question | None]:
    """The rows below the head line, None for a blank one."""
    encoding = _encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator_of(file.readline())
    row = count = 0
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        try:
            columns = _read_head(next(reader, []))
            row = 1
            for row, cells in enumerate(reader, 2):
                if not any(cell.strip() for cell in cells):
                    yield None
                    continue
                count += 1
                if count > MOST_QUESTIONS:
                    raise BadBatch(f"Row {row}: there are more than {MOST_QUESTIONS:,} questions.")
                yield _read_row(row, columns, cells)
        except csv.Error as error:
            raise BadBatch(f"Row {row + 1}: this is not CSV ({error}).") from error


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in UTF16_MARKS else "utf-8-sig"


def _separator_of(head: str) -> str:
    """What parts the cells of a head line with the column of questions; NO_SEPARATOR where it has that column alone."""
    columns = {sign: [name.strip(' "\r\n') for name in head.split(sign)] for sign in SEPARATORS}
    fitting = [sign for sign in SEPARATORS if QUERY in columns[sign]]
    widest = max(fitting, key=lambda sign: len(columns[sign]), default=",")
    return NO_SEPARATOR if columns[widest] == [QUERY] else widest


def _check_bytes(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise BadBatch(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    content = path.read_bytes()
    encoding = _encoding_of(path)
    if b"\0" in content and encoding != "utf-16":
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        raise BadBatch(f"Row {row}: this is no text file; save the table as CSV in UTF-8.")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise BadBatch("This is not whole UTF-16 text; save the table as CSV in UTF-8.") from error
        line_start = content.rfind(b"\n", 0, error.start) + 1
        separator = _separator_of(content.partition(b"\n")[0].decode(encoding, "replace")).encode()
        row = content.count(b"\n", 0, error.start) + 1
        column = content.count(separator, line_start, error.start) + 1
        raise BadBatch(
            f"Row {row}, column {column}: a character is not UTF-8 (perhaps Windows-1252); save the table as CSV in UTF-8."
        ) from error
    if not text.strip():
        raise BadBatch("The file is empty: it needs a head line with a column “query” and a question below it.")


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

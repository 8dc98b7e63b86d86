"""The formats of an export: their names, content types, and how rows become a file of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.exports.lines import csv_lines, ndjson_lines
from search.exports.tables import Table
from search.exports.workbook import Written, write_workbook

Rows = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class Format:
    """A format; ``lines`` is None where a file cannot be streamed as it is made."""

    name: str
    content_type: str
    media_type: str
    lines: Callable[[Rows, Table], Iterator[str]] | None


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", "text/csv", csv_lines),
    "ndjson": Format("ndjson", "application/x-ndjson; charset=utf-8", "application/x-ndjson", ndjson_lines),
    "xlsx": Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        None,
    ),
}


def write_file(name: str, rows: Rows, table: Table, path: Path) -> Written:
    """All rows into a file, which appears under its name only when it is whole."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    lines = FORMATS[name].lines
    if lines is None:
        written = write_workbook(rows, table, unfinished)
    else:
        written = Written()

        def counted() -> Iterator[dict[str, Any]]:
            for row in rows:
                written.rows += 1
                yield row

        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines(counted(), table))
    unfinished.replace(path)
    return written

"""Plain text and comma separated values.

Decodes UTF-8, UTF-16 with a mark, else Windows-1252, which is what old office machines wrote.
"""

from __future__ import annotations

import csv
import io

from .normalise import normalise
from .quality import count_characters
from .reading import PageReading, Reading, Status, Task
from .sheets.sheets import row_line, with_notes

_LONGEST_CELL = 1 << 20


def read_txt(task: Task) -> Reading:
    """The text as page 1."""
    return _reading("txt", normalise(decode(task.path.read_bytes())))


def read_csv(task: Task) -> Reading:
    """Each row one line, cells separated by tabs, as page 1. What is no table after all is read as plain text."""
    text = decode(task.path.read_bytes())
    delimiter = max(",;\t|", key=text[:4096].count)
    limit_before = csv.field_size_limit(_LONGEST_CELL)  # the limit is the whole process's
    try:
        rows = [row_line(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        return _reading("csv", normalise(text))
    finally:
        csv.field_size_limit(limit_before)
    return _reading("csv", *with_notes(rows, 1, {}))


def decode(data: bytes) -> str:
    """Bytes of unknown encoding as text; never fails, at worst a character shows as U+FFFD."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _reading(format_name: str, text: str, first_row: int | None = None) -> Reading:
    if not count_characters(text):
        return Reading(format_name, Status.NO_TEXT, "The file holds no text.", engine="text")
    return Reading(format_name, Status.OK, "", "", (PageReading(1, text, "text", first_row=first_row),), engine="text")

"""Plain text and comma separated values.

Decodes UTF-8, UTF-16, else Windows-1252, which is what old office machines wrote.
"""

from __future__ import annotations

from .normalise import normalise
from .quality import count_characters
from .reading import PageReading, Reading, Status, Task
from .separated import rows_of
from .sheets.sheets import row_line, with_notes
from .sniff import as_utf8


def read_txt(task: Task) -> Reading:
    """The text as page 1."""
    return _reading("txt", normalise(decode(task.path.read_bytes())))


def read_csv(task: Task) -> Reading:
    """Each row one line, cells separated by tabs, as page 1."""
    rows = rows_of(decode(task.path.read_bytes()))
    return _reading("csv", *with_notes([row_line(row) for row in rows], 1, {}))


def decode(data: bytes) -> str:
    """Bytes of unknown encoding as text; never fails, at worst a character shows as U+FFFD."""
    data = as_utf8(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _reading(format_name: str, text: str, first_row: int | None = None) -> Reading:
    if not count_characters(text):
        return Reading(format_name, Status.NO_TEXT, "The file holds no text.", engine="text")
    return Reading(format_name, Status.OK, "", "", (PageReading(1, text, "text", first_row=first_row),), engine="text")

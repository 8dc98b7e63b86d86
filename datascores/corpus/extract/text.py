"""Plain text and comma separated values.

Decodes UTF-8, UTF-16, else Windows-1252, which is what old office machines wrote. A few wrong bytes in a text that is
UTF-8 otherwise, or an end in the midst of a character, do not turn the others into signs that nobody wrote.
"""

from __future__ import annotations

import re

from .normalise import normalise
from .quality import count_characters
from .reading import PageReading, Reading, Status, Task
from .separated import rows_of
from .sheets.sheets import row_line, with_notes
from .sniff import as_utf8

_WRONG_BYTE = re.compile("[\udc80-\udcff]")  # as "surrogateescape" hands them on
_BEYOND_ASCII = bytes(range(128, 256))
_CUT_CHARACTER = re.compile(
    rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z"
)  # the end of a file in UTF-8


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
        pass
    cut = _CUT_CHARACTER.search(data[-3:])
    whole = data[: len(data) - len(cut[0])] if cut else data
    lenient = whole.decode("utf-8-sig", "surrogateescape")
    wrong = len(_WRONG_BYTE.findall(lenient))
    right = len(whole) - len(whole.translate(None, _BEYOND_ASCII)) - wrong
    # one byte above ASCII may well be the only é of a text; two that begin a character of UTF-8 are hardly two letters
    if wrong > right or (not right and (not cut or len(cut[0]) == 1)):
        return data.decode("cp1252", "replace")
    return _WRONG_BYTE.sub(_as_windows, lenient) + ("\ufffd" if cut else "")


def _as_windows(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def _reading(format_name: str, text: str, first_row: int | None = None) -> Reading:
    if not count_characters(text):
        return Reading(format_name, Status.NO_TEXT, "The file holds no text.", engine="text")
    return Reading(format_name, Status.OK, "", "", (PageReading(1, text, "text", first_row=first_row),), engine="text")

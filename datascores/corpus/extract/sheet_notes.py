"""What is pinned to the cells of a workbook: comments and text boxes, by sheet and row.

calamine reads cells only, so the parts beside them are read here: comments and drawings of xlsx, annotations of ods,
notes of xls. Comments of xlsb are not read. What is damaged costs the comments, never the cells, and is told.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections import defaultdict
from collections.abc import Iterator

import olefile

from .limits import MEGABYTE
from .markup import read_elements
from .normalise import one_line
from .package import open_package, read_part
from .reading import Status, Task, Unreadable
from .relations import relations, targets_of

Notes = dict[str, dict[int, list[str]]]  # sheet → row from 1 → comments
_CELL = re.compile(r"[A-Z]{1,3}([0-9]{1,7})$")
_LAST_ROW = 1_048_576  # no program has more; a comment that claims a later row would stretch the text
_MOST_BYTES = 16 * MEGABYTE  # of one XML part: its elements are held in memory at once
# Records of [MS-XLS] 2.3; a note names the object whose text box holds its words (2.4.179, 2.4.181, 2.4.329).
_BOUNDSHEET, _BOF, _EOF, _NOTE, _OBJECT, _TEXT, _CONTINUE = 0x85, 0x809, 0x0A, 0x1C, 0x5D, 0x1B6, 0x3C


NOT_READ = "Comments and text boxes could not be read."


def find_notes(task: Task, format_name: str) -> tuple[Notes, str]:
    """Comments and text boxes of all sheets, and a reason where they could not be read."""
    try:
        if format_name == "xls":
            with olefile.OleFileIO(task.path) as container:
                # a workbook of Excel 5 and 95 is called "Book" and keeps its notes otherwise
                return (
                    (_of_xls(container.openstream("Workbook").read()), "") if container.exists("Workbook") else ({}, "")
                )
        with open_package(task) as package:
            if format_name == "xlsx":
                return _of_xlsx(package), ""
            if format_name == "ods":
                return _of_ods(package), ""
            has_comments = any(re.fullmatch(r"xl/comments\d*\.bin", name) for name in package.namelist())
            return {}, NOT_READ if has_comments else ""
    except (Unreadable, OSError, ValueError, OverflowError, struct.error, IndexError):  # olefile raises all of these
        return {}, NOT_READ


def _of_xlsx(package: zipfile.ZipFile) -> Notes:
    targets = targets_of(package, "xl/workbook.xml")
    notes: Notes = {}
    for name, attributes, _ in _elements(package, "xl/workbook.xml"):
        part = targets.get(attributes.get("r:id", ""), ("", ""))[1]
        if name == "sheet" and part:
            notes[attributes.get("name", "")] = _of_sheet_part(package, part)
    return notes


def _of_sheet_part(package: zipfile.ZipFile, part: str) -> dict[int, list[str]]:
    related = relations(package, part)
    rows: dict[int, list[str]] = defaultdict(list)
    # beside threaded comments, "comments" only holds copies for old programs
    for target in related.get("threadedComment") or related.get("comments", []):
        words: list[str] = []
        for name, attributes, text in _elements(package, target):
            if name in ("t", "text"):
                words.append(text)
            elif name in ("comment", "threadedComment"):
                cell = _CELL.match(attributes.get("ref", ""))
                _add(rows, int(cell[1]) if cell else 0, "".join(words))
                words = []
    for target in related.get("drawing", []):
        words, row = [], 0
        for name, _, text in _elements(package, target):
            if name == "t":
                words.append(text)
            elif name == "p":
                words.append(" ")
            elif name == "row":
                row = row or (int(text) + 1 if text.isdigit() else 0)  # the first is that of the upper left corner
            elif name.endswith("Anchor"):
                _add(rows, row, "".join(words))
                words, row = [], 0
    return rows


def _of_ods(package: zipfile.ZipFile) -> Notes:
    """Annotations of cells; rows are counted with their repetitions. An annotation stands before its cell's own words."""
    content = read_part(package, "content.xml") or b""
    notes: Notes = {}
    if b":annotation" not in content:
        return notes
    rows: dict[int, list[str]] = defaultdict(list)
    row, words = 1, list[str]()
    for name, attributes, text in _elements_of(content):
        if name in ("p", "span", "a"):
            words.append(text)
        elif name == "annotation":
            _add(rows, row, " ".join(words))
        elif name == "table-row":
            repeated = attributes.get("number-rows-repeated", "1")
            row += int(repeated) if repeated.isdigit() else 1
        elif name == "table":
            notes[attributes.get("name", "")] = rows
            rows, row = defaultdict(list), 1
        if name in ("annotation", "table-cell"):
            words = []
    return notes


def _of_xls(stream: bytes) -> Notes:
    names: list[str] = []
    sheet = -1  # the first substream holds what is common to all sheets
    depth, drawn = 0, 0
    boxes: dict[int, str] = {}
    pinned: dict[int, int] = {}
    notes: Notes = {}
    records = list(_records(stream))
    for index, (kind, data) in enumerate(records):
        if kind == _BOUNDSHEET:
            names.append(_short_text(data[6:]))
        elif kind == _BOF:
            depth += 1  # charts lie inside the sheets
            if depth == 1:
                sheet, boxes, pinned = sheet + 1, {}, {}
        elif kind == _EOF:
            depth -= 1
            if depth == 0 and 0 < sheet <= len(names):
                notes[names[sheet - 1]] = _pin(boxes, pinned)
        elif kind == _OBJECT and len(data) >= 8:
            (drawn,) = struct.unpack_from("<H", data, 6)
        elif kind == _TEXT and index + 1 < len(records) and records[index + 1][0] == _CONTINUE:
            boxes[drawn] = _box_text(data, records[index + 1][1])
        elif kind == _NOTE and len(data) >= 8:
            row, _, _, object_id = struct.unpack_from("<4H", data)
            pinned[object_id] = row + 1
    return notes


def _pin(boxes: dict[int, str], pinned: dict[int, int]) -> dict[int, list[str]]:
    """Words by row; a text box that is no comment has no row in its record and stands in the first."""
    rows: dict[int, list[str]] = defaultdict(list)
    for object_id, words in boxes.items():
        _add(rows, pinned.get(object_id, 1), words)
    return rows


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _short_text(data: bytes) -> str:
    """A string with its length in one byte and a flag for two bytes a character ([MS-XLS] 2.5.240)."""
    count, wide = data[0], data[1] & 1
    return data[2 : 2 + count * 2].decode("utf-16-le", "replace") if wide else data[2 : 2 + count].decode("latin-1")


def _box_text(box: bytes, following: bytes) -> str:
    (count,) = struct.unpack_from("<H", box, 10)
    wide = following[0] & 1
    words = following[1 : 1 + count * (2 if wide else 1)]
    return words.decode("utf-16-le", "replace") if wide else words.decode("latin-1")


def _elements(package: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str], str]]:
    return _elements_of(read_part(package, part) or b"<none/>")


def _elements_of(data: bytes) -> list[tuple[str, dict[str, str], str]]:
    if len(data) > _MOST_BYTES:
        raise Unreadable(Status.TOO_LARGE, NOT_READ)
    return read_elements(data)


def _add(rows: dict[int, list[str]], row: int, text: str) -> None:
    words = one_line(text)
    if words and 0 < row <= _LAST_ROW:
        rows[row].append(words)

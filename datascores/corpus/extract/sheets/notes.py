"""What is pinned to the cells of a workbook: comments, text boxes and charts, by sheet and row, and print headers.

calamine reads cells only, so the parts beside them are read here: comments, drawings and headers of xlsx, annotations of
ods, notes and headers of xls, headers of xlsb. What is damaged costs what is pinned, never the cells, and is told.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import olefile

from ..limits import MEGABYTE
from ..marks import bare
from ..normalise import one_line
from ..office.markup import read_elements
from ..office.package import open_package, read_part
from ..office.relations import relations, targets_of
from ..opendocument.charts import charts_in, object_path
from ..reading import Status, Task, Unreadable
from .binary import binary_records, binary_sheets
from .drawings import drawn_words
from .headers import bare_header, headers_of_ods, headers_of_part, headers_of_record
from .packages import CELL, column_number
from .records import BOF, BOUNDSHEET, EOF, records, short_text
from .unseen import Area

_LAST_ROW = 1_048_576  # no program has more; a comment that claims a later row would stretch the text
_MOST_BYTES = 16 * MEGABYTE  # of one XML part: its elements are held in memory at once
# Records of [MS-XLS] 2.3; a note names the object whose text box holds its words (2.4.179, 2.4.181, 2.4.329).
_NOTE, _OBJECT, _TEXT, _CONTINUE = 0x1C, 0x5D, 0x1B6, 0x3C
_CHART_TEXT = 0x100D  # a title, or the name of a series ([MS-XLS] 2.4.254)
_HEADERS = (0x14, 0x15)
_BINARY_HEADERS = 479  # record of [MS-XLSB] 2.4.85


NOT_READ = "Comments, text boxes, charts or print headers could not be read."


@dataclass
class SheetNotes:
    """What is pinned to a sheet: by row (from 1) the cells and words of each; what is printed above and below.

    Words that nobody sees stand between marks.
    """

    rows: dict[int, list[tuple[Area, str]]] = field(default_factory=lambda: defaultdict(list))
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def add(self, row: int, column: int, marked: str) -> None:
        """Words pinned to one cell."""
        self.add_over(Area(row, column, row, column), marked)

    def add_over(self, area: Area, marked: str) -> None:
        """Words that lie over cells; they stand in the first row of these."""
        if bare(marked) and 0 < area.top <= _LAST_ROW:
            self.rows[area.top].append((area, marked))

    def add_header(self, is_above: bool, marked: str) -> None:
        place = self.above if is_above else self.below
        if bare(marked) and marked not in place:
            place.append(marked)


Notes = dict[str, SheetNotes]  # by name of sheet


def find_notes(task: Task, format_name: str) -> tuple[Notes, str]:
    """What is pinned to all sheets, and a reason where it could not be read."""
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
            return _of_xlsb(package), NOT_READ if has_comments else ""
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


def _of_sheet_part(package: zipfile.ZipFile, part: str) -> SheetNotes:
    related = relations(package, part)
    notes = SheetNotes()
    # beside threaded comments, "comments" only holds copies for old programs
    for target in related.get("threadedComment") or related.get("comments", []):
        words: list[str] = []
        for name, attributes, text in _elements(package, target):
            if name in ("t", "text"):
                words.append(text)
            elif name in ("comment", "threadedComment"):
                cell = CELL.fullmatch(attributes.get("ref", ""))
                if cell:
                    notes.add(int(cell[2]), column_number(cell[1]), bare(one_line("".join(words))))
                words = []
    for target in related.get("drawing", []):
        for area, marked in drawn_words(package, target):
            notes.add_over(area, marked)
    for is_above, marked in headers_of_part(package, part):
        notes.add_header(is_above, marked)
    return notes


def _of_xlsb(package: zipfile.ZipFile) -> Notes:
    """What is printed above and below; comments are not read."""
    notes: Notes = {}
    for name, part in binary_sheets(package):
        notes[name] = SheetNotes()
        for kind, data in binary_records(read_part(package, part) or b""):
            if kind == _BINARY_HEADERS:
                for is_above, marked in headers_of_record(data):
                    notes[name].add_header(is_above, marked)
    return notes


def _of_ods(package: zipfile.ZipFile) -> Notes:
    """Annotations of cells, charts, and what is printed above and below."""
    content = read_part(package, "content.xml") or b""
    charts = charts_in(package) if b":object" in content else {}
    notes: Notes = _annotations(content, charts) if b":annotation" in content or charts else {}
    for sheet, is_above, marked in headers_of_ods(content, read_part(package, "styles.xml") or b"<none/>"):
        notes.setdefault(sheet, SheetNotes()).add_header(is_above, marked)
    return notes


def _annotations(content: bytes, charts: Mapping[str, list[str]]) -> Notes:
    """Rows are counted with their repetitions. An annotation, or a chart, stands before its cell's own words."""
    notes: Notes = {}
    here = SheetNotes()
    row, column, words = 1, 1, list[str]()
    for name, attributes, text in _elements_of(content):
        if name in ("p", "span", "a"):
            words.append(text)
        elif name == "annotation":
            here.add(row, column, bare(one_line(" ".join(words))))
        elif name == "object":
            here.add(row, column, " ".join(charts.get(object_path(attributes.get("href", "")), ())))
        elif name == "table-row":
            row, column = row + _count(attributes, "number-rows-repeated"), 1
        elif name == "table":
            notes[attributes.get("name", "")] = here
            here, row, column = SheetNotes(), 1, 1
        elif name in ("table-cell", "covered-table-cell"):
            column += _count(attributes, "number-columns-repeated")
        if name in ("annotation", "table-cell"):
            words = []
    return notes


def _count(attributes: dict[str, str], name: str) -> int:
    repeated = attributes.get(name, "1")
    return int(repeated) if repeated.isdigit() else 1


def _of_xls(stream: bytes) -> Notes:
    names: list[str] = []
    sheet = -1  # the first substream holds what is common to all sheets
    depth, drawn = 0, 0
    boxes: dict[int, str] = {}
    pinned: dict[int, tuple[int, int]] = {}
    headers: list[tuple[bool, str]] = []
    charted: list[str] = []
    notes: Notes = {}
    parts = list(records(stream))
    for index, (kind, data) in enumerate(parts):
        if kind == BOUNDSHEET:
            names.append(short_text(data[6:]))
        elif kind == BOF:
            depth += 1  # charts lie inside the sheets
            if depth == 1:
                sheet, boxes, pinned, headers, charted = sheet + 1, {}, {}, [], []
        elif kind == EOF:
            depth -= 1
            if depth == 0 and 0 < sheet <= len(names):
                notes[names[sheet - 1]] = _pin(boxes, pinned, headers)
                notes[names[sheet - 1]].add(1, 1, bare(one_line(" ".join(dict.fromkeys(charted)))))
        elif kind == _OBJECT and len(data) >= 8:
            (drawn,) = struct.unpack_from("<H", data, 6)
        elif kind == _TEXT and index + 1 < len(parts) and parts[index + 1][0] == _CONTINUE:
            boxes[drawn] = _box_text(data, parts[index + 1][1])
        elif kind == _CHART_TEXT and len(data) > 4:
            charted.append(short_text(data[2:]))
        elif kind == _NOTE and len(data) >= 8:
            row, column, _, object_id = struct.unpack_from("<4H", data)
            pinned[object_id] = row + 1, column + 1
        elif kind in _HEADERS and depth == 1 and len(data) >= 3:
            headers.append((kind == _HEADERS[0], bare_header(_text(data))))
    return notes


def _pin(boxes: dict[int, str], pinned: dict[int, tuple[int, int]], headers: list[tuple[bool, str]]) -> SheetNotes:
    """Words by row; a text box that is no comment has no row in its record and stands in the first, as a chart does."""
    notes = SheetNotes()
    for object_id, words in boxes.items():
        notes.add(*pinned.get(object_id, (1, 1)), bare(one_line(words)))
    for is_above, marked in headers:
        notes.add_header(is_above, marked)
    return notes


def _text(data: bytes) -> str:
    """A string with its length in two bytes ([MS-XLS] 2.5.294)."""
    (count,), wide = struct.unpack_from("<H", data), data[2] & 1
    return data[3 : 3 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


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

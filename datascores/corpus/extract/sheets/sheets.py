"""Spreadsheets (xlsx, xls, xlsb, ods): each sheet is a page, each row one line, cells separated by tabs.

Lines follow the rows one by one from `first_row` on, empty rows included, so that a place in the text is a row of the
sheet. Comments, text boxes and charts stand at the end of their row, print headers in the first and the last. Values are
read as shown by their type; formulas are not run. Hidden sheets are read too, but their words are withheld, since nobody
who looks at the file sees them, and a number stands for their name; so are hidden rows, columns and cells.
"""

from __future__ import annotations

import datetime
import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import python_calamine

from ..containers.archive import name_some
from ..marks import HIDDEN_COLUMN, HIDDEN_ROW, HIDDEN_SHEET, bare, mark, take_marks, whole
from ..normalise import one_line
from ..office.blips import PICTURES_UNREAD, has_large_picture
from ..office.embedded import take_embedded
from ..office.package import open_package
from ..office.pictures import Sifted, describe_sifted, sift
from ..quality import describe_unread
from ..reading import ENCRYPTED_REASON, Member, PageReading, Reading, Status, Task, Unreadable
from .notes import SheetNotes, find_notes
from .pictures import pictures_of_sheets
from .unseen import Unseen
from .visibility import find_unseen

HIDDEN_LABEL = "Sheet {} (hidden)"


def read_sheets(task: Task, format_name: str) -> Reading:
    """All sheets, hidden ones too. Raises Unreadable when the workbook is encrypted, damaged or too large."""
    if format_name != "xls":
        open_package(task).close()  # for its check of the unpacked size
    try:
        pages, failed, reason = _read_pages(task, format_name)
        pages, members, beside = _take_beside(task, format_name, pages)
    except python_calamine.PasswordError as error:
        raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower():
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
        raise Unreadable(Status.FAILED, "The workbook is damaged and could not be opened.") from error
    is_wordless = not any(page.text for page in pages)
    unread = describe_unread({page.number: page.pictures_wanted for page in pages}, is_wordless)
    reason = " ".join(filter(None, [unread, beside, "" if is_wordless else reason]))
    if is_wordless and failed:
        status, reason = Status.FAILED, "No sheet of the workbook could be read."
    elif is_wordless:
        status, reason = Status.NO_TEXT, reason or "The workbook holds no values."
    elif failed:
        status, reason = Status.PARTIAL, f"These sheets could not be read: {name_some(failed)}. {reason}".strip()
    else:
        status = Status.PARTIAL if reason else Status.OK
    return Reading(format_name, status, reason, "", tuple(pages), members, engine="calamine")


def _take_beside(
    task: Task, format_name: str, pages: list[PageReading]
) -> tuple[list[PageReading], tuple[Member, ...], str]:
    """The sheets with what OCR is to read of each, the files inside the workbook, and what of both is lost."""
    if format_name == "xls":
        return pages, (), PICTURES_UNREAD if has_large_picture(task.path.read_bytes()) else ""
    hidden = {page.number for page in pages if page.label == HIDDEN_LABEL.format(page.number)}
    with open_package(task) as package:
        try:
            shown = pictures_of_sheets(task, package, format_name)
        except (Unreadable, OSError, ValueError, OverflowError, struct.error, IndexError):
            return pages, (), PICTURES_UNREAD
        sifted = {number: sift(package, found) for number, found in shown.items() if number not in hidden}
        members, not_taken = take_embedded(task, package) if format_name != "ods" else ((), "")
    pages = [replace(page, pictures_wanted=sifted.get(page.number, Sifted()).wanted) for page in pages]
    return pages, members, " ".join(filter(None, [describe_sifted(sifted), not_taken]))


def _read_pages(task: Task, format_name: str) -> tuple[list[PageReading], list[str], str]:
    """The sheets, the names of those that could not be read, and a reason where something beside the cells was not."""
    workbook = python_calamine.load_workbook(str(task.path))
    names = workbook.sheet_names
    if len(names) > task.limits.pages:
        raise Unreadable(Status.TOO_LARGE, f"The workbook has {len(names):,} sheets.")
    is_hidden = {
        sheet.name: sheet.visible != python_calamine.SheetVisibleEnum.Visible for sheet in workbook.sheets_metadata
    }
    notes, not_read = find_notes(task, format_name)
    hidden_places, not_inspected = find_unseen(task, format_name)
    pages, failed = [], []
    for number, name in enumerate(names, 1):
        # the name of a sheet that nobody sees may say what its words do
        label = HIDDEN_LABEL.format(number) if is_hidden.get(name) else one_line(name)
        rows: list[str] = []
        first = 1
        unseen = hidden_places.get(name, Unseen())
        try:
            rows, first = _rows_of(workbook.get_sheet_by_name(name), unseen)
        except python_calamine.CalamineError:
            failed.append(label)
        text, first = with_notes(rows, first, _pinned(notes.get(name, SheetNotes()), unseen, rows, first))
        text, spans = take_marks(text)
        pages.append(
            PageReading(
                number,
                text,
                "calamine" if text else "",
                label=label,
                first_row=first if text else None,
                hidden=whole(text, HIDDEN_SHEET) if is_hidden.get(name) else spans,
            )
        )
    return pages, failed, " ".join(filter(None, [not_read, not_inspected]))


def _rows_of(sheet: Any, unseen: Unseen) -> tuple[list[str], int]:
    """The rows as lines and the number of the first of them, what nobody sees between marks; a chart's sheet has none."""
    if not hasattr(sheet, "to_python") or sheet.start is None:
        return [], 1
    first, left = sheet.start[0] + 1, sheet.start[1] + 1
    hidden = {column for column in range(left, sheet.end[1] + 2) if unseen.has_column(column)} if unseen else set()
    lines = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), first):
        cells = [bare(show_value(cell)) for cell in row]
        if number in unseen.rows:
            cells = [mark(cell, HIDDEN_ROW) for cell in cells]
        else:
            for column in unseen.looks_of_row(number):
                if left <= column < left + len(cells):
                    at = column - left
                    cells[at] = unseen.marked(number, column, row[at], cells[at])
            for column in hidden:
                if column - left < len(cells):
                    cells[column - left] = mark(bare(cells[column - left]), HIDDEN_COLUMN)
        lines.append("\t".join(cells).rstrip("\t "))
    return lines, first


def _pinned(notes: SheetNotes, unseen: Unseen, rows: Sequence[str], first: int) -> dict[int, list[str]]:
    """What is pinned by row; print headers stand in the first row with words, print footers in the last."""
    pinned: dict[int, list[str]] = {}
    for row, words in notes.rows.items():
        places = [(unseen.hidden_place(area), marked) for area, marked in words]
        pinned[row] = [mark(bare(marked), place) if place else marked for place, marked in places]
    used = [*pinned, *(first + at for at, line in enumerate(rows) if line)] or [1]
    for row, headers in ((min(used), notes.above), (max(used), notes.below)):
        if headers:
            pinned.setdefault(row, []).extend(headers)
    return pinned


def row_line(cells: Sequence[object]) -> str:
    """The cells of a row on one line."""
    return "\t".join(map(show_value, cells)).rstrip("\t ")


def with_notes(rows: Sequence[str], first: int, notes: Mapping[int, Sequence[str]]) -> tuple[str, int]:
    """Rows and what is pinned to them as a text, one row a line, and the row of its first line.

    `first` is the row of `rows[0]`; `notes` holds comments by row. Empty rows at both ends are left out.
    """
    lines = {first + index: line for index, line in enumerate(rows) if line}
    for row, words in notes.items():
        lines[row] = "\t".join(filter(None, [lines.get(row, ""), *words]))
    if not lines:
        return "", first
    return "\n".join(lines.get(row, "") for row in range(min(lines), max(lines) + 1)), min(lines)


def show_value(value: object) -> str:
    """A cell on one line: whole numbers without ".0", dates and times as ISO, line breaks as spaces."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return one_line(str(value))

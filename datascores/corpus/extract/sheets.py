"""Spreadsheets (xlsx, xls, xlsb, ods): each sheet is a page, each row a line, cells separated by tabs.

Empty rows inside a sheet stay as empty lines. Values are read as shown by their type; formulas are not run.
"""

from __future__ import annotations

import datetime
from typing import Any

import python_calamine

from .normalise import normalise
from .package import open_package
from .reading import ENCRYPTED_REASON, PageReading, Reading, Status, Task, Unreadable


def read_sheets(task: Task, format_name: str) -> Reading:
    """All sheets, hidden ones too. Raises Unreadable when the workbook is encrypted, damaged or too large."""
    if format_name != "xls":
        open_package(task).close()  # for its check of the unpacked size
    try:
        workbook = python_calamine.load_workbook(str(task.path))
        names = workbook.sheet_names
        if len(names) > task.limits.pages:
            raise Unreadable(Status.TOO_LARGE, f"The workbook has {len(names):,} sheets.")
        pages, failed = [], []
        for number, name in enumerate(names, 1):
            try:
                text = _sheet_text(workbook.get_sheet_by_name(name))
            except python_calamine.CalamineError:
                text = ""
                failed.append(name)
            pages.append(PageReading(number, text, "calamine" if text else "", label=normalise(name)))
    except python_calamine.PasswordError as error:
        raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower():
            raise Unreadable(Status.ENCRYPTED, ENCRYPTED_REASON) from error
        raise Unreadable(Status.FAILED, "The workbook is damaged and could not be opened.") from error
    if not any(page.text for page in pages):
        status, reason = (
            (Status.FAILED, "No sheet of the workbook could be read.")
            if failed
            else (Status.NO_TEXT, "The workbook holds no values.")
        )
    elif failed:
        status, reason = Status.PARTIAL, f"These sheets could not be read: {', '.join(failed)}."
    else:
        status, reason = Status.OK, ""
    return Reading(format_name, status, reason, "", tuple(pages), engine="calamine")


def _sheet_text(sheet: Any) -> str:
    if not hasattr(sheet, "to_python"):
        return ""
    rows = sheet.to_python(skip_empty_area=True)
    return normalise("\n".join("\t".join(map(show_value, row)).rstrip("\t") for row in rows))


def show_value(value: object) -> str:
    """A cell on one line: whole numbers without ".0", dates as ISO, line breaks as spaces."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return " ".join(str(value).split())

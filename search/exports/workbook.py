"""Rows as an XLSX workbook, written row by row: no more than one row is in memory.

A sheet holds a million rows; further ones follow on further sheets. Excel takes 32,767 characters a cell: what is longer is
cut, and the sheet "Notes" names the cell. Every text is a text, never a formula, and carries Excel's own mark for that. The
same rows give the same bytes: the file's dates are fixed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from search.exports.cells import flat, is_formula
from search.exports.tables import Table

ROWS_A_SHEET = 1_000_000
MOST_UNITS = 32_767  # of a cell, counted as Excel does: UTF-16 units
MADE = datetime(2000, 1, 1)
TOLD_CUTS = 1000  # of them are named outside of the workbook too


@dataclass(frozen=True)
class Cut:
    """A cell that lost its end; ``length`` is how many characters the whole text has."""

    sheet: str
    row: int
    column: str
    length: int


@dataclass
class Written:
    """What a workbook came to: rows, sheets of them, and the cells that were cut (the first of them by name)."""

    rows: int = 0
    sheets: int = 0
    cut_count: int = 0
    cuts: list[dict[str, Any]] = field(default_factory=list)


def write_workbook(
    rows: Iterable[dict[str, Any]], table: Table, path: Path, rows_a_sheet: int = ROWS_A_SHEET
) -> Written:
    """Write all rows to a workbook at ``path``; scratch files lie beside it while it is written."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False}
    written = Written()
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": MADE, "title": table.name})
        plain_text = book.add_format({"quote_prefix": True})
        sheet = _begin_sheet(book, table, written)
        notes = book.add_worksheet("Notes")
        notes.write_row(0, 0, ["note", "sheet", "row", "column", "characters"])
        for row in rows:
            at = written.rows - (written.sheets - 1) * rows_a_sheet
            if at == rows_a_sheet:
                sheet, at = _begin_sheet(book, table, written), 0
            for number, name in enumerate(table.names):
                cell = flat(row[name])
                if not isinstance(cell, str):
                    sheet.write_number(at + 1, number, cell)
                    continue
                short = shorten(cell)
                if short != cell:
                    _note(notes, written, Cut(sheet.get_name(), at + 2, name, len(cell)))
                sheet.write_string(at + 1, number, short, plain_text if is_formula(short) else None)
            written.rows += 1
        if not written.cut_count:
            notes.write_string(1, 0, "No cell was cut.")
    return written


def shorten(text: str) -> str:
    """As much of a text as a cell of Excel holds, never half a character. Pure."""
    if len(text) * 2 <= MOST_UNITS:
        return text
    return text.encode("utf-16-le", "replace")[: MOST_UNITS * 2].decode("utf-16-le", "ignore")


def _begin_sheet(book: xlsxwriter.Workbook, table: Table, written: Written) -> Any:
    written.sheets += 1
    sheet = book.add_worksheet(table.name if written.sheets == 1 else f"{table.name} {written.sheets}")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, table.names)
    return sheet


def _note(notes: Any, written: Written, cut: Cut) -> None:
    written.cut_count += 1
    words = f"Cut at {MOST_UNITS} characters, the most that Excel takes; the CSV has the whole text."
    notes.write_row(written.cut_count, 0, [words, cut.sheet, cut.row, cut.column, cut.length])
    if len(written.cuts) < TOLD_CUTS:
        written.cuts.append(asdict(cut))

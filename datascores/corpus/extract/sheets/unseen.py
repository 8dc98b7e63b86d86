"""What of one sheet nobody sees, asked cell by cell while the sheet is read; the same for all formats of workbooks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..marks import HIDDEN_COLUMN, HIDDEN_ROW, bare, mark
from ..normalise import one_line
from ..office.colours import Colour
from .looks import Look

FLATTEST_ROW = 2.0  # points: of letters in such a row no more than a trace is seen
TWIPS = 20  # to a point


class Area(NamedTuple):
    """A rectangle of cells, its ends included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


Runs = list[tuple[str, Colour | None]]  # the pieces of a cell, each with a colour of its own or the cell's


class Ranges:
    """Rectangles of cells, few or many, asked many times."""

    def __init__(self) -> None:
        self._spans: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        self._joined: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def add(self, top: int, left: int, bottom: int, right: int) -> None:
        self._spans[left, right].append((top, bottom))
        self._joined = {}

    def holds(self, row: int, column: int) -> bool:
        if not self._joined:
            self._joined = {columns: _join(rows) for columns, rows in self._spans.items()}
        for (left, right), rows in self._joined.items():
            if left <= column <= right:
                at = bisect_right(rows, (row, 1 << 40)) - 1
                if at >= 0 and row <= rows[at][1]:
                    return True
        return False


def _join(rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for top, bottom in sorted(rows):
        if joined and top <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
        else:
            joined.append((top, bottom))
    return joined


@dataclass
class Unseen:
    """Rows, ranges of columns, and cells with a look that may hide them; counted from 1."""

    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)
    cells: dict[tuple[int, int], Look] = field(default_factory=dict)
    runs: dict[tuple[int, int], Runs] = field(default_factory=dict)
    _by_row: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns or self.cells or self.runs)

    def has_column(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.columns)

    def looks_of_row(self, row: int) -> list[int]:
        """The columns of the cells of a row that have a look."""
        if not self._by_row and self.cells:
            for at, column in self.cells:
                self._by_row[at].append(column)
        return self._by_row.get(row, [])

    def marked(self, row: int, column: int, value: object, text: str) -> str:
        """The text of a cell, which shows this value, with marks around what nobody sees of it."""
        look = self.cells.get((row, column))
        runs = self.runs.get((row, column))
        if look is None:
            return text
        if runs and bare(one_line("".join(piece for piece, _ in runs))) == text:
            return one_line("".join(_marked_run(piece, look.reason(value, colour)) for piece, colour in runs))
        return mark(text, look.reason(value))

    def forget_colours(self, conditions: Ranges, tables: Ranges, has_picture: bool) -> None:
        """Make the ground of cells unknown where something else than their style may paint it.

        A condition may change letters and fill; a table's style or a picture behind the sheet shows where no fill is.
        """
        for place, look in self.cells.items():
            if conditions.holds(*place) or (not look.is_filled and (has_picture or tables.holds(*place))):
                self.cells[place] = replace(look, ground=None)

    def hidden_place(self, area: Area) -> str:
        """Why nobody sees what lies over these cells, all of whose rows or columns are hidden; empty when it is seen."""
        if all(row in self.rows for row in range(area.top, area.bottom + 1)):
            return HIDDEN_ROW
        return HIDDEN_COLUMN if all(map(self.has_column, range(area.left, area.right + 1))) else ""


def _marked_run(piece: str, reason: str) -> str:
    piece = bare(piece)
    words = piece.strip()
    if not words or not reason:
        return piece
    start = piece.index(words)
    return piece[:start] + mark(words, reason) + piece[start + len(words) :]

"""What nobody sees of the sheets of an ods: rows and columns that are hidden, filtered out or in a closed group, and cells
whose letters have the colour of their ground or are tiny.

Formats of numbers are not looked at, nor cells whose style has conditions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..office.colours import WHITE, Colour, colour_of
from ..office.markup import parse, safe_parser
from ..office.package import open_package, read_part
from ..opendocument.styles import points
from ..reading import Task
from .looks import Look
from .packages import column_number
from .unseen import FLATTEST_ROW, Ranges, Unseen

_MOST_CELLS = 100_000  # that a repeated cell with words stands for
_UNSEEN = ("collapse", "filter")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")


@dataclass
class _Style:
    parent: str = ""
    letters: str = ""
    ground: str = ""
    size: str = ""
    has_conditions: bool = False


@dataclass
class _Styles:
    """Styles of cells and of text by family and name, each with its parents."""

    named: dict[tuple[str, str], _Style] = field(default_factory=dict)

    def look(self, family: str, name: str) -> Look:
        """Letters are None where the program chooses a colour that can be read."""
        style, letters, ground, size, has_conditions = name, "", "", "", False
        for _ in range(20):  # parents of parents
            here = self.named.get((family, style or "Default"))
            if here is None:
                break
            letters, ground, size = letters or here.letters, ground or here.ground, size or here.size
            has_conditions = has_conditions or here.has_conditions
            if not style:
                break
            style = here.parent
        points = float(size[:-2]) if size.endswith("pt") and size[:-2].replace(".", "", 1).isdigit() else 11.0
        is_filled = ground not in ("", "transparent")
        colour = None if has_conditions else colour_of(ground) if is_filled else WHITE
        return Look(colour_of(letters), colour, is_filled, points)


def unseen_of_ods(task: Task) -> dict[str, Unseen]:
    """What is hidden, by name of sheet. Raises Unreadable for a damaged package."""
    with open_package(task) as package:
        reader = _Reader()
        for name in ("styles.xml", "content.xml"):
            parser = safe_parser()
            parser.StartElementHandler = reader.start
            parser.EndElementHandler = reader.end
            parser.CharacterDataHandler = reader.characters
            parse(parser, read_part(package, name) or b"<none/>")
    return reader.found


class _Reader:
    """Follows the tags of the styles and of the content."""

    def __init__(self) -> None:
        self.found: dict[str, Unseen] = {}
        self.styles = _Styles()
        self.style: _Style | None = None
        self.style_name = ""
        self.flat_rows: set[str] = set()  # styles
        self.closed = 0  # groups around, of which an outer one is closed
        self.unseen, self.conditions = Unseen(), Ranges()
        self.sheet, self.row, self.column = "", 0, 0
        self.rows = self.columns = 1  # how often the row and the cell are repeated
        self.row_style = self.cell_style = ""
        self.defaults: list[tuple[int, str]] = []  # the last column of a stretch, and its style
        self.spans: list[str] = []
        self.runs: list[tuple[str, Colour | None]] | None = None
        self.in_note = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        handler = getattr(self, "_start_" + tag.rpartition(" ")[2].replace("-", "_"), None)
        if handler:
            handler(local)

    def end(self, tag: str) -> None:
        handler = getattr(self, "_end_" + tag.rpartition(" ")[2].replace("-", "_"), None)
        if handler:
            handler()

    def characters(self, text: str) -> None:
        if self.runs is not None and not self.in_note:
            look = self.styles.look("text", self.spans[-1]) if self.spans else None
            self.runs.append((text, look.letters if look else None))

    def _start_style(self, given: dict[str, str]) -> None:
        name, family = given.get("name", ""), given.get("family", "")
        self.style_name = name
        self.style = self.styles.named.setdefault((family, name), _Style())
        self.style.parent = given.get("parent-style-name", "")

    def _start_default_style(self, given: dict[str, str]) -> None:
        self.style = self.styles.named.setdefault((given.get("family", ""), ""), _Style())

    def _end_style(self) -> None:
        self.style = None

    _end_default_style = _end_style

    def _start_text_properties(self, given: dict[str, str]) -> None:
        if self.style:
            automatic = given.get("use-window-font-color") == "true"
            self.style.letters = "auto" if automatic else given.get("color", "")
            self.style.size = given.get("font-size", "")

    def _start_table_row_properties(self, given: dict[str, str]) -> None:
        height = points(given.get("row-height"))
        if height is not None and height <= FLATTEST_ROW and given.get("use-optimal-row-height") != "true":
            self.flat_rows.add(self.style_name)

    def _start_table_cell_properties(self, given: dict[str, str]) -> None:
        if self.style:
            self.style.ground = given.get("background-color", "")

    def _start_map(self, _: dict[str, str]) -> None:
        if self.style:
            self.style.has_conditions = True

    def _start_table(self, given: dict[str, str]) -> None:
        self.sheet, self.row, self.column, self.closed = given.get("name", ""), 1, 1, 0
        self.unseen, self.conditions, self.defaults = Unseen(), Ranges(), []

    def _end_table(self) -> None:
        self.unseen.forget_colours(self.conditions, Ranges(), False)
        self.found[self.sheet] = self.unseen

    def _start_group(self, given: dict[str, str]) -> None:
        self.closed += bool(self.closed or given.get("display") == "false")

    def _end_group(self) -> None:
        self.closed -= bool(self.closed)

    _start_table_row_group = _start_table_column_group = _start_group
    _end_table_row_group = _end_table_column_group = _end_group

    def _start_table_column(self, given: dict[str, str]) -> None:
        last = self.column + _count(given, "number-columns-repeated") - 1
        self.defaults.append((last, given.get("default-cell-style-name", "")))
        if self.closed or given.get("visibility") in _UNSEEN:
            self.unseen.columns.append((self.column, last))
        self.column = last + 1

    def _start_table_row(self, given: dict[str, str]) -> None:
        self.column, self.rows = 1, _count(given, "number-rows-repeated")
        self.row_style = given.get("default-cell-style-name", "")
        if self.closed or given.get("visibility") in _UNSEEN or given.get("style-name") in self.flat_rows:
            self.unseen.rows.update(range(self.row, self.row + min(self.rows, _MOST_CELLS)))

    def _end_table_row(self) -> None:
        self.row += self.rows

    def _start_cell(self, given: dict[str, str]) -> None:
        self.columns = _count(given, "number-columns-repeated")
        column_style = next((style for last, style in self.defaults if self.column <= last), "")
        self.cell_style = given.get("style-name") or self.row_style or column_style
        self.runs, self.spans = [], []

    def _end_cell(self) -> None:
        runs, self.runs = self.runs or [], None
        look = self.styles.look("table-cell", self.cell_style)
        is_coloured = any(colour for _, colour in runs)
        if runs and self.rows * self.columns <= _MOST_CELLS and (look.may_hide or is_coloured):
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column, self.column + self.columns):
                    self.unseen.cells[row, column] = look
                    if is_coloured:
                        self.unseen.runs[row, column] = runs
        self.column += self.columns

    _start_table_cell = _start_covered_table_cell = _start_cell
    _end_table_cell = _end_covered_table_cell = _end_cell

    def _start_annotation(self, _: dict[str, str]) -> None:
        self.in_note += 1

    def _end_annotation(self) -> None:
        self.in_note -= 1

    def _start_span(self, given: dict[str, str]) -> None:
        self.spans.append(given.get("style-name", ""))

    def _end_span(self) -> None:
        if self.spans:
            self.spans.pop()

    def _start_conditional_format(self, given: dict[str, str]) -> None:
        for reference in given.get("target-range-address", "").split():
            corners = [_corner(corner) for corner in reference.split(":")]
            self.conditions.add(*corners[0], *corners[-1])


def _count(given: dict[str, str], name: str) -> int:
    value = given.get(name, "1")
    return int(value) if value.isdigit() and len(value) < 9 else 1


def _corner(place: str) -> tuple[int, int]:
    """Row and column of "Sheet.B4"; nothing where it cannot be read."""
    found = _PLACE.search(place)
    return (int(found[2]), column_number(found[1])) if found else (0, 0)

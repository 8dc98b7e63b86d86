"""The cells of a slide's table that nothing shines through, so that what lies under a table is not taken for seen.

Places follow the widths and heights that the table states; its style fills the cells that say nothing of their own, but for
the two styles without any fill. Rows may be drawn taller than stated, never lower.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from ..office.tree import Element
from .colours import fill_element, is_opaque
from .shapes import Box, Pose, Shape, pair

# "No Style, No Grid" and "No Style, Table Grid"
_BARE_STYLES = ("{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}")
_MERGED = ("hMerge", "vMerge")
_TRUE = ("1", "true")


def opaque_cells(shape: Shape) -> list[Pose]:
    """Where a table's filled cells lie on the slide; none for other shapes and for tables whose place is not known."""
    table = shape.element.find("graphic", "graphicData", "tbl") if shape.element.name == "graphicFrame" else None
    if table is None or shape.pose is None:
        return []
    return [Pose(box, 0.0, (False, False)) for box in _boxes(table, shape.pose.outline)]


def _boxes(table: Element, frame: Box) -> Iterator[Box]:
    lefts = _edges([pair(column, "w", "w")[0] for column in table.findall("tblGrid", "gridCol")], frame.left)
    rows = table.findall("tr")
    tops = _edges([pair(row, "h", "h")[0] for row in rows], frame.top)
    tops[-1] = max(tops[-1], frame.bottom)
    style = table.find("tblPr", "tableStyleId")
    is_styled = style is not None and style.text.strip().upper() not in _BARE_STYLES
    own = fill_element(table.find("tblPr"))
    for down, row in enumerate(rows):
        for across, cell in enumerate(row.findall("tc")):
            given = fill_element(cell.find("tcPr")) or own
            is_filled = is_opaque(given) if given else is_styled
            if not is_filled or across >= len(lefts) - 1 or any(cell.get(name) in _TRUE for name in _MERGED):
                continue
            right = lefts[min(len(lefts) - 1, across + _span(cell, "gridSpan"))]
            yield Box(lefts[across], tops[down], right, tops[min(len(rows), down + _span(cell, "rowSpan"))])


def _edges(lengths: list[float], start: float) -> list[float]:
    return [*accumulate(lengths, initial=start)]


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return max(1, int(value)) if value.isdigit() else 1

"""What lies behind the words of a Word table's cell: its own shading, its table's, or that of the table's style.

A style shades by place (first row, every second row, last column …, ECMA-376 part 1, 17.7.6). The last row and column are
not known while a table is read, so a cell may have several possible grounds; letters must vanish on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..office.colours import NO_FILL, Fill
from .styles import Attributes, Styles

# Bits of `w:tblLook` where it is one number (17.4.55)
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass
class Table:
    """A table while it is read: its style, which places of the style count, and where the reading stands."""

    style: str = ""
    look: Attributes | None = None
    shade: Attributes | None = None
    row: int = -1
    cell: int = -1
    is_row_hidden: bool = False
    row_shade: Attributes | None = None  # of exceptions that one row makes
    cell_shade: Attributes | None = None
    cell_grounds: frozenset[Fill] | None = field(default=None, repr=False)


def grounds_of(table: Table, styles: Styles) -> frozenset[Fill]:
    """The possible fills of the present cell; NO_FILL where what is around the table may show through."""
    if table.cell_grounds is None:
        table.cell_grounds = frozenset(_find_grounds(table, styles))
    return table.cell_grounds


def _find_grounds(table: Table, styles: Styles) -> set[Fill]:
    own = styles.palette.fill(table.cell_shade)
    if own != NO_FILL:
        return {own}
    grounds = _style_grounds(table, styles)
    for shade in (table.shade, table.row_shade):
        fill = styles.palette.fill(shade)
        if fill != NO_FILL:
            grounds.add(fill)
    return grounds


def _style_grounds(table: Table, styles: Styles) -> set[Fill]:
    chain = styles.chain(table.style, "table")
    grounds: set[Fill] = {NO_FILL}
    for place, is_certain in [("", True), *_places(table, styles)]:
        fill: Fill = NO_FILL
        for style in chain:
            scopes = [style.element] if not place else [
                part for part in style.element.findall("tblStylePr") if part.get("type") == place
            ]  # fmt: skip
            shades = [
                shade.attributes
                for scope in scopes
                for path in (("tcPr", "shd"), ("tblPr", "shd"), ("pPr", "shd"))
                if (shade := scope.find(*path))
            ]
            if shades:
                fill = styles.palette.fill(shades[0])
                break
        if fill != NO_FILL:
            grounds = {fill} if is_certain else grounds | {fill}
    return grounds


def _places(table: Table, styles: Styles) -> list[tuple[str, bool]]:
    """The places of the style that the present cell is in, later ones over earlier ones, and whether that is certain."""
    has_first_row, has_first_column = _has(table, "firstRow"), _has(table, "firstColumn")
    row, column = table.row - has_first_row, table.cell - has_first_column
    is_certain = table.look is not None
    places: list[tuple[str, bool]] = [("wholeTable", True)]
    if not _has(table, "noVBand", False) and column >= 0:
        places.append((f"band{1 + column // _size(table, styles, 'Col') % 2}Vert", is_certain))
    if not _has(table, "noHBand", False) and row >= 0:
        places.append((f"band{1 + row // _size(table, styles, 'Row') % 2}Horz", is_certain))
    if has_first_column and table.cell == 0:
        places.append(("firstCol", is_certain))
    if _has(table, "lastColumn"):
        places.append(("lastCol", False))
    if has_first_row and table.row == 0:
        places.append(("firstRow", is_certain))
    if _has(table, "lastRow"):
        places.append(("lastRow", False))
    return [*places, *((corner, False) for corner in ("nwCell", "neCell", "swCell", "seCell"))]


def _size(table: Table, styles: Styles, side: str) -> int:
    for style in styles.chain(table.style, "table"):
        given = style.element.find("tblPr", f"tblStyle{side}BandSize")
        if given and given.get("val").isdigit():
            return max(1, int(given.get("val")))
    return 1


def _has(table: Table, name: str, otherwise: bool = True) -> bool:
    """Whether a table's look asks for a place; as `otherwise` says where it has no look at all."""
    if table.look is None:
        return otherwise
    if name in table.look:
        return table.look[name] in ("1", "true", "on")
    try:
        return bool(int(table.look.get("val", "0"), 16) & _BITS[name])
    except ValueError:
        return otherwise

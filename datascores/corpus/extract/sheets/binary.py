"""What nobody sees of the sheets of an xlsb, by its records ([MS-XLSB]): rows, columns, and cells whose look hides them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from ..office.colours import BLACK, SHEET_THEME_ORDER, WHITE, Colour, indexed_colour, sheet_tinted, theme_colours
from ..office.package import open_package, read_part
from ..office.relations import relations, targets_of
from ..reading import Task
from .looks import Look
from .unseen import FLATTEST_ROW, TWIPS, Ranges, Unseen

_WORKBOOK = "xl/workbook.bin"
_BUNDLE, _ROW, _COLUMNS, _PICTURE, _CONDITIONS, _TABLE = 156, 0, 60, 562, 461, 343
_CELLS = frozenset({*range(1, 12), 62})
_FORMAT, _FONT, _FILL, _STYLE, _BEGIN_STYLES, _END_STYLES = 44, 43, 45, 47, 617, 618
_AUTOMATIC, _INDEXED, _RGB, _THEME = range(4)  # kinds of colour


def binary_records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: kind and data ([MS-XLSB] 2.1.4). Raises IndexError where one breaks off."""
    at = 0
    while at < len(data):
        kind, at = data[at], at + 1
        if kind & 0x80:
            kind, at = kind & 0x7F | (data[at] & 0x7F) << 7, at + 1
        length = 0
        for shift in (0, 7, 14, 21):
            piece, at = data[at], at + 1
            length |= (piece & 0x7F) << shift
            if not piece & 0x80:
                break
        yield kind, data[at : at + length]
        at += length


def binary_sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet. Raises Unreadable, struct.error or IndexError for damaged parts."""
    targets = targets_of(package, _WORKBOOK)
    for kind, data in binary_records(read_part(package, _WORKBOOK) or b""):
        if kind == _BUNDLE:
            relation, end = _wide(data, 8)
            part = targets.get(relation, ("", ""))[1]
            if part in package.namelist():
                yield _wide(data, end)[0], part


def unseen_of_xlsb(task: Task) -> dict[str, Unseen]:
    """What is hidden, by name of sheet. Raises Unreadable, struct.error or IndexError for damaged parts."""
    with open_package(task) as package:
        looks = _looks_of(package)
        return {name: _unseen_of(package, part, looks) for name, part in binary_sheets(package)}


def _unseen_of(package: zipfile.ZipFile, part: str, looks: dict[int, Look]) -> Unseen:
    unseen, conditions, tables = Unseen(), Ranges(), Ranges()
    row, has_picture = 0, False
    for kind, data in binary_records(read_part(package, part) or b""):
        if kind == _ROW:
            row, height = struct.unpack_from("<I4xH", data)
            if data[11] & 0x10 or height <= FLATTEST_ROW * TWIPS:
                unseen.rows.add(row + 1)
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<4IH", data)
            if flags & 1 or width == 0:
                unseen.columns.append((first + 1, last + 1))
        elif kind in _CELLS:
            column, style = struct.unpack_from("<2I", data)
            if look := looks.get(style & 0xFFFFFF):
                unseen.cells[row + 1, column + 1] = look
        elif kind == _CONDITIONS:
            (count,) = struct.unpack_from("<I", data, 8)
            for area in struct.iter_unpack("<4I", data[12 : 12 + 16 * count]):
                _add(conditions, area)
        elif kind == _PICTURE:
            has_picture = True
    related = relations(package, part)
    for target in related.get("table", []):
        for kind, data in binary_records(read_part(package, target) or b""):
            if kind == _TABLE:
                _add(tables, struct.unpack_from("<4I", data))
    unseen.forget_colours(conditions, tables, has_picture or "pivotTable" in related)
    return unseen


def _add(ranges: Ranges, area: tuple[int, ...]) -> None:
    top, bottom, left, right = area
    ranges.add(top + 1, left + 1, bottom + 1, right + 1)


def _looks_of(package: zipfile.ZipFile) -> dict[int, Look]:
    related = relations(package, _WORKBOOK)
    theme = next((theme_colours(read_part(package, part) or b"<none/>") for part in related.get("theme", [])), {})
    part = next((read_part(package, name) for name in related.get("styles", [])), None) or b""
    formats: dict[int, str] = {}
    fonts: list[tuple[Colour | None, float]] = []
    fills: list[tuple[Colour | None, bool]] = []
    looks: dict[int, Look] = {}
    number, is_cell_style = 0, False
    for kind, data in binary_records(part):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", data)[0]] = _wide(data, 2)[0]
        elif kind == _FONT:
            fonts.append((_colour(data[12:20], theme), struct.unpack_from("<H", data)[0] / 20))
        elif kind == _FILL:
            (pattern,) = struct.unpack_from("<I", data)
            ground = WHITE if pattern == 0 else _colour(data[4:12], theme) if pattern == 1 else None
            fills.append((ground, pattern != 0))
        elif kind in (_BEGIN_STYLES, _END_STYLES):
            is_cell_style = kind == _BEGIN_STYLES
        elif kind == _STYLE and is_cell_style:
            code, font, fill = struct.unpack_from("<3H", data, 2)
            letters, points = fonts[font]
            ground, is_filled = fills[fill]
            look = Look(letters, ground, is_filled, points, formats.get(code, "General"))
            if look.may_hide:
                looks[number] = look
            number += 1
    return looks


def _colour(data: bytes, theme: dict[str, Colour]) -> Colour | None:
    """A colour with its tint ([MS-XLSB] 2.5.14)."""
    kind, index, tint, red, green, blue = struct.unpack_from("<BBh3B", data)
    kind >>= 1
    colour: Colour | None = BLACK
    if kind == _RGB:
        colour = (red, green, blue)
    elif kind == _INDEXED:
        colour = indexed_colour(index)
    elif kind == _THEME:
        colour = theme.get(SHEET_THEME_ORDER[index]) if index < len(SHEET_THEME_ORDER) else None
    return colour and sheet_tinted(colour, tint / 32767)


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """A string with its length in four bytes, and where it ends."""
    (count,) = struct.unpack_from("<I", data, at)
    return data[at + 4 : at + 4 + 2 * count].decode("utf-16-le", "replace"), at + 4 + 2 * count

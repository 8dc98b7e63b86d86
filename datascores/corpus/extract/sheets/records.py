"""What nobody sees of the sheets of an xls, by its records ([MS-XLS]): rows, columns, and cells whose look hides them.

Workbooks of Excel 5 and 95 ("Book") are not looked at, nor are pieces of a cell with a colour of their own. Colours that
Excel 2007 and later add (XFExt) are taken before the old palette.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from ..office.colours import BLACK, WHITE, Colour, indexed_colour, sheet_tinted
from ..reading import Task
from .looks import Look
from .unseen import FLATTEST_ROW, TWIPS, Ranges, Unseen

BOUNDSHEET, BOF, EOF = 0x85, 0x809, 0x0A
_FONT, _FORMAT, _XF, _XF_EXTENDED, _PALETTE = 0x31, 0x41E, 0xE0, 0x87D, 0x92
_ROW, _COLUMNS, _MANY_NUMBERS, _PICTURE = 0x208, 0x7D, 0xBD, 0xE9
# text, numbers, formulas: row, column and style come first
_CELLS = frozenset({0xFD, 0x203, 0x27E, 0x204, 0x06, 0x205, 0xD6})
_CONDITIONS = frozenset({0x1B0, 0x879})  # their range stands behind the first four bytes
_TABLES = frozenset({0x872, 0x878})  # lists with a style of their own; likewise
_AUTOMATIC = 0x7FFF
_FULL_INDEXED, _FULL_RGB, _FULL_THEME = 1, 2, 3


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook's stream: kind and data."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def short_text(data: bytes) -> str:
    """A string with its length in one byte and a flag for two bytes a character ([MS-XLS] 2.5.240)."""
    count, wide = data[0], data[1] & 1
    return data[2 : 2 + count * 2].decode("utf-16-le", "replace") if wide else data[2 : 2 + count].decode("latin-1")


@dataclass
class _Styles:
    """What the records before the first sheet say of looks."""

    fonts: list[tuple[int, float]] = field(default_factory=list)  # colour and points
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[bytes] = field(default_factory=list)
    extended: dict[int, dict[int, bytes]] = field(default_factory=dict)  # style → kind of property → colour
    palette: dict[int, Colour] = field(default_factory=dict)

    def take(self, kind: int, data: bytes) -> None:
        if kind == _FONT:
            height, _, colour = struct.unpack_from("<3H", data)
            self.fonts.append((colour, height / 20))
        elif kind == _FORMAT:
            (number, count), wide = struct.unpack_from("<2H", data), data[4] & 1
            code = data[5 : 5 + count * (1 + wide)]
            self.formats[number] = code.decode("utf-16-le" if wide else "latin-1", "replace")
        elif kind == _XF:
            self.styles.append(data)
        elif kind == _XF_EXTENDED:
            self._take_extension(data)
        elif kind == _PALETTE:
            (count,) = struct.unpack_from("<H", data)
            for index, (red, green, blue) in enumerate(struct.iter_unpack("<3Bx", data[2 : 2 + 4 * count]), 8):
                self.palette[index] = (red, green, blue)

    def _take_extension(self, data: bytes) -> None:
        """Properties of a style: kind, length, and for colours their kind, tint and value ([MS-XLS] 2.5.108, 2.5.155)."""
        style, count, at = *struct.unpack_from("<H2xH", data, 14), 20
        for _ in range(count):
            kind, length = struct.unpack_from("<2H", data, at)
            self.extended.setdefault(style, {})[kind] = data[at + 4 : at + length]
            at += max(4, length)

    def looks(self) -> dict[int, Look]:
        """The looks of the styles that may hide a value."""
        made = ((number, self._look(number, data)) for number, data in enumerate(self.styles))
        return {number: look for number, look in made if look.may_hide}

    def _look(self, number: int, data: bytes) -> Look:
        font, code = struct.unpack_from("<2H", data)
        pattern, colours = struct.unpack_from("<IH", data, 14)
        index, points = self.fonts[font - (font > 4)]  # there is no font 4
        extended = self.extended.get(number, {})
        letters = BLACK if index == _AUTOMATIC else self._indexed(index)
        letters = self._full(extended[13], letters) if 13 in extended else letters
        kind, ground = pattern >> 26, self._indexed(colours & 0x7F)
        ground = self._full(extended[4], ground) if 4 in extended else ground
        is_filled = kind != 0
        ground = WHITE if not is_filled else ground if kind == 1 else None
        return Look(letters, ground, is_filled, points, self.formats.get(code, "General"))

    def _indexed(self, index: int) -> Colour | None:
        return self.palette.get(index) or indexed_colour(index)

    def _full(self, data: bytes, otherwise: Colour | None) -> Colour | None:
        """A colour with its tint; those of a theme beyond black and white are near the one of the palette."""
        kind, tint, value = struct.unpack_from("<HhI", data)
        colour = otherwise
        if kind == _FULL_RGB:
            colour = (value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF)
        elif kind == _FULL_INDEXED:
            colour = self._indexed(value)
        elif kind == _FULL_THEME and value < 2:
            colour = BLACK if value else WHITE
        else:
            return colour
        return colour and sheet_tinted(colour, tint / 32767)


def unseen_of_xls(task: Task) -> dict[str, Unseen]:
    """What is hidden, by name of sheet. Raises OSError, struct.error or IndexError for damaged records."""
    with olefile.OleFileIO(task.path) as container:
        if not container.exists("Workbook"):
            return {}
        stream = container.openstream("Workbook").read()
    names, styles, found = list[str](), _Styles(), dict[str, Unseen]()
    sheet, depth = -1, 0
    looks: dict[int, Look] = {}
    now = _Sheet()
    for kind, data in records(stream):
        if kind == BOF:
            depth += 1  # charts lie inside the sheets
            if depth == 1:
                sheet, now, looks = sheet + 1, _Sheet(), looks if sheet else styles.looks()
        elif kind == EOF:
            depth -= 1
            if depth == 0 and 0 < sheet <= len(names):
                found[names[sheet - 1]] = now.finish()
        elif kind == BOUNDSHEET:
            names.append(short_text(data[6:]))
        elif sheet == 0:
            styles.take(kind, data)
        elif depth == 1:
            now.take(kind, data, looks)
    return found


class _Sheet:
    """The records of one sheet, one after the other."""

    def __init__(self) -> None:
        self.unseen = Unseen()
        self.conditions, self.tables = Ranges(), Ranges()
        self.has_picture = False

    def take(self, kind: int, data: bytes, looks: dict[int, Look]) -> None:
        if kind == _ROW:
            row, height, flags = struct.unpack_from("<H4xH4xH", data)
            if flags & 0x20 or height & 0x7FFF <= FLATTEST_ROW * TWIPS:
                self.unseen.rows.add(row + 1)
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & 1 or width == 0:
                self.unseen.columns.append((first + 1, last + 1))
        elif kind in _CELLS and looks:
            row, column, style = struct.unpack_from("<3H", data)
            self._add(row, column, looks.get(style))
        elif kind == _MANY_NUMBERS and looks:
            row, first = struct.unpack_from("<2H", data)
            numbers = struct.iter_unpack("<HI", data[4 : 4 + (len(data) - 6) // 6 * 6])
            for column, (style, _) in enumerate(numbers, first):
                self._add(row, column, looks.get(style))
        elif kind in _CONDITIONS or kind in _TABLES:
            top, bottom, left, right = struct.unpack_from("<4H", data, 4)
            (self.conditions if kind in _CONDITIONS else self.tables).add(top + 1, left + 1, bottom + 1, right + 1)
        elif kind == _PICTURE:
            self.has_picture = True

    def _add(self, row: int, column: int, look: Look | None) -> None:
        if look:
            self.unseen.cells[row + 1, column + 1] = look

    def finish(self) -> Unseen:
        self.unseen.forget_colours(self.conditions, self.tables, self.has_picture)
        return self.unseen

"""What nobody sees of the sheets of an xlsx: hidden and flat rows and columns, and cells whose look hides them.

The tags of rows, columns and cells are looked for in the bytes of a sheet's part, a piece at a time. Text of cells cannot be
taken for a tag, since "<" never stands bare in XML. Where a condition, a table's style or a picture may colour a cell, its
colours are not judged.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import unescape

from ..office.colours import Colour
from ..office.markup import read_elements
from ..office.package import open_package, read_part
from ..office.relations import relations, targets_of
from ..office.tree import read_tree
from ..reading import Status, Task, Unreadable
from .looks import Look, Palette, palette_of, xlsx_looks
from .unseen import FLATTEST_ROW, Ranges, Runs, Unseen

WORKBOOK = "xl/workbook.xml"
_TAG = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>()")
_TAG_OR_CELL = re.compile(
    rb"<(?:\w+:)?(row|c|v|r|t|col|color|conditionalFormatting|ext|sqref|picture)\b([^>]*)>([^<]{0,32767})"
)
_ATTRIBUTE = re.compile(
    rb"\b(r|s|t|min|max|hidden|ht|width|sqref|rgb|theme|indexed|tint|auto)\s*=\s*[\"']([^\"']*)[\"']"
)
_OF_CELL = re.compile(rb"\b([rst])\s*=\s*[\"']([^\"']*)")
_STRING_TAG = re.compile(rb"<(/?)(?:(\w+):)?si\b[^<>]*>")
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PIECE = 1 << 20  # bytes
_LONGEST_TAG = 1 << 17


@dataclass
class _Looks:
    """What the workbook says of looks: styles that may hide, all styles of cells with coloured pieces, and these pieces."""

    palette: Palette
    hiding: dict[int, Look] = field(default_factory=dict)
    strings: dict[int, Runs] = field(default_factory=dict)
    styles: dict[int, Look] = field(default_factory=dict)


def unseen_of_xlsx(task: Task) -> dict[str, Unseen]:
    """What is hidden, by name of sheet. Raises Unreadable for a damaged package."""
    found = {}
    with open_package(task) as package:
        looks = _looks_of(package)
        targets = targets_of(package, WORKBOOK)
        for name, attributes, _ in read_elements(read_part(package, WORKBOOK) or b"<none/>"):
            part = targets.get(attributes.get("r:id", ""), ("", ""))[1]
            if name == "sheet" and part in package.namelist():
                found[attributes.get("name", "")] = _unseen_of(package, part, looks)
    return found


def _looks_of(package: zipfile.ZipFile) -> _Looks:
    related = relations(package, WORKBOOK)
    part = next((read_part(package, name) for name in related.get("styles", [])), None)
    if not part:
        return _Looks(Palette({}))
    tree = read_tree(part)
    palette = palette_of(package, WORKBOOK, tree)
    styles = xlsx_looks(tree, palette)
    strings = next((read_part(package, name) for name in related.get("sharedStrings", [])), None)
    coloured = coloured_strings(strings, palette) if strings and b"rPr>" in strings else {}
    return _Looks(palette, {number: look for number, look in styles.items() if look.may_hide}, coloured, styles)


def coloured_strings(part: bytes, palette: Palette) -> dict[int, Runs]:
    """The shared texts of which pieces have a colour of their own, by number. Raises Unreadable for damaged XML."""
    coloured: dict[int, Runs] = {}
    for number, (prefix, text) in enumerate(_strings(part)):
        if b"rPr" in text and b"color" in text:
            space = b' xmlns:%s="x"' % prefix if prefix else b""
            runs = _runs(b"<part%s>%s</part>" % (space, text), palette)
            if any(colour for _, colour in runs):
                coloured[number] = runs
    return coloured


def _strings(part: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The prefix and the whole element of each shared text, in one pass whatever is left open."""
    start: re.Match[bytes] | None = None
    for tag in _STRING_TAG.finditer(part):
        if tag[1] and start:
            yield start[2] or b"", part[start.start() : tag.end()]
            start = None
        elif tag[0].endswith(b"/>"):
            yield tag[2] or b"", tag[0]
        elif not tag[1]:
            start = start or tag


def _runs(part: bytes, palette: Palette) -> Runs:
    runs: Runs = []
    text, colour = "", None
    for name, attributes, words in read_elements(part):
        if name == "t":
            text += words
        elif name == "color":
            colour = palette.colour(attributes, None)
        elif name == "rPh":
            text = ""  # how a word is spoken; not shown
        elif name == "r":
            runs.append((text, colour))
            text, colour = "", None
    return runs


def _unseen_of(package: zipfile.ZipFile, part: str, looks: _Looks) -> Unseen:
    is_cell_wanted = bool(looks.hiding or looks.strings) or any(b"rPr>" in piece for piece in _pieces(package, part))
    scan = _Scan(looks)
    for kind, tag, text in _tags(package, part, _TAG_OR_CELL if is_cell_wanted else _TAG):
        scan.take(kind, tag, text)
    if scan.unseen.cells:
        scan.unseen.forget_colours(scan.conditions, _tables_of(package, part), scan.has_picture)
    return scan.unseen


class _Scan:
    """Takes the tags of one sheet, one after the other."""

    def __init__(self, looks: _Looks) -> None:
        self.unseen, self.conditions, self.has_picture = Unseen(), Ranges(), False
        self._looks = looks
        self._row, self._place, self._style, self._kind = 0, (0, 0), 0, b""
        self._is_condition = False
        self._runs: Runs = []  # of a text that the cell itself holds
        self._colour: Colour | None = None

    def take(self, kind: bytes, tag: bytes, text: bytes) -> None:
        if kind == b"c":
            self._take_cell(tag)
        elif kind == b"v":
            if self._kind == b"s" and (runs := self._looks.strings.get(_number(text.strip(), -1))):
                self._add_runs(runs)
        elif kind not in (b"r", b"color", b"t"):
            self._take_other(kind, dict(_ATTRIBUTE.findall(tag)), text)
        elif self._kind == b"inlineStr":
            self._take_run(kind, tag, text)

    def _take_other(self, kind: bytes, values: dict[bytes, bytes], text: bytes) -> None:
        if kind == b"row":
            self._row = _number(values.get(b"r"), self._row + 1)
            self._place = (self._row, 0)
            if _is_hidden(values, b"ht"):
                self.unseen.rows.add(self._row)
        elif kind == b"col" and _is_hidden(values, b"width"):
            first = _number(values.get(b"min"), 0)
            self.unseen.columns.append((first, _number(values.get(b"max"), first)))
        elif kind == b"ext":
            self._is_condition = False
        elif kind == b"conditionalFormatting" or (kind == b"sqref" and self._is_condition):
            self._is_condition = True
            add_references(self.conditions, (values.get(b"sqref") or text).decode("ascii", "replace"))
        elif kind == b"picture":
            self.has_picture = True

    def _take_cell(self, tag: bytes) -> None:
        values = dict(_OF_CELL.findall(tag))
        self._style, self._kind = _number(values.get(b"s"), 0), values.get(b"t", b"")
        look = self._looks.hiding.get(self._style)
        reference = values.get(b"r")
        if reference is None or look or self._looks.strings or self._kind == b"inlineStr":
            self._place = (self._row, _column(reference, self._place[1] + 1))
        self._runs, self._colour = [], None
        if look:
            self.unseen.cells[self._place] = look

    def _take_run(self, kind: bytes, tag: bytes, text: bytes) -> None:
        if kind == b"r":
            self._colour = None
        elif kind == b"color":
            given = {name.decode(): value.decode("ascii", "replace") for name, value in _ATTRIBUTE.findall(tag)}
            self._colour = self._looks.palette.colour(given, None)
        else:
            self._runs.append((unescape(text.decode("utf-8", "replace")), self._colour))
            if any(colour for _, colour in self._runs):
                self._add_runs(self._runs)

    def _add_runs(self, runs: Runs) -> None:
        self.unseen.runs[self._place] = runs
        self.unseen.cells[self._place] = self._looks.styles.get(self._style, Look(None, None))


def _is_hidden(values: dict[bytes, bytes], size: bytes) -> bool:
    """Also by a size of 0; a row is hidden when it is flat, while words of a narrow column may run into the next."""
    if values.get(b"hidden") in (b"1", b"true"):
        return True
    try:
        given = float(values.get(size, b"").decode("ascii", "replace"))
    except ValueError:
        return False
    return given <= (FLATTEST_ROW if size == b"ht" else 0.0)


def _tables_of(package: zipfile.ZipFile, part: str) -> Ranges:
    tables = Ranges()
    related = relations(package, part)
    for target in related.get("table", []) + related.get("pivotTable", []):
        for name, attributes, _ in read_elements(read_part(package, target) or b"<none/>"):
            if name in ("table", "location"):
                add_references(tables, attributes.get("ref", ""))
    return tables


def add_references(ranges: Ranges, references: str) -> None:
    """Ranges as xlsx writes them: "A1:B4 D7"; whole rows and columns are left out."""
    for reference in references.split():
        corners = [CELL.fullmatch(corner) for corner in reference.replace("$", "").split(":")]
        first, last = corners[0], corners[-1]
        if first and last:
            ranges.add(int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _tags(package: zipfile.ZipFile, part: str, wanted: re.Pattern[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Name, attributes and the text behind each tag that is wanted."""
    rest = b""
    for piece in _pieces(package, part):
        piece = rest + piece
        # up to the last tag that begins in it, so that the text behind a tag stays with it
        end = max(piece.rfind(b"<"), 0)
        for found in wanted.finditer(piece, 0, end):
            yield found[1], found[2], found[3]
        rest = piece[end:][-_LONGEST_TAG:]


def _pieces(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    try:
        with package.open(part) as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error) as error:
        raise Unreadable(Status.FAILED, "A sheet of the workbook is damaged.") from error


def _column(reference: bytes | None, otherwise: int) -> int:
    found = CELL.fullmatch((reference or b"").decode("ascii", "replace"))
    return column_number(found[1]) if found else otherwise


def _number(value: bytes | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isdigit() and len(value) < 8 else otherwise

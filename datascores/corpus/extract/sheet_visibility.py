"""Which rows and columns of an xlsx sheet nobody sees: hidden by hand, by a filter or an outline, or without any height.

The cells come from calamine, which does not tell; so the tags of rows and columns are looked for in the bytes of the
sheet's part, a piece at a time. Text of cells cannot be taken for a tag, since "<" never stands bare in XML.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from .markup import read_elements
from .package import open_package, read_part
from .reading import Status, Task, Unreadable
from .relations import targets_of

_TAG = re.compile(rb"<(?:\w+:)?(row|col)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b(r|min|max|hidden|ht|width)\s*=\s*[\"']([^\"']*)[\"']")
_PIECE = 1 << 20  # bytes
_LONGEST_TAG = 4096


@dataclass
class Unseen:
    """Rows and ranges of columns of one sheet, counted from 1."""

    rows: set[int] = field(default_factory=set)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)

    def has_column(self, number: int) -> bool:
        return any(first <= number <= last for first, last in self.columns)


def find_unseen(task: Task) -> dict[str, Unseen]:
    """What is hidden, by name of sheet. Raises Unreadable where the package cannot be read."""
    found = {}
    with open_package(task) as package:
        targets = targets_of(package, "xl/workbook.xml")
        for name, attributes, _ in read_elements(read_part(package, "xl/workbook.xml") or b"<none/>"):
            part = targets.get(attributes.get("r:id", ""), ("", ""))[1]
            if name == "sheet" and part in package.namelist():
                found[attributes.get("name", "")] = _unseen_of(package, part)
    return found


def _unseen_of(package: zipfile.ZipFile, part: str) -> Unseen:
    unseen, row = Unseen(), 0
    for kind, tag in _tags(package, part):
        values = dict(_ATTRIBUTE.findall(tag))
        row = _number(values.get(b"r"), row + 1) if kind == b"row" else row
        is_flat = values.get(b"ht" if kind == b"row" else b"width", b"").strip() in (b"0", b"0.0")
        if not is_flat and values.get(b"hidden") not in (b"1", b"true"):
            continue
        if kind == b"row":
            unseen.rows.add(row)
        else:
            first = _number(values.get(b"min"), 0)
            unseen.columns.append((first, _number(values.get(b"max"), first)))
    return unseen


def _tags(package: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    try:
        with package.open(part) as stream:
            while piece := stream.read(_PIECE):
                piece = rest + piece
                end = piece.rfind(b">") + 1
                yield from _TAG.findall(piece[:end])
                rest = piece[end:][-_LONGEST_TAG:]
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error) as error:
        raise Unreadable(Status.FAILED, "A sheet of the workbook is damaged.") from error


def _number(value: bytes | None, otherwise: int) -> int:
    return int(value) if value is not None and value.isdigit() and len(value) < 8 else otherwise

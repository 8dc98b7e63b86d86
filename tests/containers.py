"""Makers of binary containers that no Python package writes: OLE files (msg, parts of ppt) and xlsb workbooks."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from datascores.corpus.extract.reading import Reading
from datascores.corpus.mail_heads import head_end

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT_SECTOR, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def write_ole(streams: Mapping[tuple[str, ...], bytes]) -> bytes:
    """An OLE file with these streams, each under its path of storages ([MS-CFB], version 3). Up to some 6 MB."""
    folders = sorted({path[:depth] for path in streams for depth in range(1, len(path))})
    paths: list[tuple[str, ...]] = [(), *sorted([*folders, *streams])]
    small = {path: data for path, data in streams.items() if len(data) < _CUTOFF}
    mini, mini_fat, starts = b"", [], dict.fromkeys(paths, _END)
    for path, data in small.items():
        if data:
            starts[path] = len(mini_fat)
            mini_fat += _chain(len(mini_fat), len(data), _SMALL)
            mini += _padded(data, _SMALL)
    sectors, fat = [], []

    def place(data: bytes) -> int:
        first = len(fat)
        fat.extend(_chain(first, len(data), _SECTOR))
        sectors.append(_padded(data, _SECTOR))
        return first if data else _END

    for path, data in streams.items():
        if len(data) >= _CUTOFF:
            starts[path] = place(data)
    mini_start = place(mini)
    mini_fat_bytes = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    mini_fat_start = place(_padded(mini_fat_bytes, _SECTOR, b"\xff"))
    directory = b"".join(_entry(path, paths, streams, starts, mini_start, len(mini)) for path in paths)
    directory_start = place(directory)
    fat_count = -(-(len(fat) + 1) // (_SECTOR // 4 - 1))
    fat_start = len(fat)
    fat += [_FAT_SECTOR] * fat_count
    fat_bytes = _padded(struct.pack(f"<{len(fat)}I", *fat), _SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count,
        directory_start, 0, _CUTOFF, mini_fat_start, -(-len(mini_fat_bytes) // _SECTOR), _END, 0,
    )  # fmt: skip
    difat = [*range(fat_start, fat_start + fat_count), *[_FREE] * (109 - fat_count)]
    return header + struct.pack("<109I", *difat) + b"".join(sectors) + fat_bytes


def _chain(first: int, size: int, unit: int) -> list[int]:
    count = -(-size // unit)
    return [*range(first + 1, first + count), _END] if count else []


def _padded(data: bytes, unit: int, filler: bytes = b"\0") -> bytes:
    return data + filler * (-len(data) % unit)


def _entry(
    path: tuple[str, ...],
    paths: list[tuple[str, ...]],
    streams: Mapping[tuple[str, ...], bytes],
    starts: Mapping[tuple[str, ...], int],
    mini_start: int,
    mini_size: int,
) -> bytes:
    """A directory entry; the entries of a storage form a chain to the right, which is a tree that readers accept."""
    siblings = [other for other in paths if other and path and other[:-1] == path[:-1]]
    children = [other for other in paths if other and other[:-1] == path]
    following = siblings[siblings.index(path) + 1 :] if path else []
    name = (path[-1] if path else "Root Entry").encode("utf-16-le") + b"\0\0"
    kind = 5 if not path else 2 if path in streams else 1
    start, size = (
        (starts[path], len(streams[path])) if path in streams else (mini_start, mini_size) if not path else (0, 0)
    )
    return struct.pack(
        "<64sHBBIII16sI8x8xIQ", name, len(name), kind, 1, _NONE, paths.index(following[0]) if following else _NONE,
        paths.index(children[0]) if children else _NONE, b"", 0, start, size,
    )  # fmt: skip


def write_msg(message: Mapping[int, str | bytes | int], attachments: tuple[Mapping[int, object], ...] = ()) -> bytes:
    """An Outlook message from properties by id: text, bytes or a FILETIME; 0x3701 of an attachment may be a message."""
    return write_ole(_message_streams(message, attachments, (), 32))


def _message_streams(
    message: Mapping[int, object], attachments: tuple[Mapping[int, object], ...], folder: tuple[str, ...], header: int
) -> dict[tuple[str, ...], bytes]:
    streams = _property_streams(message, folder, header)
    for number, attachment in enumerate(attachments):
        inside = (*folder, f"__attach_version1.0_#{number:08X}")
        own = {key: value for key, value in attachment.items() if not isinstance(value, dict)}
        streams.update(_property_streams(own, inside, 8))
        for value in attachment.values():
            if isinstance(value, dict):
                streams.update(_message_streams(value, (), (*inside, "__substg1.0_3701000D"), 24))
    return streams


def _property_streams(properties: Mapping[int, object], folder: tuple[str, ...], header: int) -> dict:
    streams, fixed = {}, b"\0" * header
    for number, value in properties.items():
        if isinstance(value, int):
            fixed += struct.pack("<IIQ", number << 16 | 0x40, 6, value)
        else:
            assert isinstance(value, str | bytes)
            kind, data = (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x102, value)
            fixed += struct.pack("<IIQ", number << 16 | kind, 6, len(data))
            streams[*folder, f"__substg1.0_{number:04X}{kind:04X}"] = data
    return {(*folder, "__properties_version1.0"): fixed, **streams}


def write_xlsb(sheets: Mapping[str, Mapping[int, list[str]]], unseen: Unseen | None = None) -> bytes:
    """An Excel binary workbook ([MS-XLSB]): sheets by name, rows of texts by row number from 1.

    `unseen` is the same for all sheets.
    """
    unseen = unseen or Unseen()
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    bundle = links = b""
    parts = {}
    for number, (name, rows) in enumerate(sheets.items(), 1):
        bundle += _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        links += f'<Relationship Id="rId{number}" Type="{relations}/worksheet" Target="worksheets/sheet{number}.bin"/>'.encode()
        cells = b"".join(
            _record(
                0,
                struct.pack(
                    "<IIHBBBI", row - 1, 0, unseen.heights.get(row, 300), 0, 0x10 if row in unseen.rows else 0, 0, 0
                ),
            )
            + b"".join(
                _record(6, struct.pack("<II", column, unseen.styles.get((row, column + 1), 0)) + _wide(text))
                for column, text in enumerate(texts)
            )
            for row, texts in rows.items()
        )
        extent = struct.pack("<4I", min(rows) - 1, max(rows) - 1, 0, max(map(len, rows.values())) - 1)
        parts[f"xl/worksheets/sheet{number}.bin"] = (
            _record(129)
            + _record(148, extent)
            + _record(390)
            + b"".join(_record(60, struct.pack("<4IH", at - 1, at - 1, 2560, 0, 1)) for at in unseen.columns)
            + _record(391)
            + _record(145)
            + cells
            + _record(146)
            + unseen.behind_cells
            + _record(130)
        )
    if unseen.looks:
        links += f'<Relationship Id="rId0" Type="{relations}/styles" Target="styles.bin"/>'.encode()
        parts["xl/styles.bin"] = _styles_part(unseen.looks)
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    ).encode()
    parts["xl/_rels/workbook.bin.rels"] = (
        f'<Relationships xmlns="{package}/relationships">'.encode() + links + b"</Relationships>"
    )
    parts["xl/workbook.bin"] = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


@dataclass
class Unseen:
    """What a workbook hides: rows, columns, styles of cells by row and column, all counted from 1 but for the styles.

    Each look is the colour of the letters and of a solid ground (none: the sheet's white), and the size in points.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    styles: Mapping[tuple[int, int], int] = field(default_factory=dict)
    looks: tuple[tuple[tuple[int, int, int], tuple[int, int, int] | None, float], ...] = ()
    behind_cells: bytes = b""
    heights: Mapping[int, int] = field(default_factory=dict)  # of rows, in twentieths of a point


def _styles_part(looks: tuple[tuple[tuple[int, int, int], tuple[int, int, int] | None, float], ...]) -> bytes:
    fonts = fills = styles = b""
    for number, (letters, ground, points) in enumerate(looks):
        fonts += _record(
            43, struct.pack("<HHHHBBBB", int(points * 20), 0, 400, 0, 0, 0, 0, 0) + _rgb(letters) + bytes(5)
        )
        fills += _record(
            45, struct.pack("<I", 1 if ground else 0) + _rgb(ground or (0, 0, 0)) + _rgb((0, 0, 0)) + bytes(48)
        )
        styles += _record(47, struct.pack("<8H", 0, 0, number, number, 0, 0, 0, 0x3F))
    count = struct.pack("<I", len(looks))
    tables = (
        (611, fonts),
        (603, fills),
        (626, styles),
        (617, styles),
    )  # each begins with a record and ends with the next kind
    return _record(278) + b"".join(_record(at, count) + data + _record(at + 1) for at, data in tables) + _record(279)


def _rgb(colour: tuple[int, int, int]) -> bytes:
    return struct.pack("<BBh4B", 2 << 1 | 1, 0, 0, *colour, 255)


def header_record(above: str, below: str) -> bytes:
    """The header and footer of an xlsb sheet, for `Unseen.behind_cells`."""
    none = struct.pack("<I", 0xFFFFFFFF)
    return _record(479, struct.pack("<H", 0) + _wide(above) + _wide(below) + none * 4)


def conditions_record(top: int, bottom: int, left: int, right: int) -> bytes:
    """A range with conditional formatting of an xlsb sheet, counted from 1, for `Unseen.behind_cells`."""
    return _record(461, struct.pack("<3I4I", 1, 0, 1, top - 1, bottom - 1, left - 1, right - 1))


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), b""
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def body_of(reading: Reading) -> str:
    """What a mail says below its head."""
    text = reading.pages[0].text
    return text[head_end(text, reading.format) :].lstrip("\n")

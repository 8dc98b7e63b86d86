"""Pictures inside files of the old binary kinds (doc, xls, ppt) and in rich text: whether one may hold words.

They are not read, so all that is asked is whether to say so. Found by their own first bytes, and drawings by the records of
Office that hold them ([MS-ODRAW] 2.2.24 and 2.2.25); what else the file says of them is not looked at.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

from PIL import Image

from .pictures import is_large_enough

PICTURES_UNREAD = "The file holds pictures that may hold words; pictures in files of this kind are not read."
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_METAFILE = re.compile(rb"[\x1a\x1b]\xf0")  # the second half of a record's head
_MOST_FOUND = 5_000
_WINDOW = 1 << 16  # bytes: the head of a picture states its size
_DPI, _EMU = 96, 914_400
_HEX_PICTURE = re.compile(rb"\\pict(?![a-z])")
_GOAL = re.compile(rb"\\pic(w|h)goal(\d{1,7})")
_TWIPS = 1_440


def has_large_picture(data: bytes) -> bool:
    """Whether bytes hold a picture large enough for words."""
    for number, at in enumerate(_starts(data)):
        if number >= _MOST_FOUND:
            return True  # nobody puts so many icons into a file
        size = _size(data[at : at + _WINDOW])
        if size and is_large_enough(*size):
            return True
    return any(_is_large_drawing(data, found.start() - 2) for found in _METAFILE.finditer(data, 2))


def _starts(data: bytes) -> Iterator[int]:
    """Where pictures may begin; looking for each mark by itself is many times faster than for all at once."""
    for mark in _STARTS:
        at = data.find(mark)
        while at >= 0:
            yield at
            at = data.find(mark, at + 1)


def has_large_rtf_picture(data: bytes) -> bool:
    """Whether rich text holds a picture that is shown large enough for words."""
    for found in _HEX_PICTURE.finditer(data):
        sides = {
            side: int(twips) * _DPI / _TWIPS for side, twips in _GOAL.findall(data[found.end() : found.end() + 4_000])
        }
        if is_large_enough(sides.get(b"w", 0.0), sides.get(b"h", 0.0)):
            return True
    return False


def _size(head: bytes) -> tuple[int, int] | None:
    try:
        with Image.open(io.BytesIO(head)) as picture:
            return picture.size
    except Image.DecompressionBombError:
        return 1 << 15, 1 << 15
    except (OSError, ValueError, SyntaxError, struct.error, KeyError, TypeError):
        return None


def _is_large_drawing(data: bytes, at: int) -> bool:
    """By the size in its record: 8 bytes of head, one or two sums of 16, length, rectangle, and width and height in EMU."""
    if len(data) < at + 8 + 32 + 34:
        return False
    instance, (length,) = struct.unpack_from("<H", data, at)[0] >> 4, struct.unpack_from("<I", data, at + 4)
    sums = {0x216: 1, 0x217: 2, 0x3D4: 1, 0x3D5: 2}.get(instance, 0)
    if not sums or at + 8 + length > len(data) + 8:
        return False
    width, height = struct.unpack_from("<ii", data, at + 8 + 16 * sums + 20)
    return is_large_enough(width * _DPI / _EMU, height * _DPI / _EMU)

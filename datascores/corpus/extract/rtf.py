"""Rich text (rtf): the words, without pictures and embedded objects."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from .normalise import normalise
from .quality import count_characters
from .reading import PageReading, Reading, Status, Task

_LONG_HEX = re.compile(rb"[0-9a-fA-F\r\n]{2000,}")  # pictures, which cost time and hold no words here
# striprtf passes over headers, notes, comments and text boxes, in which people write as well
_HEADER = re.compile(rb"\\(?:header|footer)[lrf]?(?![a-z])")
_NOTE = re.compile(rb"\{(?:\\\*)?\s*\\(?:footnote|annotation)(?![a-z])")
_SHAPE = re.compile(rb"\{(?:\\\*)?\s*\\(?:shp|shpinst|shptxt)(?![a-z])")
_SHAPE_PROPERTY = re.compile(rb"\{\s*\\sp(?![a-z])")
_CELL = re.compile(rb"\\(?:nest)?cell(?![a-z]) ?")  # which striprtf writes as a bar
_CODEPAGE = re.compile(rb"\\ansicpg(\d+)")


def read_rtf(task: Task) -> Reading:
    """The text as page 1."""
    text = rtf_text(task.path.read_bytes())
    if not count_characters(text):
        return Reading("rtf", Status.NO_TEXT, "The file holds no text.", engine="striprtf")
    return Reading("rtf", Status.OK, "", "", (PageReading(1, text, "striprtf"),), engine="striprtf")


def rtf_text(data: bytes) -> str:
    """The words of rich text given as bytes."""
    data = _opened(_LONG_HEX.sub(b"", data))
    codepage = _CODEPAGE.search(data[:2000])
    encoding = f"cp{codepage[1].decode()}" if codepage and codepage[1] in _KNOWN_CODEPAGES else "cp1252"
    return normalise(rtf_to_text(data.decode("latin-1"), encoding=encoding, errors="replace"))


def _opened(data: bytes) -> bytes:
    """The same rich text with headers, notes, comments and text boxes written as paragraphs, cells parted by tabs."""
    data = _CELL.sub(rb"\\tab ", _NOTE.sub(rb"{\\par ", _HEADER.sub(rb"\\par ", data)))
    if _SHAPE.search(data):
        data = _SHAPE.sub(rb"{\\par ", _SHAPE_PROPERTY.sub(rb"{\\*\\sp", data))
    return data


_KNOWN_CODEPAGES = (b"437", b"850", b"1250", b"1251", b"1252", b"1253", b"1254", b"1257")

"""Rich text (rtf): the words, without pictures and embedded objects."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from .normalise import normalise
from .quality import count_characters
from .reading import PageReading, Reading, Status, Task

_LONG_HEX = re.compile(rb"[0-9a-fA-F\r\n]{2000,}")  # pictures, which cost time and hold no words here
_CODEPAGE = re.compile(rb"\\ansicpg(\d+)")


def read_rtf(task: Task) -> Reading:
    """The text as page 1."""
    data = _LONG_HEX.sub(b"", task.path.read_bytes())
    codepage = _CODEPAGE.search(data[:2000])
    encoding = f"cp{codepage[1].decode()}" if codepage and codepage[1] in _KNOWN_CODEPAGES else "cp1252"
    text = normalise(rtf_to_text(data.decode("latin-1"), encoding=encoding, errors="replace"))
    if not count_characters(text):
        return Reading("rtf", Status.NO_TEXT, "The file holds no text.", engine="striprtf")
    return Reading("rtf", Status.OK, "", "", (PageReading(1, text, "striprtf"),), engine="striprtf")


_KNOWN_CODEPAGES = (b"437", b"850", b"1250", b"1251", b"1252", b"1253", b"1254", b"1257")

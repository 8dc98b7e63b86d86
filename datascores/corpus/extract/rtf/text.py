"""Rich text (rtf): the words, without pictures and embedded objects; words deleted in tracked changes stand at the end."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from ..marks import CLOSE, DELETED, bare, mark, normalise_marked, opening
from ..office.blips import PICTURES_UNREAD, has_large_rtf_picture
from ..quality import count_characters
from ..reading import PageReading, Reading, Status, Task
from .visibility import sign_hidden, signs_to_marks

_LONG_HEX = re.compile(rb"[0-9a-fA-F\r\n]{2000,}")  # pictures, which cost time and hold no words here
# striprtf passes over headers, notes, comments and text boxes, in which people write as well
_HEADER = re.compile(rb"\\(?:header|footer)[lrf]?(?![a-z])")
_NOTE = re.compile(rb"\{(?:\\\*)?\s*\\(?:footnote|annotation)(?![a-z])")
_SHAPE = re.compile(rb"\{(?:\\\*)?\s*\\(?:shp|shpinst|shptxt)(?![a-z])")
_SHAPE_PROPERTY = re.compile(rb"\{\s*\\sp(?![a-z])")
_CELL = re.compile(rb"\\(?:nest)?cell(?![a-z]) ?")  # which striprtf writes as a bar
_DELETED = re.compile(f"{opening(DELETED)}([^\ufdd0-\ufdef]*){CLOSE}?")
_CODEPAGE = re.compile(rb"\\ansicpg(\d+)")


def read_rtf(task: Task) -> Reading:
    """The text as page 1."""
    data = task.path.read_bytes()
    text, hidden = normalise_marked(rtf_text(data))
    reason = PICTURES_UNREAD if has_large_rtf_picture(data) else ""
    if not count_characters(text):
        return Reading("rtf", Status.NO_TEXT, f"The file holds no text. {reason}".strip(), engine="striprtf")
    status = Status.PARTIAL if reason else Status.OK
    return Reading("rtf", status, reason, "", (PageReading(1, text, "striprtf", hidden=hidden),), engine="striprtf")


def rtf_text(data: bytes) -> str:
    """The words of rich text given as bytes, with `marks`."""
    data = _opened(sign_hidden(_LONG_HEX.sub(b"", data)))
    codepage = _CODEPAGE.search(data[:2000])
    encoding = f"cp{codepage[1].decode()}" if codepage and codepage[1] in _KNOWN_CODEPAGES else "cp1252"
    text = signs_to_marks(bare(rtf_to_text(data.decode("latin-1"), encoding=encoding, errors="replace")))
    deleted = [words for words in _DELETED.findall(text) if words.strip()]
    return "\n\n".join([_DELETED.sub(CLOSE, text).rstrip("\n"), *(mark(words, DELETED) for words in deleted)])


def _opened(data: bytes) -> bytes:
    """The same rich text with headers, notes, comments and text boxes written as paragraphs, cells parted by tabs."""
    data = _CELL.sub(rb"\\tab ", _NOTE.sub(rb"{\\par ", _HEADER.sub(rb"\\par ", data)))
    if _SHAPE.search(data):
        data = _SHAPE.sub(rb"{\\par ", _SHAPE_PROPERTY.sub(rb"{\\*\\sp", data))
    return data


_KNOWN_CODEPAGES = (b"437", b"850", b"1250", b"1251", b"1252", b"1253", b"1254", b"1257")

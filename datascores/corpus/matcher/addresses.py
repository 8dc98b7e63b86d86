"""Web and mail addresses around a stretch of a text, and where the host of one ends. Pure."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|com|net|org|eu|info)\b(?:/[^\s<>\"]*)?",
    re.I,
)
_LONGEST_ADDRESS = 200
_DOT_OR_AT = re.compile(r"\w[.@]\w")
_PATH = re.compile(r"(?<![:/])/(?!/)|\?")


def address_around(text: str, start: int, end: int) -> re.Match[str] | None:
    """The web or mail address that holds a stretch, looked for between the blanks around it."""
    if text[start - 1 : start].isspace() and text[end : end + 1].isspace() and "." not in text[start:end]:
        return None
    before = text[max(0, start - _LONGEST_ADDRESS) : start]
    begin = start - len(before.split()[-1]) if before and not before[-1].isspace() else start
    after = text[end : end + _LONGEST_ADDRESS]
    stop = end + len(after.split(None, 1)[0]) if after and not after[0].isspace() else end
    if not _DOT_OR_AT.search(text, begin, stop):
        return None
    return next((found for found in _ADDRESS.finditer(text, begin, stop) if found.start() <= start < found.end()), None)


def host_end(address: re.Match[str]) -> int:
    path = _PATH.search(address[0])
    return address.start() + path.start() if path else address.end()

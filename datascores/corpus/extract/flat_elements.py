"""Elements of an XML text found by their tags alone, without a parser: from an opening tag to the closing one of its name.

Each step goes forward, and a search that found nothing is not made again, so that tags which are never closed cost no more
than their length; a regular expression would try each of them to the end of the text. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_AFTER_NAME = b" \t\r\n/>"


class Found(NamedTuple):
    """An element: where it begins and ends, what its opening tag says, and what stands between its tags."""

    start: int
    end: int
    attributes: bytes
    inner: bytes


def opening(data: bytes, name: bytes, at: int = 0) -> tuple[int, int] | None:
    """Where the next opening tag of a name begins and ends; None where there is none."""
    tag = b"<" + name
    while (at := data.find(tag, at)) >= 0:
        behind = at + len(tag)
        if data[behind : behind + 1] in _AFTER_NAME:
            end = data.find(b">", behind)
            return (at, end + 1) if end >= 0 else None
        at = behind
    return None


def elements(data: bytes, name: bytes, is_last: bool = False) -> Iterator[Found]:
    """The elements of a name, each to its first closing tag; or one, to the last closing tag of all."""
    closing, at = b"</" + name + b">", 0
    while (tag := opening(data, name, at)) is not None:
        start, inner = tag
        close = data.rfind(closing, inner) if is_last else data.find(closing, inner)
        if close < 0:
            return
        at = close + len(closing)
        yield Found(start, at, data[start + 1 + len(name) : inner - 1], data[inner:close])


def without(data: bytes, name: bytes, is_last: bool = False) -> bytes:
    """The text without these elements."""
    kept, at = [], 0
    for found in elements(data, name, is_last):
        kept.append(data[at : found.start])
        at = found.end
    return b"".join([*kept, data[at:]])

"""Parts of a file as a browser asks for them (RFC 9110, section 14): one range of bytes; anything else gives the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

CHUNK = 64 * 1024
_ONE_RANGE = re.compile(r"bytes=(\d{0,20})-(\d{0,20})")


@dataclass(frozen=True)
class Range:
    """Bytes from ``start`` up to ``end``, the latter not included."""

    start: int
    end: int


class NotSatisfiable(ValueError):
    """The range asked for begins behind the end of the file."""


def read_range(header: str, size: int) -> Range | None:
    """The range of a ``Range`` header; None where the whole is to be sent: no header, several ranges, another unit.

    Raises NotSatisfiable.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        suffix = min(int(match[2]), size)
        if suffix == 0:
            raise NotSatisfiable
        return Range(size - suffix, size)
    start = int(match[1])
    end = min(int(match[2]) + 1 if match[2] else size, size)
    if match[2] and int(match[2]) < start:
        return None  # a range that makes no sense is as good as none
    if start >= size:
        raise NotSatisfiable
    return Range(start, end)


def send(file: BinaryIO, size: int, header: str) -> HttpResponseBase:
    """The whole file, or the range that a ``Range`` header asks for (206), or that it ends before that (416)."""
    try:
        part = read_range(header, size)
    except NotSatisfiable:
        file.close()
        response: HttpResponseBase = HttpResponse("The file ends before that.", "text/plain; charset=utf-8", 416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        if part is None:
            response = FileResponse(file)
        else:
            response = StreamingHttpResponse(chunks(file, part), status=206)
            response["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
            response["Content-Length"] = str(part.end - part.start)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def chunks(file: BinaryIO, part: Range) -> Iterator[bytes]:
    """The bytes of a part, piece by piece; closes the file at the end, also when nobody reads on."""
    try:
        file.seek(part.start)
        left = part.end - part.start
        while left > 0 and (data := file.read(min(CHUNK, left))):
            left -= len(data)
            yield data
    finally:
        file.close()

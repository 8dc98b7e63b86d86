"""Opening zip packages (office files and archives) without being drowned by them.

Sizes are checked against the limits before anything is unpacked, and the list of parts before it is read. Nothing here
writes to disk.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

from ..containers.zip_names import without_wrong_flags
from ..limits import MEGABYTE
from ..reading import Status, Task, Unreadable

# A list of a million parts takes half a minute and as many megabytes to read; thousands of parts fit in this.
_MOST_LIST_BYTES = 4 * MEGABYTE
_END, _END_BYTES, _LOCATOR, _LOCATOR_BYTES, _END64_BYTES = b"PK\5\6", 22, b"PK\6\7", 20, 56


def open_package(task: Task) -> zipfile.ZipFile:
    """The package, its declared sizes checked. Raises Unreadable when broken or beyond the limits."""
    if has_endless_list(task.path):
        raise Unreadable(Status.TOO_LARGE, "The file lists far too many parts; it was not opened.")
    try:
        package = _open(task.path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(Status.FAILED, "The file is damaged: its list of parts cannot be read.") from error
    expanded = sum(info.file_size for info in package.infolist())
    if expanded > task.limits.expanded_bytes:
        package.close()
        raise Unreadable(
            Status.TOO_LARGE,
            f"Unpacked, the file would take {expanded / MEGABYTE:,.0f} MB; the limit is"
            f" {task.limits.expanded_bytes / MEGABYTE:,.0f} MB.",
        )
    return package


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except UnicodeDecodeError:
        return zipfile.ZipFile(io.BytesIO(without_wrong_flags(path.read_bytes())))


def has_endless_list(path: Path) -> bool:
    """Whether the zip's own end record announces a list of parts that is too long to be read. Raises OSError.

    Finds the record as `zipfile` does: at the very end, else the last mark before a comment (APPNOTE 4.3.16, 4.3.14).
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - (1 << 16) - _END_BYTES - _LOCATOR_BYTES - _END64_BYTES))
        tail = file.read()
    at = len(tail) - _END_BYTES
    if at < 0 or tail[at : at + 4] != _END or tail[-2:] != b"\0\0":
        at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        return False  # no zip that can be opened
    (listed,) = struct.unpack_from("<I", tail, at + 12)
    locator = at - _LOCATOR_BYTES
    if locator >= _END64_BYTES and tail[locator : locator + 4] == _LOCATOR:
        listed = max(listed if listed < 0xFFFFFFFF else 0, *struct.unpack_from("<Q", tail, locator - _END64_BYTES + 40))
    return listed > _MOST_LIST_BYTES


def read_part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one part, or None where there is none. Raises Unreadable when it is damaged or encrypted."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except MemoryError:
        raise
    except Exception as error:  # zlib.error, lzma.LZMAError and friends have no common ancestor
        if needs_password(error):
            reason = "The file is protected by a password and could not be opened."
            raise Unreadable(Status.ENCRYPTED, reason) from error
        raise Unreadable(Status.FAILED, f"The file is damaged: its part {name} cannot be unpacked.") from error


def needs_password(error: Exception) -> bool:
    """Whether zipfile wants a password: a bare RuntimeError, of which the one for an unknown compression is a kind."""
    return isinstance(error, RuntimeError) and not isinstance(error, NotImplementedError)

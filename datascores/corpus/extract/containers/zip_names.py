"""The names of files inside zips, whatever encoding they were written in.

A name that claims to be UTF-8 and is not makes `zipfile` refuse the whole archive; here it costs only the name.
"""

from __future__ import annotations

import contextlib
import struct
import zipfile

from ..normalise import one_line

_UTF8_NAME = 0x800  # flag "this name is UTF-8", APPNOTE 4.4.4
_LOCAL, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_ENTRY_BYTES, _END_BYTES = 46, 22


def name_in(info: zipfile.ZipInfo) -> str:
    """The name of a member with its folder. Many programs write UTF-8 without saying so; else it is code page 437."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return show_name(name.replace("\\", "/"))


def show_name(name: str) -> str:
    """A name on one line; signs that turn or hide the letters around them (writing direction) become U+FFFD."""
    signs = (sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in name)
    return one_line("".join(signs))


def without_wrong_flags(data: bytes) -> bytes:
    """The zip with the flag for UTF-8 taken from the names that are not (APPNOTE 4.3.7, 4.3.12, 4.3.16)."""
    mended = bytearray(data)
    end = data.rfind(_END)
    if not 0 <= end <= len(data) - _END_BYTES:
        return data
    at = data.find(_ENTRY, max(0, end - struct.unpack_from("<I", data, end + 12)[0]))
    while 0 <= at <= len(data) - _ENTRY_BYTES:
        flags, length = struct.unpack_from("<H", data, at + 8)[0], struct.unpack_from("<H", data, at + 28)[0]
        try:
            data[at + _ENTRY_BYTES : at + _ENTRY_BYTES + length].decode()
        except UnicodeDecodeError:
            struct.pack_into("<H", mended, at + 8, flags & ~_UTF8_NAME)
            (local,) = struct.unpack_from("<I", data, at + 42)
            if data[local : local + 4] == _LOCAL:
                struct.pack_into("<H", mended, local + 6, flags & ~_UTF8_NAME)
        at = data.find(_ENTRY, at + _ENTRY_BYTES + length)
    return bytes(mended)

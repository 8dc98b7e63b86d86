"""The compressed rich text of Outlook messages ([MS-OXRTFCP]), unpacked."""

from __future__ import annotations

import struct

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans"
    b" SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u"
    b"\\tab\\tx"
)
_WINDOW = 4096
_COMPRESSED, _PLAIN = b"LZFu", b"MELA"


def decompress(data: bytes, most: int) -> bytes:
    """The rich text, at most `most` bytes of it. Raises ValueError when the data are of no known kind."""
    if len(data) < 16 or data[8:12] not in (_COMPRESSED, _PLAIN):
        raise ValueError("no compressed rich text")
    if data[8:12] == _PLAIN:
        return data[16 : 16 + most]
    size = min(struct.unpack_from("<I", data, 4)[0], most)
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\0"))
    at, write, found = 16, len(_DICTIONARY), bytearray()
    while at < len(data) and len(found) < size:
        flags, at = data[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                piece = data[at : at + 1]
                at += 1
            else:
                if at + 2 > len(data):
                    return bytes(found)
                token = data[at] << 8 | data[at + 1]
                at += 2
                read, length = token >> 4, (token & 0xF) + 2
                if read == write:  # points at the place to be written next: the end
                    return bytes(found)
                piece = _repeated(window, read, write, length)
            for byte in piece:
                window[write] = byte
                write = (write + 1) % _WINDOW
            found += piece
    return bytes(found[:size])


def _repeated(window: bytearray, read: int, write: int, length: int) -> bytes:
    """Bytes of the window, which may run into those that they themselves write."""
    piece = bytearray()
    for index in range(length):
        place = (read + index) % _WINDOW
        ahead = (place - write) % _WINDOW
        piece.append(piece[ahead] if ahead < len(piece) else window[place])
    return bytes(piece)

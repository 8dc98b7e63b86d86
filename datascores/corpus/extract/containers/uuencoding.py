"""Files that old mail programs wrote as letters into the text of a mail (uuencode, POSIX.1-2017).

Only whole and sound blocks count, from "begin" to "end"; anything else stays text, so that no word is lost.
"""

from __future__ import annotations

import binascii
import re

_BLOCK = re.compile(r"^begin [0-7]{3,4} (\S[^\r\n]*)\r?\n((?:[ -`]{1,90}\r?\n)*)\r?\n?end[ \t]*\r?(?:\n|\Z)", re.M)


def take_files(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without such blocks, and the name and bytes of each."""
    files: list[tuple[str, bytes]] = []

    def take(block: re.Match[str]) -> str:
        try:
            data = b"".join(binascii.a2b_uu(line) for line in block[2].splitlines())
        except (binascii.Error, ValueError):
            return block[0]
        files.append((block[1].strip(), data))
        return ""

    return (_BLOCK.sub(take, text), files) if "begin " in text else (text, files)

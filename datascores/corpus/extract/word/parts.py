"""The parts of a Word file that hold text: the main one, and headers, footers, notes and comments around it.

Found by what the package says of them, their relations and content types, for names are free (ECMA-376 part 2); by the
names that Word gives only where the package says nothing.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator

from ..office.markup import read_elements
from ..office.package import read_part
from ..office.relations import relations
from ..reading import Unreadable

AROUND = ("header", "footer", "footnotes", "endnotes", "comments")
_NUMBER = re.compile(r"(\d{0,9})\.xml$")
_MAIN = re.compile(r"word/document\d*\.xml")
_CONTENT_TYPE = re.compile(r"wordprocessingml\.(\w+)\+xml$")


def main_part(package: zipfile.ZipFile) -> str:
    """The part with the main text; some programs number it, some put it into another folder."""
    names = package.namelist()
    try:
        related = relations(package, "").get("officeDocument", [])
    except Unreadable:
        related = []
    known = next((part for part in related if part in names), "")
    return known or min((name for name in names if _MAIN.fullmatch(name)), default="word/document.xml", key=len)


def parts_around(package: zipfile.ZipFile, main: str, kind: str) -> list[str]:
    """The parts of one of the kinds AROUND in the order of their numbers."""
    found = [*_related(package, main, kind), *_typed(package, kind), *_named(package, main, kind)]
    return sorted(dict.fromkeys(found), key=_number)


def _related(package: zipfile.ZipFile, main: str, kind: str) -> list[str]:
    names = set(package.namelist())
    try:
        return [part for part in relations(package, main).get(kind, []) if part in names]
    except Unreadable:
        return []


def _typed(package: zipfile.ZipFile, kind: str) -> Iterator[str]:
    try:
        elements = read_elements(read_part(package, "[Content_Types].xml") or b"<none/>")
    except Unreadable:
        return
    names = set(package.namelist())
    for name, given, _ in elements:
        found = _CONTENT_TYPE.search(given.get("ContentType", "")) if name == "Override" else None
        part = given.get("PartName", "").lstrip("/")
        if found and found[1] == kind and part in names:
            yield part


def _named(package: zipfile.ZipFile, main: str, kind: str) -> list[str]:
    own = re.compile(re.escape(posixpath.join(posixpath.dirname(main), kind)) + r"\d*\.xml")
    return [name for name in package.namelist() if own.fullmatch(name)]


def _number(part: str) -> tuple[int, str]:
    found = _NUMBER.search(part)
    return int("0" + found[1]) if found else 0, part

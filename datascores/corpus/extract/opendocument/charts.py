"""The words of charts in OpenDocument files: titles, names of axes, and those of series and categories.

A chart is an object of its own within the package. As in other formats (`office.charts`), its numbers are left out.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from ..marks import bare
from ..normalise import one_line
from ..office.package import read_part
from ..office.tree import Element, read_tree

_CONTENT = "/content.xml"
_NUMBERS = ("float", "percentage", "currency", "date", "time", "boolean")  # types of cells


def charts_in(package: zipfile.ZipFile) -> dict[str, list[str]]:
    """The lines of each chart, every line once, by the object's path. Raises Unreadable for damaged XML."""
    charts: dict[str, list[str]] = {}
    for name in package.namelist():
        if name.endswith(_CONTENT) and b":chart" in (data := read_part(package, name) or b""):
            root = read_tree(data)
            if root.find("body", "chart") is not None:
                lines = dict.fromkeys(_lines(root, True))
                # programs number the categories that have no names
                charts[name.removesuffix(_CONTENT)] = [line for line in lines if line and not line.isdigit()]
    return charts


def object_path(reference: str) -> str:
    """The path of the object that a frame refers to."""
    return posixpath.normpath(reference)


def _lines(element: Element, are_words: bool) -> Iterator[str]:
    if element.name == "table-cell":
        are_words = element.get("value-type") not in _NUMBERS
    if element.name == "p":
        if are_words:
            yield bare(one_line(_written(element)))
        return
    for child in element.children:
        yield from _lines(child, are_words)


def _written(element: Element) -> str:
    if element.name in ("tab", "s", "line-break"):
        return " "
    return element.text + "".join(_written(child) + child.tail for child in element.children)

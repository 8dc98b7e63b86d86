"""The pictures on the sheets of a workbook that are seen: not hidden, nor over hidden rows or columns.

Where a picture and a later shape or picture touch the same cells, nobody can tell here what of it is covered: it is told,
not read. What is printed above and below counts as well; the picture behind a sheet does not.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..office.markup import read_elements
from ..office.package import read_part
from ..office.pictures import Placed, share, shown_pictures
from ..office.relations import relations, targets_of
from ..office.tree import Element, read_tree
from ..opendocument.pictures import drawn_things
from ..reading import Task, Unreadable
from .binary import binary_sheets
from .drawings import area_of
from .packages import WORKBOOK
from .unseen import Area, Unseen
from .visibility import find_unseen

_TRUE = ("1", "true")


def pictures_of_sheets(task: Task, package: zipfile.ZipFile, format_name: str) -> Mapping[int, list[Placed]]:
    """The pictures by number of sheet. Raises Unreadable for damaged parts."""
    if format_name == "ods":
        return drawn_things(package, "ods").pictures
    if not any(name.startswith("xl/media/") for name in package.namelist()):
        return {}
    unseen, _ = find_unseen(task, format_name)
    sheets = _sheets(package) if format_name == "xlsx" else list(binary_sheets(package))
    return {
        number: sheet_pictures(package, part, unseen.get(name, Unseen()))
        for number, (name, part) in enumerate(sheets, 1)
        if part
    }


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The names and parts of all sheets of an xlsx in their order; a part that is missing is empty."""
    targets = targets_of(package, WORKBOOK)
    elements = read_elements(read_part(package, WORKBOOK) or b"<none/>")
    sheets = [attributes for name, attributes, _ in elements if name == "sheet"]
    return [(sheet.get("name", ""), targets.get(sheet.get("r:id", ""), ("", ""))[1]) for sheet in sheets]


def sheet_pictures(package: zipfile.ZipFile, part: str, unseen: Unseen) -> list[Placed]:
    """The pictures of a sheet's part, each once, from back to front. Raises Unreadable for a damaged drawing."""
    related = relations(package, part)
    found = [placed for target in related.get("drawing", ()) for placed in _drawn(package, target, unseen)]
    for target in related.get("vmlDrawing", ()):
        try:
            found += shown_pictures(package, target)
        except Unreadable:
            continue  # Excel writes web pages' line breaks there, and no pictures into such a part
    return list(dict.fromkeys(found))


def _drawn(package: zipfile.ZipFile, part: str, unseen: Unseen) -> Iterator[Placed]:
    data = read_part(package, part)
    targets = {relation: target for relation, (kind, target) in targets_of(package, part).items() if kind == "image"}
    if not data or not targets:
        return
    anchors = [anchor for anchor in read_tree(data).walk() if anchor.name.endswith("Anchor")]
    areas = [area_of(anchor) for anchor in anchors]
    for at, anchor in enumerate(anchors):
        if unseen.hidden_place(areas[at]):
            continue
        is_veiled = any(
            _touch(areas[at], area) and _may_cover(later)
            for later, area in zip(anchors[at + 1 :], areas[at + 1 :], strict=True)
        )
        inside = len([shape for shape in anchor.walk() if shape.name in ("sp", "pic")]) > 1  # a group
        for placed in _pictures(anchor, targets):
            yield replace(placed, is_veiled=is_veiled or inside)


def _pictures(element: Element, targets: dict[str, str]) -> Iterator[Placed]:
    """The pictures of shapes, without those of hidden ones and what only old programs show."""
    for child in element.children:
        if child.name == "Fallback" or _is_hidden(child):
            continue
        blip = child.find("blip") if child.name == "blipFill" else None
        if blip is not None and blip.get("r:embed") in targets:
            cut = child.find("srcRect")
            left, top, right, bottom = (share(cut.get(side, "0")) if cut else 0.0 for side in ("l", "t", "r", "b"))
            yield Placed(targets[blip.get("r:embed")], (left, top, right, bottom))
        else:
            yield from _pictures(child, targets)


def _is_hidden(element: Element) -> bool:
    """Whether a shape or a group of shapes is; its name stands in its first child."""
    own = element.children[0].find("cNvPr") if element.children and element.children[0].name.startswith("nv") else None
    return own is not None and own.get("hidden") in _TRUE


def _may_cover(anchor: Element) -> bool:
    """Whether a shape, a picture or a frame hides what is below; not where its own properties fill it with nothing."""
    for shape in anchor.walk():
        if shape.name in ("pic", "graphicFrame"):
            return True
        if shape.name == "sp" and not (shape.find("spPr", "noFill") or _is_hidden(shape)):
            return True
    return False


def _touch(one: Area, other: Area) -> bool:
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom and other.top <= one.bottom

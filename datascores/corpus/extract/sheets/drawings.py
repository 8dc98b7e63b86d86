"""The words of what is drawn on a sheet of an xlsx: text boxes, charts and SmartArt, each with the cell of its corner."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from ..marks import HIDDEN_SHAPE, bare, mark
from ..normalise import one_line
from ..office.charts import CHARTS, chart_words
from ..office.package import read_part
from ..office.relations import targets_of
from ..office.tree import Element, read_tree
from .unseen import Area

DIAGRAM = "diagramData"  # kind of relation to the words of a SmartArt
_TRUE = ("1", "true")
_LAST = 1_048_576  # rows of a sheet; there are fewer columns


def drawn_words(package: zipfile.ZipFile, part: str) -> Iterator[tuple[Area, str]]:
    """The cells below and the words, those of hidden shapes between marks. Raises Unreadable for damaged XML."""
    data = read_part(package, part)
    if not data:
        return
    targets = targets_of(package, part)
    for anchor in read_tree(data).children:
        if anchor.name.endswith("Anchor"):
            words = [_marked(text, is_hidden) for text, is_hidden in _texts(package, targets, anchor, False)]
            yield area_of(anchor), " ".join(filter(None, words))


def _marked(text: str, is_hidden: bool) -> str:
    text = bare(one_line(text))
    return mark(text, HIDDEN_SHAPE) if is_hidden else text


def _texts(
    package: zipfile.ZipFile, targets: dict[str, tuple[str, str]], element: Element, is_hidden: bool
) -> Iterator[tuple[str, bool]]:
    """The paragraphs of shapes, and whether a shape or the group around it is hidden."""
    for child in element.children:
        own = next((name for name in child.findall(*_NAMES.get(child.name, ("",)))), None)
        hidden = is_hidden or (own is not None and own.get("hidden") in _TRUE)
        if child.name == "p":
            yield "".join(inner.text for inner in child.walk() if inner.name == "t"), hidden
        elif child.name in ("chart", "relIds"):
            kind, target = targets.get(child.get("r:id") or child.get("r:dm"), ("", ""))
            if kind in CHARTS or kind == DIAGRAM:
                yield " ".join(part_words(package, kind, target)), hidden
        elif child.name != "Fallback":
            yield from _texts(package, targets, child, hidden)


_NAMES = {
    "sp": ("nvSpPr", "cNvPr"),
    "grpSp": ("nvGrpSpPr", "cNvPr"),
    "graphicFrame": ("nvGraphicFramePr", "cNvPr"),
    "cxnSp": ("nvCxnSpPr", "cNvPr"),
}


def part_words(package: zipfile.ZipFile, kind: str, part: str) -> list[str]:
    """The lines of a chart or a SmartArt. Raises Unreadable for damaged XML."""
    data = read_part(package, part)
    if not data:
        return []
    if kind in CHARTS:
        return chart_words(data)
    paragraphs = [element for element in read_tree(data).walk() if element.name == "p"]
    lines = (one_line("".join(run.text for run in paragraph.walk() if run.name == "t")) for paragraph in paragraphs)
    return [line for line in lines if line]


def area_of(anchor: Element) -> Area:
    """From the upper left corner, the first cell where a drawing has a place on the paper only, to the lower right.

    Where a size stands in place of the other corner, all cells from the first on.
    """
    top, left = (_number(anchor.find("from", name), 1) for name in ("row", "col"))
    bottom, right = (_number(anchor.find("to", name), last) for name, last in (("row", _LAST), ("col", _LAST)))
    return Area(top, left, max(top, bottom), max(left, right))


def _number(found: Element | None, otherwise: int) -> int:
    return int(found.text) + 1 if found and found.text.strip().isdigit() and len(found.text) < 9 else otherwise

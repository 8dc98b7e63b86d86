"""Which words of an OpenDocument presentation or drawing nobody sees: hidden slides, shapes and layers, places off the page.

Letters are judged as in a text, with the fill of their own shape as the ground: the ground of the page and shapes that lie
over others are not looked at. What an animation moves is not judged by its place.
"""

from __future__ import annotations

import re

from ..marks import HIDDEN_SHAPE, OFF_SLIDE
from ..office.tree import Element, read_tree
from .styles import NO_FILL, Fill, Styles, points
from .visibility import BOXES, TextJudge

_SHAPES = frozenset({"frame", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "caption", "connector", "line",
                     "g"})  # fmt: skip
_PLAIN = ("rectangle", "round-rectangle", "ellipse", "ooxml-rect", "ooxml-roundRect", "mso-spt202")
_TARGET = re.compile(rb"\btargetElement\s*=\s*[\"']([^\"']+)")


class PageJudge(TextJudge):
    """Judges the words of all pages; `hidden_pages` are known when the part is read, counted from 1."""

    watched = TextJudge.watched | _SHAPES | {"page", "master-page", "notes", "drawing-page-properties"}

    def __init__(self, common: Styles, styles: bytes, content: bytes) -> None:
        """`styles` and `content` are the parts themselves. Raises Unreadable for damaged XML."""
        super().__init__(common)
        tree = read_tree(styles) if styles else Element("none", {})
        self.hidden_pages: set[int] = set()
        self._pages = 0
        self._sizes = _page_sizes(tree)
        self._hidden_layers = {
            layer.get("name") for layer in tree.walk() if layer.name == "layer" and layer.get("display") == "none"
        }
        self._moved = {target.decode("utf-8", "replace") for target in _TARGET.findall(content)}
        self._hidden_styles: set[str] = set()
        self._style = self._master = ""
        self._places: list[str] = []
        self._in_notes = 0
        # the outline of a shape stands behind its words; in other outlines words may stand beside the fill, or be drawn by it
        self._outlines = iter([_outline(shape) for shape in read_tree(content).walk() if shape.name == "custom-shape"])
        self._is_plain = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "drawing-page-properties" and attributes.get("visibility") == "hidden":
            self._hidden_styles.add(self._style)
        elif name == "page":
            self._pages += 1
            self._master = attributes.get("master-page-name", "")
            if attributes.get("style-name") in self._hidden_styles:
                self.hidden_pages.add(self._pages)
        elif name == "master-page":
            self._master = attributes.get("name", "")
        elif name == "notes":
            self._in_notes += 1
        elif name in _SHAPES:
            outer = self._places[-1] if self._places else ""
            self._places.append(outer or self._reason_of_place(attributes))
            self._is_plain = name != "custom-shape" or next(self._outlines, "") in _PLAIN
            self._reasons.clear()  # they are kept by style, and the same style may fill another outline
        if name in TextJudge.watched:
            super().start(name, attributes)

    def end(self, name: str) -> None:
        if name == "notes":
            self._in_notes -= 1
        elif name in _SHAPES:
            self._places.pop()
        if name in TextJudge.watched:
            super().end(name)

    def reason(self) -> str:
        return (self._places[-1] if self._places else "") or super().reason()

    def _ground(self, marker: Fill) -> Fill:
        is_in_box = any(name in BOXES for name, _ in self.open) and self._is_plain
        return super()._ground(marker) if is_in_box or marker != NO_FILL else None

    def _reason_of_place(self, attributes: dict[str, str]) -> str:
        if self._in_notes:
            return ""
        if attributes.get("display") == "none" or attributes.get("layer") in self._hidden_layers:
            return HIDDEN_SHAPE
        size = self._sizes.get(self._master)
        left, top, width, height = (signed(attributes.get(name, "")) for name in ("x", "y", "width", "height"))
        if size is None or left is None or top is None or width is None or height is None:
            return ""  # lines, groups, and what is turned
        if attributes.get("id", "") in self._moved:
            return ""
        is_off = left + width <= 0 or top + height <= 0 or left >= size[0] or top >= size[1]
        return OFF_SLIDE if is_off else ""


def _outline(shape: Element) -> str:
    geometry = shape.find("enhanced-geometry")
    return geometry.get("type") if geometry else ""


def signed(length: str) -> float | None:
    """A length in points, which may lie left of or above the page's corner."""
    measured = points(length.removeprefix("-"))
    return -measured if measured is not None and length.startswith("-") else measured


def _page_sizes(styles: Element) -> dict[str, tuple[float, float]]:
    """Width and height in points by the name of the master page."""
    layouts = {}
    for layout in styles.walk():
        given = layout.find("page-layout-properties") if layout.name == "page-layout" else None
        width, height = (points(given.get(name)) if given else None for name in ("page-width", "page-height"))
        if width and height:
            layouts[layout.get("name")] = (width, height)
    masters = (element for element in styles.walk() if element.name == "master-page")
    sizes = {master.get("name"): layouts.get(master.get("page-layout-name")) for master in masters}
    return {name: size for name, size in sizes.items() if size}

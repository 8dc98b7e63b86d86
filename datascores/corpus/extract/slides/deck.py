"""What a slide takes from its layout, its master, their theme and the presentation: colours, placeholders, list styles.

The order of inheritance is that of ECMA-376 part 1, 19.3 and 21.1: the slide's own, the layout's, the master's.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cached_property

from ..office.colours import WHITE, Colour, theme_colours
from ..office.package import read_part
from ..office.relations import relations
from ..office.tree import Element, read_tree
from .colours import UNKNOWN, Fill, Scheme, fill_element
from .shapes import Shape, pair, placeholder_of, shapes_of

_PRESENTATION = "ppt/presentation.xml"
_NOTHING = Element("none", {})
_OFF = ("0", "false")
# Kinds of placeholders that take the place of others on a master
_MASTER_KIND = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "": "body"}


class Deck:
    """The presentation itself; layouts and masters are read once."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._trees: dict[str, Element] = {}
        self._themes: dict[str, tuple[dict[str, Colour], Element]] = {}
        self.presentation = self.tree(_PRESENTATION)
        size = self.presentation.find("sldSz")
        self.width, self.height = pair(size, "cx", "cy") if size else (0.0, 0.0)

    def tree(self, part: str) -> Element:
        """The part's outermost element; an empty one where there is no such part. Raises Unreadable when damaged."""
        if part not in self._trees:
            self._trees[part] = self.read(part)
        return self._trees[part]

    def read(self, part: str) -> Element:
        data = read_part(self._package, part) if part else None
        return read_tree(data) if data else _NOTHING

    def related(self, part: str, kind: str) -> str:
        """The part of this kind that another refers to; empty where there is none."""
        return next(iter(relations(self._package, part).get(kind, ())), "") if part else ""

    def theme(self, part: str) -> tuple[dict[str, Colour], Element]:
        if part not in self._themes:
            data = read_part(self._package, part) if part else None
            self._themes[part] = (theme_colours(data), read_tree(data)) if data else ({}, _NOTHING)
        return self._themes[part]


class Backdrop:
    """A slide with the layout and the master behind it."""

    def __init__(self, deck: Deck, part: str) -> None:
        self.deck = deck
        self.slide = deck.read(part)
        layout = deck.related(part, "slideLayout")
        master = deck.related(layout, "slideMaster")
        self.layout, self.master = deck.tree(layout), deck.tree(master)
        colours, theme = deck.theme(deck.related(master, "theme"))
        formats = theme.find("themeElements", "fmtScheme")
        fills, grounds = (
            found.children if formats and (found := formats.find(name)) else []
            for name in ("fillStyleLst", "bgFillStyleLst")
        )
        self.scheme = Scheme(colours, self._colour_map(), fills, grounds)

    def _colour_map(self) -> dict[str, str]:
        for tree in (self.slide, self.layout):
            override = tree.find("clrMapOvr", "overrideClrMapping")
            if override:
                return override.attributes
        own = self.master.find("clrMap")
        return own.attributes if own else {}

    @cached_property
    def ground(self) -> Fill:
        """What lies behind all shapes; white where nobody says."""
        for tree in (self.slide, self.layout, self.master):
            background = tree.find("cSld", "bg")
            if background is None:
                continue
            properties, reference = background.find("bgPr"), background.find("bgRef")
            if properties:
                given = fill_element(properties)
                return self.scheme.fill(given) if given else UNKNOWN
            return self.scheme.styled_fill(reference)
        return WHITE

    @cached_property
    def drawn_behind(self) -> list[Shape]:
        """The shapes of master and layout that show on the slide; their placeholders do not."""
        trees = []
        if self.slide.get("showMasterSp", "1") not in _OFF:
            trees = [self.master, self.layout] if self.layout.get("showMasterSp", "1") not in _OFF else [self.layout]
        return [
            shape for tree in trees for shape in shapes_of(tree, self.place) if placeholder_of(shape.element) is None
        ]

    @cached_property
    def _placeholders(self) -> tuple[list[Element], list[Element]]:
        layout, master = (
            [shape.element for shape in shapes_of(tree) if placeholder_of(shape.element) is not None]
            for tree in (self.layout, self.master)
        )
        return layout, master

    def parents(self, shape: Element) -> Iterator[Element]:
        """The placeholders on the layout and on the master that a placeholder of the slide follows."""
        own = placeholder_of(shape)
        if own is None:
            return
        kind, number = own.get("type"), own.get("idx", "0")
        for candidate in self._placeholders[0]:
            theirs = placeholder_of(candidate)
            if theirs and theirs.get("idx", "0") == number and (number != "0" or _alike(theirs.get("type"), kind)):
                yield candidate
                kind = kind or theirs.get("type")
                break
        for candidate in self._placeholders[1]:
            theirs = placeholder_of(candidate)
            if theirs and _alike(theirs.get("type"), kind):
                yield candidate
                break

    def place(self, shape: Element) -> Element | None:
        return next((found for parent in self.parents(shape) if (found := parent.find("spPr", "xfrm"))), None)

    def list_styles(self, shape: Element) -> Iterator[Element]:
        """Where the letters of a shape take from what they do not say themselves, nearest first, the slide's own aside."""
        own = placeholder_of(shape)
        for parent in self.parents(shape):
            if style := parent.find("txBody", "lstStyle"):
                yield style
        name = "otherStyle"
        if own is not None:
            kind = _MASTER_KIND.get(own.get("type"), own.get("type"))
            name = {"title": "titleStyle", "body": "bodyStyle"}.get(kind, "otherStyle")
        style = self.master.find("txStyles", name)
        default = self.deck.presentation.find("defaultTextStyle")
        # a text box follows the presentation, a placeholder its master
        yield from (found for found in ((default, style) if own is None else (style, default)) if found)


def _alike(one: str, other: str) -> bool:
    return _MASTER_KIND.get(one, one) == _MASTER_KIND.get(other, other)

"""The styles of an OpenDocument file: letters and grounds, by family and name, with what they inherit.

Styles are collected while a part is read, since they stand before the words (ODF 1.3 part 3, 16.2 and 19.510). The styles
that a text makes for itself come before the common ones of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..office.colours import NO_FILL, WHITE, Fill, colour_of

Properties = dict[str, str]

_LENGTH = re.compile(r"([\d.]{1,9})(pt|cm|mm|in|%)")
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0}
_PICTURE = "picture"  # as a colour: none that can be told
PROPERTIES = frozenset({"text-properties", "paragraph-properties", "table-cell-properties", "table-row-properties",
                        "table-properties", "section-properties", "graphic-properties",
                        "page-layout-properties"})  # fmt: skip
WATCHED = PROPERTIES | {"style", "default-style", "page-layout", "background-image"}


class Style:
    """What one style says itself: of letters, and of what lies behind them."""

    def __init__(self, parent: str = "") -> None:
        self.parent = parent
        self.text: Properties = {}
        self.ground: Properties = {}


class Styles:
    """The styles of one part, and behind them those of another."""

    def __init__(self, common: Styles | None = None) -> None:
        self._common = common
        self._styles: dict[tuple[str, str], Style] = {}
        self._open: Style | None = None
        self._last: Properties = {}
        self._papers: set[Fill] = set()
        self._has_ground = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of `WATCHED` begins."""
        if name in ("style", "default-style"):
            family = attributes.get("family", "")
            self._open = Style(attributes.get("parent-style-name", ""))
            self._styles[family, attributes.get("name", "") if name == "style" else ""] = self._open
        elif name == "page-layout":
            self._open = Style()
        elif name == "background-image":
            if attributes.get("href"):
                self._last["background-color"] = _PICTURE
        elif name in PROPERTIES and self._open is not None:
            self._last = self._open.text if name == "text-properties" else self._open.ground
            self._last.update(attributes)

    def end(self, name: str) -> None:
        """An element of `WATCHED` ends."""
        if name in ("style", "default-style", "page-layout") and self._open is not None:
            if name == "page-layout":
                self._papers.add(_fill(self._open.ground))
            elif name == "style" and self._open.ground.get("run-through") == "background":
                self._has_ground = True
            self._open = None

    def paper(self) -> Fill:
        """The colour of all pages; None where they differ, or something lies behind the text."""
        papers = {WHITE if fill == NO_FILL else fill for fill in self._all_papers()}
        if self._any_ground() or len(papers) > 1:
            return None
        return papers.pop() if papers else WHITE

    def _all_papers(self) -> set[Fill]:
        return self._papers | (self._common._all_papers() if self._common else set())

    def _any_ground(self) -> bool:
        return self._has_ground or (self._common is not None and self._common._any_ground())

    def chain(self, family: str, name: str) -> list[Style]:
        """A style and those that it inherits from, the farthest first and the default of the family before them."""
        chain: list[Style] = []
        seen: set[str] = set()
        while name and name not in seen and (style := self._find(family, name)):
            seen.add(name)
            chain.append(style)
            name = style.parent
        default = self._find(family, "")
        return [*([default] if default else []), *reversed(chain)]

    def _find(self, family: str, name: str) -> Style | None:
        found = self._styles.get((family, name))
        return found or (self._common._find(family, name) if self._common else None)

    def letters(self, styles: Iterable[Style], before: Properties | None = None) -> Properties:
        """What a chain says of letters, after what holds around it. Sizes in per cent are of the size before."""
        look = dict(before or {})
        for style in styles:
            given = dict(style.text)
            if "color" in given and "use-window-font-color" not in given:
                look.pop("use-window-font-color", None)
                look.pop("opacity", None)  # LibreOffice writes 0 % beside the colour that it chooses itself
            share = _LENGTH.fullmatch(given.get("font-size", ""))
            if share and share[2] == "%":
                size = points(look.get("font-size"))
                given["font-size"] = f"{size * float(share[1]) / 100:.4f}pt" if size is not None else ""
            look.update(given)
        return look

    def ground(self, family: str, name: str) -> Fill:
        """What a style paints behind its words."""
        ground: Properties = {}
        for style in self.chain(family, name):
            ground.update(style.ground)
        return _fill(ground)


def points(length: str | None) -> float | None:
    """A length in points; None where there is none or it is relative."""
    found = _LENGTH.fullmatch(length or "")
    try:
        return float(found[1]) * _POINTS[found[2]] if found and found[2] in _POINTS else None
    except ValueError:
        return None


def fill_of(background: str | None) -> Fill:
    """A background's colour as written."""
    return NO_FILL if background in (None, "", "transparent") else colour_of(background)


def _fill(ground: Properties) -> Fill:
    kind = ground.get("fill")
    if kind == "solid":
        is_opaque = ground.get("opacity", "100%") == "100%"
        return colour_of(ground.get("fill-color")) if is_opaque else None
    if kind not in (None, "none"):
        return None  # a gradient, a picture
    return fill_of(ground.get("background-color"))

"""The pictures of a Word file that are seen: those of its text, headers, footers and notes.

Pictures in text formatted as hidden, in hidden rows or deleted in tracked changes are not seen; nor may those be near
which a filled shape floats, since a layout that is not known decides where it lies: they are told, not read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from ..marks import HIDDEN_ROW, HIDDEN_TEXT
from ..office.markup import Judge
from ..office.pictures import PictureCollector, Placed, collect
from ..reading import Unreadable
from .parts import main_part, parts_around
from .styles import Styles, read_styles
from .visibility import RunJudge

_NEAR = 5  # paragraphs: a shape drawn over a picture is tied to a paragraph beside it
_FILLS = ("noFill", "solidFill", "gradFill", "pattFill", "blipFill")
# outlines that point or frame: what they are drawn upon is meant to be seen (ST_ShapeType, ECMA-376 part 1, 20.1.10.56)
_SHOWS_BELOW = re.compile(r"arrow|line|bracket|brace|frame|donut|connector", re.I)
_VML = ("rect", "roundrect", "oval", "shape")
_PICTURE_FRAME = "#_x0000_t75"
_TRUE, _OFF = ("1", "true"), ("f", "false", "0")
_AROUND = ("header", "footer", "footnotes", "endnotes")


class _PictureJudge(RunJudge):
    """Of what hides words only what hides pictures as well."""

    def reason(self) -> str:
        reason = super().reason()
        return reason if reason in (HIDDEN_TEXT, HIDDEN_ROW) else ""


def word_pictures(package: zipfile.ZipFile) -> list[Placed]:
    """The pictures of all parts with text, each once. Raises Unreadable for damaged XML."""
    main = main_part(package)
    try:
        styles = read_styles(package, main)
    except Unreadable:
        styles = Styles()
    parts = [main, *(part for kind in _AROUND for part in parts_around(package, main, kind))]
    found = [placed for part in parts for placed in collect(package, part, _Collector, _PictureJudge(styles)).veiled()]
    return list(dict.fromkeys(found))


class _Collector(PictureCollector):
    """Notes in which paragraphs filled shapes float before the text, or lie in one drawing with pictures."""

    def __init__(self, targets: dict[str, str], judge: Judge | None) -> None:
        super().__init__(targets, judge)
        self._covers: list[int] = []
        self._fills: list[bool | None] = []  # of each open shape; None while nothing says
        self._is_behind = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        name, parents = tag.rpartition(" ")[2], self.open[-3:-1]
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "anchor":
            self._is_behind = local.get("behindDoc") in _TRUE
        elif name == "inline":
            self._is_behind = False
        elif name == "wsp":
            self._fills.append(None)
        elif parents == ["wsp", "spPr"] and self._fills:
            if name in _FILLS and self._fills[-1] is None:
                self._fills[-1] = name != "noFill"
            elif name == "prstGeom" and _SHOWS_BELOW.search(local.get("prst", "")):
                self._fills[-1] = False
        elif parents == ["wsp", "style"] and name == "fillRef" and self._fills and self._fills[-1] is None:
            self._fills[-1] = local.get("idx", "0") not in ("0", "1000")
        elif name in _VML and "Fallback" not in self.open:
            floats = re.search(r"position:\s*absolute", local.get("style", "")) and "z-index:-" not in local["style"]
            if floats and local.get("filled", "t") not in _OFF and local.get("type") != _PICTURE_FRAME:
                self._covers.append(self.paragraph)

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag.rpartition(" ")[2] == "wsp" and self._fills and self._fills.pop() and not self._is_behind:
            self._covers.append(self.paragraph)

    def veiled(self) -> Iterator[Placed]:
        """The pictures, those near a cover named as such."""
        for paragraph, placed in self.found:
            yield replace(placed, is_veiled=any(abs(paragraph - cover) <= _NEAR for cover in self._covers))

"""The pictures of an OpenDocument file that are seen, by page: slide of an odp, page of an odg, sheet of an ods, all of an odt.

Hidden pictures, and those in deleted words, are left out. Cropped ones, and those over which a filled shape may lie, are
told and not read: how much of them is seen is not known here. On slides, places tell; in texts and sheets, any shape may.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..marks import HIDDEN_SECTION, HIDDEN_SHAPE, HIDDEN_TEXT, OFF_SLIDE, mark
from ..office.markup import parse, safe_parser
from ..office.package import read_part
from ..office.pictures import Placed
from ..slides.shapes import Box
from .charts import charts_in, object_path
from .slides import PageJudge, signed
from .visibility import TextJudge

_HIDES = (HIDDEN_SECTION, HIDDEN_SHAPE, HIDDEN_TEXT, OFF_SLIDE)
_SHAPES = frozenset({"custom-shape", "rect", "ellipse", "circle", "polygon", "path"})
_PAGES = {"odp": "page", "odg": "page", "ods": "table", "odt": "text"}


@dataclass
class _Drawn:
    """A picture (`part`) or a shape on its page; `box` is None where its place is not known."""

    part: str
    box: Box | None
    is_cropped: bool = False


class Things(NamedTuple):
    """What stands on the pages of a file beside its text: pictures, each once, and the words of charts, with marks."""

    pictures: Mapping[int, list[Placed]]
    charts: Mapping[int, list[str]]


def drawn_things(package: zipfile.ZipFile, format_name: str) -> Things:
    """Pictures and charts by page. Raises Unreadable for damaged XML."""
    content = read_part(package, "content.xml") or b"<none/>"
    charts = charts_in(package) if b":object" in content else {}
    if b":image" not in content and not charts:
        return Things({}, {})
    styles = read_part(package, "styles.xml") or b""
    common = TextJudge()
    if styles:
        _follow(styles, _Collector("", common))  # for the styles alone
    has_places = format_name in ("odp", "odg")
    judge: TextJudge = PageJudge(common.styles, styles, content) if has_places else TextJudge(common.styles)
    collector = _Collector(_PAGES[format_name], judge, charts)
    _follow(content, collector)
    hidden = judge.hidden_pages if isinstance(judge, PageJudge) else set()
    pictures = {
        number: list(dict.fromkeys(_placed(drawn, has_places)))
        for number, drawn in collector.pages.items()
        if number not in hidden
    }
    return Things(pictures, collector.words)


def _placed(drawn: list[_Drawn], has_places: bool) -> Iterator[Placed]:
    for at, one in enumerate(drawn):
        over = [other for other in drawn[at + 1 :] if _may_touch(one.box, other.box)] if has_places else drawn
        is_veiled = any(not other.part or has_places for other in over)  # in a text pictures follow each other
        if one.part:
            yield Placed(one.part, is_veiled=is_veiled or one.is_cropped)


def _may_touch(one: Box | None, other: Box | None) -> bool:
    return one is None or other is None or one.touches(other)


def _follow(part: bytes, collector: _Collector) -> None:
    parser = safe_parser()
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parse(parser, part)


class _Collector:
    """Follows the elements of a part and notes pictures and shapes, page by page."""

    def __init__(self, page: str, judge: TextJudge, charts: Mapping[str, list[str]] | None = None) -> None:
        """`charts` are the words of those that are read, by their paths: their pictures are not needed."""
        self.pages: dict[int, list[_Drawn]] = defaultdict(list)
        self.words: dict[int, list[str]] = defaultdict(list)  # of charts
        self._charts = charts or {}
        self._page, self._judge = page, judge
        self._number = self._deleted = self._inner = 0
        self._frames: list[dict[str, str]] = []  # attributes; empty once a picture was met
        self._style = ""
        self._cropped: set[str] = set()
        self._unfilled: set[str] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name in self._judge.watched:
            self._judge.start(name, local)
        if name == self._page:
            self._inner += 1  # tables may lie inside each other
            self._number += self._inner == 1
        elif name == "tracked-changes":
            self._deleted += 1
        elif name == "style":
            self._style = local.get("name", "")
        elif name == "graphic-properties":
            if any(digit in "123456789" for digit in local.get("clip", "")):
                self._cropped.add(self._style)
            if local.get("fill") == "none":
                self._unfilled.add(self._style)
        elif name == "frame":
            self._frames.append(local)
        elif name in _SHAPES and self._inner and local.get("style-name") not in self._unfilled:
            self._add("", local)
        elif name == "object" and self._frames and (path := object_path(local.get("href", ""))) in self._charts:
            if self._inner and not self._deleted:
                reason = self._judge.reason()
                words = "\n".join(self._charts[path])
                self.words[self._number].append(mark(words, reason if reason in _HIDES else ""))
            self._frames[-1] = {}
        elif name == "image" and self._inner and self._frames and self._frames[-1]:
            if local.get("href"):
                self._add(posixpath.normpath(local["href"]), self._frames[-1])
            self._frames[-1] = {}  # the further pictures of a frame are the same in other formats

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == self._page:
            self._inner -= 1
        elif name == "tracked-changes":
            self._deleted -= 1
        elif name == "frame" and self._frames:
            self._frames.pop()
        if name in self._judge.watched:
            self._judge.end(name)

    def _add(self, part: str, attributes: dict[str, str]) -> None:
        if self._deleted or self._judge.reason() in _HIDES:
            return
        left, top, wide, high = (signed(attributes.get(name, "")) for name in ("x", "y", "width", "height"))
        box = None
        if left is not None and top is not None and wide is not None and high is not None:
            box = Box(left, top, left + wide, top + high)
        self.pages[self._number].append(_Drawn(part, box, attributes.get("style-name", "") in self._cropped))

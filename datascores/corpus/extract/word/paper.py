"""The colour of the paper behind a Word file's words; None where something large lies behind the text.

Without a layout nobody knows which words stand before a picture, so then no colour on bare paper is judged.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from ..office.colours import WHITE, Fill
from ..office.package import read_part
from ..office.relations import relations
from ..office.tree import read_tree
from .styles import Palette, is_on

_ANCHOR = re.compile(rb"<(?:\w+:)?anchor\b[^<>]*>")
_BEHIND = re.compile(rb"\bbehindDoc=[\"'](?:1|true|on)[\"']|z-index:\s*-")
_EXTENT = re.compile(rb"<(?:\w+:)?extent\b([^<>]*)>")
_SIDE = re.compile(rb"\b(cx|cy)=[\"'](\d{1,12})[\"']")
_SHAPE_STYLE = re.compile(rb"\bstyle=[\"']([^\"']{0,2000}?position:\s*absolute[^\"']{0,2000})[\"']")
_LENGTH = re.compile(rb"(?:^|;)\s*(width|height):\s*([\d.]{1,12})(pt|in|cm|mm|px)?")
_BACKGROUND = re.compile(rb"<(?:\w+:)?background\b([^<>]*)(/?)>")
_ATTRIBUTE = re.compile(rb"\b(color|themeColor|themeTint|themeShade)=[\"']([^\"']*)[\"']")
_SMALLEST = 20.0  # square centimetres: logos are smaller, bands and pictures behind a title larger
_EMU = 360_000  # to a centimetre
_UNITS = {b"pt": 2.54 / 72, b"in": 2.54, b"cm": 1.0, b"mm": 0.1, b"px": 2.54 / 96, b"": 2.54 / 96}


def paper_of(package: zipfile.ZipFile, main: str, palette: Palette) -> Fill:
    """The colour that shows where nothing is shaded. Raises Unreadable for damaged parts."""
    related = relations(package, main)
    body = read_part(package, main) or b""
    margins = [*related.get("header", ()), *related.get("footer", ())]
    # whatever a header holds lies behind the text of the page
    if _has_ground(body, False) or any(_has_ground(read_part(package, part) or b"", True) for part in margins):
        return None
    background = _BACKGROUND.search(body[:20_000])
    if background is None or not _shows_background(package, related):
        return WHITE
    if not background[1].rstrip().endswith(b"/") and not background[2]:
        return None  # filled with a picture or a gradient
    given = {name.decode(): value.decode("ascii", "replace") for name, value in _ATTRIBUTE.findall(background[1])}
    given["val"] = given.get("color", "auto")
    return WHITE if given["val"] == "auto" and "themeColor" not in given else palette.letters(given)


def _shows_background(package: zipfile.ZipFile, related: dict[str, list[str]]) -> bool:
    """Whether Word paints the background; it keeps one that is switched off (17.15.1.25)."""
    settings = read_part(package, related["settings"][0]) if related.get("settings") else None
    shown = read_tree(settings).find("displayBackgroundShape") if settings else None
    return shown is not None and is_on(shown.attributes)


def _has_ground(part: bytes, is_margin: bool) -> bool:
    return any(area >= _SMALLEST for area in _areas(part, is_margin))


def _areas(part: bytes, is_margin: bool) -> Iterator[float]:
    """Square centimetres of what lies behind the text."""
    for anchor in _ANCHOR.finditer(part):
        if not (is_margin or _BEHIND.search(anchor[0])):
            continue
        extent = _EXTENT.search(part, anchor.end(), anchor.end() + 4_000)
        sides = dict(_SIDE.findall(extent[1])) if extent else {}
        yield int(sides.get(b"cx", b"0")) * int(sides.get(b"cy", b"0")) / _EMU**2
    for shape in _SHAPE_STYLE.finditer(part):
        if not (is_margin or _BEHIND.search(shape[1])):
            continue
        lengths = {name: _centimetres(number, unit) for name, number, unit in _LENGTH.findall(shape[1])}
        is_watermark = b"textpath" in part[shape.end() : shape.end() + 2_000]
        yield 0.0 if is_watermark else lengths.get(b"width", 100.0) * lengths.get(b"height", 100.0)


def _centimetres(number: bytes, unit: bytes) -> float:
    try:
        return float(number) * _UNITS[unit]
    except ValueError:
        return 100.0

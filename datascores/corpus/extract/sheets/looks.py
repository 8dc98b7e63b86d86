"""How the cells of a workbook look, as far as it decides whether anybody can read them: letters, ground, size, format.

One `Look` for each style of the workbook, whichever format it comes from; only looks that may hide a value are kept.
Colours that a condition, a table's style or a picture behind the sheet give are not known here, so the reader leaves
cells there unjudged.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from ..marks import SAME_COLOUR, SHOWS_NOTHING, TINY
from ..office.colours import (
    BLACK,
    SHEET_THEME_ORDER,
    WHITE,
    Colour,
    colour_of,
    indexed_colour,
    looks_same,
    sheet_tinted,
    theme_colours,
)
from ..office.package import read_part
from ..office.relations import relations
from ..office.tree import Element
from .number_formats import shows_nothing, written_colour

LARGEST_TINY = 2.0  # points
# Values of each kind; a format that hides none of them hides nothing.
_PROBES = ("x", 1.0, -1.0)


@dataclass(frozen=True)
class Look:
    """Letters and ground are None where they are not known; a ground that is not filled is the white of the sheet."""

    letters: Colour | None = BLACK
    ground: Colour | None = WHITE
    is_filled: bool = False
    points: float = 11.0
    format: str = "General"

    def reason(self, value: object, own_colour: Colour | None = None) -> str:
        """Why nobody can read this value; empty when it can be read or its colours are not known.

        Letters may have a colour of their own, as pieces of a text do.
        """
        if self.points <= LARGEST_TINY:
            return TINY
        if shows_nothing(self.format, value):
            return SHOWS_NOTHING
        letters = own_colour or written_colour(self.format, value) or self.letters
        return SAME_COLOUR if looks_same(letters, self.ground) else ""

    @property
    def may_hide(self) -> bool:
        return any(map(self.reason, _PROBES))


class Palette:
    """The colours of one xlsx, as its parts name them (ECMA-376 part 1, 18.8.3)."""

    def __init__(self, theme: dict[str, Colour], indexed: Sequence[Colour | None] = ()) -> None:
        self._theme = theme
        self._indexed = indexed

    def colour(self, attributes: dict[str, str], automatic: Colour | None) -> Colour | None:
        """The colour that an element such as `color` or `fgColor` names; None where it cannot be resolved."""
        if attributes.get("auto") in ("1", "true") or not {"rgb", "theme", "indexed"} & attributes.keys():
            return automatic
        if "rgb" in attributes:
            colour = colour_of(attributes["rgb"])
        elif "theme" in attributes:
            at = _number(attributes["theme"])
            colour = self._theme.get(SHEET_THEME_ORDER[at]) if 0 <= at < len(SHEET_THEME_ORDER) else None
        else:
            at = _number(attributes["indexed"])
            colour = self._indexed[at] if 0 <= at < len(self._indexed) else indexed_colour(at)
        try:
            return colour and sheet_tinted(colour, float(attributes.get("tint", "0")))
        except ValueError:
            return None


def palette_of(package: zipfile.ZipFile, workbook: str, styles: Element) -> Palette:
    themes = relations(package, workbook).get("theme", [])
    part = read_part(package, themes[0]) if themes else None
    own = [colour_of(entry.get("rgb")) for entry in styles.findall("colors", "indexedColors", "rgbColor")]
    return Palette(theme_colours(part) if part else {}, own)


def xlsx_looks(styles: Element, palette: Palette) -> dict[int, Look]:
    """The looks of the styles that cells name, by their number."""
    formats = {entry.get("numFmtId"): entry.get("formatCode") for entry in styles.findall("numFmts", "numFmt")}
    fonts = styles.findall("fonts", "font")
    fills = [_fill(entry, palette) for entry in styles.findall("fills", "fill")]
    looks = {}
    for number, style in enumerate(styles.findall("cellXfs", "xf")):
        font, fill = _number(style.get("fontId", "0")), _number(style.get("fillId", "0"))
        letters, points = _font(fonts[font], palette) if 0 <= font < len(fonts) else (None, 11.0)
        ground, is_filled = fills[fill] if 0 <= fill < len(fills) else (None, True)
        looks[number] = Look(letters, ground, is_filled, points, formats.get(style.get("numFmtId"), "General"))
    return looks


def _font(font: Element, palette: Palette) -> tuple[Colour | None, float]:
    given, size = font.find("color"), font.find("sz")
    # letters without a colour of their own are black, also on black: Excel does not turn them white
    letters = palette.colour(given.attributes, BLACK) if given else BLACK
    return letters, _float(size.get("val") if size else "", 11.0)


def _fill(fill: Element, palette: Palette) -> tuple[Colour | None, bool]:
    pattern = fill.find("patternFill")
    if pattern is None:
        return None, True  # a gradient
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return WHITE, False
    if kind != "solid":
        return None, True  # two colours mixed
    given = pattern.find("fgColor")
    return palette.colour(given.attributes, BLACK) if given else BLACK, True


def _number(value: str) -> int:
    return int(value) if re.fullmatch("[0-9]{1,6}", value) else -1


def _float(value: str, otherwise: float) -> float:
    return float(value) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,9})?", value) else otherwise

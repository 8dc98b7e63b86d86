"""Colours of office files and web pages, and whether letters of one can be told from a ground of another.

Pure functions, each with the source of its rule (ECMA-376 is the standard of docx, xlsx and pptx). What cannot be
resolved is None, and nothing is ever called hidden for it: a wrongly withheld sentence is a loss as well.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterable, Mapping

from PIL import ImageColor

from .markup import read_elements

Colour = tuple[int, int, int]  # red, green, blue, 0 to 255
NO_FILL = "no fill"  # what lies behind is seen
Fill = Colour | str | None  # of a ground: a colour, NO_FILL, or None where it cannot be told
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
_LEAST_CONTRAST = 1.1  # ratio of WCAG 2; 1.0 is none, the palest grey that people still write in on white some 1.2
_DARK = 0.02  # luminance, that of #272727: of two colours so dark no screen shows a difference by day
_MOST_APART = 40  # of one channel: red and grey may be equally bright and yet be told apart
_HEX = re.compile(r"#?([0-9a-fA-F]{2})?([0-9a-fA-F]{6})")

# ST_HighlightColor, ECMA-376 part 1, 17.18.40
HIGHLIGHTS: Mapping[str, Colour] = {
    "black": BLACK, "white": WHITE, "blue": (0, 0, 255), "cyan": (0, 255, 255), "green": (0, 255, 0),
    "magenta": (255, 0, 255), "red": (255, 0, 0), "yellow": (255, 255, 0), "darkBlue": (0, 0, 139),
    "darkCyan": (0, 139, 139), "darkGreen": (0, 100, 0), "darkMagenta": (128, 0, 128), "darkRed": (139, 0, 0),
    "darkYellow": (128, 128, 0), "darkGray": (169, 169, 169), "lightGray": (211, 211, 211),
}  # fmt: skip
# The first twelve colours of a theme in the order of xlsx, which counts light before dark (ECMA-376 part 1, 18.8.3)
SHEET_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
                     "hlink", "folHlink")  # fmt: skip
_BASIC = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
# The palette of xls and of `indexed` in xlsx (ECMA-376 part 1, 18.8.27); 64 and 65 are black and white of the system
_INDEXED = (*_BASIC, *_BASIC,
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
    "000000", "FFFFFF")  # fmt: skip


def colour_of(value: str | None) -> Colour | None:
    """A colour written as six hexadecimal digits, or as eight with the transparency first; None for anything else."""
    found = _HEX.fullmatch(value or "")
    return (int(found[2][:2], 16), int(found[2][2:4], 16), int(found[2][4:], 16)) if found else None


def indexed_colour(index: int) -> Colour | None:
    """A colour of the palette that workbooks use; None outside it."""
    return colour_of(_INDEXED[index]) if 0 <= index < len(_INDEXED) else None


def css_colour(value: str) -> Colour | None:
    """A colour as web pages write it (name, #abc, #aabbcc, rgb(), hsl()); None for any other, and for see-through."""
    try:
        parts = ImageColor.getrgb(value.strip().lower())
    except ValueError:
        return None
    return parts[:3] if len(parts) == 3 or parts[3] == 255 else None


def preset_colour(name: str) -> Colour | None:
    """A colour of drawings by its name: those of web pages, some abbreviated (ST_PresetColorVal, 20.1.10.47)."""
    return css_colour(re.sub("^dk", "dark", re.sub("^lt", "light", re.sub("^med(?!ium)", "medium", name))))


def theme_colours(part: bytes) -> dict[str, Colour]:
    """The colours of a theme's part by their names, `dk1` to `folHlink`. Raises Unreadable for damaged XML."""
    colours: dict[str, Colour] = {}
    given: Colour | None = None
    for name, attributes, _ in read_elements(part):
        if name in ("srgbClr", "sysClr"):
            given = colour_of(attributes.get("lastClr") or attributes.get("val"))
        elif name in SHEET_THEME_ORDER:
            if given:
                colours.setdefault(name, given)  # further schemes are for choice only
            given = None
    return colours


def looks_same(letters: Colour | None, ground: Colour | None) -> bool:
    """Whether nobody can tell letters of this colour from their ground; False where either is unknown.

    By the ratio of contrast of WCAG 2 (relative luminance of both plus 0.05), and no channel far from its counterpart.
    Near black the ratio overstates what is seen: two colours that are both nearly black count as the same.
    """
    if letters is None or ground is None:
        return False
    if max(abs(one - other) for one, other in zip(letters, ground, strict=True)) > _MOST_APART:
        return False
    dark, bright = sorted((_luminance(letters), _luminance(ground)))
    return bright <= _DARK or (bright + 0.05) / (dark + 0.05) < _LEAST_CONTRAST


def sheet_tinted(colour: Colour, tint: float) -> Colour:
    """`tint` of workbooks, -1 to 1: darker below 0, lighter above, by lightness (ECMA-376 part 1, 18.8.19)."""
    return _with_light(colour, lambda light: light * (1 + tint) if tint < 0 else light * (1 - tint) + tint)


def word_tinted(colour: Colour, tint: str = "", shade: str = "") -> Colour:
    """`themeTint` and `themeShade` of docx, two hexadecimal digits, by lightness (ECMA-376 part 1, 17.3.2.6)."""
    kept_tint, kept_shade = _share(tint), _share(shade)
    return _with_light(colour, lambda light: (light * kept_tint + 1 - kept_tint) * kept_shade)


def modified(colour: Colour, changes: Iterable[tuple[str, float]]) -> Colour | None:
    """A colour of a drawing after its changes in their order, each a share of 1 (ECMA-376 part 1, 20.1.2.3).

    None for a change that is not known here. `alpha` is not a change of colour: ask for it before.
    """
    for name, value in changes:
        if name == "lumMod":
            colour = _with_light(colour, lambda light, by=value: light * by)  # type: ignore[misc]
        elif name == "lumOff":
            colour = _with_light(colour, lambda light, by=value: light + by)  # type: ignore[misc]
        elif name == "shade":
            colour = _mixed(colour, BLACK, value)
        elif name == "tint":
            colour = _mixed(colour, WHITE, value)
        elif name == "satMod":
            hue, light, saturation = _hls(colour)
            colour = _rgb(hue, light, saturation * value)
        else:
            return None
    return colour


def _share(digits: str) -> float:
    return int(digits, 16) / 255 if re.fullmatch("[0-9a-fA-F]{1,2}", digits) else 1.0


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """The share of a colour with the rest of another, mixed as light (linear RGB)."""
    red, green, blue = (
        round(255 * _gamma(_linear(one) * share + _linear(two) * (1 - share)))
        for one, two in zip(colour, other, strict=True)
    )
    return red, green, blue


def _with_light(colour: Colour, change: Callable[[float], float]) -> Colour:
    hue, light, saturation = _hls(colour)
    return _rgb(hue, change(light), saturation)


def _hls(colour: Colour) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(channel / 255 for channel in colour))


def _rgb(hue: float, light: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), min(1.0, max(0.0, saturation)))
    return round(red * 255), round(green * 255), round(blue * 255)


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    """The light of a channel of sRGB, 0 to 1 (IEC 61966-2-1)."""
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _gamma(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055

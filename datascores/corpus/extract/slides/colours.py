"""Colours and fills of the shapes of a slide: schemes, changes and styles of a theme (ECMA-376 part 1, 20.1).

What cannot be resolved to one opaque colour is UNKNOWN, and nothing is ever called hidden before or behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..office.colours import Colour, colour_of, modified, preset_colour
from ..office.tree import Element

Fill = Colour | Literal["none", "unknown"]
NONE: Literal["none"] = "none"
UNKNOWN: Literal["unknown"] = "unknown"
FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_FIRST_BACKGROUND = 1001  # from here on a reference means the fills for backgrounds (20.1.4.1.7)
_LEAST_ALPHA = 0.05  # letters and fills that let more than 95 % through


@dataclass
class Scheme:
    """A theme's colours and fills as a slide's map of colours names them."""

    theme: dict[str, Colour] = field(default_factory=dict)
    mapped: dict[str, str] = field(default_factory=dict)  # tx1 → dk1
    fills: list[Element] = field(default_factory=list)
    backgrounds: list[Element] = field(default_factory=list)

    def colour(self, around: Element | None, own: Colour | None = None) -> tuple[Colour | None, float]:
        """The colour that an element such as `solidFill` holds, and how opaque it is (0 to 1).

        `own` is the colour that a shape gives to the fill of a theme's style.
        """
        given = next((child for child in around.children if child.name.endswith("Clr")), None) if around else None
        if given is None:
            return None, 1.0
        value = given.get("val")
        if given.name == "srgbClr":
            colour = colour_of(value)
        elif given.name == "sysClr":
            colour = colour_of(given.get("lastClr"))
        elif given.name == "schemeClr":
            colour = own if value == "phClr" else self.theme.get(self.mapped.get(value, value))
        else:
            colour = preset_colour(value) if given.name == "prstClr" else None
        changes = [(change.name, _share(change.get("val"))) for change in given.children]
        alpha = next((share for name, share in changes if name == "alpha"), 1.0)
        known = [(name, share) for name, share in changes if name != "alpha"]
        return colour and modified(colour, known), alpha

    def fill(self, element: Element, own: Colour | None = None) -> Fill:
        """What one of FILLS paints."""
        if element.name == "noFill":
            return NONE
        if element.name != "solidFill":
            return UNKNOWN
        colour, alpha = self.colour(element, own)
        if alpha <= _LEAST_ALPHA:
            return NONE
        return colour if colour and alpha >= 1 else UNKNOWN

    def styled_fill(self, reference: Element | None) -> Fill:
        """What a reference to a fill of the theme paints (`fillRef`, `bgRef`)."""
        number = reference.get("idx", "0") if reference else "0"
        if reference is None or not number.isdigit() or int(number) in (0, 1000):
            return NONE
        own, alpha = self.colour(reference)
        at = int(number)
        fills = self.fills if at < _FIRST_BACKGROUND else self.backgrounds
        at -= 1 if at < _FIRST_BACKGROUND else _FIRST_BACKGROUND
        return self.fill(fills[at], own) if 0 <= at < len(fills) and alpha >= 1 else UNKNOWN


def fill_element(properties: Element | None) -> Element | None:
    """The fill among the properties of a shape, a cell or a run."""
    return next((child for child in properties.children if child.name in FILLS), None) if properties else None


def is_opaque(element: Element | None) -> bool:
    """Whether nothing shines through a solid, a gradient or a pattern."""
    if element is None or element.name not in ("solidFill", "gradFill", "pattFill"):
        return False
    return not any(inner.name.startswith("alpha") for inner in element.walk())


def _share(value: str) -> float:
    try:
        return float(value.rstrip("%")) / (100.0 if value.endswith("%") else 100_000.0)
    except ValueError:
        return 1.0

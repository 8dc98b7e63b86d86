"""The shapes of a slide from back to front, with their places on it: groups undone, places of placeholders looked up.

Sizes are in English Metric Units (914,400 to the inch). A place that cannot be told, as inside a turned group, is None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..office.tree import Element

_TRUE = ("1", "true")
_PROPERTIES = {"sp": "nvSpPr", "pic": "nvPicPr", "graphicFrame": "nvGraphicFramePr", "cxnSp": "nvCxnSpPr",
               "grpSp": "nvGrpSpPr", "contentPart": "nvContentPartPr"}  # fmt: skip


class Box(NamedTuple):
    """A rectangle, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right and self.right > other.left and self.top < other.bottom and self.bottom > other.top
        )


@dataclass(eq=False)
class Shape:
    """A shape: where it is, whether it or a group around is hidden, the ids by which an animation may name it."""

    element: Element
    box: Box | None
    is_upright: bool  # not turned, but for quarters of a circle
    is_hidden: bool
    ids: frozenset[str]


class _Frame(NamedTuple):
    """How a group's inner measures become those of the slide."""

    left: float = 0.0
    top: float = 0.0
    across: float = 1.0
    down: float = 1.0
    is_known: bool = True


Place = Callable[[Element], Element | None]  # the `xfrm` that a placeholder takes from elsewhere


def shapes_of(root: Element, inherited: Place = lambda shape: None) -> list[Shape]:
    """The shapes of a slide, layout or master, from back to front."""
    tree = root.find("cSld", "spTree")
    return list(_flattened(tree, _Frame(), False, frozenset(), inherited)) if tree else []


def _flattened(
    parent: Element, frame: _Frame, is_hidden: bool, ids: frozenset[str], inherited: Place
) -> Iterator[Shape]:
    for element in parent.children:
        if element.name == "AlternateContent":
            choice = element.find("Choice")
            if choice:
                yield from _flattened(choice, frame, is_hidden, ids, inherited)
        elif element.name in _PROPERTIES:
            own = element.find(_PROPERTIES[element.name], "cNvPr")
            hidden = is_hidden or (own is not None and own.get("hidden") in _TRUE)
            names = ids | {own.get("id") if own else ""}
            if element.name == "grpSp":
                yield from _flattened(element, _inner(frame, element.find("grpSpPr", "xfrm")), hidden, names, inherited)
            else:
                place = element.find("spPr", "xfrm") or element.find("xfrm") or inherited(element)
                box, is_upright = _placed(frame, place)
                yield Shape(element, box, is_upright, hidden, names)


def _inner(frame: _Frame, place: Element | None) -> _Frame:
    if place is None:
        return frame
    off, ext, inner_off, inner_ext = (place.find(name) for name in ("off", "ext", "chOff", "chExt"))
    is_known = frame.is_known and not (place.get("rot", "0") != "0" or {"flipH", "flipV"} & place.attributes.keys())
    if not (off and ext and inner_off and inner_ext):
        return frame._replace(is_known=is_known)
    left, top, across, down = *pair(off, "x", "y"), *pair(ext, "cx", "cy")
    inner_left, inner_top, inner_across, inner_down = *pair(inner_off, "x", "y"), *pair(inner_ext, "cx", "cy")
    wide = across / inner_across if inner_across else 1.0
    high = down / inner_down if inner_down else 1.0
    return _Frame(
        frame.left + (left - inner_left * wide) * frame.across,
        frame.top + (top - inner_top * high) * frame.down,
        frame.across * wide,
        frame.down * high,
        is_known,
    )


def _placed(frame: _Frame, place: Element | None) -> tuple[Box | None, bool]:
    off, ext = (place.find("off"), place.find("ext")) if place else (None, None)
    if place is None or off is None or ext is None or not frame.is_known:
        return None, False
    left, top = pair(off, "x", "y")
    across, down = pair(ext, "cx", "cy")
    left, top = frame.left + left * frame.across, frame.top + top * frame.down
    across, down = across * frame.across, down * frame.down
    turn = math.radians(_number(place.get("rot", "0")) / 60_000)
    cosine, sine = abs(math.cos(turn)), abs(math.sin(turn))
    wide, high = across * cosine + down * sine, across * sine + down * cosine
    middle, centre = left + across / 2, top + down / 2
    box = Box(middle - wide / 2, centre - high / 2, middle + wide / 2, centre + high / 2)
    return box, min(cosine, sine) < 1e-6


def pair(element: Element, *names: str) -> tuple[float, float]:
    """Two measures of an element; 0 for what is no number."""
    first, second = (_number(element.get(name, "0")) for name in names)
    return first, second


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def placeholder_of(shape: Element) -> Element | None:
    """What makes a shape a placeholder: its type and number; None for other shapes."""
    return shape.find(_PROPERTIES.get(shape.name, ""), "nvPr", "ph")

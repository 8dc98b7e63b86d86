"""The shapes of a slide from back to front, with their places on it: groups undone, places of placeholders looked up.

Sizes are in English Metric Units (914,400 to the inch). A place that cannot be told, as inside a turned group, is None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..office.tree import Element

_TRUE = ("1", "true")
_PROPERTIES = {"sp": "nvSpPr", "pic": "nvPicPr", "graphicFrame": "nvGraphicFramePr", "cxnSp": "nvCxnSpPr",
               "grpSp": "nvGrpSpPr", "contentPart": "nvContentPartPr"}  # fmt: skip


Point = tuple[float, float]


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


class Pose(NamedTuple):
    """How a shape lies: its outline before it was flipped and turned, and how far (radians, with the clock)."""

    outline: Box
    turn: float
    is_flipped: tuple[bool, bool]  # across, down

    @property
    def middle(self) -> Point:
        return (self.outline.left + self.outline.right) / 2, (self.outline.top + self.outline.bottom) / 2

    def corners(self) -> tuple[Point, ...]:
        """The corners of the outline where they are seen."""
        left, top, right, bottom = self.outline
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return tuple(_turned(corner, self.middle, self.turn) for corner in corners)

    def share(self, point: Point) -> Point:
        """Where a place of the slide lies on what the shape shows: shares of its width and height from the upper left."""
        x, y = _turned(point, self.middle, -self.turn)
        across = (x - self.outline.left) / ((self.outline.right - self.outline.left) or 1.0)
        down = (y - self.outline.top) / ((self.outline.bottom - self.outline.top) or 1.0)
        return 1 - across if self.is_flipped[0] else across, 1 - down if self.is_flipped[1] else down


def _turned(point: Point, middle: Point, turn: float) -> Point:
    x, y = point[0] - middle[0], point[1] - middle[1]
    cosine, sine = math.cos(turn), math.sin(turn)
    return middle[0] + x * cosine - y * sine, middle[1] + x * sine + y * cosine


@dataclass(eq=False)
class Shape:
    """A shape: where it is, whether it or a group around is hidden, the ids by which an animation may name it."""

    element: Element
    pose: Pose | None
    is_hidden: bool
    ids: frozenset[str]

    @cached_property
    def box(self) -> Box | None:
        """The upright rectangle around the shape as it lies."""
        if self.pose is None:
            return None
        across, down = zip(*self.pose.corners(), strict=True)
        return Box(min(across), min(down), max(across), max(down))

    @property
    def is_upright(self) -> bool:
        """Whether it is not turned, but for quarters of a circle."""
        return self.pose is not None and min(abs(math.cos(self.pose.turn)), abs(math.sin(self.pose.turn))) < 1e-6


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
                yield Shape(element, _placed(frame, place), hidden, names)


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


def _placed(frame: _Frame, place: Element | None) -> Pose | None:
    off, ext = (place.find("off"), place.find("ext")) if place else (None, None)
    if place is None or off is None or ext is None or not frame.is_known:
        return None
    left, top = pair(off, "x", "y")
    across, down = pair(ext, "cx", "cy")
    left, top = frame.left + left * frame.across, frame.top + top * frame.down
    outline = Box(left, top, left + across * frame.across, top + down * frame.down)
    turn = math.radians(_number(place.get("rot", "0")) / 60_000)
    return Pose(outline, turn, (place.get("flipH") in _TRUE, place.get("flipV") in _TRUE))


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

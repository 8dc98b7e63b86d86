"""How programs draw notes that bring no look of their own, for the kinds that pdfium does not draw. Pure.

Lines, polygons, the ground of text on a page, stamps. Of a stamp only the name is known, and the common ones fill their
whole place. Arrows at the ends of lines, dashes and clouds are left out: they cover no words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .hidden_places import Box

_PAINTS = {1: ("g", "G"), 3: ("rg", "RG"), 4: ("k", "K")}  # by the parts of a colour, for filling and for lines
_BLACK, _GREY = (0.0,), (0.8,)
Look = tuple[str, list[Box], float]  # drawing operators, boxes that hold what they draw, opacity


def draw_look(note: Any) -> Look | None:
    """What to paint for a note without an appearance; None where programs paint nothing, or pdfium does."""
    kind = str(note.get("/Subtype"))
    opacity = float(note.get("/CA", 1))
    if kind in ("/FreeText", "/Stamp"):
        ground = _colour(note.get("/C")) if kind == "/FreeText" else _GREY
        box = bounds_of([float(value) for value in note.Rect])
        return (f"{_paint(ground, 0)} {rectangles([box])} f", [box], opacity) if ground else None
    if kind not in ("/Line", "/PolyLine", "/Polygon"):
        return None
    numbers = [float(value) for value in note["/L" if kind == "/Line" else "/Vertices"]]
    points = [*zip(numbers[::2], numbers[1::2], strict=False)]
    ground = _colour(note.get("/IC")) if kind == "/Polygon" else ()
    width = _line_width(note)
    if len(points) < 2 or (not width and not ground):
        return None
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    if kind == "/Polygon":
        path += " h"
    line = _colour(note.get("/C")) or _BLACK
    finish = ("B" if width else "f") if ground else "S"
    paints = f"{_paint(line, 1)} {_paint(ground, 0)}" if ground else _paint(line, 1)
    left, bottom, right, top = bounds_of(numbers)
    box = left - width, bottom - width, right + width, top + width
    return f"{paints} {width:.2f} w {path} {finish}", [box], opacity


def rectangles(boxes: Sequence[Box]) -> str:
    """The operators that add boxes to a path."""
    return " ".join(f"{x:.2f} {y:.2f} {right - x:.2f} {top - y:.2f} re" for x, y, right, top in boxes)


def marked_boxes(note: Any) -> list[Box]:
    """The places that a note marks: around its quadrilaterals, or the whole of it where it has none."""
    quads = [float(value) for value in note.get("/QuadPoints", ())]
    boxes = [bounds_of(quads[at : at + 8]) for at in range(0, len(quads) - 7, 8)]
    return boxes or [bounds_of([float(value) for value in note.Rect])]


def bounds_of(numbers: Sequence[float]) -> Box:
    """The upright box around points that are given as x, y, x, y …"""
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _line_width(note: Any) -> float:
    """Points: of the border style, of the older border, or 1."""
    style, border = note.get("/BS"), note.get("/Border")
    if style is not None:
        return float(style.get("/W", 1))
    return float(border[2]) if border is not None and len(border) > 2 else 1.0


def _colour(values: Any) -> tuple[float, ...]:
    """Grey, RGB or CMYK from 0 to 1; empty where nothing is painted."""
    parts = tuple(float(value) for value in values) if values is not None else ()
    return parts if len(parts) in _PAINTS else ()


def _paint(colour: Sequence[float], which: int) -> str:
    """The operator that sets a colour, for filling (0) or for lines (1)."""
    return " ".join([*(f"{part:.3f}" for part in colour), _PAINTS[len(colour)][which]])

"""What is said of how a page looks, as plain values that pass between the processes.

All places are points from the top left of the page as it is seen: turned and cropped as the file says. A page of which
nothing can be shown is an answer with a ``failure`` in plain words, never an empty picture.
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

# Raised whenever the same page would look otherwise or its letters stand elsewhere: what is kept is then made anew.
RENDERING_VERSION = "1"
_SIDES = 4


@dataclass(frozen=True)
class PageImage:
    """A page as a WebP picture."""

    wanted: ClassVar[str] = "image"
    webp: bytes = b""
    failure: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"webp": base64.b64encode(self.webp).decode("ascii"), "failure": self.failure}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> PageImage:
        """The reverse of `as_json`. Raises KeyError, TypeError or ValueError for values of another shape."""
        webp = base64.b64decode(values["webp"], validate=True)
        if webp and not (webp[:4] == b"RIFF" and webp[8:12] == b"WEBP"):
            raise ValueError("no WebP picture")
        return cls(webp, str(values["failure"]))


@dataclass(frozen=True)
class PageLetters:
    """The signs of a page in the order of its text, with a box for each (left, top, right, bottom, one after the other).

    A sign without a place, such as a blank, has a box of four zeros. ``width`` and ``height`` are those of the page.
    """

    wanted: ClassVar[str] = "letters"
    signs: str = ""
    sides: tuple[float, ...] = ()
    width: float = 0.0
    height: float = 0.0
    failure: str = ""

    def box(self, index: int) -> tuple[float, float, float, float] | None:
        """The box of a sign, None where it has no place."""
        left, top, right, bottom = self.sides[_SIDES * index : _SIDES * index + _SIDES]
        return (left, top, right, bottom) if right > left and bottom > top else None

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "sides": list(self.sides)}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> PageLetters:
        """The reverse of `as_json`. Raises KeyError, TypeError or ValueError for values of another shape."""
        sides = tuple(float(side) for side in values["sides"])
        signs, width, height = str(values["signs"]), float(values["width"]), float(values["height"])
        if len(sides) != _SIDES * len(signs) or not all(map(math.isfinite, (*sides, width, height))):
            raise ValueError("signs and boxes do not belong together")
        return cls(signs, sides, width, height, str(values["failure"]))


SHAPES: dict[str, type[PageImage] | type[PageLetters]] = {shape.wanted: shape for shape in (PageImage, PageLetters)}
Rendering = TypeVar("Rendering", PageImage, PageLetters)

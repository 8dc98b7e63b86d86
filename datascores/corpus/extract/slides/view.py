"""What lies over and under each shape of a slide, and so which are not seen in its show.

A shape, or a table's filled cell, counts as a cover when it wholly holds another's place and lets nothing through; words
that only a part of a shape covers are not found, while pictures are covered in part as well (`pictures`). What moves
in an animation is not judged by
its place, since it comes and goes.
"""

from __future__ import annotations

import io
import math
import zipfile

from ..marks import COVERED, HIDDEN_SHAPE, OFF_SLIDE
from ..office.colours import Colour
from ..office.package import read_part
from ..office.relations import targets_of
from ..office.tree import Element
from .colours import NONE, UNKNOWN, Fill, is_opaque
from .deck import Backdrop, Deck
from .letters import shape_fill
from .shapes import Box, Shape, shapes_of
from .tables import opaque_cells

_POINT = 12_700.0  # in English Metric Units
_LETTER_WIDTH, _LINE_HEIGHT = 0.6, 1.2  # of the size of the letters; wider than most
_RECTANGLES = ("rect", "flowChartProcess")


class View:
    """The shapes of one slide, those of its master and layout `behind` it, and what lies over and under each."""

    def __init__(self, deck: Deck, backdrop: Backdrop, package: zipfile.ZipFile, part: str) -> None:
        self._backdrop = backdrop
        self._package = package
        self.targets = targets_of(package, part)
        self.slide = Box(0.0, 0.0, deck.width, deck.height)
        self.behind = backdrop.drawn_behind
        self.shapes = shapes_of(backdrop.slide, backdrop.place)
        self._layers = [*self.behind, *self.shapes]
        timing = backdrop.slide.find("timing")
        self._animated = {target.get("spid") for target in timing.walk() if target.name == "spTgt"} if timing else set()
        self._covers: list[tuple[int, Box]] | None = None
        self._pictures: dict[str, bool] = {}
        self._fills: dict[int, Fill] = {}

    def reason_of_place(self, shape: Shape) -> str:
        if shape.is_hidden:
            return HIDDEN_SHAPE
        if shape.box is None or self.moves(shape):
            return ""
        reach = _reach(shape)
        if self.slide.right > 0 and not reach.touches(self.slide):
            return OFF_SLIDE
        at = self._layers.index(shape)
        return COVERED if any(later > at and box.holds(reach) for later, box in self._covering()) else ""

    def reason_of_picture(self, shape: Shape) -> str:
        """Why nobody sees a picture or a shape's fill, whatever its words do."""
        if shape.is_hidden:
            return HIDDEN_SHAPE
        if shape.box is None or self.moves(shape):
            return ""
        if self.slide.right > 0 and not shape.box.touches(self.slide):
            return OFF_SLIDE
        at = self._layers.index(shape)
        return COVERED if any(later > at and box.holds(shape.box) for later, box in self._covering()) else ""

    def backgrounds(self) -> list[Element]:
        """What the slide itself says of the ground behind all shapes."""
        return self._backdrop.slide.findall("cSld", "bg")

    def ground(self, shape: Shape) -> Colour | None:
        """The colour right behind the letters of a shape; None where it is not one colour or not known."""
        fill = self._fill(shape)
        if fill == NONE:
            fill = self._behind(shape)
        elif shape.element.find("spPr", "custGeom"):
            return None  # the words may stand beside what is painted
        return fill if isinstance(fill, tuple) else None

    def _behind(self, shape: Shape) -> Fill:
        below = self._layers[: self._layers.index(shape)]
        reach = _reach(shape) if shape.box else None
        for other in reversed(below):
            fill = self._fill(other)
            if fill == NONE or other.is_hidden:
                continue
            if reach and other.box and not other.box.touches(reach):
                continue
            is_known = reach and other.box and _is_rectangle(other) and other.box.holds(reach) and not self.moves(other)
            return fill if is_known else UNKNOWN
        return self._backdrop.ground

    def _fill(self, shape: Shape) -> Fill:
        element = shape.element
        if element.name != "sp":
            return NONE if element.name == "cxnSp" else UNKNOWN
        if id(element) not in self._fills:
            self._fills[id(element)] = shape_fill(element, self._backdrop)[0]
        return self._fills[id(element)]

    def _covering(self) -> list[tuple[int, Box]]:
        """The places that are wholly covered, with the number of the shape that covers them."""
        if self._covers is None:
            self._covers = [
                (at, box)
                for at, shape in enumerate(self._layers)
                if shape.box and not shape.is_hidden and not self.moves(shape)
                for box in ([shape.box] if self._is_cover(shape) else [cell.outline for cell in opaque_cells(shape)])
            ]
        return self._covers

    def _is_cover(self, shape: Shape) -> bool:
        # pictures of a layout are named by the layout's relations, which are not known here
        return (
            _is_rectangle(shape)
            and self.is_opaque(shape)
            and not (shape.element.name == "pic" and shape in self.behind)
        )

    def is_opaque(self, shape: Shape) -> bool:
        """Whether nothing shines through a shape, whatever its outline is."""
        if shape.element.name not in ("sp", "pic"):
            return False
        if shape.element.name == "pic":
            return self._is_opaque_picture(shape.element)
        fill, given = shape_fill(shape.element, self._backdrop)
        return is_opaque(given) if given else isinstance(fill, tuple)

    def _is_opaque_picture(self, picture: Element) -> bool:
        from PIL import Image

        blip = picture.find("blipFill", "blip")
        part = self.targets.get(blip.get("r:embed"), ("", ""))[1] if blip else ""
        if blip is None or not part or any(change.name != "extLst" for change in blip.children):
            return False
        if part not in self._pictures:
            try:
                with Image.open(io.BytesIO(read_part(self._package, part) or b"")) as image:
                    self._pictures[part] = not image.has_transparency_data
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
                self._pictures[part] = False  # a drawing (EMF, SVG), or damaged
        return self._pictures[part]

    def moves(self, shape: Shape) -> bool:
        return not self._animated.isdisjoint(shape.ids)


def _is_rectangle(shape: Shape) -> bool:
    geometry = shape.element.find("spPr", "prstGeom")
    is_custom = shape.element.find("spPr", "custGeom") is not None
    # placeholders take their outline from the layout, where it is a rectangle
    return shape.is_upright and not is_custom and (geometry is None or geometry.get("prst") in _RECTANGLES)


def _reach(shape: Shape) -> Box:
    """The place of a shape and of its words, which may run over its edges: guessed generously."""
    assert shape.box is not None
    box = shape.box
    lines = [
        "".join(text.text for run in paragraph.children for text in run.findall("t"))
        for paragraph in shape.element.findall("txBody", "p")
    ]
    sizes = [size.get("sz") for size in shape.element.walk() if size.name in ("rPr", "defRPr")]
    size = max((int(given) for given in sizes if given.isdigit()), default=1800) / 100 * _POINT
    letter = size * _LETTER_WIDTH
    properties = shape.element.find("txBody", "bodyPr")
    wide = box.right - box.left
    if properties and properties.get("wrap") == "none":
        wide = max([wide, *(len(line) * letter for line in lines)])
    count = sum(max(1, math.ceil(len(line) * letter / max(wide, letter))) for line in lines if line)
    high = max(box.bottom - box.top, count * size * _LINE_HEIGHT)
    more_across, more_down = wide - (box.right - box.left), high - (box.bottom - box.top)
    return Box(box.left - more_across, box.top - more_down, box.right + more_across, box.bottom + more_down)

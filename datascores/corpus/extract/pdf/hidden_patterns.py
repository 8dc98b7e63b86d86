"""Grounds filled with a tiling pattern, which pdfium reports as one certain grey: told from real grey by a look at them.

The look is cheap, for a sixteenth of the pixels of the other one will do, and taken only where text stands on such a ground.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2

from .hidden_objects import TILED, Drawing, Shape
from .hidden_places import Box
from .hidden_view import View

_SCALE = 0.5  # 36 dpi
_FEW = 40  # shapes in which looking for text is cheaper than looking at them
_LIKE = 6  # levels of grey
_SHARE = 0.2  # of a shape's pixels between its letters


def with_patterns(drawing: Drawing, page: pypdfium2.PdfPage, has_text: Callable[[Box], bool]) -> Drawing:
    """The drawing with an unknown colour for shapes that pdfium calls grey, that have text on them, and are not seen as grey."""
    last = drawing.texts[-1].order if drawing.texts else 0
    left, bottom, right, top = page.get_bbox()
    grey = [
        shape
        for shape in drawing.shapes
        if shape.colour is not None
        and shape.colour[:3] == TILED
        and shape.order < last
        and shape.box[0] < right
        and shape.box[2] > left
        and shape.box[1] < top
        and shape.box[3] > bottom
    ]  # what lies beside the page cannot be looked at
    if len(grey) <= _FEW:
        grey = [shape for shape in grey if has_text(shape.box)]
    if not grey:
        return drawing
    view = View(page, [shape.box for shape in grey], _SCALE)
    seen = view.draw(page).convert("L")

    def look(shape: Shape) -> Shape:
        part = seen.crop(view.pixels(shape.box))
        alike = sum(part.histogram()[TILED[0] - _LIKE : TILED[0] + _LIKE + 1])
        return shape if alike >= _SHARE * part.width * part.height else shape._replace(colour=None)

    looked = {shape.order: look(shape) for shape in grey}
    return replace(drawing, shapes=[looked.get(shape.order, shape) for shape in drawing.shapes])

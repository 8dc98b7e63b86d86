"""Which words of a slide nobody sees in its show: in hidden shapes, off the slide, under other shapes, or by their look.

What lies over and under them is asked of `view`. The ground of letters is known where it is one opaque colour; before
pictures and gradients their colour is not judged.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from ..marks import SAME_COLOUR, SEE_THROUGH, TINY
from ..office.colours import Colour, looks_same
from ..office.tree import Element
from .colours import UNKNOWN, fill_element
from .deck import Backdrop, Deck
from .letters import Letters, letters_of
from .shapes import Shape
from .view import View

_LARGEST_TINY = 2.0  # points
# what takes a frame's words from another part: charts and SmartArt
_RELATION = ("r:id", "r:dm")


class SlideJudge:
    """Says of each text of a slide, in the order of the part, why nobody sees it. For `markup.read_markup`.

    Raises Unreadable when a part that the slide refers to is damaged.
    """

    watched = frozenset({"t"})

    def __init__(self, deck: Deck, package: zipfile.ZipFile, part: str) -> None:
        self._backdrop = Backdrop(deck, part)
        self.view = View(deck, self._backdrop, package, part)
        self._reasons = self._judged()
        self._at = -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._at += 1

    def end(self, name: str) -> None:
        pass

    def reason(self) -> str:
        return self._reasons[self._at] if 0 <= self._at < len(self._reasons) else ""

    def frame_reasons(self) -> dict[str, str]:
        """Why nobody sees a chart or a SmartArt, by the relation to its part."""
        return {
            inner.attributes[name]: reason
            for shape in self.view.shapes
            if shape.element.name == "graphicFrame" and (reason := self.view.reason_of_place(shape))
            for inner in shape.element.walk()
            for name in _RELATION
            if name in inner.attributes
        }

    def reasons_of(self, shape: Shape) -> dict[int, str]:
        """Why nobody sees each text of a shape of the slide or behind it, by the id of its element; "" where it is seen."""
        reason = self.view.reason_of_place(shape)
        reasons = {id(text): reason for text in shape.element.walk() if text.name == "t"}  # formulas too
        for text, run, paragraph, body, cell in _texts(shape.element):
            reasons[id(text)] = reason or self._reason_of_look(shape, run, paragraph, body, cell)
        return reasons

    def _judged(self) -> list[str]:
        reasons: dict[int, str] = {}
        for shape in self.view.shapes:
            reasons.update(self.reasons_of(shape))
        return [reasons.get(id(element), "") for element in self._backdrop.slide.walk() if element.name == "t"]

    def _reason_of_look(
        self, shape: Shape, run: Element, paragraph: Element, body: Element, cell: Element | None
    ) -> str:
        letters = letters_of(run, paragraph, body, shape.element, self._backdrop)
        if letters.points <= _LARGEST_TINY:
            return TINY
        if letters.is_see_through:
            return SEE_THROUGH
        return SAME_COLOUR if looks_same(letters.colour, self._ground(letters, shape, cell)) else ""

    def _ground(self, letters: Letters, shape: Shape, cell: Element | None) -> Colour | None:
        if letters.highlight or letters.colour is None:
            return letters.highlight
        if cell is None:
            return self.view.ground(shape)
        given = fill_element(cell.find("tcPr"))
        fill = self._backdrop.scheme.fill(given) if given else UNKNOWN  # the table's style is not looked at
        return fill if isinstance(fill, tuple) else None


def _texts(shape: Element) -> Iterator[tuple[Element, Element, Element, Element, Element | None]]:
    """Each text of a shape with its run, paragraph, body and the table's cell around."""
    bodies: list[tuple[Element, Element | None]] = [(body, None) for body in shape.findall("txBody")]
    bodies += [(body, cell) for cell in shape.walk() if cell.name == "tc" for body in cell.findall("txBody")]
    for body, cell in bodies:
        for paragraph in body.findall("p"):
            for run in paragraph.children:
                for text in run.findall("t"):
                    yield text, run, paragraph, body, cell

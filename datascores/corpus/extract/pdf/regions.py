"""Which parts of a PDF page are pictures that may hold words which the page's text does not have.

Logos, icons and bullets are too small to matter; a picture with the page's own text over it (a background, or a scan with
an OCR layer) is read already. Works on the list of the page's objects; nothing is rendered.
"""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

from ..quality import count_characters
from .hidden_objects import Drawing, objects_of_kinds

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top in points of the page

LEAST_SHARE = 0.05  # of the page's area; letterheads and logos stay below
_LEAST_SIDE = 40.0  # points
_SPECK = 20.0  # points: bullets and icons join nothing
_READ_CHARACTERS = 100  # of the page's own text over a picture: it is a background, or a scan with a text layer
_GAP = 2.0  # points between strips of one picture
_MOST_OBJECTS = 20_000  # of a page that are looked at


def unread_pictures(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, drawing: Drawing) -> list[Rectangle]:
    """The pictures of a page that are large enough to hold words and have (nearly) no text of the page over them."""
    width, height = page.get_size()
    found = []
    for box in merged(pictures(drawing)):
        left, bottom, right, top = box
        is_large = (right - left) * (top - bottom) >= LEAST_SHARE * width * height
        if is_large and min(right - left, top - bottom) >= _LEAST_SIDE:
            own = count_characters(textpage.get_text_bounded(left, bottom, right, top))
            if own < _READ_CHARACTERS:
                found.append(box)
    return found


def pictures(drawing: Drawing) -> list[Rectangle]:
    """The bounds of the page's pictures, without specks."""
    return [box for box in drawing.pictures if max(box[2] - box[0], box[3] - box[1]) >= _SPECK]


def count_paths(page: pypdfium2.PdfPage) -> int:
    """How many drawn shapes the page has: letters drawn as outlines have many."""
    return len(objects_of_kinds(page, frozenset({pdfium.FPDF_PAGEOBJ_PATH}), _MOST_OBJECTS))


def merged(boxes: list[Rectangle]) -> list[Rectangle]:
    """Boxes that touch or overlap as one, since programs cut pictures into strips. Pure."""
    found: list[Rectangle] = []
    for box in sorted(boxes):
        touching = True
        while touching:  # a grown box may touch others
            touching = False
            for other in found:
                if _touch(box, other):
                    found.remove(other)
                    box = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
                    touching = True
                    break
        found.append(box)
    return found


def _touch(one: Rectangle, other: Rectangle) -> bool:
    return (
        one[0] <= other[2] + _GAP
        and other[0] <= one[2] + _GAP
        and one[1] <= other[3] + _GAP
        and other[1] <= one[3] + _GAP
    )

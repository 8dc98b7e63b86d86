"""Which parts of a PDF page may hold words that the page's text does not have: pictures, drawn letters, lines of nonsense.

Logos, icons and bullets are too small to matter; a picture with the page's own text all over it (a background, or a scan with
an OCR layer) is read already. Works on the list of the page's objects and on its text; nothing is rendered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ..quality import count_characters, doubtful_lines
from .hidden_objects import INVISIBLE, Drawing, objects_of_kinds

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top in points of the page

LEAST_SHARE = 0.02  # of the page's area; letterheads and logos stay below
_LEAST_SIDE = 40.0  # points
_SPECK = 20.0  # points: bullets and icons join nothing
_READ_CHARACTERS = 100  # of the page's own text over a picture that is a background, or a scan with a text layer …
_COVERED = 0.04  # … and the part of it that this text covers …
_BANDS, _REACHED = 12, 1 / 3  # … and how far up and down it reaches
_LETTERS_CORNERS = 600  # of some twenty letters
_CELL, _MOST_CELLS = 20.0, 2_000  # points; cells of a page
_LINE_GAP = 4.0  # points around lines
_GAP = 2.0  # points between strips of one picture
_MOST_OBJECTS = 20_000  # of a page that are looked at


def unread_pictures(
    page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, drawing: Drawing, text: str | None = None
) -> list[Rectangle]:
    """The parts of a page whose words its text (`text`, asked for where it is not given) does not have, or not for sure.

    Pictures that are large enough to hold words, and letters drawn as shapes, unless the page's own text lies over them;
    and lines of the text that make no sense.
    """
    width, height = page.get_size()
    area = width * height
    found = [
        box
        for box in merged(pictures(drawing))
        if _area(box) >= LEAST_SHARE * area and min(box[2] - box[0], box[3] - box[1]) >= _LEAST_SIDE
    ]
    found += outlined(drawing.outlines, area)
    found = [box for box in found if not _is_read(box, textpage, drawing)]
    said = textpage.get_text_range(errors="surrogatepass") if text is None else text
    lines = (lines_box(textpage, start, end) for start, end in doubtful_lines(said))
    return [*found, *(box for box in lines if _area(box) > 0)]


def _is_read(box: Rectangle, textpage: pypdfium2.PdfTextPage, drawing: Drawing) -> bool:
    """Whether the page's text has the words of a part: of a background, or a scan with a layer, not of one with a stamp."""
    left, bottom, right, top = box
    if count_characters(textpage.get_text_bounded(left, bottom, right, top)) < _READ_CHARACTERS:
        return False
    if any(text.mode in INVISIBLE and _touch(box, text.box) for text in drawing.texts):
        return True
    covered, reached = 0.0, set()
    for index in range(textpage.count_rects()):
        one = textpage.get_rect(index)
        shared = max(left, one[0]), max(bottom, one[1]), min(right, one[2]), min(top, one[3])
        if shared[0] < shared[2] and shared[1] < shared[3]:
            covered += _area(shared)
            reached.add(int(_BANDS * (shared[1] - bottom) / (top - bottom)))
    return covered >= _COVERED * _area(box) and len(reached) >= _REACHED * _BANDS


def outlined(outlines: Sequence[tuple[Rectangle, int]], page_area: float) -> list[Rectangle]:
    """Where so many small shapes with so many corners stand that they are letters, and more of them than a logo has. Pure."""
    if sum(corners for _, corners in outlines) < _LETTERS_CORNERS:
        return []
    side = max(_CELL, math.sqrt(page_area / _MOST_CELLS))
    cells = {
        (across, up)
        for (left, bottom, right, top), _ in outlines
        for across in range(int(left // side), int(right // side) + 1)
        for up in range(int(bottom // side), int(top // side) + 1)
    }
    if len(cells) * side**2 < LEAST_SHARE * page_area:
        return []
    # with half a cell around, so that lines become blocks
    return merged([((x - 0.5) * side, (y - 0.5) * side, (x + 1.5) * side, (y + 1.5) * side) for x, y in cells])


def lines_box(textpage: pypdfium2.PdfTextPage, start: int, end: int) -> Rectangle:
    """The part of the page where this part of its text stands, with a little around it."""
    first = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, start)
    last = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, end - 1)
    count = textpage.count_rects(max(0, first), max(1, last - first + 1))
    boxes = [textpage.get_rect(index) for index in range(count)]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(box[0] for box in boxes) - _LINE_GAP,
        min(box[1] for box in boxes) - _LINE_GAP,
        max(box[2] for box in boxes) + _LINE_GAP,
        max(box[3] for box in boxes) + _LINE_GAP,
    )


def _area(box: Rectangle) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


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

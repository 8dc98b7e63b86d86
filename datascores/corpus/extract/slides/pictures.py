"""The pictures of a slide as its show lets them be seen: none that is hidden, off the slide or wholly covered.

Where an opaque shape or a table's filled cell lies over a part of a picture, that part is named, so that OCR does not read
what lies below. Of a round or free shape the rectangle around it counts. Pictures that move, or whose place cannot
be told, are taken as whole.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from ..office.pictures import LEAST_SEEN, Placed, Polygon, share, shown_pictures
from ..office.tree import Element
from ..reading import Unreadable
from .deck import Backdrop, Deck
from .shapes import Box, Pose, Shape
from .tables import opaque_cells
from .view import View

# outlines with a hole or only two sides: what they frame is seen (ST_ShapeType, ECMA-376 part 1, 20.1.10.56)
_HOLLOW = frozenset({"frame", "halfFrame", "donut", "noSmoking", "blockArc", "arc", "corner", "diagStripe", "line",
                     "lineInv", "leftBracket", "rightBracket", "leftBrace", "rightBrace", "bracketPair",
                     "bracePair"})  # fmt: skip
_FAR = 10.0  # widths of a slide around it


def slide_pictures(package: zipfile.ZipFile, part: str) -> list[Placed]:
    """The pictures of a slide's part; where what lies behind the slide is damaged, nothing is known of covers."""
    try:
        deck = Deck(package)
        return pictures_in(View(deck, Backdrop(deck, part), package, part))
    except Unreadable:
        return shown_pictures(package, part)


def pictures_in(view: View) -> list[Placed]:
    """The pictures that a view of a slide shows, each once, from back to front."""
    return list(dict.fromkeys(_seen(view)))


def _seen(view: View) -> Iterator[Placed]:
    if not any(kind == "image" for kind, _ in view.targets.values()):
        return
    veils = [
        (at, pose)
        for at, shape in enumerate(view.shapes)
        if shape.pose and not shape.is_hidden and not view.moves(shape)
        for pose in ([shape.pose] if _is_veil(view, shape) else opaque_cells(shape))
    ]
    for background in view.backgrounds():
        whole = Pose(view.slide, 0.0, (False, False))
        yield from _placed(view, background, [pose for _, pose in veils], whole)
    for at, shape in enumerate(view.shapes):
        if not any(inner.name == "blipFill" for inner in shape.element.walk()) or view.reason_of_picture(shape):
            continue
        over = [] if view.moves(shape) else [pose for later, pose in veils if later > at]
        if shape.pose and not view.moves(shape):
            over += _off_slide(view.slide, shape)
        yield from _placed(view, shape.element, over, shape.pose)


def _is_veil(view: View, shape: Shape) -> bool:
    outline = shape.element.find("spPr", "prstGeom")
    return not (outline and outline.get("prst") in _HOLLOW) and view.is_opaque(shape)


def _off_slide(slide: Box, shape: Shape) -> list[Pose]:
    """What lies beyond the edges of the slide, where a picture reaches over them."""
    assert shape.box is not None
    if slide.right <= 0 or slide.holds(shape.box):
        return []
    far = _FAR * max(slide.right, slide.bottom)
    sides = (Box(-far, -far, 0, far), Box(slide.right, -far, far, far))
    beyond = (*sides, Box(-far, -far, far, 0), Box(-far, slide.bottom, far, far))
    return [Pose(box, 0.0, (False, False)) for box in beyond]


def _placed(view: View, element: Element, over: list[Pose], pose: Pose | None) -> Iterator[Placed]:
    """The pictures that a shape shows: its own, its fill, or those in the cells of a table."""
    for fill in element.walk():
        blip = fill.find("blip") if fill.name == "blipFill" else None
        part = view.targets.get(blip.get("r:embed"), ("", ""))[1] if blip else ""
        if not part or blip is None or _is_see_through(blip):
            continue
        cut = fill.find("srcRect")
        left, top, right, bottom = (share(cut.get(side, "0")) if cut else 0.0 for side in ("l", "t", "r", "b"))
        covered = tuple(filter(_reaches_in, (_polygon(pose, veil, fill) for veil in over))) if pose else ()
        # in a cell of a table, or repeated, it lies somewhere within the shape
        is_veiled = bool(covered) and (
            fill.find("tile") is not None or any(cell.name == "tc" for cell in element.walk())
        )
        yield Placed(part, (left, top, right, bottom), covered, is_veiled)


def _is_see_through(blip: Element) -> bool:
    return any(share(fade.get("amt", "100%")) <= LEAST_SEEN for fade in blip.findall("alphaModFix"))


def _polygon(pose: Pose, veil: Pose, fill: Element) -> Polygon:
    """A cover in shares of the picture, which a fill may stretch beyond the shape or keep within it."""
    inner = fill.find("stretch", "fillRect")
    left, top, right, bottom = (_inset(inner.get(side, "0")) if inner else 0.0 for side in ("l", "t", "r", "b"))
    across, down = (1 - left - right) or 1.0, (1 - top - bottom) or 1.0
    corners = (pose.share(corner) for corner in veil.corners())
    return tuple(((x - left) / across, (y - top) / down) for x, y in corners)


def _inset(value: str) -> float:
    """Of a fill's rectangle; below 0 where it reaches beyond the shape."""
    return -share(value[1:]) if value.startswith("-") else share(value)


def _reaches_in(polygon: Polygon) -> bool:
    across, down = zip(*polygon, strict=True)
    return min(across) < 1 and max(across) > 0 and min(down) < 1 and max(down) > 0

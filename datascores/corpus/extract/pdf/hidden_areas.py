"""Where on a page words may be hidden, judged by the order of painting and by colours alone. Pure.

Suspects, not verdicts: a shape or picture painted after the words it lies on, letters of (nearly) the colour of what they
stand on, letters that are not painted at all. Whether the words can be seen there is for the rendered page to say.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from .hidden_objects import INVISIBLE, LEAST_SIDE, LIGHT, Colour, Drawing, Shape, Text
from .hidden_places import Box
from .hidden_strips import join_strips

UNDER_BOX = "under a black box"
UNDER_SHAPE = "under a filled shape"
NOT_IN_SCAN = "covered in the scan"
UNDER_PICTURE = "under a picture"
WHITE_ON_WHITE = "white on white"
SAME_COLOUR = "in the colour of its background"
OUTSIDE_CLIP = "cut off by a clip"
SWITCHED_OFF = "not shown, perhaps in a layer that is switched off"
UNPAINTED = "not painted at all"
SEE_THROUGH = "made transparent"
REDACTED = "marked for redaction, which was not carried out"
OFF_PAGE = "off the page"
TINY = "in letters too small to see"

SCAN_SHARE = 0.6  # of the page that pictures cover where the text is the reading of a scan
_LOW_CONTRAST = 40  # mean difference of red, green and blue; the rendered page decides at a lower one
_FAINT = 50  # opacity of 255
_DARK = 90
_LEAST_CUT = 0.1  # points
_FEW_SHAPES = 12  # asking pdfium for the text in each of them is cheaper than looking at each text
_BAND = 20.0  # points
_MOST_BANDS = 500
_MOST_SHAPES = 5_000  # of one page, a drawing; beyond, it is rendered whole, as it is …
_MOST_PAIRS = 5_000_000  # … when there are so many texts and shapes to compare
Ground = tuple[tuple[float, float], ...]  # the range of red, of green and of blue in which a colour lies
_PAPER: Ground = ((255.0, 255.0),) * 3
_UNKNOWN: Ground = ((0.0, 255.0),) * 3


class Test(StrEnum):
    """How the rendered page tells whether words can be seen."""

    VANISH = "vanish"  # hidden when the page looks the same without its letters
    BLANK = "blank"  # unpainted letters: hidden when nothing else is drawn in their place
    UNSHOWN = "unshown"  # the text of a scan: hidden when the scan shows no letters there


class Area(NamedTuple):
    """A part of a page, why its words may be hidden, and how to find out; `text` is the address of the one it is about, or 0."""

    box: Box
    reason: str
    test: Test = Test.VANISH
    text: int = 0


def suspect_areas(drawing: Drawing, page: Box, has_text: Callable[[Box], bool]) -> list[Area]:
    """The parts of a page whose words may be hidden; none for nearly all pages. `has_text` tells whether text stands in a box."""
    texts, shapes = drawing.texts, drawing.shapes
    if not texts:
        return []
    if strips := join_strips(drawing.slivers):
        shapes = sorted([*shapes, *strips], key=lambda shape: shape.order)
    areas = [
        Area(text.box, OUTSIDE_CLIP, text=text.address)
        for text in texts
        if text.clip is not None and _is_cut(text.box, text.clip)
    ]
    if not drawing.is_cut_by_letters and all(text.is_dark for text in texts):
        # then light grounds hide nothing, and nearly all pages are done with here
        first = texts[0].order
        relevant = [shape for shape in shapes if shape.order > first or not shape.is_light]
        if not relevant or (len(relevant) <= _FEW_SHAPES and not any(has_text(shape.box) for shape in relevant)):
            return areas
    if len(shapes) > _MOST_SHAPES or len(texts) * len(shapes) > _MOST_PAIRS:
        return [Area(page, UNDER_SHAPE)]
    is_scan = _share_of_pictures(shapes, page) >= SCAN_SHARE
    bands = _banded(shapes)
    for text in texts:
        box = text.box
        if box[2] - box[0] <= 0 or box[3] - box[1] <= 0:  # blanks
            continue
        near = _near(box, bands)
        if text.is_dark and not any(shape.order > text.order or not is_light for shape, is_light in near):
            continue
        touching = [shape for shape, _ in near if _overlap(box, shape.box)]
        if text.mode in INVISIBLE:
            is_layer = is_scan and any(shape.is_picture for shape in touching)
            reason, test = (NOT_IN_SCAN, Test.UNSHOWN) if is_layer else (UNPAINTED, Test.BLANK)
            areas.append(Area(box, reason, test, text.address))
            continue
        areas += _covered(text, box, [shape for shape in touching if shape.order > text.order], is_scan)
        if reason := _blending(text, touching):
            areas.append(Area(box, reason, text=text.address))
    return [*areas, Area(page, OUTSIDE_CLIP)] if drawing.is_cut_by_letters else areas


def _is_cut(text: Box, clip: Box) -> bool:
    """Whether a clip may take a letter away from a text, at one of its ends or by its height."""
    beyond = max(clip[0] - text[0], clip[1] - text[1], text[2] - clip[2], text[3] - clip[3])
    if beyond < _LEAST_CUT:
        return False
    width, height = text[2] - text[0], text[3] - text[1]
    least = max(_LEAST_CUT, 0.4 * min(width, height))
    return width > 0 and height > 0 and beyond >= least


def _banded(shapes: Sequence[Shape]) -> dict[int, list[tuple[Shape, bool]]]:
    """Shapes by the horizontal bands of the page that they reach into, so that a text is compared with its neighbours only."""
    bands: dict[int, list[tuple[Shape, bool]]] = defaultdict(list)
    for shape in shapes:
        entry = shape, shape.is_light
        for band in range(*reach(shape.box)):
            bands[band].append(entry)
    return bands


def _near(text: Box, bands: dict[int, list[tuple[Shape, bool]]]) -> list[tuple[Shape, bool]]:
    """The shapes beside or over the middle of a text, or anywhere along a tall one, in the order of painting."""
    left, bottom, right, top = text
    if top - bottom < 2 * _BAND:
        near = bands.get(min(_MOST_BANDS, max(0, int((bottom + top) / (2 * _BAND)))))
        if not near:
            return []
    else:
        near = sorted({entry for band in range(*reach(text)) for entry in bands.get(band, ())}, key=_order)
    return [entry for entry in near if entry[0].box[0] < right and left < entry[0].box[2]]


def _order(entry: tuple[Shape, bool]) -> int:
    return entry[0].order


def reach(box: Box) -> tuple[int, int]:
    """The first band of a box, and the one after its last; positions beyond any page count as the outermost bands."""
    first = min(_MOST_BANDS, max(0, int(box[1] / _BAND)))
    return first, min(_MOST_BANDS, max(0, int(box[3] / _BAND))) + 1


def _covered(text: Text, box: Box, covers: Sequence[Shape], is_scan: bool) -> list[Area]:
    """The covered parts of a text. On a scan, text under the picture is the reading of what the picture shows."""
    areas = []
    faint = [shape.colour[3] for shape in covers if shape.colour is not None and shape.colour[3] < _FAINT]
    are_clear = math.prod(1 - opacity / 255 for opacity in faint) > 1 - _FAINT / 255  # all of them over each other
    for shape in covers:
        shared = _overlap(box, shape.box)
        if shared is None or (are_clear and shape.colour is not None and shape.colour[3] < _FAINT):
            continue
        if shape.is_picture:
            reason, test = (NOT_IN_SCAN, Test.UNSHOWN) if is_scan else (UNDER_PICTURE, Test.VANISH)
            areas.append(Area(shared, reason, test, text.address))
        else:
            is_dark = shape.colour is None or max(shape.colour[:3]) < _DARK
            areas.append(Area(shared, UNDER_BOX if is_dark else UNDER_SHAPE, text=text.address))
    return areas


def _blending(text: Text, touching: Sequence[Shape]) -> str:
    """Why a text may not stand out from what it stands on; "" when it does."""
    if text.is_veiled:
        return SEE_THROUGH
    if text.colour is None:
        return SAME_COLOUR
    for ground in _grounds(text, touching):
        if _is_alike(text.colour, ground):
            return WHITE_ON_WHITE if min(low for low, _ in ground) >= LIGHT else SAME_COLOUR
    return ""


def _grounds(text: Text, touching: Sequence[Shape]) -> list[Ground]:
    """What is seen behind a text, or behind parts of it, when shapes that let something through are laid over each other."""
    hull, grounds, box = _PAPER, {_PAPER: None}, text.box
    for shape in touching:
        if shape.order > text.order:
            break
        painted = _UNKNOWN if shape.colour is None else _over(hull, shape.colour)
        if _holds(shape.box, box):
            hull, grounds = painted, {painted: None}
        else:
            hull = _hull(hull, painted)
            grounds[painted] = None
    return list(grounds)


def _over(ground: Ground, colour: Colour) -> Ground:
    share = colour[3] / 255
    return tuple(
        (share * one + (1 - share) * low, share * one + (1 - share) * high)
        for one, (low, high) in zip(colour[:3], ground, strict=True)
    )


def _hull(one: Ground, other: Ground) -> Ground:
    """The range of both."""
    return tuple((min(a, c), max(b, d)) for (a, b), (c, d) in zip(one, other, strict=True))


def _is_alike(letters: Colour, ground: Ground) -> bool:
    """Whether letters may vanish on a ground; on pictures, gradients and patterns any may."""
    if letters[3] < _FAINT:
        return True
    away = sum(max(low - one, one - high, 0.0) for one, (low, high) in zip(letters[:3], ground, strict=True))
    return away / 3 < _LOW_CONTRAST


def _share_of_pictures(shapes: Sequence[Shape], page: Box) -> float:
    area = (page[2] - page[0]) * (page[3] - page[1])
    parts = [_cut(shape.box, page) for shape in shapes if shape.is_picture]
    return sum((right - left) * (top - bottom) for left, bottom, right, top in parts) / area if area > 0 else 0.0


def _cut(one: Box, other: Box) -> Box:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def _overlap(text: Box, shape: Box) -> Box | None:
    """The part of a text's box under or over a shape; None where it is too small to hold a letter.

    Along the line the narrowest shape will do: a cover may be painted as many of them, side by side.
    """
    left, bottom, right, top = _cut(text, shape)
    wide, high = text[2] - text[0], text[3] - text[1]
    least = max(0.1, 0.4 * min(wide, high))  # of the height, or of the width of turned text
    along = min(least, LEAST_SIDE)
    across, up = (along, least) if wide >= high else (least, along)
    return (left, bottom, right, top) if right - left >= across and top - bottom >= up else None


def _holds(outer: Box, inner: Box) -> bool:
    """Whether a shape lies behind the middle and most of a text."""
    shared = _cut(outer, inner)
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return area <= 0 or (shared[2] - shared[0]) * (shared[3] - shared[1]) >= 0.7 * area

"""Boxes and pictures that a program painted as many thin strips, or hatched line by line: together they hide what one cannot.

Works on boxes alone; a table's rules stand too far apart to be taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .hidden_objects import LEAST_SIDE, Shape, painted_colour
from .hidden_places import Box

Sliver = tuple[Box, int, int]  # its place, when it was painted, and its address

_GAP = 1.0  # points between strips; letters show through wider ones
_UNEVEN = 1.0  # points between the ends of strips


def join_strips(slivers: Sequence[Sliver]) -> list[Shape]:
    """Shapes made of thin ones that were painted one after the other, each beside the last: strips, or rows of squares."""
    runs = [*_runs(slivers)]
    rows = [run for run in runs if not _hides(run[0])]
    whole = [run for run in (*runs, *(_runs(rows) if len(rows) < len(slivers) else ())) if _hides(run[0])]
    return [Shape(box, order, painted_colour(item), False) for box, order, item in whole]


def _runs(slivers: Sequence[Sliver]) -> Iterator[Sliver]:
    """The slivers, those in a run as one that was painted with its last."""
    run: Box = (0.0, 0.0, 0.0, 0.0)
    order = item = 0
    for box, place, address in slivers:
        if item and _continues(run, box):
            run = min(run[0], box[0]), min(run[1], box[1]), max(run[2], box[2]), max(run[3], box[3])
            order = place
            continue
        if item:
            yield run, order, item
        run, order, item = box, place, address
    if item:
        yield run, order, item


def _continues(run: Box, box: Box) -> bool:
    """Whether a strip lies along a run of others."""
    if abs(run[0] - box[0]) <= _UNEVEN and abs(run[2] - box[2]) <= _UNEVEN:
        return box[1] - run[3] <= _GAP and run[1] - box[3] <= _GAP
    if abs(run[1] - box[1]) <= _UNEVEN and abs(run[3] - box[3]) <= _UNEVEN:
        return box[0] - run[2] <= _GAP and run[0] - box[2] <= _GAP
    return False


def _hides(run: Box) -> bool:
    return run[2] - run[0] >= LEAST_SIDE and run[3] - run[1] >= LEAST_SIDE

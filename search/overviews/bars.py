"""The geometry of a bar chart: whole numbers in the units of its picture, from the axis at zero upwards. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STEP, BAR = 44, 30  # from one bar to the next, and the width of a bar
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 26, 48  # around the bars, for labels
HEIGHT = 200  # of the highest line of the axis
TICKS = 5  # lines above the axis at the most


@dataclass(frozen=True)
class Bar:
    """A bar with its value above it and its label below."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    value_y: int
    value: int
    lines: tuple[str, ...]
    name: str
    url: str


@dataclass(frozen=True)
class Tick:
    """A line across the picture at a value."""

    y: int
    value: int


@dataclass(frozen=True)
class BarChart:
    """A whole picture; ``base`` is where the axis lies."""

    width: int
    height: int
    left: int
    right: int
    base: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Column:
    """What a bar stands for: lines of its label, its name in full, its value and where it leads."""

    lines: tuple[str, ...]
    name: str
    value: int
    url: str


def draw_bars(columns: Sequence[Column]) -> BarChart:
    """The picture of the columns in their order; a value other than 0 is always seen."""
    step = tick_step(max((column.value for column in columns), default=0))
    most = max((column.value for column in columns), default=0)
    top = max(step, -(-most // step) * step)
    base = TOP + HEIGHT
    bars = []
    for number, column in enumerate(columns):
        height = max(1, round(column.value * HEIGHT / top)) if column.value else 0
        x = LEFT + number * STEP + (STEP - BAR) // 2
        y = base - height
        bars.append(Bar(x, y, BAR, height, x + BAR // 2, y - 6, column.value, column.lines, column.name, column.url))
    ticks = tuple(Tick(base - round(value * HEIGHT / top), value) for value in range(0, top + 1, step))
    width = LEFT + len(columns) * STEP + RIGHT
    return BarChart(width, base + BOTTOM, LEFT, width - RIGHT, base, tuple(bars), ticks)


def tick_step(most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … with which at most TICKS lines reach a value."""
    power = 1
    while True:
        for factor in (1, 2, 5):
            if factor * power * TICKS >= most:
                return factor * power
        power *= 10

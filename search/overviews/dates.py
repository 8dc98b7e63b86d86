"""How the documents of a search are spread over years or months, as numbers and as a picture.

The date is the document's own, never the day it came in, and is known to the day, the month, the year, or not yet. All
documents of the search are counted once: in a period, among those of whose date only the year is known, or among the undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from search.asking import ask
from search.engine.port import UNDATED, Engine
from search.facets import NO_DATE
from search.facts import MONTHS, describe_date
from search.links import search_url
from search.overviews.bars import BarChart, Column, draw_bars
from search.query import SearchQuery

UNITS = ("year", "month")
MOST_BARS = 240  # twenty years of months; a wider picture would be read by nobody
_SHAPES = {"year": re.compile(r"\d{4}"), "month": re.compile(r"\d{4}-(0[1-9]|1[0-2])")}


@dataclass(frozen=True)
class Period:
    """A year or a month, or dates less well known; ``value`` is that of the facet, ``url`` leads to its documents."""

    value: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Histogram:
    """The periods that have documents, ascending, then the less well dated; ``picture`` is None with nothing to draw.

    ``is_broken`` if periods without documents are left out of the picture, ``is_wide`` if there are too many for one.
    """

    unit: str
    total: int
    periods: list[Period]
    others: list[Period]
    picture: BarChart | None
    is_broken: bool = False
    is_wide: bool = False
    is_most: bool = False

    @property
    def dated(self) -> int:
        """How many documents stand in the picture."""
        return sum(period.count for period in self.periods)


def make_histogram(query: SearchQuery, unit: str, engine: Engine) -> Histogram:
    """Count the documents of a search by ``year`` or ``month``. Raises EngineUnavailable if the index cannot answer."""
    asked = ask(query, engine)
    clause, filters = asked.under_all_filters(unit)
    counts = {value.value: value.count for value in engine.facet_values(unit, clause, filters) if value.count}
    dated = sorted(value for value in counts if _SHAPES[unit].fullmatch(value))
    others = sorted(set(counts) - set(dated))  # "undated" comes after every year
    drawn = list(fill(dated, unit)) if dated else []
    is_broken = len(drawn) > MOST_BARS
    drawn = dated if is_broken else drawn
    is_wide = len(drawn) > MOST_BARS
    columns = [_column(value, counts.get(value, 0), unit, query) for value in drawn]
    return Histogram(
        unit=unit,
        total=sum(counts.values()),
        periods=[_period(value, counts[value], unit, query) for value in dated],
        others=[_period(value, counts[value], unit, query) for value in others],
        picture=draw_bars(columns) if columns and not is_wide else None,
        is_broken=is_broken and not is_wide,
        is_wide=is_wide,
        is_most=asked.is_most,
    )


def fill(values: list[str], unit: str) -> Iterator[str]:
    """Every year or month from the first to the last of the ascending values, those between included. Pure."""
    if unit == "year":
        yield from (f"{year:04}" for year in range(int(values[0]), int(values[-1]) + 1))
        return
    first, last = (int(value[:4]) * 12 + int(value[5:]) - 1 for value in (values[0], values[-1]))
    yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))


def period_url(query: SearchQuery, unit: str, value: str) -> str:
    """The search within one period only; it has as many documents as the period counts."""
    return search_url(replace(query, filters={**query.filters, unit: (value,)}), page=1)


def _period(value: str, count: int, unit: str, query: SearchQuery) -> Period:
    return Period(value, _label(value, unit), count, period_url(query, unit, value))


def _label(value: str, unit: str) -> str:
    if value == UNDATED:
        return NO_DATE
    year_only = unit == "month" and "-" not in value
    return f"{value}, month not known" if year_only else describe_date(value)


def _column(value: str, count: int, unit: str, query: SearchQuery) -> Column:
    lines = (value,) if unit == "year" else (MONTHS[int(value[5:]) - 1][:3], value[:4])
    return Column(lines, describe_date(value), count, period_url(query, unit, value) if count else "")

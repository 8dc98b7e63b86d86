"""The port: what any engine takes in, gives back and promises. The contract suite tests every adapter against it.

In go clauses and plain records; out come ids, scores and counts, never HTML and never a document's text: the database
is the truth, the index a cache of it. Failure is an exception, never an empty result.

The meaning of facets, the same on every engine: values of one facet are OR, facets among themselves AND; each facet
is counted under the query and the *other* facets' filters, never its own; a selected value is shown even when it counts
0; the order is by count, then by value; counts are exact.
Order is total: whatever is sorted by, ties are broken by id, ascending, and the same call on an unchanged index
gives the same order, so pages neither repeat nor miss anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from search.engine.clauses import Clause

SORTS = ("relevance", "-date", "date", "body", "title", "received", "id")
UNDATED = "undated"
DOCUMENT = "document"  # a filter that selects records by their ids; it is no facet and is never counted
Filters = Mapping[str, Sequence[str]]


class EngineError(Exception):
    """An engine could not do what it was asked; the message is in plain words and fit to show."""


class EngineUnavailable(EngineError):
    """The index is missing, broken, locked too long or cannot be reached: nothing was answered. A page says 503."""


class EngineOutdated(EngineUnavailable):
    """The index was made by another version of schema, analysis or records and has to be rebuilt."""


class EngineUnreachable(EngineUnavailable):
    """The engine itself is down, slow, read-only or lacks a part of the index: to make the index anew would not help."""


class EngineRefused(EngineError):
    """The request itself makes no sense to an engine: an unknown sort, a negative offset, a malformed date or id."""


class EngineRefusedRecords(EngineRefused):
    """Some records cannot be indexed: `reasons` has their ids. They are not in the index any more, all others are."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        first = next(iter(self.reasons.items()), ("", ""))
        super().__init__(f"{len(self.reasons)} record(s) cannot be indexed, the first is {first[0]!r}: {first[1]}")


@dataclass(frozen=True, slots=True)
class Record:
    """What the engine stores of one document.

    `own` are the stretches of the text that the body itself says, `questions` those it was asked; no phrase goes from one
    stretch to the next. `date` is the document's own date, ISO, perhaps only "2018" or "2018-05", "" if unknown;
    `body` is the name of where it comes from, as it sorts, "" if unknown;
    `received` is when it came in, ISO, the newest first when sorted. `facets` name → values; the facets `year` and `month`
    are made from `date` here.
    """

    id: str
    title: str
    text: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: str = ""
    received: str = ""
    own: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. The score compares hits of one answer by relevance; it is 0 where something else sorts."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many records have this value of a facet; `selected` if it is among the filters."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer: the exact number of all hits, the hits of this page, the facets asked for."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """State of an index: records in it, bytes on disk, its version and the name of the generation that serves."""

    documents: int
    size: int
    version: str
    generation: str


class Engine(Protocol):
    """An index of records. Every method may raise `EngineUnavailable`; searches also `EngineRefused`."""

    def ensure(self) -> None:
        """Make an empty index where there is none; the only method but `rebuild` that creates one.

        Raises `EngineOutdated` if the one there has another version, `EngineUnavailable` if it is damaged.
        """

    def upsert(self, records: Iterable[Record]) -> None:
        """Add records, replacing those with the same ids. When it returns, every later search sees them.

        Raises `EngineRefusedRecords` for those that cannot be indexed, once all others are.
        """

    def delete(self, ids: Iterable[str]) -> None:
        """Remove records; ids that are not there are no error. When it returns, no later search sees them."""

    def search(
        self,
        clause: Clause,
        filters: Filters | None = None,
        facets: Sequence[str] = (),
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 20,
    ) -> Page:
        """One page of hits. `sort` is one of SORTS; undated records come last in both directions of date. Only
        `relevance` looks at what else is indexed: records that score almost alike may change places when others come and
        go. A limit of 0 only counts."""

    def count(self, clause: Clause, filters: Filters | None = None) -> int:
        """The exact number of hits."""

    def iter_ids(self, clause: Clause, filters: Filters | None = None, sort: str = "relevance") -> Iterator[str]:
        """The ids of all hits in the order of `search`, without a cap, in one state of the index, in memory that
        does not grow with their number (but for hits of the very same score)."""

    def facet_values(
        self, facet: str, clause: Clause, filters: Filters | None = None, contains: str = ""
    ) -> tuple[FacetCount, ...]:
        """All values of one facet, counted without its own filter, whose name contains `contains` (case ignored)."""

    def count_distinct(self, facet: str, clause: Clause, filters: Filters | None = None) -> int:
        """How many different values of a facet the hits have, all filters applied; exact. Records without one add nothing.

        Raises `EngineRefused` where there are more than the engine can count exactly.
        """

    def rebuild(self, records: Iterable[Record]) -> EngineStatus:
        """Replace the whole index by these records.

        The old one serves until the new one is whole and stays if anything fails. What is upserted or deleted
        meanwhile is kept: it is applied to the old one at once and to the new one, after `records`, before the switch.
        Raises `EngineRefusedRecords`, after the switch, if some records cannot be indexed.
        """

    def status(self) -> EngineStatus:
        """The state of the index that serves."""


def facets_of(record: Record) -> dict[str, tuple[str, ...]]:
    """The record's facets as indexed: each value once, and `year` and `month` from the date (UNDATED without)."""
    facets = {name: tuple(dict.fromkeys(values)) for name, values in record.facets.items() if values}
    facets["year"] = (record.date[:4] or UNDATED,)
    facets["month"] = (record.date[:7] or UNDATED,)  # only "2018" where no more is known
    return facets


def days_of(day: str) -> tuple[int, int]:
    """First and last day of an ISO date that may lack day or month, as proleptic ordinals.

    Raises EngineRefused if it is no date of the calendar.
    """
    parts = day.split("-")
    try:
        year, month, dom = (int(part) for part in [*parts, "1", "1"][:3])
        first = date(year, month, dom)
        if len(parts) > 3 or [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
            raise ValueError("not written as an ISO date")
        if len(parts) == 3:
            last = first
        elif len(parts) == 2:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        else:
            last = date(year, 12, 31)
    except (ValueError, OverflowError) as error:
        raise EngineRefused(f"“{day}” is not a date like 2018, 2018-05 or 2018-05-31.") from error
    return first.toordinal(), last.toordinal()


def order_values(counts: Mapping[str, int], selected: Iterable[str]) -> tuple[FacetCount, ...]:
    """Facet values in the port's order, the selected ones among them even when they count 0."""
    chosen = set(selected)
    whole = {**dict.fromkeys(chosen, 0), **counts}
    return tuple(
        FacetCount(value, count, value in chosen)
        for value, count in sorted(whole.items(), key=lambda item: (-item[1], item[0]))
    )

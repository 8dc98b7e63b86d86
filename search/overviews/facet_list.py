"""All values of one facet of a search, looked through by a part of their name, to tick or to follow.

A panel of the search page offers the first few; here are all, page by page, with the rest of the search kept: ticked values
that this page does not show go along hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.asking import ask
from search.engine.port import Engine
from search.facets import labels_for, words_for
from search.links import search_url
from search.query import SearchQuery

VALUES_EACH = 100
_AT_ONCE = 5000  # names looked up with one query of the database
LONGEST_CONTAINS = 100  # characters


@dataclass(frozen=True)
class Value:
    """A value with its name and number; ``url`` is the search with this value of the facet alone."""

    value: str
    label: str
    count: int
    is_selected: bool
    url: str


@dataclass(frozen=True)
class FacetList:
    """A page of values. ``kept`` are names and values of the rest of the search, as a form hands them on."""

    name: str
    title: str
    hint: str
    values: list[Value]
    matching: int
    all: int
    last_page: int
    first: int
    kept: list[tuple[str, str]]


def list_facet(query: SearchQuery, facet: str, contains: str, engine: Engine) -> FacetList:
    """The values whose name or identifier holds ``contains``, case ignored. Raises EngineUnavailable."""
    values, every = find_values(query, facet, contains, engine)
    first = (query.page - 1) * VALUES_EACH
    shown = values[first : first + VALUES_EACH]
    words = words_for(facet)
    return FacetList(
        name=facet,
        title=words.title,
        hint=words.hint,
        values=shown,
        matching=len(values),
        all=every,
        last_page=-(-len(values) // VALUES_EACH),
        first=first + 1,
        kept=kept_fields(query, facet, {value.value for value in shown}),
    )


def find_values(query: SearchQuery, facet: str, contains: str, engine: Engine) -> tuple[list[Value], int]:
    """All fitting values in the engine's order, counted under the other filters, and how many there are in all."""
    asked = ask(query, engine)
    counted = engine.facet_values(facet, asked.clause, query.filters)
    names = [count.value for count in counted]
    labels: dict[str, str] = {}
    for at in range(0, len(names), _AT_ONCE):
        labels |= labels_for(facet, names[at : at + _AT_ONCE])
    wanted = " ".join(contains.casefold().split())
    fitting = [
        Value(
            count.value,
            labels[count.value],
            count.count,
            count.selected,
            search_url(replace(query, filters={**query.filters, facet: (count.value,)}), page=1),
        )
        for count in counted
        if wanted in labels[count.value].casefold() or wanted in count.value.casefold()
    ]
    return fitting, len(counted)


def kept_fields(query: SearchQuery, facet: str, shown: set[str]) -> list[tuple[str, str]]:
    """What a form of checkboxes for ``shown`` has to carry along so that nothing of the search is lost. Pure."""
    others = replace(query, filters={name: values for name, values in query.filters.items() if name != facet}, page=1)
    hidden = [(facet, value) for value in query.filters.get(facet, ()) if value not in shown]
    return others.to_pairs() + hidden

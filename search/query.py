"""What a person asks for, as one value, and as the query string of an address.

Page, export, API and command read the same SearchQuery, so they mean the same. Reading never raises: what cannot be
read is put right with a warning in plain words. The query string is canonical: the same question has one address.
Knows names of facets, not their values, and no engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from search.engine.clauses import Clause, Where, within
from search.engine.port import SORTS
from search.language import ParsedQuery, parse
from search.scopes import FIRST_SCOPE, SCOPES

NARROWING = ("month", "document")  # filters that other pages lead to and that no panel offers
FIRST_SORT = "relevance"
FIRST_SIZE = 20
MOST_SIZE = 100
LAST_PAGE = 1_000_000
MOST_VALUES = 100  # of all filters together
LONGEST_VALUE = 200  # characters
LONGEST_TEXT = 20_000  # characters kept of the text; the language reads fewer and says so
MOST_TOLD = 5  # names in an address that mean nothing here
OF_OTHERS = ("utm_", "fbclid", "gclid")  # what mail programs and social media hang on an address begins so


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """The text typed, filters (facet → values, both sorted), the sort, the page (from 1), hits a page and whose words count.

    `warnings` tell what of a query string could not be used; they are not part of the question.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = FIRST_SORT
    page: int = 1
    size: int = FIRST_SIZE
    scope: Where = FIRST_SCOPE
    warnings: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_querystring(cls, params: Mapping[str, Any], facets: Iterable[str] | None = None) -> SearchQuery:
        """Read a QueryDict, or a mapping of names to a value or a list of values; never raises.

        Filters are ``settings.SEARCH_FACETS`` and NARROWING, unless ``facets`` names others.

        Unknown parameters are not looked at: they may belong to the page.
        """
        warnings: list[str] = []
        filters = _read_filters(params, {*(settings.SEARCH_FACETS if facets is None else facets), *NARROWING}, warnings)
        sort = _last(params, "sort") or FIRST_SORT
        if sort not in SORTS:
            warnings.append(f"There is no sort “{sort[:40]}”; sorted by {FIRST_SORT}.")
            sort = FIRST_SORT
        page = _read_number(params, "page", 1, LAST_PAGE, warnings)
        size = _read_number(params, "size", FIRST_SIZE, MOST_SIZE, warnings)
        scope = _last(params, "scope") or FIRST_SCOPE
        if scope not in SCOPES:
            warnings.append(f"There is no scope “{scope[:40]}”; everything is searched.")
            scope = FIRST_SCOPE
        typed = _last(params, "q")
        text = _clean(typed).strip()[:LONGEST_TEXT]
        if _clean(typed) != typed:
            warnings.append("Characters that no text can hold were left out of the words.")
        return cls(text, filters, sort, page, size, Where(scope), tuple(warnings))

    @property
    def parsed(self) -> ParsedQuery:
        """The clause that the text means, and the warnings about the text."""
        return parse(self.text)

    @property
    def clause(self) -> Clause:
        """What the text means within the scope."""
        return within(self.parsed.clause, self.scope)

    @property
    def offset(self) -> int:
        """How many hits come before this page."""
        return (self.page - 1) * self.size

    def to_querystring(self, **changes: Any) -> str:
        """The query string, with some fields changed: q, facets sorted by name and value, then what is not standard.

        A change of anything but the page leads to the first page.
        """
        query = self._changed(**changes) if changes else self
        return urlencode(query.to_pairs())

    def to_pairs(self) -> list[tuple[str, str]]:
        """The names and values of the query string, in its order."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, value) for facet in sorted(self.filters) for value in sorted(self.filters[facet])]
        standard = (
            ("scope", self.scope, FIRST_SCOPE),
            ("sort", self.sort, FIRST_SORT),
            ("size", self.size, FIRST_SIZE),
            ("page", self.page, 1),
        )
        return pairs + [(name, str(value)) for name, value, usual in standard if value != usual]

    def without(self, facet: str, value: str | None = None) -> SearchQuery:
        """This query without a value of a facet, or without the facet's filter at all, on its first page."""
        values = set(self.filters.get(facet, ())) - {value} if value is not None else ()
        filters = {**self.filters, facet: tuple(sorted(values))}
        return self._changed(filters={name: kept for name, kept in sorted(filters.items()) if kept})

    def _changed(self, **changes: Any) -> SearchQuery:
        return replace(self, **{"page": 1, "warnings": (), **changes})


def tell_unknown(params: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """A warning for each name in an address that nothing here reads, with the known one that looks like it. Pure.

    A misspelt filter that was ignored in silence would show more than was asked for.
    """
    names = {*known, "q", "sort", "page", "size", "scope"}
    strange = [name for name in params if name not in names and not name.startswith(OF_OTHERS)]
    told = []
    for name in strange[:MOST_TOLD]:
        near = get_close_matches(name, names, 1)
        meant = f"; perhaps “{near[0]}” is meant" if near else ""
        told.append(f"Nothing here is called “{_clean(name)[:40]}”{meant}. It was ignored.")
    return tuple(told)


def _read_filters(params: Mapping[str, Any], facets: Iterable[str], warnings: list[str]) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    room = MOST_VALUES
    for facet in sorted(facets):
        values = sorted({value for value in map(_clean, _all(params, facet)) if value})
        fitting = [value for value in values if len(value) <= LONGEST_VALUE]
        if len(fitting) < len(values):
            warnings.append(f"A value of the filter “{facet}” is longer than {LONGEST_VALUE} characters; ignored.")
        if len(fitting) > room:
            warnings.append(f"More than {MOST_VALUES} filters; those of “{facet}” are cut.")
        if fitting[:room]:
            filters[facet] = tuple(fitting[:room])
        room -= len(fitting[:room])
    return filters


def _read_number(params: Mapping[str, Any], name: str, usual: int, most: int, warnings: list[str]) -> int:
    value = _last(params, name).strip()
    if not value:
        return usual
    # isdecimal is true for all that int() reads; more than 18 digits would be a number nobody means
    if not value.isdecimal() or len(value) > 18 or not 1 <= int(value) <= most:
        number = most if value.isdecimal() and value.strip("0") else usual
        warnings.append(f"“{value[:40]}” cannot be the {name}; {number} is used.")
        return number
    return int(value)


def _all(params: Mapping[str, Any], name: str) -> Sequence[str]:
    """Every value of a parameter, as text."""
    getlist = getattr(params, "getlist", None)
    values = getlist(name) if getlist else params.get(name, ())
    return [values] if isinstance(values, str) else [str(value) for value in _listed(values)]


def _listed(values: Any) -> Iterable[Any]:
    return values if isinstance(values, (list, tuple, set, frozenset)) else (values,)


def _last(params: Mapping[str, Any], name: str) -> str:
    values = _all(params, name)
    return values[-1] if values else ""


def _clean(value: str) -> str:
    """A value without what no text holds: lone surrogates and NUL."""
    return value.encode("utf-8", "ignore").decode().replace("\0", "")

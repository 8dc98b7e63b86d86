"""Values of filters that nothing has: neither a document nor a record of the catalogue.

A misspelt value finds nothing and looks like an answer, so each is told, with the value that looks like it. A value of the
catalogue that no document has is known: that nothing has it is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from datascores.catalogue.models import Record
from search.engine.clauses import And, Clause, Everything, FieldIs, Not, Or
from search.engine.port import Engine
from search.facets import words_for
from search.fields import ASKED_KINDS, value_as_slug
from search.query import SearchQuery

LIKE_ENOUGH = 0.75  # as difflib counts, from 0 to 1
LONGEST_SHOWN = 40  # characters of a value in a warning


class Values:
    """The known values of each facet, looked up when a facet is first asked about."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[str, dict[str, str]] = {}

    def known(self, facet: str) -> Mapping[str, str]:
        """The values of a facet, and the names of its records written alike, each with the value. Raises EngineUnavailable."""
        if facet not in self._known:
            held = [value.value for value in self._engine.facet_values(facet, Everything())]
            records = Record.objects.filter(kind__in=words_for(facet).record_kinds).values_list("kind", "slug", "name")
            named = [
                (f"{kind}:" if facet == "asked" else "", slug, value_as_slug(name)) for kind, slug, name in records
            ]
            self._known[facet] = {before + name: before + slug for before, slug, name in named} | {
                value: value for value in (*held, *(before + slug for before, slug, _ in named))
            }
        return self._known[facet]

    def tell_unknown(self, query: SearchQuery) -> list[str]:
        """A warning for each value of a filter, in a column or typed as a field, that nothing has. Raises EngineUnavailable."""
        asked: list[tuple[str, tuple[str, ...]]] = [
            (facet, (value,)) for facet, values in query.filters.items() for value in values
        ]
        asked += _typed(query.parsed.clause)
        return [
            self._told(facet, values)
            for facet, values in dict.fromkeys(asked)
            if not any(self.known(facet).get(value) == value for value in values)
        ]

    def _told(self, facet: str, values: tuple[str, ...]) -> str:
        known = self.known(facet)
        value = values[0] if len(values) == 1 else values[0].partition(":")[2]
        close = (get_close_matches(slug, known, 1, LIKE_ENOUGH) for slug in map(value_as_slug, values))
        near = next((known[match[0]] for match in close if match), "")
        meant = f"; perhaps “{near}” is meant" if near else ""
        return f"The filter {facet} has no value “{value[:LONGEST_SHOWN]}” here{meant}."


def _typed(clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields typed among the words: the facet, and the values of which one is enough."""
    match clause:
        case FieldIs(facet, value):
            yield facet, (value,)
        case Or(parts) if _is_asked_of_any_kind(parts):
            yield "asked", tuple(part.value for part in parts if isinstance(part, FieldIs))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _typed(part)
        case Not(part):
            yield from _typed(part)


def _is_asked_of_any_kind(parts: Sequence[Clause]) -> bool:
    """Whether this is `asked:name`, which may be a name of any kind."""
    asked = [part.value for part in parts if isinstance(part, FieldIs) and part.facet == "asked"]
    names = {value.partition(":")[2] for value in asked}
    return len(asked) == len(parts) == len(ASKED_KINDS) and len(names) == 1

"""What is asked of the engine for a search: the clause of its words and scope, or of most of its words.

Page, export, command and API ask here, so that they answer alike. The answer says which of the two it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datascores.catalogue.models import Record
from search.engine.clauses import And, Clause, FieldIs, Most, Or, Term, within
from search.engine.port import Engine, Filters
from search.most import most_of, names_body
from search.query import SearchQuery
from search.scopes import FIRST_SCOPE

ALL, MOST = "all", "most"


@dataclass(frozen=True)
class Asked:
    """A search with the clause that was asked for it; ``match`` is ``all`` or ``most``."""

    query: SearchQuery
    clause: Clause
    match: str = ALL

    @property
    def words(self) -> tuple[str, ...]:
        """The words of which most are wanted; empty where all conditions hold."""
        words = self.clause.words if isinstance(self.clause, Most) else ()
        return tuple(word.word for word in words if isinstance(word, Term))

    @property
    def is_most(self) -> bool:
        return self.match == MOST

    @property
    def fewest(self) -> int:
        """How many of the words a document must have."""
        return self.clause.fewest if isinstance(self.clause, Most) else 0

    def under_all_filters(self, facet: str) -> tuple[Clause, Filters]:
        """Clause and filters that find the same, but under which the facet's values are counted with its own filter too."""
        others = {name: values for name, values in self.query.filters.items() if name != facet}
        own = tuple(FieldIs(facet, value) for value in self.query.filters.get(facet, ()))
        return (And((self.clause, Or(own))) if own else self.clause), others


@dataclass(frozen=True)
class Wanted:
    """What a reader marks in a document: the words as typed, their clause, and what else of the address says how to look."""

    text: str
    clause: Clause | None
    more: Mapping[str, str]


def wanted_from(params: Mapping[str, Any]) -> Wanted:
    """What the query string of a reader's address asks to mark; never raises. Filters mark nothing."""
    query = SearchQuery.from_querystring(params, ())
    if not query.text:
        return Wanted("", None, {})
    most = most_of(query.text) if params.get("match") == MOST else None
    clause = within(most, query.scope) if most else query.clause
    scope = {"scope": str(query.scope)} if query.scope != FIRST_SCOPE else {}
    return Wanted(query.text, clause, {**scope, **({"match": MOST} if most else {})})


def ask(query: SearchQuery, engine: Engine) -> Asked:
    """The clause to search with. Raises EngineUnavailable if the index cannot answer."""
    asked = Asked(query, query.clause)
    if not query.parsed.is_question or engine.count(query.clause, query.filters):
        return asked
    rough = most_of(query.text)
    if rough is None:
        return asked
    most = most_of(query.text, bodies_in(query.text, rough, engine)) or rough
    return Asked(query, within(most, query.scope), MOST)


def bodies_in(text: str, clause: Most, engine: Engine) -> list[str]:
    """The bodies that a question names and that documents with its words come from."""
    slugs = [value.value for value in engine.facet_values("authority", Or(clause.words))]
    names = Record.objects.filter(kind="authority", slug__in=slugs).values_list("slug", "name")
    return [slug for slug, name in names if names_body(text, name)]

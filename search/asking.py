"""What is asked of the engine for a search: the clause of its words and scope, or of most of its words.

Page, export, command and API ask here, so that they answer alike. The answer says which of the two it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from datascores.catalogue.models import Record
from search.engine.clauses import Clause, Most, Or, Term, within
from search.engine.port import Engine
from search.most import most_of, names_body
from search.query import SearchQuery

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

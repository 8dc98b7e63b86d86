"""What a download takes of an address: a search that can be used whole, in an order that lasts.

A page tells of what it could not use and goes on; a file travels without its page, so nothing is put right for it. How
relevant a document is depends on what an index has forgotten and not yet swept up, so no file is ordered by it. Pure.
"""

from __future__ import annotations

from dataclasses import replace

from search.engine.clauses import Nothing
from search.query import SearchQuery

BY_ID = "id"


def in_lasting_order(query: SearchQuery) -> SearchQuery:
    """The same search in the order of the documents' SHA-256 where it was by relevance; other sorts stay."""
    return replace(query, sort=BY_ID) if query.sort == "relevance" else query


def describe_order(query: SearchQuery) -> str:
    """How the rows of an export of this search are ordered, for its manifest."""
    sort = in_lasting_order(query).sort
    return "by the documents’ SHA-256" if sort == BY_ID else f"sort {sort}, then by the documents’ SHA-256"


def find_problem(query: SearchQuery) -> str:
    """Why no file can be made of a search: what of its address cannot be used, or that nothing is left of its words.

    Empty if a file can be made. Other warnings about the words are no problem: the language reads everything.
    """
    if query.warnings:
        return "The address cannot be used as it stands. " + " ".join(query.warnings)
    if isinstance(query.parsed.clause, Nothing):
        told = "; ".join(dict.fromkeys(warning.message for warning in query.parsed.warnings))
        return "Nothing is left of the words to search for" + (f": {told}." if told else ".")
    return ""

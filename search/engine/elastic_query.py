"""Clauses and filters as queries of Elasticsearch and OpenSearch; pure, knows no server.

The same tree as embedded_query.py builds for tantivy, leaf by leaf, with the same scores: a title weighs three times a text
and both add up; prefix and fuzzy leaves score their weight, facets and dates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from elasticsearch.dsl import Q, Query
from elasticsearch.dsl import query as q

from search.engine.analysis import GAP, stem_for, token_for
from search.engine.arranging import arrange
from search.engine.clauses import (
    And,
    Clause,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Most,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Term,
    Where,
    WordLeaf,
)
from search.engine.elastic_schema import ID
from search.engine.port import DOCUMENT, EngineRefused, Filters, days_of

_WEIGHTS = {"title": 3.0}
_FIELDS = {
    Where.ANYWHERE: ("title", "text"),
    Where.TITLE: ("title",),
    Where.OWN: ("own",),
    Where.QUESTIONS: ("own", "questions"),
}
_FACET_NAME = re.compile(r"[a-z][a-z0-9_]*")


def facet_path(facet: str) -> str:
    """Where a facet lies in the index. Raises EngineRefused for a name that cannot be one."""
    if not _FACET_NAME.fullmatch(facet):
        raise EngineRefused(f"“{facet}” cannot be the name of a facet.")
    return f"facets.{facet}"


def compile_filters(filters: Filters, without: str = "") -> Query:
    """The query for all that pass the filters but one (OR inside a facet, AND between facets); scores nothing."""
    wanted: list[Query] = []
    for facet, values in sorted(filters.items()):
        path = ID if facet == DOCUMENT else facet_path(facet)
        if values and facet != without:
            wanted.append(Q({"terms": {path: [_text(value) for value in values]}}))
    return q.Bool(filter=wanted) if wanted else q.MatchAll()


def compile_clause(clause: Clause) -> Query:
    """The query for all that match the clause. Raises EngineRefused for a malformed date or facet name, half a character."""
    match clause:
        case Everything():
            return q.MatchAll()
        case Nothing() | And(()) | Or(()):
            return q.MatchNone()
        case And(parts):
            return _all_of(parts)
        case Or(parts):
            return q.Bool(should=[compile_clause(part) for part in parts], minimum_should_match=1)
        case Most():
            return _most_of(clause)
        case Not(_):
            return _all_of((clause,))
        case FieldIs(facet, value):
            is_value = Q({"term": {facet_path(facet): _text(value)}})
            return q.ConstantScore(filter=is_value, boost=0.0)
        case DateRange():
            return _compile_dates(clause)
        case _:
            places = [_in_field(clause, field) for field in _FIELDS[clause.where]]
            return places[0] if len(places) == 1 else q.Bool(should=places, minimum_should_match=1)


def _all_of(parts: Sequence[Clause]) -> Query:
    must = [compile_clause(part) for part in parts if not isinstance(part, Not | Everything)]  # “all” adds no score
    must_not = [compile_clause(part.part) for part in parts if isinstance(part, Not)]
    return q.Bool(must=must or [q.MatchAll()], must_not=must_not)


def _most_of(most: Most) -> Query:
    enough = q.Bool(should=[compile_clause(word) for word in most.words], minimum_should_match=most.fewest)
    added = [compile_clause(pair) for pair in most.pairs]
    added += [_in_field(leaf, "own") for leaf in (*most.words, *most.pairs) if leaf.where is not Where.OWN]
    added += [q.ConstantScore(filter=compile_clause(hint), boost=weight) for hint, weight in most.hints]
    return q.Bool(must=[enough], should=added)


def _compile_dates(dates: DateRange) -> Query:
    after = days_of(dates.after)[0] if dates.after else 0
    before = days_of(dates.before)[0] if dates.before else 10_000_000
    starts, ends = q.Range(first_day={"gte": after, "lte": before}), q.Range(last_day={"gte": after, "lt": before})
    return q.ConstantScore(filter=q.Bool(filter=[starts, ends]), boost=0.0)


def _in_field(leaf: WordLeaf, field: str) -> Query:
    """The leaf in one field. Unlimited in the words that a prefix or fuzzy leaf stands for: `constant_score` makes Lucene
    look at all of them."""
    weight, exact = _WEIGHTS.get(field, 1.0), f"{field}_exact"
    match leaf:
        case Term(word):
            stem = stem_for(word)
            return _term(field, stem, weight) if stem else q.MatchNone()
        case Exact((word,)):
            return _term(exact, word, weight)
        case Exact(words):
            return _phrase(exact, list(enumerate(words)), weight)
        case Prefix(word):
            return q.Prefix(**{exact: {"value": _text(word), "rewrite": "constant_score", "boost": weight}})
        case Fuzzy(word, distance):
            fuzzy = {"value": _text(word), "fuzziness": distance, "rewrite": "constant_score", "boost": weight}
            return q.Fuzzy(**{exact: fuzzy})
        case Phrase(words, slop):
            places = [(at, token_for(word)) for at, word in enumerate(words) if word]
            if len(places) < 2:
                return _term(field, places[0][1], weight) if places else q.MatchNone()
            ways = {tuple(way) for way in arrange(places, slop)}
            orders = [_phrase(field, list(way), weight) for way in sorted(ways)]
            return orders[0] if len(orders) == 1 else q.DisMax(queries=orders)


def _term(field: str, token: str, weight: float) -> Query:
    return q.Term(**{field: {"value": _text(token), "boost": weight}})


def _phrase(field: str, places: list[tuple[int, str]], weight: float) -> Query:
    """Words at these places, with anything between; the analyser of the index counts the gaps."""
    tokens = [GAP] * (places[-1][0] + 1)
    for at, token in places:
        tokens[at] = _text(token)
    return q.MatchPhrase(**{field: {"query": " ".join(tokens), "boost": weight}})


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise EngineRefused("The query or a filter holds something that is no text.") from error
    return value

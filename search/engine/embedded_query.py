"""Clauses and filters as tantivy queries; pure, knows no index.

A title weighs three times a text and both add up, as in the 2018 tool. Facets and dates select and do not score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import tantivy

from search.engine.analysis import stem_for, token_for
from search.engine.arranging import arrange, from_zero
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
from search.engine.port import DOCUMENT, EngineRefused, Filters, days_of

_WEIGHTS = {"title": 3.0}
_FIELDS = {
    Where.ANYWHERE: ("title", "text"),
    Where.TITLE: ("title",),
    Where.OWN: ("own",),
    Where.QUESTIONS: ("own", "questions"),
}
_FACET_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MUST, _SHOULD, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


def facet_path(facet: str) -> str:
    """Where a facet lies in the index. Raises EngineRefused for a name that cannot be one."""
    if not _FACET_NAME.fullmatch(facet):
        raise EngineRefused(f"“{facet}” cannot be the name of a facet.")
    return f"facets.{facet}"


def compile_query(clause: Clause, filters: Filters, schema: tantivy.Schema) -> tantivy.Query:
    """The query for all that match the clause and every filter (OR inside a facet, AND between facets).

    Raises EngineRefused for what cannot be looked up: a malformed date or facet name, half a character.
    """
    try:
        return _compile_all(clause, filters, schema)
    except ValueError as error:  # raised for a lone surrogate in a value
        raise EngineRefused("The query or a filter holds something that is no text.") from error


def _compile_all(clause: Clause, filters: Filters, schema: tantivy.Schema) -> tantivy.Query:
    parts = [(_MUST, _compile(clause, schema))]
    for facet, values in sorted(filters.items()):
        if values:
            path = "id" if facet == DOCUMENT else facet_path(facet)
            any_of = tantivy.Query.term_set_query(schema, path, list(values))
            parts.append((_MUST, tantivy.Query.const_score_query(any_of, 0.0)))
    return tantivy.Query.boolean_query(parts) if len(parts) > 1 else parts[0][1]


def _compile(clause: Clause, schema: tantivy.Schema) -> tantivy.Query:
    match clause:
        case Everything():
            return tantivy.Query.all_query()
        case Nothing() | And(()) | Or(()):
            return tantivy.Query.empty_query()
        case And(parts):
            return _all_of(parts, schema)
        case Or(parts):
            return tantivy.Query.boolean_query([(_SHOULD, _compile(part, schema)) for part in parts])
        case Most():
            return _most_of(clause, schema)
        case Not(_):
            return _all_of((clause,), schema)
        case FieldIs(facet, value):
            is_value = tantivy.Query.term_query(schema, facet_path(facet), value, index_option="basic")
            return tantivy.Query.const_score_query(is_value, 0.0)
        case DateRange():
            return _compile_dates(clause, schema)
        case _:
            return _compile_words(clause, schema)


def _all_of(parts: Iterable[Clause], schema: tantivy.Schema) -> tantivy.Query:
    compiled = []
    for part in parts:
        if isinstance(part, Not):
            compiled.append((_MUST_NOT, _compile(part.part, schema)))
        else:
            compiled.append((_MUST, _compile(part, schema)))
    if all(occur == _MUST_NOT for occur, _ in compiled):
        compiled.append((_MUST, tantivy.Query.all_query()))  # tantivy finds nothing for a query of NOTs alone
    return tantivy.Query.boolean_query(compiled)


def _most_of(most: Most, schema: tantivy.Schema) -> tantivy.Query:
    query = tantivy.Query
    enough = [(_SHOULD, _compile(word, schema)) for word in most.words]
    added = [_compile(pair, schema) for pair in most.pairs]
    for leaf in (*most.words, *most.pairs):
        if leaf.where is not Where.OWN:
            added.append(_in_field(leaf, "own", schema))
    added += [query.const_score_query(_compile(hint, schema), weight) for hint, weight in most.hints]
    return query.boolean_query(
        [(_MUST, query.boolean_query(enough, most.fewest)), *((_SHOULD, part) for part in added)]
    )


def _compile_dates(dates: DateRange, schema: tantivy.Schema) -> tantivy.Query:
    integer = tantivy.FieldType.Integer
    # The open end is the whole of time rather than no bound, so that a record without a date stays outside.
    after = days_of(dates.after)[0] if dates.after else 0
    before = days_of(dates.before)[0] if dates.before else 10_000_000
    starts = tantivy.Query.range_query(schema, "first_day", integer, lower_bound=after, upper_bound=before)
    ends = tantivy.Query.range_query(
        schema, "last_day", integer, lower_bound=after, upper_bound=before, include_upper=False
    )
    both = tantivy.Query.boolean_query([(_MUST, starts), (_MUST, ends)])
    return tantivy.Query.const_score_query(both, 0.0)


def _compile_words(leaf: WordLeaf, schema: tantivy.Schema) -> tantivy.Query:
    query = tantivy.Query
    places = [query.boost_query(_in_field(leaf, name, schema), _WEIGHTS.get(name, 1.0)) for name in _FIELDS[leaf.where]]
    return places[0] if len(places) == 1 else query.boolean_query([(_SHOULD, place) for place in places])


def _in_field(leaf: WordLeaf, field: str, schema: tantivy.Schema) -> tantivy.Query:
    query = tantivy.Query
    match leaf:
        case Term(word):
            stem = stem_for(word)
            return query.term_query(schema, field, stem) if stem else query.empty_query()
        case Exact((word,)):
            return query.term_query(schema, f"{field}_exact", word)
        case Exact(words):
            return query.phrase_query(schema, f"{field}_exact", [*words])
        case Prefix(word):  # phrase_prefix_query would stop at 50 words
            return query.fuzzy_term_query(schema, f"{field}_exact", word, distance=0, prefix=True)
        case Fuzzy(word, distance):
            return query.fuzzy_term_query(schema, f"{field}_exact", word, distance=distance)
        case Phrase(words, slop):
            places = [(at, token_for(word)) for at, word in enumerate(words) if word]
            if len(places) < 2:  # tantivy panics on a phrase of one word
                return query.term_query(schema, field, places[0][1]) if places else query.empty_query()
            if len(places) == 2 and places[0][1] != places[1][1]:
                return query.phrase_query(schema, field, [*from_zero(places)], slop)
            orders = [query.phrase_query(schema, field, [*way]) for way in arrange(places, slop)]
            return orders[0] if len(orders) == 1 else query.disjunction_max_query(orders)

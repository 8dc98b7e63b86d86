"""The search: the question of the search page, read by the same code, answered as JSON.

Faults of the address are refused, since a program does not read warnings; faults of the words typed are warnings, as on the
page: the language reads everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.cursors import fingerprint_of, make_cursor, read_cursor
from datascores.api.hits import FacetAnswer, HitRow, show_facet, show_hits
from datascores.api.lists import described
from datascores.api.parameters import CURSOR, Parameter, Whole, Word, read_parameters
from datascores.api.problems import BadRequest, Missing
from search.asking import ask
from search.engine.port import SORTS
from search.facets import words_for
from search.index import open_engine
from search.names import other_names
from search.query import (
    FIRST_SCOPE,
    FIRST_SIZE,
    FIRST_SORT,
    LAST_PAGE,
    LONGEST_TEXT,
    LONGEST_VALUE,
    MOST_SIZE,
    MOST_VALUES,
    NARROWING,
    SearchQuery,
)
from search.results import count_texts
from search.scopes import SCOPES
from search.spelling import near_words

FILTERS = (*settings.SEARCH_FACETS, *NARROWING)
QUESTION: tuple[Parameter, ...] = (
    Word("q", "Words in the language of the search page; none for all documents.", longest=LONGEST_TEXT),
    *(
        Word(name, f"{words_for(name).title}. Several values: either-or.", longest=LONGEST_VALUE, is_many=True)
        for name in FILTERS
    ),
    Word("scope", f"Whose words count; {FIRST_SCOPE} if not given.", choices=tuple(map(str, SCOPES))),
)
PAGING: tuple[Parameter, ...] = (
    Word("sort", f"The order; {FIRST_SORT} if not given.", choices=SORTS),
    Whole("size", f"Hits a page, at most {MOST_SIZE}.", MOST_SIZE, FIRST_SIZE),
    Whole("page", "The page, from 1; or give a cursor.", LAST_PAGE, 1),
    CURSOR,
)


class WarningRow(serializers.Serializer):
    """What of the query was not understood, or not all of it; the place counts characters of q."""

    message = serializers.CharField()
    position = serializers.IntegerField(allow_null=True)
    length = serializers.IntegerField(allow_null=True)


class MostAnswer(serializers.Serializer):
    """Where no document has all words of a question: how many of them a document must have to be found."""

    fewest = serializers.IntegerField()
    words = serializers.ListField(child=serializers.CharField())


class NearRow(serializers.Serializer):
    """A word that no document has, and the nearest that documents have; nothing was looked for instead."""

    word = serializers.CharField()
    instead = serializers.CharField()
    count = serializers.IntegerField(help_text="Documents that have the other word.")


class NamesRow(serializers.Serializer):
    """Other names, by the catalogue, of what the words name; nothing was looked for besides."""

    surface = serializers.CharField(help_text="The name as typed.")
    kind = serializers.CharField()
    slug = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())


class SearchAnswer(serializers.Serializer):
    """One page of a search."""

    total = serializers.IntegerField(help_text="All documents found, exactly.")
    match = serializers.ChoiceField(["all", "most"], help_text="most: no document has all words; these have most.")
    most = MostAnswer(allow_null=True)
    distinct_texts = serializers.IntegerField(allow_null=True, help_text="Different texts among them; null if unknown.")
    warnings = WarningRow(many=True)
    did_you_mean = NearRow(many=True)
    other_names = NamesRow(many=True)
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    size = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="The address of the next page; null on the last.")
    page_url = serializers.CharField(help_text="The same on the search page.")
    left_out = serializers.IntegerField(help_text="Hits of this page taken down since the index was written.")
    facets = FacetAnswer(many=True)
    hits = HitRow(many=True)


def read_question(params: QueryDict, known: tuple[Parameter, ...]) -> tuple[SearchQuery, Mapping[str, str | int]]:
    """What is asked, and the single values given. Raises BadRequest for what cannot be used as it stands."""
    given = read_parameters(params, known)
    values = sum(len(params.getlist(name)) for name in FILTERS)
    if values > MOST_VALUES:
        raise BadRequest(f"{values} values of filters are more than {MOST_VALUES}.")
    of_search = [parameter.name for parameter in (*QUESTION, *PAGING) if parameter in known]
    wanted = {name: params.getlist(name) for name in of_search if name in params}
    query = SearchQuery.from_querystring(wanted)
    if query.warnings:
        raise BadRequest(" ".join(query.warnings))
    return query, given


class Search(APIView):
    @described("Search documents", SearchAnswer, (*QUESTION, *PAGING), (400, 404, 503), operation_id="search")
    def get(self, request: Request) -> Response:
        query, given = read_question(request.query_params, (*QUESTION, *PAGING))
        fingerprint = fingerprint_of(replace(query, page=1).to_querystring())
        warnings, total_then = [], None
        if "cursor" in given:
            if "page" in given:
                raise BadRequest("A page and a cursor are two places; give one of them.")
            number, total_then = read_cursor(str(given["cursor"]), fingerprint)
            query = replace(query, page=number)
        answer = find(query, request)
        if total_then not in (None, answer["total"]):
            warnings.append(
                f"The documents have changed since this cursor was made: {total_then} were found then, "
                f"{answer['total']} now. Some hits may come twice or be missing."
            )
        answer["warnings"] = [
            *({"message": message, "position": None, "length": None} for message in warnings),
            *answer["warnings"],
        ]
        if query.page < answer["pages"]:
            pairs = replace(query, page=1).to_pairs()
            pairs.append(("cursor", make_cursor(fingerprint, [query.page + 1, answer["total"]])))
            answer["next"] = request.build_absolute_uri(f"{request.path}?{urlencode(pairs)}")
        return Response(SearchAnswer(answer).data)


def find(query: SearchQuery, request: Request) -> dict[str, Any]:
    """One page of the search. Raises Missing for a page behind the last, EngineUnavailable, EngineRefused."""
    engine = open_engine()
    asked = ask(query, engine)
    names = [*settings.SEARCH_FACETS]
    page = engine.search(asked.clause, query.filters, names, query.sort, query.offset, query.size)
    pages = max(1, -(-page.total // query.size))
    if query.page > pages:
        raise Missing(f"There is no page {query.page:,}: {page.total:,} documents were found, on {pages:,} pages.")
    hits, left_out = show_hits([hit.id for hit in page.hits], asked, request)
    return {
        "total": page.total,
        "match": asked.match,
        "most": {"fewest": asked.fewest, "words": asked.words} if asked.is_most else None,
        "distinct_texts": count_texts(asked, engine),
        "warnings": [
            {"message": warning.message, "position": warning.position, "length": warning.length}
            for warning in query.parsed.warnings
        ],
        "did_you_mean": [
            {"word": near.word, "instead": near.instead, "count": near.count}
            for near in near_words(query.parsed.clause, engine)
        ],
        "other_names": [
            {
                "surface": other.surface,
                "kind": other.record.kind,
                "slug": other.record.slug,
                "names": [name for name, _ in other.choices],
            }
            for other in other_names(query.text)
        ],
        "page": query.page,
        "pages": pages,
        "size": query.size,
        "next": None,
        "page_url": request.build_absolute_uri(f"{reverse('search')}?{query.to_querystring(page=query.page)}"),
        "left_out": left_out,
        "facets": [show_facet(name, page.facets.get(name, ())) for name in names],
        "hits": hits,
    }

"""The values of one facet under a search: all of them, a number at a time, or those whose name holds some words."""

from __future__ import annotations

from django.conf import settings
from django.utils.http import urlencode
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.cursors import fingerprint_of, make_cursor, read_cursor
from datascores.api.hits import ValueRow, value_rows
from datascores.api.lists import SIZE, USUAL, described
from datascores.api.parameters import CURSOR, Parameter, Word
from datascores.api.problems import Missing
from datascores.api.searching import QUESTION, read_question
from search.asking import ask
from search.engine.port import FacetCount
from search.facets import labels_for, words_for
from search.index import open_engine

NAMES = (*settings.SEARCH_FACETS, "month")
PARAMETERS: tuple[Parameter, ...] = (
    *QUESTION,
    Word("contains", "Only values whose name or slug holds this, in any case.", longest=200),
    SIZE,
    CURSOR,
)
IN_PATH = OpenApiParameter(
    "facet", {"type": "string", "enum": list(NAMES)}, OpenApiParameter.PATH, description="The name of the facet."
)


class ValuesAnswer(serializers.Serializer):
    """Values of a facet, those of most documents first."""

    name = serializers.CharField()
    title = serializers.CharField()
    total = serializers.IntegerField(help_text="How many values there are.")
    next = serializers.CharField(allow_null=True, help_text="The address of the next values; null at the end.")
    results = ValueRow(many=True)


class Facet(APIView):
    @described(
        "The values of one facet under a search",
        ValuesAnswer,
        PARAMETERS,
        (400, 404, 503),
        extra=[IN_PATH],
        operation_id="facet_values",
    )
    def get(self, request: Request, facet: str) -> Response:
        if facet not in NAMES:
            raise Missing(f"There is no facet “{facet[:60]}”; there are {', '.join(NAMES)}.")
        query, given = read_question(request.query_params, PARAMETERS)
        contains, size = str(given.get("contains", "")), int(given.get("size", USUAL))
        fingerprint = fingerprint_of(request.path, query.to_querystring(), contains)
        start = read_cursor(str(given["cursor"]), fingerprint)[0] if "cursor" in given else 0
        engine = open_engine()
        counts = holding(contains, facet, engine.facet_values(facet, ask(query, engine).clause, query.filters))
        address = None
        if start + size < len(counts):
            pairs = [(name, value) for name, values in request.query_params.lists() for value in values]
            pairs = [pair for pair in pairs if pair[0] != "cursor"]
            pairs.append(("cursor", make_cursor(fingerprint, [start + size])))
            address = request.build_absolute_uri(f"{request.path}?{urlencode(pairs)}")
        answer = {
            "name": facet,
            "title": words_for(facet).title,
            "total": len(counts),
            "next": address,
            "results": value_rows(facet, counts[start : start + size]),
        }
        return Response(ValuesAnswer(answer).data)


def holding(contains: str, facet: str, counts: tuple[FacetCount, ...]) -> tuple[FacetCount, ...]:
    """The values whose name or slug holds some words."""
    if not contains:
        return counts
    labels, wanted = labels_for(facet, [count.value for count in counts]), contains.casefold()
    return tuple(
        count
        for count in counts
        if wanted in count.value.casefold() or wanted in labels.get(count.value, "").casefold()
    )

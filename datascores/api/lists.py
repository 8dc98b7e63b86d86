"""Lists of rows: filters, a number of rows at a time, a cursor to the next. And what every answer of the API has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.http import urlencode
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.cursors import behind, fingerprint_of, make_cursor, read_cursor
from datascores.api.parameters import CURSOR, Parameter, Whole, read_parameters
from datascores.api.problems import MEDIA_TYPE, Problem

USUAL, MOST = 50, 500
SIZE = Whole("size", f"How many rows at a time, at most {MOST}.", MOST, USUAL)
ALWAYS = {
    401: "The token is not known.",
    429: "Too many requests; the header Retry-After says for how many seconds to wait.",
    500: "An error of ours.",
}
OFTEN = {
    400: "A parameter is not known or cannot be read; the detail says which.",
    404: "There is no such thing.",
    410: "The document has been taken down.",
    503: "The index cannot answer just now.",
}


def described(
    summary: str, answer: Any, parameters: Iterable[Parameter] = (), codes: Sequence[int] = (400,), **more: Any
) -> Callable:
    """What the schema says of a method; ``codes`` are the problems it may answer with besides those of every address."""
    words = {**ALWAYS, **{code: OFTEN[code] for code in codes}}
    problems = {(code, MEDIA_TYPE): OpenApiResponse(Problem, words[code]) for code in sorted(words)}
    specs = [parameter.spec for parameter in parameters]
    return extend_schema(
        summary=summary,
        description=f"{summary}.",
        parameters=specs + more.pop("extra", []),
        responses={200: answer, **problems},
        **more,
    )


def list_of(row: type[serializers.Serializer]) -> serializers.Serializer:
    """The answer of a list."""
    return inline_serializer(
        f"{row.__name__}List",
        {
            "next": serializers.CharField(allow_null=True, help_text="The address of the next rows; null at the end."),
            "results": row(many=True),
        },
    )


class ListView(APIView):
    """Rows in a total order. ``keys`` are the fields of the order, unique together; ``row`` says what a row has."""

    paging: ClassVar[tuple[Parameter, ...]] = (SIZE, CURSOR)
    filters: ClassVar[tuple[Parameter, ...]] = ()
    keys: ClassVar[tuple[str, ...]] = ("pk",)
    row: ClassVar[type[serializers.Serializer]]

    def rows(self, asked: dict[str, Any], **of: Any) -> QuerySet:
        """The rows that are asked for, in any order."""
        raise NotImplementedError

    def show(self, batch: list[Any], request: Request) -> list[dict[str, Any]]:
        """Rows as dicts, in the order of the batch."""
        raise NotImplementedError

    def answer(self, request: Request, **of: Any) -> Response:
        asked = dict(read_parameters(request.query_params, (*self.filters, *self.paging)))
        size, cursor = int(asked.pop("size", USUAL)), asked.pop("cursor", None)
        rows = self.rows(asked, **of).order_by(*self.keys)
        fingerprint = fingerprint_of(request.path, self.keys, sorted(asked.items()))
        if cursor is not None:
            rows = rows.filter(behind(self.keys, read_cursor(str(cursor), fingerprint)))
        batch = list(rows[: size + 1])
        follows = len(batch) > size
        batch = batch[:size]
        address = ""
        if follows:
            last = make_cursor(fingerprint, [_value(batch[-1], key.lstrip("-")) for key in self.keys])
            query = urlencode({**asked, **({"size": size} if size != USUAL else {}), "cursor": last})
            address = request.build_absolute_uri(f"{request.path}?{query}")
        results = self.row(self.show(batch, request), many=True).data
        return Response({"next": address or None, "results": results})


def _value(row: Model, key: str) -> object:
    value: Any = row
    for part in key.split("__"):
        value = getattr(value, part)
    return value

"""The OpenAPI description: made from the views, so that it cannot say something else than they do."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.negotiation import DefaultContentNegotiation


class BearerScheme(OpenApiAuthenticationExtension):
    """What the schema says of tokens."""

    target_class = "datascores.api.asking.ByToken"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "For a higher rate; nothing needs one."}


class Schema(SpectacularAPIView):
    """As YAML, or as JSON to who accepts only that."""

    content_negotiation_class = DefaultContentNegotiation


def only_ours(endpoints: list[tuple]) -> list[tuple]:
    """A hook: without the schema itself and what stands at a second address."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/") and "(" not in endpoint[0]]


@cache
def read_schema() -> dict[str, Any]:
    """The whole description; the same for as long as the process lives."""
    return SchemaGenerator().get_schema(public=True)

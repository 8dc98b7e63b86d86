"""The help page of the API, and the answer to addresses that it does not have.

The page lists what the schema lists, with an example of each that runs on what is held here.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.problems import Missing
from datascores.api.schema import read_schema
from datascores.catalogue.listing import PLURALS
from datascores.catalogue.models import Record
from datascores.corpus.visibility import shown_documents


class Unknown(APIView):
    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        raise Missing(f"The API has nothing at this address. What it has stands at {reverse('api-help')}.")


@dataclass(frozen=True)
class Described:
    """An address with what it gives, what it takes, and an example (empty where nothing is held to show)."""

    path: str
    summary: str
    parameters: list[tuple[str, str, str]]
    example: str


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    context = {
        "addresses": describe_addresses(find_examples()),
        "rate": settings.API_REQUESTS,
        "token_rate": settings.API_TOKEN_REQUESTS,
        "root": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/help.html", context)


def describe_addresses(examples: dict[str, str]) -> list[Described]:
    """The addresses of the schema in its order; ``examples`` by path."""
    return [
        Described(
            path,
            methods["get"]["summary"],
            [_parameter(parameter) for parameter in methods["get"].get("parameters", []) if parameter["in"] == "query"],
            examples.get(path, ""),
        )
        for path, methods in read_schema()["paths"].items()
    ]


def find_examples() -> dict[str, str]:
    """An address that runs for each path of the schema, as far as there is something to show."""
    examples = {
        "/api/v1/search/": f"{reverse('api-search')}?q=housing+%7C+score&sort=-date",
        "/api/v1/facets/{facet}/": f"{reverse('api-facet', args=['system'])}?q=council",
        "/api/v1/documents/": f"{reverse('api-documents')}?status=ok&size=5",
        "/api/v1/mentions/": f"{reverse('api-mentions')}?kind=system&evidence=yes&size=5",
        "/api/v1/relations/": f"{reverse('api-relations')}?speaker=authority&size=5",
    }
    document = shown_documents().filter(pages__isnull=False).order_by("-pk").first()
    if document:
        sha256 = document.sha256
        number = document.pages.values_list("number", flat=True)[0]
        examples |= {
            "/api/v1/documents/{sha256}/": reverse("api-document", args=[sha256]),
            "/api/v1/documents/{sha256}/pages/": reverse("api-pages", args=[sha256]),
            "/api/v1/documents/{sha256}/pages/{number}/": reverse("api-page", args=[sha256, number]),
        }
    for kind, plural in PLURALS.items():
        examples[f"/api/v1/{plural}/"] = f"{reverse(f'api-{kind}-list')}?size=5"
        slug = Record.objects.filter(kind=kind).order_by("slug").values_list("slug", flat=True).first()
        if slug:
            examples[f"/api/v1/{plural}/{{slug}}/"] = reverse(f"api-{kind}", args=[slug])
    return examples


def _parameter(parameter: dict) -> tuple[str, str, str]:
    """Name, what it is, and the words it takes."""
    return parameter["name"], parameter["description"], ", ".join(parameter["schema"].get("enum", []))

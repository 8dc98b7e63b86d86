"""Made-up requests, good and bad, over every address of the schema: each answer is one that the schema describes.

``python -m tests.api_fuzz`` asks far more of a running portal.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from datascores.api.schema import read_schema

pytestmark = pytest.mark.django_db
EACH = 12  # requests for each address
ODD = [
    "",
    " ",
    "\0",
    "'",
    '"',
    "null",
    "-1",
    "0",
    "1e9",
    "9" * 30,
    "%",
    "\u202e",
    "é" * 300,
    "[]",
    "a\nb",
    "<b>",
]
REAL = ["housing", "lantern-score", "brackenford", "quillmark", "a* | b -c", '"housing claims"~2', "title:letter"]


@pytest.fixture(autouse=True)
def many(settings):
    settings.API_REQUESTS = 1_000_000


def good(schema: dict[str, Any], rnd: random.Random) -> Any:
    """A value that the schema of a parameter allows."""
    if schema.get("type") == "array":
        return [good(schema["items"], rnd) for _ in range(rnd.randint(0, 3))]
    if schema.get("type") == "integer":
        return rnd.choice([1, schema["maximum"], rnd.randint(1, schema["maximum"])])
    if "enum" in schema:
        return rnd.choice(schema["enum"])
    if "pattern" in schema and "maxLength" not in schema:
        return f"{rnd.getrandbits(256):064x}"
    return rnd.choice(REAL)


def request_for(operation: dict[str, Any], path: str, real: dict[str, str], rnd: random.Random) -> tuple[str, dict]:
    """An address and a query: mostly right, partly not."""
    query: dict[str, Any] = {}
    for parameter in operation.get("parameters", []):
        value = good(parameter["schema"], rnd) if rnd.random() < 0.8 else rnd.choice(ODD)
        if parameter["in"] == "path":
            given = real[parameter["name"]] if rnd.random() < 0.7 else str(value)
            path = path.replace("{" + parameter["name"] + "}", given)
        elif rnd.random() < 0.25:
            query[parameter["name"]] = value
    if rnd.random() < 0.1:
        query[rnd.choice(["unknown", "é", "q[]"])] = rnd.choice(ODD)
    return path, query


def test_every_answer_is_one_that_the_schema_describes(letters, index):
    schema, rnd, statuses = read_schema(), random.Random(6), set()
    for path, methods in schema["paths"].items():
        slug = {"authorities": "brackenford", "companies": "lantern-analytics", "keywords": "risk-score"}
        real = {
            "sha256": letters[0].sha256,
            "number": "1",
            "facet": "system",
            "slug": slug.get(path.split("/")[3], "lantern-score"),
        }
        for _ in range(EACH):
            address, query = request_for(methods["get"], path, real, rnd)
            response = Client().get(address, query, follow=True)
            statuses.add(response.status_code)
            described = methods["get"]["responses"].get(str(response.status_code))
            assert described and response.status_code < 500, (address, query, response.status_code)
            if not address.startswith(reverse("api-help")) or response["Content-Type"].startswith("text/html"):
                continue  # a path of odd signs leads elsewhere
            answer = described["content"][response["Content-Type"]]["schema"]
            Draft202012Validator({**answer, "components": schema["components"]}).validate(response.json())
    assert {200, 400, 404} <= statuses

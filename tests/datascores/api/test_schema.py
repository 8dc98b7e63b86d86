"""The schema, and the help page made from it: every address is described, and every example runs."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from datascores.api.guide import find_examples
from datascores.api.schema import read_schema

pytestmark = pytest.mark.django_db


def test_schema_is_had_as_yaml_and_as_json(client):
    as_yaml = client.get(reverse("api-schema"))
    assert as_yaml.status_code == 200 and as_yaml.content.startswith(b"openapi: 3.1")
    as_json = client.get(reverse("api-schema-json")).json()
    assert client.get(reverse("api-schema"), headers={"Accept": "application/json"}).json() == as_json
    assert "/api/v1/documents/{sha256}/pages/{number}/" in as_json["paths"] and len(as_json["paths"]) == 16


def test_every_address_has_a_summary_its_problems_and_words_for_each_parameter():
    for path, methods in read_schema()["paths"].items():
        (operation,) = methods.values()
        assert operation["summary"] and {"200", "401", "429"} <= set(operation["responses"]), path
        assert all(parameter["description"] for parameter in operation.get("parameters", [])), path


def test_names_of_operations_are_unique():
    names = [methods["get"]["operationId"] for methods in read_schema()["paths"].values()]
    assert len(set(names)) == len(names)


def test_help_lists_every_address_with_an_example_that_runs(client, letters, index):
    page = client.get(reverse("api-help")).content.decode()
    for path in read_schema()["paths"]:
        assert f"GET {path}<" in page
        assert find_examples()[path]
    examples = re.findall(r'Try: <a class="code" href="([^"]+)"', page)
    assert len(examples) == 16
    for example in examples:
        assert Client().get(example.replace("&amp;", "&")).status_code == 200, example


def test_help_of_an_empty_portal_has_no_broken_example(client):
    page = client.get(reverse("api-help")).content.decode()
    assert "documents/{sha256}/pages/" in page and "/documents/None" not in page

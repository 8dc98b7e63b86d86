"""What an export is, for whoever finds the file years later: what was asked, of which state of things, when, and with what.

The only place of an export that holds a time. Which versions of the steps were in force is handed in, since this room knows
no steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from datascores.catalogue.rules import read_catalogue
from datascores.corpus.models import Collection
from search.engine.port import Engine
from search.exports.tables import TABLES, TABLES_VERSION, Table
from search.exports.wanted import describe_order
from search.query import SearchQuery

LICENCE = (
    "The documents and the words quoted from them belong to those who wrote them, mostly public bodies; each collection "
    "has its terms, named under “collections”. Facts from the catalogue come from sources under CC BY 4.0 and the Open "
    "Government Licence (see CREDITS.md of the project). Cite words by the address in the column url. Names found by a "
    "machine are no findings."
)


@dataclass(frozen=True)
class Order:
    """What somebody asked to be exported; ``root`` is the portal's address without a slash at its end, or empty."""

    querystring: str
    table: Table
    format: str
    root: str = ""


def versions_now(engine: Engine) -> dict[str, str]:
    """The versions that decide what a search finds now. Raises EngineUnavailable."""
    status = engine.status()
    return {
        "catalogue": read_catalogue().version,
        "index": status.version,
        "index_generation": status.generation,
    }


def reproduce_url(export: str, order: Order, rows: int, versions: Mapping[str, str]) -> str:
    """The lasting address that says what has changed; it names the query and the versions, whatever becomes of the portal."""
    asked = {"search": order.querystring, "table": order.table.name, "rows": rows, **versions}
    return f"{order.root}{reverse('reproduce', args=[export])}?{urlencode(asked)}"


def read_reproduce(params: Mapping[str, str]) -> dict[str, str]:
    """What such an address says of itself; only its known parts, cut to a sensible length."""
    names = ("search", "table", "rows", "catalogue", "index", "index_generation")
    return {name: params[name][:3000] for name in names if params.get(name)}


def compose_manifest(
    order: Order,
    query: SearchQuery,
    begun: Mapping[str, Any],
    ended: Mapping[str, Any],
    file: Mapping[str, Any],
    steps: Mapping[str, str],
) -> dict[str, Any]:
    """The manifest; ``begun`` and ``ended`` are what was noted at either end (see ``search.exports.making``)."""
    return {
        "manifest_version": TABLES_VERSION,
        "what": TABLES[order.table.name].words,
        "search": {
            "query": query.text,
            "filters": {facet: list(values) for facet, values in query.filters.items()},
            "scope": str(query.scope),
            "sort": query.sort,
            "match": begun["match"],
            "querystring": order.querystring,
            "address": f"{order.root}{reverse('search')}?{order.querystring}",
            "warnings": [*query.warnings, *(warning.message for warning in query.parsed.warnings)],
        },
        "table": order.table.name,
        "format": order.format,
        "order": describe_order(query),
        "rows": ended["rows"],
        "documents_found": begun["documents"],
        "time": {"begun": begun["at"], "finished": ended["at"], "interruptions": ended["interruptions"]},
        "versions": begun["versions"],
        "versions_at_the_end": ended["versions"],
        "is_of_one_state": begun["versions"] == ended["versions"] and not ended["interruptions"],
        "steps": dict(steps),
        "file": dict(file),
        "rows_sha256": ended["rows_sha256"],
        "cut_cells": {"count": ended["cut_count"], "first": ended["cuts"]},
        "licence": LICENCE,
        "collections": _collections(),
        "reproduce": {
            "address": ended["reproduce"],
            "how": (
                "Ask for the same table and format of the search at “address”: while versions and documents are the same, "
                "so are the bytes. The address above says what has changed since."
            ),
        },
    }


def _collections() -> list[dict[str, str]]:
    return [
        {"slug": collection.slug, "name": collection.name, "rights": collection.get_rights_display()}
        for collection in Collection.objects.order_by("slug")
    ]

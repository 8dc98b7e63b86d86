"""The description of an exported file as a Frictionless data package (Data Package and Table Schema, specs.frictionlessdata.io).

A program that knows the standard can check and load the file by it: every column has its type and meaning. It holds no time,
so the same file has the same description.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.exports.formats import FORMATS
from search.exports.tables import Column, Table

TITLE = "Data Scores: an export of a search"


def describe_package(table: Table, format_name: str, file: dict[str, Any], sheets: int = 0) -> dict[str, Any]:
    """The package of one file; ``file`` has its name, bytes and sha256."""
    return package(table.name, TITLE, [describe_file(table, format_name, file, sheets)])


def package(name: str, title: str, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The package of some described files."""
    return {"name": f"data-scores-{name}", "title": title, "profile": "data-package", "resources": list(resources)}


def describe_file(table: Table, format_name: str, file: dict[str, Any], sheets: int = 0) -> dict[str, Any]:
    """A file as a resource of a package."""
    resource: dict[str, Any] = {
        "name": table.name,
        "path": file["name"],
        "profile": "tabular-data-resource",
        "title": table.words,
        "format": format_name,
        "mediatype": FORMATS[format_name].media_type,
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "schema": {
            "fields": [_field_of(column, format_name) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }
    if format_name == "csv":
        resource["dialect"] = {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "caseSensitiveHeader": True,
        }
    if format_name == "xlsx":
        resource["dialect"] = {"header": True, "sheet": table.name}
    if sheets > 1:
        resource["description"] = f"The rows go on on {sheets - 1} further sheets of the same form."
    return resource


def _field_of(column: Column, format_name: str) -> dict[str, Any]:
    is_list = column.is_list and format_name == "ndjson"
    described: dict[str, Any] = {
        "name": column.name,
        "type": "array" if is_list else column.type,
        "description": column.words + (" Several values are parted by “; ”." if column.is_list and not is_list else ""),
    }
    if column.type == "boolean":
        described |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints: dict[str, Any] = {"required": True} if column.is_required else {}
    if column.pattern and not is_list:
        constraints["pattern"] = column.pattern
    return {**described, "constraints": constraints} if constraints else described

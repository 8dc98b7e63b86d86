"""The bundle of an export: one zip with the file, its manifest, its data package and a few words for people.

The dates inside are fixed, so that bundles differ only where their contents do.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say
README = """An export of a search in the portal Data Scores
================================================

{name:<20} {what}
manifest.json        what was searched, when, in which versions; how many rows; how to get them again
datapackage.json     the columns, their types and what they mean (Frictionless Data Package)

Search:   {query}
Rows:     {rows}
SHA-256:  {sha256}
          of {name}; compare it before you rely on the file

What has changed since: {reproduce}

{licence}
"""


def in_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def compose_readme(manifest: Mapping[str, Any]) -> str:
    """The words for people."""
    return README.format(
        name=manifest["file"]["name"],
        what=manifest["what"],
        query=manifest["search"]["querystring"] or "all documents",
        rows=manifest["rows"],
        sha256=manifest["file"]["sha256"],
        reproduce=manifest["reproduce"]["address"],
        licence=manifest["licence"],
    )


def write_bundle(path: Path, files: Iterable[Path], texts: Mapping[str, str]) -> None:
    """A zip of data files and some small texts by name; it appears only when it is whole."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with ZipFile(unfinished, "w") as bundle:
        for name, text in texts.items():
            bundle.writestr(_entry(name), text.encode("utf-8"))
        for data in files:
            with data.open("rb") as source, bundle.open(_entry(data.name), "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
    unfinished.replace(path)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry

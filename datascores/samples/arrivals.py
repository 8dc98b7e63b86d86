"""The sample corpus as arrivals: each file with what the manifest states about it."""

from __future__ import annotations

import csv
from pathlib import Path

from datascores.corpus.intake import NewArrival
from datascores.samples import FILES, MANIFEST

COLLECTION = "samples"


def sample_arrivals() -> list[tuple[NewArrival, Path]]:
    """Every sample file in the order of the manifest, with its path."""
    with MANIFEST.open(newline="", encoding="utf-8") as file:
        return [(_arrival_of(row), FILES / row["file"]) for row in csv.DictReader(file)]


def _arrival_of(row: dict[str, str]) -> NewArrival:
    return NewArrival(
        collection=COLLECTION,
        file_name=row["file"],
        stated_authority=row["authority"],
        stated_date=row["date"],
        stated_kind=row["kind"],
    )

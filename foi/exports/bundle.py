"""A campaign as one zip: a CSV for each table, the description of all columns (Frictionless Data Package), a few words.

It holds no time of making: the same rows and the same day give the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from foi.counting import histories_of
from foi.exports.rows import (
    Row,
    answer_rows,
    event_rows,
    letter_rows,
    reading_rows,
    request_row,
    shown_of,
    unasked_rows,
    words_of_questions,
)
from foi.exports.tables import ANSWERS, EVENTS, LETTERS, READINGS, REQUESTS, UNASKED
from foi.models import Campaign
from foi.outcomes import CAUTION
from search.exports.bundle import in_json, write_bundle
from search.exports.datapackage import describe_file, package
from search.exports.formats import write_file
from search.exports.making import sha256_of
from search.exports.tables import Table

README = """The campaign “{name}” as it stood on {day}
{line}

{files}
datapackage.json      the columns, their types and what they mean (Frictionless Data Package)

Counts of outcomes are counts of rows of requests.csv. {caution}

{page}
"""


@dataclass(frozen=True)
class Bundle:
    """A written zip: its rows by table, and the hash of its bytes."""

    rows: dict[str, int]
    sha256: str


def write_campaign(campaign: Campaign, day: date, root: str, page: str, target: Path) -> Bundle:
    """Write the campaign as of a day; ``root`` is what the portal's addresses begin with, ``page`` the campaign's own."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        files, resources, counts = [], [], {}
        for table, rows in _tables(campaign, day, root):
            path = Path(folder) / f"{table.name}.csv"
            counts[table.name] = write_file("csv", rows, table, path).rows
            file = {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256_of(path)}
            resources.append(describe_file(table, "csv", file))
            files.append(path)
        described = package(f"campaign-{campaign.slug}", f"Data Scores: {campaign.name} on {day}", resources)
        title = f"The campaign “{campaign.name}” as it stood on {day}"
        readme = README.format(
            name=campaign.name,
            day=day,
            line="=" * len(title),
            files="\n".join(f"{resource['path']:<21} {resource['title']}" for resource in resources),
            caution=CAUTION,
            page=root + page,
        )
        write_bundle(target, files, {"README.txt": readme, "datapackage.json": in_json(described)})
    return Bundle(counts, sha256_of(target))


def _tables(campaign: Campaign, day: date, root: str) -> Iterable[tuple[Table, Iterable[Row]]]:
    histories = histories_of(campaign, day)
    shown, words = shown_of(campaign), words_of_questions(campaign)
    yield REQUESTS, (request_row(one, root) for one in histories)
    yield LETTERS, (row for one in histories for row in letter_rows(one, shown))
    yield EVENTS, (row for one in histories for row in event_rows(one))
    yield READINGS, (row for one in histories for row in reading_rows(one, shown))
    yield ANSWERS, (row for one in histories for row in answer_rows(one, words))
    yield UNASKED, unasked_rows(campaign, day)

"""What it costs to file letters with their requests, against taking the same files in without any.

Both go the whole way to a searchable index, in portals of their own, in the order plain, letters, letters, plain, so that
neither has the warmer disk. Filing needs what extraction tells and looks up each request, so it cannot be free.
"""

from __future__ import annotations

import csv
import os
import time
from datetime import date, timedelta
from pathlib import Path

from datascores.benchmark.measures import Measure, copies_of
from datascores.benchmark.processes import run

_LETTERS_A_REQUEST = 2


def measure_letters(files: Path, scratch: Path) -> list[Measure]:
    """Letters a second of `ingest_foi` with a list, and files a second of `ingest`. Raises RunFailed, and ValueError
    for a folder without PDFs."""
    pdfs = sorted(path for path in files.rglob("*") if path.suffix.lower() == ".pdf")
    if not pdfs:
        raise ValueError(f"{files} holds no PDF.")
    letters = copies_of(pdfs, scratch / "letters")
    manifest = scratch / "letters.csv"
    write_list(manifest, letters)
    plain = ["ingest", str(scratch / "letters"), "--source", "benchmark"]
    filed = [
        "ingest_foi",
        str(scratch / "letters"),
        "--campaign",
        "benchmark",
        "--new",
        "--manifest",
        str(manifest),
        "--write",
    ]
    seconds = {"plain": 0.0, "filed": 0.0}
    for number, kind in enumerate(("plain", "filed", "filed", "plain")):
        seconds[kind] += _seconds_of(plain if kind == "plain" else filed, scratch / f"letters-portal-{number}")
    each = {kind: 2 * len(letters) / of_kind for kind, of_kind in seconds.items()}
    how = f"{len(letters)} PDFs, twice, without OCR, from the start of the command to the index"
    return [
        Measure("files taken in", f"{each['plain']:.1f} files/s", how),
        Measure(
            "letters filed",
            f"{each['filed']:.1f} letters/s",
            f"the same, of {_requests(len(letters))} requests by a list",
        ),
        Measure(
            "letters filed / files taken in", f"{each['filed'] / each['plain']:.2f}", "ratio of the two lines above"
        ),
    ]


def write_list(manifest: Path, letters: list[Path]) -> None:
    """A list as `ingest_foi` takes it: each request has two letters, ten days after it was sent and the day after."""
    with manifest.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["reference", "law", "sent", "direction", "date", "file"])
        for number, letter in enumerate(letters):
            request, turn = divmod(number, _LETTERS_A_REQUEST)
            sent = date(2018, 1, 8) + timedelta(days=request % 90)
            rows.writerow([f"R-{request:04}", "FOIA", sent, "in", sent + timedelta(days=10 + turn), letter.name])


def _requests(letters: int) -> int:
    return -(-letters // _LETTERS_A_REQUEST)


def _seconds_of(words: list[str], portal: Path) -> float:
    environment = {**os.environ, "DATASCORES_DATA": str(portal), "DATASCORES_OCR": "no"}  # or it would drown the rest
    for preparation in (["migrate", "--verbosity", "0"], ["load_catalogue", "--write"]):
        run("manage.py", *preparation, environment=environment)
    started = time.perf_counter()
    run("manage.py", *words, environment=environment)
    return time.perf_counter() - started

"""How fast exports and pages of results are and how much memory exports take, at several sizes: flat memory is the promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from datascores.benchmark.measures import Measure

QUERIES = 200


def measure_exports(documents: int, scratch: Path) -> list[Measure]:
    """All rows of a search that finds everything, as CSV, and pages of results, from a portal with so many made documents."""
    environment = {**os.environ, "DATASCORES_DATA": str(scratch / f"exports-{documents}")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True
        ).stdout

    run("manage.py", "migrate", "--verbosity", "0")
    run("-m", "datascores.benchmark.exporting", "fill", str(documents))
    measures = []
    for table in ("documents", "passages"):
        told = json.loads(run("-m", "datascores.benchmark.exporting", "export", table))
        value = f"{told['rows'] / told['seconds']:.0f} rows/s, at most {told['most']:.0f} MB"
        how = f"CSV of {told['rows']:,} rows in a process of its own, {told['before']:.0f} MB before it began"
        measures.append(Measure(f"export {documents}, {table}", value, how))
    run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    told = json.loads(run("-m", "datascores.benchmark.exporting", "pages", str(QUERIES)))
    bare, page = sorted(told["bare"]), sorted(told["page"])
    how = f"{QUERIES} seeded queries, by turns in one process"
    measures.append(Measure(f"search page {documents}, bare engine call", _spread(bare), f"20 hits, no facets; {how}"))
    measures.append(
        Measure(f"search page {documents}, whole page", _spread(page), f"all facets, passages, links; {how}")
    )
    ratios = f"p50 {_at(page, 0.5) / _at(bare, 0.5):.1f}, p95 {_at(page, 0.95) / _at(bare, 0.95):.1f}"
    measures.append(Measure(f"search page {documents}, page / bare", ratios, "ratio of the two lines above"))
    return measures


def _spread(ordered: list[float]) -> str:
    return f"p50 {_at(ordered, 0.5):.1f} ms, p95 {_at(ordered, 0.95):.1f} ms"


def _at(ordered: list[float], share: float) -> float:
    return ordered[int(share * (len(ordered) - 1))]

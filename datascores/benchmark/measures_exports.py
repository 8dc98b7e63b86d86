"""How fast exports are and how much memory they take, at several sizes: flat memory is the promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from datascores.benchmark.measures import Measure


def measure_exports(documents: int, scratch: Path) -> list[Measure]:
    """All rows of a search that finds everything, as CSV, from a portal with so many made documents."""
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
    return measures

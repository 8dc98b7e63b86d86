"""The measurements. Each compares with a bare piece of work in the same run, so that the machine's speed cancels out."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pypdfium2
from django.conf import settings

from datascores.benchmark.generator import made_queries, made_records
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Engine
from search.language import parse

T = TypeVar("T")
COPIES = 10  # of each PDF, so that the start of the processes does not decide
SIX_FACETS = ("authority", "named", "company", "system", "keyword", "year")


@dataclass(frozen=True)
class Measure:
    """One line of the benchmark: what, the value with its unit, and how it was got."""

    what: str
    value: str
    how: str


def measure_ingest(files: Path, scratch: Path) -> list[Measure]:
    """The whole way from files to a searchable index, in a portal of its own, against raw pdfium text of the same PDFs."""
    copies = copies_of(sorted(path for path in files.rglob("*") if path.suffix.lower() == ".pdf"), scratch / "copies")
    portal = {**os.environ, "DATASCORES_DATA": str(scratch / "portal")}
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    for preparation in (["migrate", "--verbosity", "0"], ["load_catalogue", "--write"]):
        subprocess.run([*manage, *preparation], env=portal, check=True, capture_output=True)
    raw_pages, raw_seconds = _timed(lambda: sum(pages_of(path) for path in copies))
    report, seconds = _timed(
        lambda: subprocess.run([*manage, "ingest", str(scratch / "copies")], env=portal, capture_output=True, text=True)
    )
    if not re.match(r"\d+ files:", report.stdout):
        raise RuntimeError(f"The ingest failed: {report.stderr[-500:]}")
    raw, whole = raw_pages / raw_seconds, raw_pages / seconds
    return [
        Measure("raw pdfium text", f"{raw:.1f} pages/s", f"{raw_pages} pages of {len(copies)} PDFs, in this process"),
        Measure(
            "whole ingest",
            f"{whole:.1f} pages/s",
            "the same files: start, store, read in child processes, match, index",
        ),
        Measure("whole ingest / raw pdfium", f"{whole / raw:.3f}", "ratio of the two lines above"),
    ]


def measure_search(documents: int, scratch: Path, queries: int = 200) -> list[Measure]:
    """Searches with six facets on made documents, against the same searches without facets."""
    engine = EmbeddedEngine(scratch / f"index-{documents}")
    engine.ensure()
    _, indexing = _timed(lambda: engine.rebuild(made_records(documents)))
    clauses = [parse(text).clause for text in made_queries(queries)]
    bare = _seconds_each(engine, clauses, ())
    full = _seconds_each(engine, clauses, SIX_FACETS)
    how = f"{queries} seeded queries on {documents} made documents"
    return [
        Measure(
            f"indexing {documents}",
            f"{documents / indexing:.0f} documents/s",
            "made documents of 400 words, one rebuild",
        ),
        Measure(f"search {documents}, no facets", _spread(bare), how),
        Measure(f"search {documents}, six facets", _spread(full), how),
        Measure(
            f"search {documents}, six facets / none",
            f"{statistics.median(full) / statistics.median(bare):.2f}",
            "ratio of medians",
        ),
    ]


def copies_of(pdfs: list[Path], folder: Path) -> list[Path]:
    """Copies of PDFs that differ in their last bytes, a comment, so that each is a document of its own."""
    folder.mkdir()
    copies = []
    for number, path in enumerate(pdfs):
        for copy in range(COPIES):
            copies.append(folder / f"{number}-{copy}.pdf")
            copies[-1].write_bytes(path.read_bytes() + f"\n% copy {copy}\n".encode())
    return copies


def pages_of(path: Path) -> int:
    """Read all text of a PDF with bare pdfium; the number of pages, 0 for a file that pdfium refuses."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                page.get_textpage().get_text_bounded()
            return len(pdf)
    except pypdfium2.PdfiumError:
        return 0


def _seconds_each(engine: Engine, clauses: list, facets: tuple[str, ...]) -> list[float]:
    return [_timed(partial(engine.search, clause, {}, facets, "relevance", 0, 20))[1] for clause in clauses]


def _spread(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"p50 {1000 * statistics.median(ordered):.1f} ms, p95 {1000 * ordered[int(len(ordered) * 0.95)]:.1f} ms"


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started

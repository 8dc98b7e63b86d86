"""The portal past one machine: how fast a cluster takes documents in, how pages of results stand a larger index, and whether
searches notice that the index is made again.

It measures what the DATASCORES_* variables describe and writes made documents there, so it wants an empty portal. Each line
compares with bare work of the same run, or with the same at another size.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from datascores.benchmark.generator import made_queries
from datascores.benchmark.measures import SIX_FACETS, Measure
from datascores.benchmark.measures_workers import measure_workers, pdfs_in
from datascores.benchmark.processes import RunFailed, run, tell, within
from datascores.corpus.models import Document
from datascores.operations.parts import look
from search.engine.clauses import Clause, Everything
from search.engine.port import Engine, EngineError, EngineUnavailable, EngineUnreachable, Page
from search.index import open_engine
from search.language import parse

SERVERS = "“python -m tests.servers.all COMMAND” starts all of them for one command."
QUERIES = 200
SEARCHES_A_SECOND = 20
_AT_ONCE = 20  # searches under way


class Unfit(Exception):
    """The portal cannot be measured or may not be written to, in words for whoever runs the benchmark."""


def refuse_unfit() -> None:
    """Raise Unfit unless the variables describe a portal on servers that answer, and that holds nothing."""
    given = {
        "DATABASE_URL": settings.DATABASE_URL,
        "BROKER_URL": settings.BROKER_URL,
        "SEARCH_ENGINE": settings.SEARCH_ENGINE["kind"] != "embedded",
    }
    if missing := [f"DATASCORES_{name}" for name, is_given in given.items() if not is_given]:
        raise Unfit(f"--scale measures a portal on servers of its own: set {', '.join(missing)}. {SERVERS}")
    try:
        away = [f"{part.name}: {part.words}" for part in look() if not part.is_well and part.name != "index"]
    except ImportError as error:
        raise Unfit(f"--scale wants a package that is not installed ({error.name}): pip install .[scale]") from error
    try:
        holds_index = open_engine().count(Everything()) > 0
    except EngineUnreachable as error:
        away.append(f"search engine: {error}")
    except EngineUnavailable:
        holds_index = False  # no index yet
    if away:
        raise Unfit(f"--scale cannot begin. {'; '.join(away)} {SERVERS}")
    try:
        holds_rows = Document.objects.exists()
    except DatabaseError as error:
        raise Unfit(f"--scale wants a database that is set up: run manage.py migrate ({error}).") from error
    if holds_rows or holds_index:
        holder = "this database" if holds_rows else "the search index of this name"
        raise Unfit(f"--scale writes made documents, and {holder} holds documents: give it an empty one.")


def measure_scale(sizes: Sequence[int], files: Path, scratch: Path, workers: int, copies: int) -> Iterator[Measure]:
    """All measures. Raises Unfit and NoPdf before anything is written, RunFailed where a part of the work fails."""
    refuse_unfit()
    pdfs = pdfs_in(files)
    run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    yield from measure_workers(pdfs, scratch, workers, copies)
    pages = {}
    for size in sorted(set(sizes)):
        yield from measure_bulk(size)
        run("-m", "datascores.benchmark.exporting", "fill", str(size))
        yield from measure_rebuild(size)
        pages[size] = within("exporting", "pages", str(QUERIES))
        yield from lines_of_pages(size, pages[size])
    yield from lines_of_growth(pages)


def lines_of_growth(pages: Mapping[int, Mapping[str, Sequence[float]]]) -> Iterator[Measure]:
    """How much slower the slow ones are at the largest size than at the smallest; nothing of one size alone."""
    smallest, largest = min(pages), max(pages)
    if smallest < largest:
        grown = ", ".join(
            f"{name} {at(pages[largest][key], 0.95) / at(pages[smallest][key], 0.95):.2f}"
            for name, key in (("page", "page"), ("engine call", "facets"))
        )
        yield Measure(f"search page, p95 at {largest} / at {smallest}", grown, "ratio of lines above")


def measure_bulk(size: int) -> Iterator[Measure]:
    """A rebuild of made records against a bare bulk of the documents that become of them, and searches in what was made."""
    told = within("bulk", str(size))
    rates = {kind: size / statistics.mean(told[kind]) for kind in ("bare", "rebuild")}
    how = f"mean of {len(told['bare'])} turns each"
    yield Measure(f"bare bulk {size}", f"{rates['bare']:.0f} documents/s", f"ready documents, helpers.bulk; {how}")
    yield Measure(f"rebuild {size}", f"{rates['rebuild']:.0f} documents/s", f"records, analysed on the way; {how}")
    yield Measure(
        f"rebuild / bare bulk {size}", f"{rates['rebuild'] / rates['bare']:.2f}", "ratio of the two lines above"
    )
    spreads = {kind: [1000 * seconds for seconds in told[kind]] for kind in ("none", "six")}
    how = f"{len(told['six'])} seeded queries on records with eight facets"
    yield Measure(f"engine call {size}, no facets", spread(spreads["none"]), how)
    yield Measure(f"engine call {size}, six facets", spread(spreads["six"]), how)


def lines_of_pages(size: int, told: Mapping[str, Sequence[float]]) -> Iterator[Measure]:
    how = f"{len(told['page'])} seeded queries, by turns in one process"
    yield Measure(f"search page {size}, bare engine call", spread(told["bare"]), f"20 hits, no facets; {how}")
    yield Measure(f"search page {size}, engine with facets", spread(told["facets"]), f"all facets of the portal; {how}")
    yield Measure(f"search page {size}, whole page", spread(told["page"]), f"all facets, passages, links; {how}")
    for name, key in (("bare", "bare"), ("engine with facets", "facets")):
        ratios = ", ".join(f"p{100 * p:.0f} {at(told['page'], p) / at(told[key], p):.1f}" for p in (0.5, 0.95))
        yield Measure(f"search page {size}, page / {name}", ratios, "ratio of lines above")


def measure_rebuild(size: int) -> Iterator[Measure]:
    """The index made again from the database by a process of its own, while searches go on from here."""
    engine = open_engine()
    clauses = [parse(text).clause for text in made_queries(QUERIES)]
    before = [_ask(engine, clause) for clause in clauses]
    command = [sys.executable, "-m", "datascores.benchmark.rebuilding"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True) as rebuild:
        seconds, failures, others = search_while(rebuild, engine, clauses, before)
        answer = rebuild.stdout.read() if rebuild.stdout else ""
    if rebuild.returncode:
        raise RunFailed(f"The rebuild of {size} documents failed; its reason is above.")
    told = json.loads(answer)
    yield Measure(
        f"rebuild under searches {size}",
        f"{told['documents'] / told['seconds']:.0f} documents/s, at most {told['most']:.0f} MB",
        f"from the database in a process of its own, {told['before']:.0f} MB before it began; {told['seconds']:.0f} s",
    )
    yield Measure(
        f"searches under rebuild {size}",
        f"{failures} failed, {others} short or other",
        f"of {len(seconds)}, {SEARCHES_A_SECOND} a second with six facets: {spread([1000 * s for s in seconds])}",
    )


def search_while(
    process: subprocess.Popen, engine: Engine, clauses: Sequence[Clause], before: Sequence[Page]
) -> tuple[list[float], int, int]:
    """Search at an even rate for as long as the process runs: the seconds from when each search was to begin, how many
    failed, and how many were answered otherwise than before."""

    def search(number: int, due: float) -> tuple[float, bool] | None:
        which = number % len(clauses)
        try:
            page = _ask(engine, clauses[which])
        except EngineError as error:
            tell(f"a search failed: {error}")
            return None
        return time.monotonic() - due, held_by(page) == held_by(before[which])

    began, asked = time.monotonic(), list[Future[tuple[float, bool] | None]]()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        while process.poll() is None:
            due = began + len(asked) / SEARCHES_A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
            asked.append(threads.submit(search, len(asked), due))
    answered = [answer for future in asked if (answer := future.result())]
    others = sum(not is_same for _, is_same in answered)
    return [seconds for seconds, _ in answered], len(asked) - len(answered), others


def held_by(page: Page) -> tuple[object, ...]:
    """What an answer must have whichever generation of the index gives it."""
    return page.total, len(page.hits), page.facets


def _ask(engine: Engine, clause: Clause) -> Page:
    return engine.search(clause, facets=SIX_FACETS, limit=20)


def spread(milliseconds: Sequence[float]) -> str:
    if not milliseconds:
        return "none was answered"
    return f"p50 {at(milliseconds, 0.5):.1f} ms, p95 {at(milliseconds, 0.95):.1f} ms"


def at(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[int(share * (len(values) - 1))]

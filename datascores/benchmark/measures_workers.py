"""Workers: what more of them bring to extraction, and the whole way with Celery and its servers against the embedded one.

Both ways take the same copies of PDFs that have text, with workers that read one file at a time, OCR off: it costs the same
on either. Where the time goes is what the workers log of their rounds.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from datascores.benchmark.measures import Measure
from datascores.benchmark.measures_text import is_born_digital
from datascores.benchmark.processes import RunFailed, run, running, tell, within

WARM = 100  # documents that warm the workers up, at most
_CELERY = ("-m", "celery", "-A", "datascores")
_QUEUES = "interactive,index,extract,default,ocr"
_PINGS = 20


class NoPdf(Exception):
    """A folder holds no PDF that has text."""


def pdfs_in(files: Path) -> list[Path]:
    """The PDFs of a folder that have text. Raises NoPdf."""
    pdfs = [path for path in sorted(files.rglob("*")) if path.suffix.lower() == ".pdf" and is_born_digital(path)]
    if not pdfs:
        raise NoPdf(f"{files} holds no PDF with text.")
    return pdfs


def measure_workers(pdfs: Sequence[Path], scratch: Path, workers: int, copies: int) -> Iterator[Measure]:
    """All measures of workers; the portal of the DATASCORES_* variables is empty before and holds the copies afterwards.

    ``copies`` are the documents of a turn, at least: each PDF is taken as often.
    """
    given = {"DATASCORES_READERS": "1", "DATASCORES_OCR": "no", "DATASCORES_WORK_SECONDS": "1"}
    given |= {"DATASCORES_LOG_FORM": "json"}
    ours = {**os.environ, **given}
    alone = {name: value for name, value in os.environ.items() if not name.startswith("DATASCORES_")} | given
    alone["DATASCORES_DATA"] = str(scratch / "embedded")
    run("manage.py", "migrate", "--verbosity", "0", environment=alone)
    for environment in (ours, alone):
        run("manage.py", "load_catalogue", "--write", environment=environment)
    yield from measure_walk(pdfs, {"scaled": ours, "embedded": alone}, scratch, workers, copies)
    # later, as it leaves documents to the other steps
    yield from measure_extraction(pdfs, ours, scratch, workers, copies)


def measure_extraction(
    pdfs: Sequence[Path], environment: Mapping[str, str], scratch: Path, workers: int, copies: int
) -> Iterator[Measure]:
    """Extraction alone, by one worker process and by so many, each with a core of its own, as the README sizes them.

    Without that a single worker takes more than a core, as its reader goes on while it stores, and more of them are
    measured against that.
    """
    rates: dict[int, list[float]] = {1: [], workers: []}
    taken = 0
    for turn, number in enumerate((1, workers, workers, 1)):  # so that what warms up or grows falls on both alike
        commands = on_own_cores(celery_workers(number, "extract"))
        warm = write_copies(pdfs, scratch / f"warm{turn}", min(WARM, copies))
        folder = write_copies(pdfs, scratch / f"extract{turn}", copies)
        taken = len(list(folder.iterdir()))
        with running(commands, environment, scratch / "extract-logs"):
            wait_for_workers(number, environment)
            within("working", "extract", str(warm), environment=environment)
            told = within("working", "extract", str(folder), environment=environment)
        if told["documents"] != taken:
            raise RunFailed(f"{told['documents']} of {taken} documents were extracted.")
        rates[number].append(taken / told["seconds"])
        tell(f"extraction, {number} at work: {taken} documents in {told['seconds']:.1f} s")
    means = {number: sum(of) / len(of) for number, of in rates.items()}
    for number, mean in means.items():
        turns = ", ".join(f"{rate:.1f}" for rate in rates[number])
        how = f"queue extract, one reader and one core each, {taken} PDFs with text a turn: {turns}"
        yield Measure(f"extraction, {number} Celery worker{'s' * (number > 1)}", f"{mean:.1f} documents/s", how)
    yield Measure(
        f"extraction, {workers} workers / one", f"{means[workers] / means[1]:.2f}", "ratio of the two lines above"
    )


def measure_walk(
    pdfs: Sequence[Path], portals: Mapping[str, Mapping[str, str]], scratch: Path, workers: int, copies: int
) -> Iterator[Measure]:
    """The whole way from taken in to searchable, from the start of the workers on, and the seconds of each step."""
    commands: dict[str, dict[str, Sequence[str]]] = {
        "scaled": {**celery_workers(workers, _QUEUES), "beat": [*_CELERY, "beat", "--pidfile="]},
        "embedded": {f"work{number}": ["manage.py", "work"] for number in range(workers)},
    }
    rates, steps = dict[str, float](), dict[str, Counter[str]]()
    folder = write_copies(pdfs, scratch / "walk", copies)
    for path, environment in portals.items():
        logs = scratch / f"{path}-logs"
        told = within("working", "submit", str(folder), environment=environment)
        began = time.time()
        with running(commands[path], environment, logs):
            ended = within("working", "wait", environment=environment)["ended"]
        rates[path], steps[path] = told["documents"] / (ended - began), seconds_of_steps(logs)
        tell(f"whole way, {path}: {told['documents']} documents in {ended - began:.1f} s")
        how = f"{told['documents']} PDFs with text, {workers} workers from their start on, one reader each, OCR off"
        yield Measure(f"whole way, {path}", f"{rates[path]:.2f} documents/s", how)
    yield Measure(
        "whole way, scaled / embedded", f"{rates['scaled'] / rates['embedded']:.2f}", "ratio of the two lines above"
    )
    for step in steps["scaled"]:
        value = ", ".join(f"{path} {steps[path][step]:.1f} s" for path in portals)
        yield Measure(f"whole way, {step}", value, "all workers together, from their log")


def celery_workers(number: int, queues: str) -> dict[str, Sequence[str]]:
    return {f"worker{n}": [*_CELERY, "worker", "-n", f"worker{n}", "-c", "1", "-Q", queues] for n in range(number)}


def on_own_cores(commands: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The same modules, each bound to a core with whatever it starts; unbound where the system cannot."""
    if not hasattr(os, "sched_getaffinity"):
        return dict(commands)
    cores = sorted(os.sched_getaffinity(0))
    bound: dict[str, Sequence[str]] = {}
    for number, (name, (_, module, *arguments)) in enumerate(commands.items()):
        core = cores[number % len(cores)]
        code = (
            f"import os, runpy; os.sched_setaffinity(0, {{{core}}}); runpy.run_module({module!r}, run_name='__main__')"
        )
        bound[name] = ("-c", code, *arguments)
    return bound


def seconds_of_steps(logs: Path) -> Counter[str]:
    """What workers logged of their rounds: for each step the seconds at documents, and "looking" those of all to find them."""
    seconds: Counter[str] = Counter()
    for log in sorted(logs.glob("*.log")):
        for line in log.read_text(errors="replace").splitlines():
            told = json.loads(line) if line.startswith("{") else {}
            if "working" in told:
                seconds[told["step"]] += told["working"]
                seconds["looking"] += told["looking"]
    return seconds


def write_copies(pdfs: Sequence[Path], folder: Path, least: int) -> Path:
    """At least so many copies of PDFs in a new folder, each a document of its own by a comment at its end."""
    folder.mkdir(parents=True)
    for copy in range(-(-least // len(pdfs))):
        for number, path in enumerate(pdfs):
            comment = f"\n% {folder.name} {copy}\n".encode()
            (folder / f"{number}-{copy}.pdf").write_bytes(path.read_bytes() + comment)
    return folder


def wait_for_workers(number: int, environment: Mapping[str, str]) -> None:
    """Until so many Celery workers answer. Raises RunFailed if they do not."""
    code = "from datascores.celery import app; print(len(app.control.ping(timeout=2.0)))"
    for _ in range(_PINGS):
        if int(run("-c", code, environment=environment)) == number:
            return
    raise RunFailed(f"{number} Celery workers did not start.")

"""Many users at once, while documents come in and are worked: how long requests take, and how many go wrong.

``python -m tests.load [--scaled] [--users 50] [--seconds 120]`` serves a portal of its own on loopback, embedded or on servers of
its own, with two workers beside it, lets users in (tests/load_users.py) and submits letters meanwhile. It prints for each kind
of request how many there were, the rate, p50, p95, p99 and the errors, and ends with 1 if there was an error or a letter is lost.
A user asks again only after the answer and a pause, so that a slow portal is asked less: read the rate beside the times.
The users are locust's, in a process of its own; it rounds times above 100 ms to two digits.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlencode

from tests.kills import PROJECT, THINGS, Portal, embedded, write_letters
from tests.load_answers import Held, Must, fault_of
from tests.servers.all import all_servers
from tests.servers.loopback import free_port

BEFORE = 300  # letters that are there when the users come
WRITES_EVERY = 4.0  # seconds between two submissions
WRITTEN = 5  # letters of a submission
PAUSE = (1.0, 5.0)  # seconds that a user reads what came


@dataclass(frozen=True, slots=True)
class Line:
    """The requests of one kind; times are in milliseconds."""

    name: str
    requests: int
    rate: float  # a second
    p50: float
    p95: float
    p99: float
    errors: Counter[str]

    def __str__(self) -> str:
        times = f"p50 {self.p50:.0f}  p95 {self.p95:.0f}  p99 {self.p99:.0f} ms"
        told = "".join(f"\n    {count} × {fault}" for fault, count in self.errors.most_common())
        rate = f"{self.requests:6} requests  {self.rate:6.2f} a second"
        return f"{self.name:20} {rate}  {times}  {self.errors.total()} errors{told}"


@dataclass(slots=True)
class Written:
    """The letters submitted while the users are there."""

    folder: Path
    submitted: int = 0
    failures: list[str] = field(default_factory=list)


def lines_of(told: Path) -> list[Line]:
    """What the users met, by kind of request, and all together, which comes last; of the tables that locust writes, whose
    names begin with ``told``."""
    errors: dict[str, Counter[str]] = {}
    for row in _rows(told, "failures"):
        errors.setdefault(row["Name"], Counter())[fault_in(row["Error"])] += int(row["Occurrences"])
    every = sum(errors.values(), Counter[str]())
    lines = []
    for row in _rows(told, "stats"):
        is_all = row["Name"] == "Aggregated"
        name = "all" if is_all else row["Name"]
        times = (float(row[percent]) if row[percent] != "N/A" else 0.0 for percent in ("50%", "95%", "99%"))
        faults = every if is_all else errors.get(name, Counter())
        if faults.total() != int(row["Failure Count"]):
            raise RuntimeError(f"locust counts {row['Failure Count']} errors of {name} and names {faults.total()}.")
        lines.append(Line(name, int(row["Request Count"]), float(row["Requests/s"]), *times, faults))
    return sorted(lines, key=lambda line: (line.name == "all", line.name))


def _rows(told: Path, table: str) -> list[dict[str, str]]:
    with Path(f"{told}_{table}.csv").open(newline="") as lines:
        return list(csv.DictReader(lines))


def fault_in(words: str) -> str:
    """The fault in locust's words for it, CatchResponseError('status 500')."""
    return words.removeprefix("CatchResponseError(").removesuffix(")").strip("'\"")


def held_in(*folders: Path) -> Held:
    """What a portal holds that has taken in these letters: documents with the same bytes are one, members count."""
    documents: dict[str, str] = {}
    pages: dict[str, str] = {}
    for path in [path for folder in folders for path in sorted(folder.iterdir())]:
        content = path.read_bytes()
        if path.suffix == ".eml":
            [member] = message_from_bytes(content, policy=policy.default).iter_attachments()
            content = member.get_payload(decode=True)
        else:
            pages[hashlib.sha256(content).hexdigest()] = thing_of(content)
        documents[hashlib.sha256(content).hexdigest()] = thing_of(content)
    counts = Counter(documents.values())
    return Held({thing: counts[thing] for thing in THINGS if counts[thing]}, tuple(sorted(pages.items())))


def thing_of(content: bytes) -> str:
    [thing] = [thing for thing in THINGS if f"We use {thing}.".encode() in content]
    return thing


@contextmanager
def on_servers(data: Path) -> Iterator[tuple[Portal, None]]:
    """A portal whose database writes as it would for good, unlike that of ``tests.kills``."""
    with all_servers() as environment:
        of_servers = {
            name.removeprefix("DATASCORES_"): value
            for name, value in environment.items()
            if name.startswith("DATASCORES_") and name.endswith("_URL")
        }
        portal = Portal(data, SEARCH_ENGINE=environment["DATASCORES_SEARCH_ENGINE"], **of_servers)
        try:
            yield portal, None
        finally:
            portal.stop()


@contextmanager
def served(portal: Portal) -> Iterator[str]:
    """The portal's pages as long as the context lasts; their address. Raises RuntimeError if they do not come."""
    address = f"127.0.0.1:{free_port()}"
    portal.environment["DATASCORES_BIND"] = address
    portal.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    command = [sys.executable, "manage.py", "serve", "--no-work"]
    with (portal.data / "serve.log").open("ab") as log:
        server = subprocess.Popen(command, cwd=PROJECT, env=portal.environment, stdout=log, stderr=log)
    try:
        for _ in range(100):
            if server.poll() is None and _answers(f"http://{address}/health/live"):
                break
            time.sleep(0.2)
        else:
            raise RuntimeError(f"The portal is not served:\n{portal.log()[-2000:]}")
        yield f"http://{address}"
        assert server.poll() is None, f"The server ended by itself:\n{portal.log()[-2000:]}"
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=2).close()
    except OSError:
        return False
    return True


@contextmanager
def writing(portal: Portal, folder: Path, every: float) -> Iterator[Written]:
    """Submits letters again and again, as long as the context lasts."""
    write_letters(folder / "waiting", BEFORE * 10, seed=2)
    waiting = sorted((folder / "waiting").iterdir())
    written = Written(folder / "written")
    written.folder.mkdir()
    stopping = threading.Event()

    def write() -> None:
        while not stopping.wait(every) and waiting:
            part = folder / f"part{written.submitted}"
            part.mkdir()
            letters = [waiting.pop() for _ in range(min(WRITTEN, len(waiting)))]
            for letter in letters:
                shutil.copy(letter, part / letter.name)
            try:
                portal.take_in(part)
            except AssertionError as error:  # a letter that was refused is told, not passed over
                written.failures.append(str(error))
                continue
            for letter in letters:
                shutil.move(letter, written.folder / letter.name)
            written.submitted += len(letters)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        stopping.set()
        thread.join()


def let_in(
    address: str, held: Held, users: int, seconds: float, pause: tuple[float, float], folder: Path
) -> list[Line]:
    """Let the users in for so long; what their requests came to. Raises RuntimeError if one breaks off."""
    held.write(folder / "held.json")
    command = [sys.executable, "-m", "locust", "-f", "tests/load_users.py", "--headless", "--only-summary"]
    command += ["--host", address, "--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s"]
    command += [
        "--stop-timeout",
        "60",
        "--exit-code-on-error",
        "0",
        "--csv",
        str(folder / "told"),
        "--loglevel",
        "WARNING",
    ]
    environment = {**os.environ, "LOAD_HELD": str(folder / "held.json"), "LOAD_PAUSE": f"{pause[0]} {pause[1]}"}
    environment["PYTHONPATH"] = str(PROJECT)  # locust looks for modules beside its file only
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    broken = _rows(folder / "told", "exceptions") if done.returncode == 0 else [{"Message": done.stderr[-2000:]}]
    if broken:
        raise RuntimeError(f"Users broke off: {'; '.join(row['Message'] for row in broken)}")
    return lines_of(folder / "told")


def load(
    portal: Portal,
    folder: Path,
    users: int,
    seconds: float,
    before: int = BEFORE,
    every: float = WRITES_EVERY,
    pause: tuple[float, float] = PAUSE,
) -> tuple[list[Line], list[str]]:
    """Let the users in, while letters come in; what their requests came to, and in words what else went wrong."""
    write_letters(folder / "before", before)
    portal.take_in(folder / "before")
    portal.start()
    portal.wait()
    held = held_in(folder / "before")
    with served(portal) as address:
        wrong = missing_at(address, held)
        with writing(portal, folder, every) as written:
            lines = let_in(address, held, users, seconds, pause, folder)
        behind = portal.wait()
        wrong += written.failures + missing_at(address, held_in(folder / "before", written.folder))
    print(
        f"{before} letters before, {written.submitted} submitted meanwhile; all searchable {behind:.0f} s after the users left"
    )
    wrong += [] if written.submitted else ["no letter was submitted while the users were there"]
    wrong += [] if lines[-1].requests else ["the users made no request"]
    log = portal.log()
    wrong += [
        f"the logs have “{words}”:\n{log[-3000:]}" for words in ("database is locked", "Traceback") if words in log
    ]
    return lines, wrong


def missing_at(address: str, held: Held) -> list[str]:
    """Each thing that a search finds in fewer documents than hold it, in words."""
    found = []
    for thing, count in held.counts.items():
        query = urlencode({"q": f'"{thing}"'})
        with urllib.request.urlopen(f"{address}/search/?{query}", timeout=60) as answer:
            fault = fault_of(answer.status, answer.read().decode(), Must(found=count))
        found += [f"“{thing}” is in {count} documents: {fault}"] if fault else []
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scaled", action="store_true", help="on PostgreSQL, Redis and Elasticsearch, not embedded")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--before", type=int, default=BEFORE, help="letters that are there when the users come")
    options = parser.parse_args()
    for name in ("users", "seconds", "before"):
        if getattr(options, name) < 1:
            parser.error(f"--{name} must be 1 or more")
    make = on_servers if options.scaled else embedded
    with tempfile.TemporaryDirectory(prefix="datascores-load-") as name, make(Path(name) / "portal") as (portal, _):
        lines, wrong = load(portal, Path(name), options.users, options.seconds, options.before)
    print(*lines, *wrong, sep="\n")
    return 1 if wrong or lines[-1].errors else 0


if __name__ == "__main__":
    sys.exit(main())

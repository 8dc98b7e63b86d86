"""Workers are killed at random moments while files go through; what is there in the end must be as if none had been.

``python -m tests.kills --files 500 --kills 20`` runs it on Celery, Redis and PostgreSQL, ``--embedded`` on SQLite with two
``manage.py work`` beside each other. ``--engine`` has a search server in place of the embedded engine. ``--restarts`` also
empties the broker, and kills database and search server, in the middle. It prints what differs from an undisturbed run, what
was killed, and the minutes until nothing was due.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email.message import EmailMessage
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BODIES = ("Leeds City Council", "Exeter City Council", "Norwich City Council", "Cardiff Council", "Oxford City Council")
THINGS = ("Mosaic", "Xantura", "Capita One", "data warehouse", "risk score", "predictive analytics")
FILLER = "The council holds the information that you asked for and sends it with this letter. " * 12


def write_letters(folder: Path, number: int, seed: int = 1) -> None:
    """Letters of a few bodies in three formats; some are nearly alike, some the same, some inside a mail."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for count in range(number):
        body, thing = rng.choice(BODIES), rng.choice(THINGS)
        request = count % (number * 9 // 10 or 1)  # the last are the same as the first, if the dice are alike
        words = f"{body}\n\n1 May 2018\n\nFreedom of Information request {request}\n\n{FILLER}\n\nWe use {thing}."
        if count % 3 == 0:
            (folder / f"{count:05}.txt").write_text(words)
        elif count % 3 == 1:
            lines = "".join(f"<p>{line}</p>" for line in words.split("\n\n"))
            (folder / f"{count:05}.html").write_text(f"<html><body>{lines}</body></html>")
        else:
            (folder / f"{count:05}.eml").write_bytes(_mail(body, words))


def _mail(body: str, words: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "foi@example.org", "a@example.org", f"Answer of {body}"
    mail["Date"] = "Tue, 1 May 2018 10:00:00 +0000"
    mail.set_content("Please find our answer.")
    mail.add_attachment(words, filename="answer.txt")
    mail.set_boundary("cut")
    return mail.as_bytes()


class Portal:
    """A portal of its own with several workers, as its commands start them."""

    def __init__(self, data: Path, **variables: str) -> None:
        self.data, self.is_scaled = data, "BROKER_URL" in variables
        given = {"DATA": str(data), "READERS": "1", "WORK_SECONDS": "1", **variables}
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "datascores.settings",
            **{f"DATASCORES_{name}": value for name, value in given.items()},
        }
        self.workers: dict[str, subprocess.Popen] = {}
        data.mkdir(parents=True, exist_ok=True)
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "load_catalogue", "--write")

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def take_in(self, folder: Path) -> None:
        self.run("-m", "tests.kills", "--take-in", str(folder))

    def start(self) -> None:
        """Start whichever worker does not run."""
        celery = ["-m", "celery", "-A", "datascores"]
        queues = "interactive,index,extract,default,ocr"
        commands = {
            "first": [*celery, "worker", "-n", "first", "-c", "1", "-Q", queues, "-l", "WARNING"],
            "second": [*celery, "worker", "-n", "second", "-c", "1", "-Q", queues, "-l", "WARNING"],
            "beat": [*celery, "beat", "--pidfile="],
        }
        if not self.is_scaled:
            commands = {name: ["manage.py", "work"] for name in ("first", "second")}
        for name, words in commands.items():
            if name not in self.workers or self.workers[name].poll() is not None:
                with (self.data / f"{name}.log").open("ab") as log:
                    self.workers[name] = subprocess.Popen(
                        [sys.executable, *words],
                        cwd=PROJECT,
                        env=self.environment,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )

    def kill(self, name: str) -> bool:
        """Kill a worker with its children in the middle of what it does; whether it ran."""
        did_run = self.workers[name].poll() is None
        os.killpg(self.workers[name].pid, signal.SIGKILL)
        self.workers[name].wait()
        return did_run

    def stop(self) -> None:
        for worker in self.workers.values():
            worker.terminate()
        for worker in self.workers.values():
            try:
                worker.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
        self.workers.clear()

    def due(self) -> int:
        return int(self.run("-m", "tests.kills", "--due"))

    def wait(self, minutes: float = 20) -> float:
        """Wait until nothing is due and nobody works; the seconds it took."""
        began = time.monotonic()
        while self.due():
            assert time.monotonic() - began < minutes * 60, f"Still due: {self.run('-m', 'tests.kills', '--due')}"
            time.sleep(1)
        return time.monotonic() - began

    def holdings(self) -> dict[str, list]:
        return json.loads(self.run("-m", "tests.kills", "--holdings"))

    def log(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.data.glob("*.log"))


@contextmanager
def scaled(data: Path, engine: str = "") -> Iterator[tuple[Portal, Callable[[], None]]]:
    """A portal on servers of its own, and a function that empties the broker and kills and restarts the others under it."""
    from tests.servers.engine import EngineServer
    from tests.servers.postgres import PostgresServer
    from tests.servers.redis import RedisServer

    with RedisServer() as broker, PostgresServer() as database, ExitStack() as stack:
        variables = {"DATABASE_URL": database.create_database("datascores"), "BROKER_URL": broker.url}
        search = stack.enter_context(EngineServer(engine)) if engine else None
        if search is not None:
            variables |= {"SEARCH_ENGINE": engine, "SEARCH_URL": search.url}
        portal = Portal(data, **variables)

        def restart() -> None:
            broker.stop(signal.SIGKILL)
            database.stop(signal.SIGQUIT)
            if search is not None:
                search.stop(signal.SIGKILL)
            database.start()
            broker.start()
            if search is not None:
                search.start()

        try:
            yield portal, restart
        finally:
            portal.stop()


@contextmanager
def embedded(data: Path) -> Iterator[tuple[Portal, Callable[[], None]]]:
    portal = Portal(data)
    try:
        yield portal, lambda: None
    finally:
        portal.stop()


def disturb(portal: Portal, kills: int, seed: int, restart: Callable[[], None], longest: float = 4.0) -> int:
    """Kill one of the workers at random moments and start it again; how many were at work when they were killed."""
    rng, struck = random.Random(seed), 0
    for count in range(kills):
        time.sleep(rng.uniform(0.5, longest))
        struck += portal.kill(rng.choice(["first", "second"]))
        if count == kills // 2:
            restart()
        portal.start()
    return struck


def differences(one: dict[str, list], other: dict[str, list]) -> list[str]:
    """What one portal holds and the other does not, in words."""
    found = []
    for what in one:
        ours, theirs = ([json.dumps(row) for row in side[what]] for side in (one, other))
        found += [f"{what}: twice {row}" for row in {row for row in theirs if theirs.count(row) > ours.count(row)}]
        found += [f"{what}: lost {row}" for row in {row for row in ours if ours.count(row) > theirs.count(row)}]
    return found


# What runs within a portal


def _take_in(folder: Path) -> None:
    from datascores.corpus.intake import NewArrival
    from datascores.pipeline import submit

    for path in sorted(folder.iterdir()):
        with path.open("rb") as content:
            submit(NewArrival("files", path.name), content)


def _count_due() -> int:
    from datascores.corpus.claims import in_hand
    from datascores.pipeline import steps
    from search.engine.port import EngineError

    try:
        return sum(step.due().count() for step in steps()) + in_hand().count()
    except EngineError:
        return 1


def _holdings() -> dict[str, list]:
    """All that a portal holds of its corpus, without numbers of rows and times."""
    from datascores.corpus.copies import near_same_of
    from datascores.corpus.models import Arrival, Document, Label, Mention, Original, PageText, Stamp
    from datascores.corpus.originals import local_path
    from search.engine.clauses import Everything
    from search.index import open_engine

    originals = []
    for original in Original.objects.all():
        with local_path(original.key):  # held against its name
            originals.append([original.key])
    facets = ("authority", "named", "company", "system", "keyword", "format", "kind", "year")
    page = open_engine().search(Everything(), {}, facets, limit=0)
    rows = {
        "documents": Document.objects.values_list(
            "sha256", "status", "reason", "title", "format", "text_hash", "page_count"
        ),
        "arrivals": Arrival.objects.values_list("fingerprint", "parent__fingerprint", "file_name"),
        "texts": PageText.objects.values_list("document__sha256", "number", "text_hash"),
        "mentions": Mention.objects.values_list("document__sha256", "record__slug", "page", "start", "end", "stance"),
        "labels": Label.objects.values_list("document__sha256", "kind", "value", "standing"),
        "alike": (
            (document.sha256, other.sha256)
            for document in Document.objects.all()
            for other, _ in near_same_of(document)
        ),
        "stamps": Stamp.objects.values_list("document__sha256", "step"),
    }
    return {
        **{what: sorted(map(list, found), key=str) for what, found in rows.items()},
        "originals": sorted(originals),
        "index": [[id] for id in sorted(open_engine().iter_ids(Everything()))],
        "facets": sorted([name, value.value, value.count] for name, values in page.facets.items() for value in values),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--embedded", action="store_true")
    parser.add_argument("--restarts", action="store_true")
    parser.add_argument("--engine", default="", choices=("elasticsearch", "opensearch"))
    for inner in ("--due", "--holdings"):
        parser.add_argument(inner, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--take-in", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.due or options.holdings or options.take_in:
        import django

        django.setup()
        if options.take_in:
            _take_in(options.take_in)
        else:
            print(json.dumps(_count_due() if options.due else _holdings()))
        return
    print("\n".join(compare_runs(options) or ["No difference."]))


def compare_runs(options: argparse.Namespace) -> list[str]:
    make = embedded if options.embedded else partial(scaled, engine=options.engine)
    with tempfile.TemporaryDirectory(prefix="datascores-kills-") as name, ExitStack() as stack:
        folder = Path(name)
        write_letters(folder / "letters", options.files)
        calm, _ = stack.enter_context(make(folder / "calm"))
        calm.take_in(folder / "letters")
        calm.start()
        print(f"undisturbed: {calm.wait() / 60:.1f} minutes", flush=True)
        calm.stop()
        portal, restart = stack.enter_context(make(folder / "killed"))
        portal.take_in(folder / "letters")
        portal.start()
        began = time.monotonic()
        struck = disturb(portal, options.kills, options.seed, restart if options.restarts else lambda: None)
        print(f"{struck} workers killed at work in {time.monotonic() - began:.0f} seconds", flush=True)
        print(f"healed in {portal.wait() / 60:.1f} minutes", flush=True)
        portal.stop()
        print(
            f"“database is locked”: {portal.log().count('database is locked')}, deadlocks: {portal.log().count('deadlock')}"
        )
        return differences(calm.holdings(), portal.holdings())


if __name__ == "__main__":
    main()

"""A portal of its own on disk, filled with invented letters, and exports of it made in processes of their own.

``python -m tests.export_portal fill 300`` and ``… make TABLE FORMAT FOLDER [halt]``; DATASCORES_DATA says where the portal is.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUERY = "q=score&sort=title"


class ExportPortal:
    """Runs this module as a process."""

    def __init__(self, data: Path, letters: int) -> None:
        self.environment = {"PATH": os.environ["PATH"], "DATASCORES_DATA": str(data)}
        self.environment["DJANGO_SETTINGS_MODULE"] = "datascores.settings"
        self.run("fill", str(letters))

    def start(self, *arguments: str, seed: int = 0) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.export_portal", *arguments],
            env={**self.environment, "PYTHONHASHSEED": str(seed)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, seed: int = 0) -> str:
        process = self.start(*arguments, seed=seed)
        output, errors = process.communicate()
        assert process.returncode == 0, errors
        return output


def fill(count: int) -> None:
    from django.core.management import call_command

    from tests.letters import ANSWER, QUESTION, index_all, make_catalogue, make_letter

    call_command("migrate", verbosity=0)
    records = make_catalogue()
    named = [(records["lantern-score"], "Lantern Score"), (records["quillmark"], "Quillmark")]
    for number in range(count):
        pages = [f"{ANSWER} Its score is {number}.", f"You asked: {QUESTION}"]
        make_letter(f"{number:04}.txt", pages, named, title="=1+1" if number == 3 else "")
    index_all()


def make(table: str, form: str, folder: str, halts: str = "") -> None:
    """Make one export; with ``halts`` stop after the first batch and wait to be killed."""
    from search.exports.making import make_export
    from search.exports.manifest import Order
    from search.exports.tables import TABLES
    from search.index import open_engine

    order = Order(QUERY, TABLES[table], form, "https://scores.example")
    result = make_export(
        order, Path(folder), Path(folder).parent / "kept", open_engine(), {"match": "1"}, halt if halts else tell
    )
    print(json.dumps(result))


def make_all(folder: str) -> None:
    for table in ("documents", "passages", "mentions"):
        for form in ("csv", "ndjson", "xlsx"):
            make(table, form, f"{folder}/{table}-{form}")


def tell(done: int, total: int) -> None:
    print(done, total, flush=True)


def halt(done: int, total: int) -> None:
    tell(done, total)
    signal.pause()


if __name__ == "__main__":
    import django

    django.setup()
    {"fill": lambda count: fill(int(count)), "make": make, "make_all": make_all}[sys.argv[1]](*sys.argv[2:])

"""A run that is killed and run again ends where an unbroken run ends: same documents, pages, mentions and hits."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

SAMPLES = settings.BASE_DIR / "datascores" / "samples" / "files"
QUERIES = ("council", "risk*", '"data warehouse"', "-council")


class Portal:
    """A portal of its own, driven by its commands as a user would."""

    def __init__(self, data: Path):
        self.environment = {"PATH": os.environ["PATH"], "DATASCORES_DATA": str(data)}
        self.run("migrate", "--verbosity", "0")
        self.run("load_catalogue", "--write")

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        output, errors = process.communicate()
        assert process.returncode == 0, errors
        return output

    def holdings(self) -> tuple:
        """All that a user can see of the corpus; scores aside, since a hit's place is what counts."""
        hits = [
            [json.loads(line)["sha256"] for line in self.run("search", "--format", "ndjson", "--", query).splitlines()]
            for query in QUERIES
        ]
        return self.run("documents", "--format", "csv"), self.run("mentions", "--format", "csv"), hits


def killed_and_finished(portal: Portal, files: Path, kills: int, seed: int) -> int:
    """Ingest with SIGKILL at random moments, then once to the end; how often a run was still going when it was killed."""
    rng, struck = random.Random(seed), 0
    for _ in range(kills):
        process = portal.start("ingest", str(files))
        time.sleep(rng.uniform(0.3, 2.2))
        struck += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    portal.run("ingest", str(files))
    return struck


@pytest.mark.shared
def test_ten_kills_among_the_real_files_change_nothing(tmp_path, shared):
    check_kills(tmp_path, shared / "data" / "foi-requests", kills=10)


def test_kills_among_the_samples_change_nothing(tmp_path):
    check_kills(tmp_path, SAMPLES, kills=3)


def check_kills(tmp_path: Path, files: Path, kills: int) -> None:
    unbroken, broken = Portal(tmp_path / "unbroken"), Portal(tmp_path / "broken")
    report = unbroken.run("ingest", str(files))
    assert killed_and_finished(broken, files, kills, seed=3) > 0
    assert broken.holdings() == unbroken.holdings()
    again = unbroken.run("ingest", str(files))
    assert "Nothing was added" in again
    assert "Nothing was added" not in report
    unbroken.run("status")

"""The benchmark of a portal on servers of its own, in small: every line is there, and only an empty portal is written to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack

import psycopg
import pytest

from tests.servers.all import PROJECT, all_servers

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def environment():
    """Of a portal on servers of its own; where one is not installed the tests skip, in CI they fail."""
    with ExitStack() as stack:
        try:
            started = stack.enter_context(all_servers())
        except FileNotFoundError as missing:
            if os.environ.get("CI") == "true":
                pytest.fail(f"{missing}; in CI a missing part is a failure")
            pytest.skip(str(missing))
        yield started


def manage(environment: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def benchmark(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return manage(environment, "benchmark", "--scale", "--documents", "40", "--copies", "4")


def test_a_small_run_measures_everything_and_a_second_one_refuses_the_filled_portal(environment):
    done = benchmark(environment)
    assert done.returncode == 0, done.stderr
    lines = {line[:40].strip(): line[40:] for line in done.stdout.splitlines() if len(line) > 40}
    for name in (
        "extraction, 2 workers / one",
        "whole way, scaled / embedded",
        "whole way, match",
        "rebuild / bare bulk 40",
        "engine call 40, six facets",
        "search page 40, whole page",
    ):
        assert name in lines, done.stdout
    assert " MB before it began" in lines["rebuild under searches 40"]
    assert "0 failed, 0 short or other" in lines["searches under rebuild 40"]

    again = benchmark(environment)
    assert again.returncode != 0 and "this database holds documents" in again.stderr
    assert "Traceback" not in again.stderr

    url, _, name = environment["DATASCORES_DATABASE_URL"].rpartition("/")
    with psycopg.connect(f"{url}/{name}", autocommit=True) as connection:
        connection.execute("CREATE DATABASE other")
    other = {**environment, "DATASCORES_DATABASE_URL": f"{url}/other"}
    unset = benchmark(other)
    assert unset.returncode != 0 and "run manage.py migrate" in unset.stderr
    assert manage(other, "migrate", "-v0").returncode == 0
    filled = benchmark(other)
    assert filled.returncode != 0 and "the search index of this name holds documents" in filled.stderr

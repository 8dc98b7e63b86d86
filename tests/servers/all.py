"""All servers of a scaled portal at once, on loopback: PostgreSQL, Redis and a search engine, for one command.

``python -m tests.servers.all [--engine opensearch] COMMAND…`` starts them, sets the DATASCORES_* variables with a data folder
that goes with them, migrates, runs the command, removes everything and ends as the command did. As the command may measure,
PostgreSQL writes as it would for good, and the search engine has 2 GB unless HEAP says otherwise.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers.engine import KINDS, EngineServer
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

PROJECT = Path(__file__).resolve().parents[2]
_FOR_GOOD = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on", "shared_buffers": "256MB"}


@contextmanager
def all_servers(engine: str = "elasticsearch") -> Iterator[dict[str, str]]:
    """The environment of a portal on servers of its own, its database migrated."""
    os.environ.setdefault("HEAP", "2g")
    with (
        tempfile.TemporaryDirectory(prefix="datascores-all-") as data,
        PostgresServer(_FOR_GOOD) as database,
        RedisServer() as broker,
        EngineServer(engine) as search,
    ):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATASCORES_")}
        environment = kept | {
            "DJANGO_SETTINGS_MODULE": "datascores.settings",  # not those of the tests, from within one
            "DATASCORES_DATA": data,
            "DATASCORES_DATABASE_URL": database.create_database("datascores"),
            "DATASCORES_BROKER_URL": broker.url,
            "DATASCORES_SEARCH_ENGINE": engine,
            "DATASCORES_SEARCH_URL": search.url,
        }
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=PROJECT, env=environment, check=True)
        yield environment


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default=KINDS[0], choices=KINDS)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("a command is wanted")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is removed
    with all_servers(options.engine) as environment:
        return _run(options.command, environment)


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Run it as a group of its own, so that what it has started in the background ends with it, however it ends."""
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        return process.wait()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())

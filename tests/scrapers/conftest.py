"""A small site on loopback, and the collect command run against it as its user runs it: in a process of its own."""
from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class Answer:
    """What the site says at a path; ``seconds`` it lets us wait first."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0


@dataclass(frozen=True)
class Asked:
    """A request as the site saw it."""

    host: str
    path: str
    user_agent: str
    at: float
    until: float


class Site(ThreadingHTTPServer):
    """Answers with ``pages`` (the first answer of a list is used up, the last stays), and remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer | list[Answer]] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def answer(self, host: str, path: str) -> Answer:
        found = self.pages.get(f"{host}{path}", self.pages.get(path, Answer(b"nothing here", 404)))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self):
        host, began = self.headers["Host"].partition(":")[0], monotonic()
        answer = self.server.answer(host, self.path)
        self.server.closing.wait(answer.seconds)
        try:
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
        except ConnectionError:  # the other side did not want to wait
            pass
        self.server.asked.append(Asked(host, self.path, self.headers["User-Agent"], began, monotonic()))

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    """A running site without pages and without rules for robots."""
    server = Site()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


@dataclass
class Portal:
    """A portal of its own on a data folder, used by command line only."""

    data: Path

    def manage(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATASCORES_")}
        given = {f"DATASCORES_{name}": value for name, value in {"DATA": str(self.data), **variables}.items() if value}
        return subprocess.run(
            [sys.executable, str(PROJECT / "manage.py"), *arguments], capture_output=True, text=True, timeout=120,
            env={**kept, **given, "DJANGO_SETTINGS_MODULE": "datascores.settings"}, cwd=PROJECT, check=False,
        )

    def collect(self, listing: str, *options: str, name: str = "list.txt", **variables: str):
        path = self.data / name
        path.write_text(listing, encoding="utf-8")
        variables = {"CONTACT": "desk@portal.example", "COLLECT_PRIVATE_HOSTS": "127.0.0.1,localhost", **variables}
        return self.manage("collect", "urls", str(path), "--source", "web", "--delay", "0.01", *options, **variables)

    def rows(self, query: str) -> list[tuple]:
        with sqlite3.connect(self.data / "datascores.sqlite3") as database:
            return database.execute(query).fetchall()

    def counts(self) -> dict[str, int]:
        tables = ("document", "original", "arrival", "address", "addressversion")
        return {table: self.rows(f"SELECT count(*) FROM corpus_{table}")[0][0] for table in tables}


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory) -> Path:
    """A data folder with an empty database, made once."""
    folder = tmp_path_factory.mktemp("empty")
    done = Portal(folder).manage("migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def portal(empty_data, tmp_path) -> Portal:
    """A portal that holds nothing yet."""
    shutil.copytree(empty_data, tmp_path / "portal")
    return Portal(tmp_path / "portal")

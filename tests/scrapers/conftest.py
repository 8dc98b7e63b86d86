"""A small site on loopback, and the collect command run against it as its user runs it: in a process of its own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "datascores.settings"}


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
    status: int = 200


class Site(ThreadingHTTPServer):
    """Answers with ``pages`` (each answer of a list once, the last for ever) and remembers what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        self.closing = threading.Event()

    def say(
        self, path: str, body: bytes = b"", status: int = 200, seconds: float = 0, host: str = "", **headers: str
    ) -> None:
        """Set, or add to, what is answered at the path (of one host only, if named)."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages.setdefault(f"{host}{path}", []).append(Answer(body, status, named, seconds))

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def answer(self, host: str, path: str) -> Answer:
        found = self.pages.get(f"{host}{path}") or self.pages.get(path) or [Answer(b"nothing here", 404)]
        return found.pop(0) if len(found) > 1 else found[0]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self):
        host, began = self.headers["Host"].partition(":")[0], monotonic()
        answer = self.server.answer(host, self.path)
        self.server.closing.wait(answer.seconds)
        known = {self.headers["If-None-Match"], self.headers["If-Modified-Since"]} - {None}
        is_known = answer.status == 200 and known & {answer.headers.get(name) for name in ("ETag", "Last-Modified")}
        status, body = (304, b"") if is_known else (answer.status, answer.body)
        try:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:  # the other side did not want to wait
            pass
        self.server.asked.append(Asked(host, self.path, self.headers["User-Agent"], began, monotonic(), status))

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    """A running site without pages and without rules for robots."""
    with running_site() as server:
        yield server


@contextmanager
def running_site() -> Iterator[Site]:
    server = Site()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
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
            [sys.executable, str(PROJECT / "manage.py"), *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            env={**kept, **given, **SETTINGS},
            cwd=PROJECT,
            check=False,
        )

    def collect(self, listing: str, *options: str, name: str = "list.txt", **variables: str):
        path = self.data / name
        path.write_text(listing, encoding="utf-8")
        variables = {"CONTACT": "desk@portal.example", "COLLECT_PRIVATE_HOSTS": "127.0.0.1,localhost", **variables}
        return self.manage("collect", "urls", str(path), "--source", "web", "--delay", "0.01", *options, **variables)

    @contextmanager
    def collecting(self, path: Path, *options: str, **variables: str) -> Iterator[subprocess.Popen]:
        """The command of a list as a process of its own, which may be killed."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATASCORES_")}
        given = {
            "DATA": str(self.data),
            "CONTACT": "desk@portal.example",
            "COLLECT_PRIVATE_HOSTS": "127.0.0.1",
            **variables,
        }
        words = ["collect", "urls", str(path), "--source", "web", "--delay", "0.01", *options]
        process = subprocess.Popen(
            [sys.executable, str(PROJECT / "manage.py"), *words],
            env={**kept, **{f"DATASCORES_{name}": value for name, value in given.items()}, **SETTINGS},
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()

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


@dataclass
class Collected:
    """A finished run: what the command said, what the site saw, what the portal holds."""

    done: subprocess.CompletedProcess[str]
    site: Site
    portal: Portal

    @property
    def failed(self) -> dict[str, str]:
        lines = [line for line in self.done.stdout.splitlines() if line.startswith(("  failed: ", "  closed: "))]
        return dict(line.split(": ", 1)[1].split(": ", 1) for line in lines)


@pytest.fixture(scope="module")
def collected(empty_data, tmp_path_factory) -> Iterator[Collected]:
    """One run over a site with all kinds of answers; made once, since each run is a process with Scrapy in it."""
    folder = tmp_path_factory.mktemp("collected") / "portal"
    shutil.copytree(empty_data, folder)
    portal = Portal(folder)
    with running_site() as site:
        site.say("/robots.txt", b"User-agent: *\nDisallow: /closed/*.pdf\n")
        site.say("/robots.txt", status=503, host="localhost")
        site.say("/go", status=302, Location="/files/report.pdf")
        site.say(
            "/files/report.pdf",
            b"%PDF-1.4 a report",
            Content_Type="application/pdf",
            ETag='"v1"',
            Last_Modified="Mon, 06 May 2024 09:00:00 GMT",
            Content_Disposition='attachment; filename="Annex A.pdf"',
        )
        site.say("/busy", status=503, Retry_After="1")
        site.say("/busy", b"now there is time")
        site.say("/slow", b"late", seconds=30)
        site.say("/loop", status=302, Location="/loop")
        site.say("/to-file", status=302, Location="file:///report.pdf")
        site.say("/huge", Content_Length=str(60 * 1024 * 1024))
        site.say("/inward", status=302, Location=f"http://127.0.0.2:{site.server_port}/busy")
        site.say("/busy", b"closed, since the rules are not known", host="localhost")
        paths = ["/go", "/gone", "/slow", "/closed/x.pdf", "/closed/y.pdf", "/loop", "/to-file", "/huge", "/inward"]
        addresses = [site.url(path) for path in [*paths, "/busy"]] + [
            site.url("/busy", "localhost"),
            "ftp://127.0.0.1/x",
        ]
        listing = "href,search_category\n" + "".join(f"{address},risk score\n" for address in addresses)
        yield Collected(portal.collect(listing, "--timeout", "1", name="list.csv"), site, portal)

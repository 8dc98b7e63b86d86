"""A PostgreSQL server of the tests' own: a new cluster in a folder of its own, on a loopback port of its own.

Needs the programs of PostgreSQL (Debian: ``postgresql``), no running service and no rights beyond those of the user; root
lends it to the user ``postgres``, since the server refuses to run as root. It asks for a password, as a real one does, and
sorts by code points, as the portal wants it. ``python -m tests.servers.postgres COMMAND`` runs
a command with its address in DATASCORES_DATABASE_URL; without a command it prints the address and runs until Ctrl-C.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.servers.loopback import free_port

PASSWORD = "only for tests/@:"  # with signs that an address must escape
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",  # a killed server keeps what it wrote; only a machine that stops would lose it
    "full_page_writes": "off",
    "autovacuum": "off",  # tests roll back what they write: statistics of empty tables would mislead the planner
    "max_connections": "60",
    "shared_buffers": "64MB",
    "unix_socket_directories": "",
}


def find_programs() -> Path | None:
    """The folder of initdb and postgres, of the newest version that is installed; None where there is none."""
    if found := shutil.which("postgres"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), default=None)


class PostgresServer:
    """One server; ``url`` is what DATASCORES_DATABASE_URL wants. Use as a context manager, or ``start`` and ``stop``."""

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        """``settings`` are the server's, where they are to be others than those of a test."""
        programs = find_programs()
        if programs is None:
            raise FileNotFoundError("PostgreSQL is not installed (apt-get install postgresql)")
        self._programs, self._settings = programs, _SETTINGS | dict(settings or {})
        self._owner = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="datascores-postgres-"))
        self.port = free_port()
        self._process: subprocess.Popen | None = None
        self._create()

    def url(self, database: str = "datascores") -> str:
        return f"postgresql://portal:only%20for%20tests%2F%40%3A@127.0.0.1:{self.port}/{database}"

    def _create(self) -> None:
        password = self.folder / "password"
        password.write_text(PASSWORD)
        if self._owner is not None:
            for path in (self.folder, password):
                os.chown(path, self._owner.pw_uid, self._owner.pw_gid)
        self._run(
            "initdb",
            f"--pgdata={self.folder / 'cluster'}",
            "--username=portal",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--lc-collate=C",
            "--lc-ctype=C.UTF-8",
            "--no-sync",
        )

    def start(self) -> PostgresServer:
        """Start it, or start it again; returns when it answers. Raises RuntimeError with its log when it does not."""
        options = [word for name, value in self._settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "cluster", "-p", str(self.port), *options],
                stdout=log,
                stderr=log,
                **self._as_owner(),
            )
        for _ in range(300):
            if (
                subprocess.run(
                    [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
                ).returncode
                == 0
            ):
                return self
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()[-2000:]}")

    def create_database(self, name: str) -> str:
        """A new empty database of this name; its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "portal", name)
        return self.url(name)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it; SIGINT ends open connections, SIGQUIT stops it in the middle of what it does."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> PostgresServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()

    def _as_owner(self) -> dict:
        owner = self._owner
        who = {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        return {**who, "cwd": self.folder, "env": {**os.environ, "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"}}

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run([self._programs / program, *words], capture_output=True, text=True, **self._as_owner())
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")


def main(command: list[str]) -> int:
    with PostgresServer() as server:
        url = server.create_database("datascores")
        if command:
            return subprocess.run(command, env={**os.environ, "DATASCORES_DATABASE_URL": url}).returncode
        print(url, flush=True)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with contextlib.suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

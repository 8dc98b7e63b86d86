"""A Redis server of the tests' own, on a loopback port of its own, with a password and nothing kept on disk.

Needs ``redis-server`` (Debian: package of that name), no running service.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import tempfile
import time

from tests.servers.loopback import free_port

PASSWORD = "only-for-tests"


class RedisServer:
    """One server; ``url`` is what DATASCORES_BROKER_URL wants. Use as a context manager, or ``start`` and ``stop``."""

    def __init__(self) -> None:
        if shutil.which("redis-server") is None:
            raise FileNotFoundError("Redis is not installed (apt-get install redis-server)")
        self.port = free_port()
        self.url = f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"
        self._folder = tempfile.mkdtemp(prefix="datascores-redis-")
        self._process: subprocess.Popen | None = None

    def start(self) -> RedisServer:
        """Start it, empty; returns when it can be connected to. Raises RuntimeError when it cannot."""
        options = {
            "port": str(self.port),
            "bind": "127.0.0.1",
            "requirepass": PASSWORD,
            "save": "",
            "dir": self._folder,
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        self._process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise RuntimeError("Redis did not start.")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> RedisServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()

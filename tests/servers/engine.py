"""A search server of the tests' own: one node of Elasticsearch or OpenSearch on a loopback port, from Maven's artifacts.

Needs a JDK 17 and Maven (Debian: ``openjdk-17-jdk-headless maven``), no container engine and no running service. What Maven
brings is kept in the user's cache folder, what the node writes in a folder that goes with it. ``python -m
tests.servers.engine elasticsearch|opensearch COMMAND`` runs a command with the server's address in the DATASCORES_SEARCH_*
variables; without a command it prints the address and runs until Ctrl-C.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.servers.loopback import free_port

KINDS = ("elasticsearch", "opensearch")
RELEASES = {"elasticsearch": "8.19.21", "opensearch": "2.19.1.0"}
_HERE = Path(__file__).resolve().parent / "search"
_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "datascores-tests"
_MODULES = {  # of Elasticsearch: a name, its class, and the source that we have it from
    "transport-netty4": ("org.elasticsearch.transport.netty4.Netty4Plugin", ""),
    "whitespace": ("tests.whitespace.Whitespace", "Whitespace.java"),
    "greeting": ("tests.greeting.Greeting", "Greeting.java"),
}


def missing_programs() -> list[str]:
    """Which of the programs that a server needs are not installed."""
    return [name for name in ("java", "javac", "jar", "mvn") if shutil.which(name) is None]


@dataclass(frozen=True)
class Kit:
    """The jars of one release, with the Java that runs them."""

    kind: str
    release: str
    java_home: str = ""

    @property
    def folder(self) -> Path:
        return _CACHE / f"{self.kind}-{self.release}"

    def program(self, name: str) -> str:
        return str(Path(self.java_home) / "bin" / name) if self.java_home else name

    def fetch(self) -> Path:
        """The folder of its jars, fetched on the first call. Raises RuntimeError when Maven cannot."""
        jars = self.folder / "jars"
        if not jars.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            growing = Path(tempfile.mkdtemp(dir=self.folder))
            goal = ["dependency:copy-dependencies", f"-DoutputDirectory={growing}", f"-Dengine.version={self.release}"]
            command = ["mvn", "-q", "-B", "-f", str(_HERE / self.kind / "pom.xml"), *goal]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"Maven could not fetch {self.kind} {self.release}:\n{done.stdout[-2000:]}")
            growing.rename(jars)
        return jars

    def command(self, node: Path, port: int) -> list[str]:
        """What starts a node in a folder of its own."""
        jars = self.fetch()
        libraries = f"{jars}/*"
        if self.kind == "elasticsearch":
            self._lay_out(jars, node)
            libraries = f"{node}/lib/*"
        self._compile("OneNode.java", node / "classes")
        java = [self.program("java"), f"-Xmx{os.environ.get('HEAP', '512m')}", "-cp", f"{node}/classes:{libraries}"]
        return [*java, "OneNode", str(node), str(port), str(free_port())]

    def _lay_out(self, jars: Path, node: Path) -> None:
        """The folders that Elasticsearch looks for: its own jars, and each module apart with its descriptor."""
        (node / "lib").mkdir(parents=True)
        for name in _MODULES:
            (node / "modules" / name).mkdir(parents=True)
        for jar in jars.glob("*.jar"):
            netty = jar.name.startswith(("netty-", "transport-netty4-"))
            (node / ("modules/transport-netty4" if netty else "lib") / jar.name).symlink_to(jar)
        for name, (class_name, source) in _MODULES.items():
            module = node / "modules" / name
            if source:
                self._compile(source, node / "built" / name)
                packed = [self.program("jar"), "cf", module / f"{name}.jar", "-C", node / "built" / name, "."]
                subprocess.run(packed, check=True)
            words = {"name": name, "description": name, "version": self.release, "java.version": "17"}
            words |= {"elasticsearch.version": self.release, "classname": class_name}
            text = "".join(f"{key}={value}\n" for key, value in words.items())
            (module / "plugin-descriptor.properties").write_text(text)

    def _compile(self, source: str, classes: Path) -> None:
        libraries = f"{self.folder / 'jars'}/*"
        words = [
            self.program("javac"),
            "-nowarn",
            "-cp",
            libraries,
            "-d",
            str(classes),
            str(_HERE / self.kind / source),
        ]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{source} does not compile with {self.kind} {self.release}:\n{done.stderr[-2000:]}")


class EngineServer:
    """One node; ``url`` is what DATASCORES_SEARCH_URL wants. Use as a context manager, or ``start`` and ``stop``."""

    def __init__(self, kind: str, release: str = "", java_home: str = "") -> None:
        if missing := missing_programs():
            raise FileNotFoundError(
                f"{', '.join(missing)} not installed (apt-get install openjdk-17-jdk-headless maven)"
            )
        self.kind = kind
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._kit = Kit(kind, release or RELEASES[kind], java_home)
        self._folder = Path(tempfile.mkdtemp(prefix=f"datascores-{kind}-"))
        self._command = self._kit.command(self._folder / "node", self.port)
        self._process: subprocess.Popen | None = None

    def start(self) -> EngineServer:
        """Start it, or start it again with what it holds; returns when it answers. Raises RuntimeError with its log."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self._folder
            )
        for _ in range(600):
            if self._process.poll() is None and self._answers():
                return self
            if self._process.poll() is not None:
                break
            time.sleep(0.2)
        self.stop(signal.SIGKILL)
        raise RuntimeError(f"{self.kind} did not start:\n{(self._folder / 'log').read_text()[-3000:]}")

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=3).close()
        except (OSError, urllib.error.URLError):
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> EngineServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.remove()


def main(kind: str, *command: str) -> int:
    with EngineServer(kind) as server:
        print(server.url, flush=True)
        if not command:
            signal.sigwait({signal.SIGINT, signal.SIGTERM})
            return 0
        variables = {"DATASCORES_SEARCH_ENGINE": kind, "DATASCORES_SEARCH_URL": server.url}
        return subprocess.run(command, env=os.environ | variables).returncode


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in KINDS:
        sys.exit(f"usage: python -m tests.servers.engine {'|'.join(KINDS)} [COMMAND]")
    sys.exit(main(*sys.argv[1:]))

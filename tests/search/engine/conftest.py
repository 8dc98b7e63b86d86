"""The engines that the contract is tried on. Another adapter joins by a new name here.

Those that are servers are started once, on loopback. Where Java or Maven is missing their tests are skipped, but in CI they
fail.
"""

import os
import uuid
from collections.abc import Callable, Iterator

import pytest

from search.engine.elastic import ElasticEngine
from search.engine.elastic_client import Access, Cluster
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Engine
from tests.servers.engine import KINDS, EngineServer, missing_programs

SERVERS = [pytest.param(kind, marks=pytest.mark.servers) for kind in KINDS]


@pytest.fixture(scope="session")
def server_of() -> Iterator[Callable[[str], EngineServer]]:
    """Gives the server of a kind, started when it is first asked for."""
    started: dict[str, EngineServer] = {}

    def get(kind: str) -> EngineServer:
        if (missing := missing_programs()) and not os.environ.get("CI"):
            pytest.skip(f"{', '.join(missing)} not installed (apt-get install openjdk-17-jdk-headless maven)")
        if kind not in started:
            started[kind] = EngineServer(kind).start()
        return started[kind]

    yield get
    for server in started.values():
        server.remove()


def remove_indices(cluster: Cluster, name: str) -> None:
    for index in cluster.ask("GET", f"/{name}*", params={"filter_path": "*.settings.index.uuid"}):
        cluster.ask("DELETE", f"/{index}")


@pytest.fixture(params=SERVERS)
def cluster(request, server_of, elastic_name) -> Iterator[Cluster]:
    """A cluster that runs, of each kind in turn."""
    cluster = Cluster(Access(request.param, (server_of(request.param).url,), timeout=20))
    yield cluster
    remove_indices(cluster, elastic_name)


@pytest.fixture
def elastic_name() -> str:
    return f"tests{uuid.uuid4().hex[:8]}"


@pytest.fixture(params=["embedded", *SERVERS])
def open_engine(request, tmp_path, elastic_name) -> Iterator[Callable[[], Engine]]:
    """Opens the same index each time it is called, as another process would."""
    if request.param == "embedded":
        yield lambda: EmbeddedEngine(tmp_path / "index")
        return
    access = Access(request.param, (request.getfixturevalue("server_of")(request.param).url,), timeout=20)
    yield lambda: ElasticEngine(Cluster(access), elastic_name)
    remove_indices(Cluster(access), elastic_name)


@pytest.fixture
def engine(open_engine) -> Engine:
    engine = open_engine()
    engine.ensure()
    return engine

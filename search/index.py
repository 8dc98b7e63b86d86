"""The index that settings name, opened once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engine.clauses import Everything, Term
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Engine, EngineStatus

if TYPE_CHECKING:
    from search.engine.elastic_client import Access


def open_engine() -> Engine:
    """The engine of this portal. Opening does not touch the index; its methods raise EngineUnavailable if it is not whole."""
    cluster = settings.SEARCH_ENGINE
    if cluster["kind"] == "embedded":
        return _engine_at(Path(settings.INDEX_DIR))
    return _engine_on(tuple(sorted(cluster.items())), settings.SEARCH_SHARDS, settings.SEARCH_REPLICAS)


def probe_engine() -> EngineStatus:
    """The state of the index after a real search with every facet: files can be damaged where a mere look finds nothing.

    Raises EngineUnavailable if the index cannot answer.
    """
    engine = open_engine()
    engine.search(Term("council"), {}, settings.SEARCH_FACETS, "-date", 0, 1)
    engine.search(Everything(), {}, settings.SEARCH_FACETS, "relevance", 0, 1)
    return engine.status()


@cache
def _engine_at(folder: Path) -> Engine:
    return EmbeddedEngine(folder)


@cache
def _engine_on(cluster: tuple[tuple[str, str], ...], shards: int, replicas: int) -> Engine:
    try:
        from search.engine.elastic import ElasticEngine  # the client comes with the extra “scale” only
        from search.engine.elastic_client import Cluster
    except ImportError as error:
        raise ImproperlyConfigured(
            f"DATASCORES_SEARCH_ENGINE wants a package that is not installed ({error.name}): pip install .[scale]"
        ) from error
    at = dict(cluster)
    return ElasticEngine(Cluster(access_to(at)), at["name"], shards=shards, replicas=replicas)


def access_to(cluster: Mapping[str, str]) -> Access:
    """Where the cluster is that settings.SEARCH_ENGINE describes, and how to come in."""
    from search.engine.elastic_client import Access

    return Access(cluster["kind"], (cluster["url"],), cluster["user"], cluster["password"], cluster["ca_file"])

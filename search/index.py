"""The index that settings name, opened once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engine.clauses import Everything, Term
from search.engine.embedded import EmbeddedEngine
from search.engine.port import Engine, EngineStatus


def open_engine() -> Engine:
    """The engine of this portal. Opening does not touch the index; its methods raise EngineUnavailable if it is not whole."""
    return _engine_at(Path(settings.INDEX_DIR))


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

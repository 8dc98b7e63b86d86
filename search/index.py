"""The index that settings name, opened once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engine.embedded import EmbeddedEngine
from search.engine.port import Engine


def open_engine() -> Engine:
    """The engine of this portal. Opening does not touch the index; its methods raise EngineUnavailable if it is not whole."""
    return _engine_at(Path(settings.INDEX_DIR))


@cache
def _engine_at(folder: Path) -> Engine:
    return EmbeddedEngine(folder)

"""The engines that the contract is tried on. Another adapter joins by a new name here."""

from collections.abc import Callable

import pytest

from search.engine.embedded import EmbeddedEngine
from search.engine.port import Engine


@pytest.fixture(params=["embedded"])
def open_engine(request, tmp_path) -> Callable[[], Engine]:
    """Opens the same index each time it is called, as another process would."""
    return lambda: EmbeddedEngine(tmp_path / "index")


@pytest.fixture
def engine(open_engine) -> Engine:
    engine = open_engine()
    engine.ensure()
    return engine

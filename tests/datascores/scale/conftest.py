"""Servers for the tests of this folder, started once; where one is not installed the tests skip, in CI they fail."""

from __future__ import annotations

import os

import pytest

from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer


def _started(make):
    try:
        return make()
    except FileNotFoundError as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{missing}; in CI a missing part is a failure")
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def database():
    with _started(PostgresServer) as server:
        yield server


@pytest.fixture(scope="session")
def broker():
    with _started(RedisServer) as server:
        yield server

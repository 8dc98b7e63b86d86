"""What every test may rely on: state in a folder of its own, and markers that name what a test needs beyond Python."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

SHARED = Path(__file__).resolve().parents[2] / "shared"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: needs Chromium")
    config.addinivalue_line(
        "markers", "shared: needs the folder of real files beside the project, which is not shipped"
    )
    config.addinivalue_line("markers", "servers: starts servers of its own, which must be installed; slow")


def pytest_runtest_setup(item):
    """A missing part skips with its reason; in CI it fails, except for the real files, which are not shipped."""
    missing = ""
    if item.get_closest_marker("browser") and not CHROMIUM:
        missing = "Chromium is not installed (apt-get install chromium)"
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{missing}; in CI a missing part is a failure")
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        missing = f"the real files are not at {SHARED.parent.name}/{SHARED.name}"
    if missing:
        pytest.skip(missing)


@pytest.fixture(autouse=True)
def own_data(tmp_path, settings):
    """Originals, index and everything else under DATA are this test's alone."""
    settings.DATA_DIR = tmp_path / "data"
    settings.INDEX_DIR = settings.DATA_DIR / "index"
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.DATA_DIR / "originals", "base_url": None},
        },
    }


@pytest.fixture(autouse=True)
def own_places(monkeypatch):
    """Where this process' last looks ended is of another test's documents."""
    monkeypatch.setattr("datascores.pipeline._reached", {})
    monkeypatch.setattr("datascores.pipeline._looks", Counter())


@pytest.fixture(autouse=True)
def kept_connection(monkeypatch):
    """A response that a test closes by itself does not take the connection out of the transaction around the test.

    SQLite in memory is never closed; PostgreSQL is, at the end of each request.
    """
    close = BaseDatabaseWrapper.close_if_unusable_or_obsolete
    monkeypatch.setattr(
        BaseDatabaseWrapper,
        "close_if_unusable_or_obsolete",
        lambda connection: None if connection.in_atomic_block else close(connection),
    )


@pytest.fixture
def shared() -> Path:
    """The folder of real files, for tests marked ``shared``."""
    return SHARED

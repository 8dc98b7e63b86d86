"""A part that is away is told as that: on pages, on the command line, and without the addresses of our servers."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError
from django.urls import reverse

from search.engine.elastic import ElasticEngine
from search.engine.elastic_client import Access, Cluster
from tests.servers.loopback import free_port

pytestmark = pytest.mark.django_db


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    own = {f"DATASCORES_{name}": value for name, value in variables.items()}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATASCORES_")} | own
    environment["DJANGO_SETTINGS_MODULE"] = "datascores.settings"
    return subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *words], env=environment, capture_output=True, text=True
    )


@pytest.mark.parametrize(("error", "status"), [(OperationalError("away"), 503), (ValueError("a fault"), 500)])
def test_database_that_is_away_is_told_apart_from_a_fault_of_ours(client, monkeypatch, error, status):
    def fail(*_):
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr("datascores.operations.health.look", fail)
    response = client.get(reverse("health-ready"))
    assert response.status_code == status
    assert ("This is not an empty result" in response.content.decode()) == (status == 503)
    assert response.has_header("Retry-After") == (status == 503)


def test_command_names_the_database_that_cannot_be_used_and_never_its_password(tmp_path):
    away = f"postgresql://someone:verysecret@127.0.0.1:{free_port()}/x?connect_timeout=1"
    done = run("status", DATA=str(tmp_path), DATABASE_URL=away)
    assert done.returncode == 1 and "The database cannot be used" in done.stderr
    assert "Traceback" not in done.stderr and "verysecret" not in done.stdout + done.stderr


def test_command_before_the_first_migrate_says_so(tmp_path):
    done = run("status", DATA=str(tmp_path))
    assert done.returncode == 1 and "manage.py migrate" in done.stderr and "Traceback" not in done.stderr


def test_search_page_without_its_engine_says_so_and_tells_no_address(client, monkeypatch):
    monkeypatch.setattr("search.engine.elastic_client._FIRST_PAUSE", 0.01)
    port = free_port()
    away = ElasticEngine(Cluster(Access("elasticsearch", (f"http://127.0.0.1:{port}",))))
    monkeypatch.setattr("search.index._engine_at", lambda folder: away)
    response = client.get(reverse("search"), {"q": "score"})
    page = response.content.decode()
    assert response.status_code == 503 and "This is not an empty result" in page
    assert str(port) not in page

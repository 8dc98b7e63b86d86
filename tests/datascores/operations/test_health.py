"""Whether the portal works, as load balancers and Prometheus hear it: a part that fails is named, never passed over."""

from __future__ import annotations

import shutil

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from datascores import jobs
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(settings):
    settings.METRICS = True
    make_letter("a.txt", ["A letter."])
    make_letter("b.pdf", [], status="no_text", reason="A scan.")
    index_all()
    jobs.ask("rebuild_index")


def test_process_lives_without_any_part(client, settings):
    response = client.get(reverse("health-live"))
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]


def test_portal_is_ready_when_every_part_answers(client, portal):
    response = client.get(reverse("health-ready"))
    assert response.status_code == 200
    assert response.json() == {"ready": True, "parts": {"database": True, "index": True, "disk": True}}


def test_missing_index_makes_it_unready_and_only_staff_hear_why(client, portal, settings):
    shutil.rmtree(settings.INDEX_DIR)
    response = client.get(reverse("health-ready"))
    assert response.status_code == 503
    assert response.json() == {"ready": False, "parts": {"database": True, "index": False, "disk": True}}
    client.force_login(User.objects.create_user("ada", is_staff=True))
    assert "There is no search index" in client.get(reverse("health-ready")).json()["words"]["index"]


def test_broker_that_is_away_makes_it_unready(client, portal, settings):
    settings.BROKER_URL = "redis://127.0.0.1:1/0"
    response = client.get(reverse("health-ready"))
    assert response.status_code == 503 and response.json()["parts"]["broker"] is False


def test_full_disk_makes_it_unready(client, portal, monkeypatch):
    monkeypatch.setattr("datascores.operations.parts.LEAST_FREE", 10**18)
    assert client.get(reverse("health-ready")).json()["parts"]["disk"] is False


def test_metrics_count_what_is_held_and_what_waits(client, portal):
    text = client.get(reverse("metrics")).content.decode()
    for line in (
        'datascores_part_is_well{part="index"} 1.0',
        'datascores_documents{status="no_text"} 1.0',
        'datascores_documents_due{step="index"} 0.0',
        'datascores_jobs{state="waiting"} 1.0',
        "datascores_index_documents 2.0",
    ):
        assert line in text, line


def test_metrics_of_a_part_that_fails_are_missing_and_never_nought(client, portal, settings):
    shutil.rmtree(settings.INDEX_DIR)
    text = client.get(reverse("metrics")).content.decode()
    assert 'datascores_part_is_well{part="index"} 0.0' in text and "datascores_index_documents" not in text


def test_metrics_are_published_only_where_settings_say_so(client, portal, settings):
    settings.METRICS = False
    assert client.get(reverse("metrics")).status_code == 404

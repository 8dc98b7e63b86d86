"""The composition of containers, as far as it can be held against the rest of the project without a container engine."""

from __future__ import annotations

import re

import pytest
import yaml
from django.conf import settings

from datascores.messages import QUEUES

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("setup", "web", "worker", "ocr-worker", "beat")
PROCESSES = dict(line.split(": ", 1) for line in (settings.BASE_DIR / "Procfile").read_text().splitlines())
# of the keys that the specification of compose files knows, those that are used here
KEYS = {
    *(
        "build",
        "image",
        "command",
        "user",
        "read_only",
        "cap_drop",
        "security_opt",
        "tmpfs",
        "volumes",
        "secrets",
        "restart",
    ),
    *("stop_grace_period", "depends_on", "environment", "ports", "healthcheck", "shm_size", "profiles"),
}
HEALTH_KEYS = {"test", "interval", "timeout", "start_period"}


@pytest.mark.parametrize("name", SERVICES)
def test_service_has_only_keys_that_compose_knows_and_names_only_what_there_is(name):
    service = SERVICES[name]
    assert service.keys() <= KEYS
    assert service.get("healthcheck", {}).keys() <= HEALTH_KEYS
    assert set(service.get("depends_on", {})) <= SERVICES.keys()
    assert set(service.get("secrets", [])) <= COMPOSE["secrets"].keys()
    mounted = {volume.partition(":")[0] for volume in service.get("volumes", [])}
    assert mounted <= COMPOSE["volumes"].keys()
    for other, how in service.get("depends_on", {}).items():
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]


def test_the_processes_of_the_procfile_are_those_of_the_containers():
    assert {name: SERVICES[name]["command"] for name in OURS if name != "setup"} == PROCESSES


def test_each_queue_has_a_worker_and_no_worker_asks_for_another():
    served = [
        queue
        for words in PROCESSES.values()
        for found in re.findall(r"--queues (\S+)", words)
        for queue in found.split(",")
    ]
    assert sorted(served) == sorted(QUEUES)


@pytest.mark.parametrize("name", OURS)
def test_our_containers_are_read_only_without_rights_and_get_secrets_by_file(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert name == "setup" or "healthcheck" in service
    for variable, value in service["environment"].items():
        if re.search("URL|KEY|PASSWORD", variable) and "SEARCH" not in variable:
            assert variable.endswith("_FILE")
            assert value.removeprefix("/run/secrets/") in service["secrets"]
    assert "USER portal" in (settings.BASE_DIR / "Dockerfile").read_text()


@pytest.mark.parametrize("name", OURS)
def test_each_setting_of_a_container_is_one_that_the_portal_reads(name):
    text = (settings.BASE_DIR / "datascores" / "settings.py").read_text()
    read = set(re.findall(r'_environment\.\w+\(\s*"(\w+)"', text))
    given = {variable.removeprefix("DATASCORES_").removesuffix("_FILE") for variable in SERVICES[name]["environment"]}
    assert given <= read


@pytest.mark.parametrize("name", SERVICES)
def test_only_the_portal_is_published_and_only_on_loopback(name):
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))
    assert name == "web" or "ports" not in SERVICES[name]


def test_images_are_pinned_to_a_version():
    for service in SERVICES.values():
        assert re.search(r":\d+\.\d+", service["image"])

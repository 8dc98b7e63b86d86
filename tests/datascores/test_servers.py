from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from datascores.environment import Environment
from datascores.servers import broker_at, database_at, search_at, storage_at


def test_signs_of_a_password_that_an_address_must_escape_come_back(tmp_path):
    found = database_at("postgresql://us%40er:p%2Fa%3A%23@db.example:5433/scores?sslmode=require", tmp_path, 4)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("us@er", "p/a:#", "db.example", 5433)
    assert found["NAME"] == "scores"
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 4


def test_a_socket_can_be_named_in_place_of_a_host(tmp_path):
    assert database_at("postgresql:///scores?host=/run/postgresql", tmp_path, 4)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://h/db",
        "postgresql:h/db",
        "postgresql://h",
        "postgresql:///db",
        "postgresql://h/db/more",
        "postgresql://h:99999/db",
        "postgresql://user:sec#ret@h/db",
        "postgresql://h/db?sslmod=require",
        "postgresql://[h/db",
    ],
)
def test_an_address_of_a_database_that_cannot_be_meant_is_refused_without_its_password(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATASCORES_DATABASE_URL") as refused:
        database_at(url, tmp_path, 4)
    assert "postgresql://USER:PASSWORD@HOST:PORT/DATABASE" in str(refused.value)
    assert "ret" not in str(refused.value)


@pytest.mark.parametrize("url", ["amqp://h//", "redis:///0", "redis://h/first", "redis://h:x/0", "redis://h/0?db=1"])
def test_an_address_of_a_broker_that_cannot_be_meant_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATASCORES_BROKER_URL"):
        broker_at(url)


def test_a_broker_over_tls_is_asked_for_its_certificate():
    assert broker_at("rediss://:secret@h:6380/0") == "rediss://:secret@h:6380/0?ssl_cert_reqs=required"


@pytest.mark.parametrize(
    "url", ["ftp://h/f", "file://host/f", "file:///", "s3:///prefix", "s3://b?endpoint=h:1", "s3://b?x=1"]
)
def test_an_address_of_a_store_that_cannot_be_meant_is_refused(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="DATASCORES_STORAGE_URL"):
        storage_at(url, tmp_path)


def test_a_folder_elsewhere_can_hold_the_originals(tmp_path):
    assert storage_at("file:///mnt/the%20originals", tmp_path)["OPTIONS"]["location"] == "/mnt/the originals"


def test_a_secret_can_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("redis://:word@h/0\n")
    environment = Environment({"DATASCORES_BROKER_URL_FILE": str(tmp_path / "secret")})
    assert environment.secret("BROKER_URL") == "redis://:word@h/0"
    environment.refuse_unknown()


def test_a_secret_that_is_given_twice_or_whose_file_is_missing_or_empty_is_refused(tmp_path):
    (tmp_path / "empty").write_text("\n")
    for variables in (
        {"DATASCORES_X": "a", "DATASCORES_X_FILE": "b"},
        {"DATASCORES_X_FILE": str(tmp_path / "none")},
        {"DATASCORES_X_FILE": str(tmp_path / "empty")},
    ):
        with pytest.raises(ImproperlyConfigured, match="DATASCORES_X_FILE"):
            Environment(variables).secret("X")


def test_a_cluster_is_told_by_its_address_and_a_file_of_the_authority_that_it_shows(tmp_path):
    ca_file = tmp_path / "ca.pem"
    ca_file.touch()
    found = search_at("opensearch", f"https://us%40er:p%2Fa@engine.example:9201/ours?ca_file={ca_file}")
    assert (found["url"], found["user"], found["password"]) == ("https://engine.example:9201", "us@er", "p/a")
    assert (found["name"], found["ca_file"]) == ("ours", str(ca_file))
    assert search_at("elasticsearch", "http://engine.example")["url"] == "http://engine.example:9200"
    assert search_at("elasticsearch", "http://engine.example")["name"] == "datascores"
    assert search_at("embedded", "") == {"kind": "embedded"}


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("solr", ""),
        ("elasticsearch", ""),
        ("embedded", "http://h"),
        ("elasticsearch", "h:9200"),
        ("elasticsearch", "http://u:sec#ret@h"),
        ("elasticsearch", "http://u:ret@h/Name"),
        ("elasticsearch", "http://u:ret@h/a/b"),
        ("elasticsearch", "https://u:ret@h?ca_file=nowhere.pem"),
        ("opensearch", "https://u:ret@h?ca=x"),
        ("opensearch", "http://u:ret@:9200"),
    ],
)
def test_an_engine_or_address_that_cannot_be_meant_is_refused_without_its_password(kind, url):
    with pytest.raises(ImproperlyConfigured, match="DATASCORES_SEARCH_") as refused:
        search_at(kind, url)
    assert "ret@" not in str(refused.value)

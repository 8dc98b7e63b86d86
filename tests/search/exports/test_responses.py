"""Downloads: every table in every format, refusals in plain words, places given back, breaks that look like breaks."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import socket
import struct
import threading
import time

import openpyxl
import pytest
import waitress
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from search.engine.port import EngineUnavailable
from search.exports import responses
from search.exports.tables import TABLES
from search.index import open_engine
from search.indexing import rebuild_index
from tests.letters import index_all, make_letter

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("table", TABLES)
def test_every_format_of_a_table_has_the_same_rows(client, corpus, table):
    rows = [json.loads(line) for line in body(client.get(f"/search/export/{table}.ndjson?q=score")).splitlines()]
    lines = body(client.get(f"/search/export/{table}.csv?q=score")).decode()
    book = openpyxl.load_workbook(io.BytesIO(body(client.get(f"/search/export/{table}.xlsx?q=score"))))
    values = list(book[table].values)
    assert values[0] == TABLES[table].names and len(values) == len(rows) + 1 > 5
    assert lines.startswith(",".join(TABLES[table].names)) and lines.count("http://testserver/documents/") == len(rows)
    at = TABLES[table].names.index("url")
    assert [value[at] for value in values[1:]] == [row["url"] for row in rows]


@pytest.mark.parametrize("path", ["/search/export/passages.csv?q=score", "/search/concordance.csv?q=score"])
def test_file_has_the_same_bytes_under_whatever_name_the_portal_is_reached(client, corpus, settings, path):
    settings.ALLOWED_HOSTS, settings.ADDRESS = ["*"], "https://portal.example"
    one, other = (body(client.get(path, headers={"host": host})) for host in ("a.example", "b.example:81"))
    assert one == other and b"https://portal.example/documents/" in one


def test_old_addresses_give_documents(client, corpus):
    for form in ("csv", "ndjson", "xlsx"):
        old, new = (
            body(client.get(f"{path}.{form}?q=score")) for path in ("/search/export", "/search/export/documents")
        )
        assert old == new


@pytest.mark.parametrize("path", ["search/export/poems.csv", "search/export/passages.pdf", "search/export.doc"])
def test_what_there_is_not_is_named_with_what_there_is(client, path):
    response = client.get(f"/{path}")
    assert response.status_code == 404 and "there are" in response.content.decode()


def test_passages_of_no_words_are_refused_and_not_an_empty_file(client, corpus):
    response = client.get("/search/export/passages.csv")
    assert response.status_code == 422 and "no words" in response.content.decode()


def test_workbook_that_would_take_too_long_is_refused(client, corpus, monkeypatch):
    monkeypatch.setattr(responses, "MOST_IN_A_WORKBOOK", 3)
    response = client.get("/search/export/documents.xlsx?q=score")
    assert response.status_code == 422 and "in the background" in response.content.decode()
    assert client.get("/search/export/documents.xlsx?q=%22housing+claims.+Its+score+is+3%22").status_code == 200


def test_workbook_of_most_of_the_words_is_counted_too(client, corpus, monkeypatch):
    monkeypatch.setattr(responses, "MOST_IN_A_WORKBOOK", 3)
    response = client.get("/search/export/documents.xlsx?q=housing+claims+score+lantern+zeppelins")
    assert response.status_code == 422 and "in the background" in response.content.decode()


def test_head_makes_no_rows(client, corpus, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.head("/search/export/passages.csv?q=score")
    assert response.status_code == 200 and "attachment" in response["Content-Disposition"]


def test_places_are_given_back_and_more_than_there_are_is_refused(client, corpus):
    for _ in range(3):  # more often than there are places
        held = [client.get("/search/export.csv?q=score") for _ in range(responses.AT_ONCE)]
        refused = client.get("/search/export.csv?q=score")
        assert refused.status_code == 503 and refused["Retry-After"]
        for response in held[:2]:
            body(response)
        for response in held:
            response.close()
    assert len(body(client.get("/search/export.csv?q=score"))) > 100


def test_failing_export_gives_its_place_back(client, corpus, monkeypatch):
    def fail(*_):
        raise EngineUnavailable("The index is gone.")

    with monkeypatch.context() as patch:
        patch.setattr("search.exports.responses.hit_rows", fail)
        for _ in range(responses.AT_ONCE + 1):
            assert client.get("/search/export.csv?q=score").status_code == 503
    assert body(client.get("/search/export.csv?q=score"))


def test_export_begun_before_a_rebuild_ends_whole(client, corpus):
    for number in range(130):
        make_letter(f"more {number}.txt", ["a score"])
    index_all()
    response = client.get("/search/export.ndjson?q=score&sort=title")
    rows = [next(response.streaming_content)]
    rebuild_index()  # without these documents, which no step has stamped
    assert open_engine().status().documents == 0
    rows += list(response.streaming_content)
    response.close()
    assert len({json.loads(row)["sha256"] for row in rows}) == len(rows) == len(corpus) + 130


@contextlib.contextmanager
def served():
    """The portal on a real server in a thread; the address."""
    server = waitress.create_server(WSGIHandler(), host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield "127.0.0.1", server.effective_port
    finally:
        server.close()
        thread.join(5)


def endless_rows(*_):
    number = 0
    while True:
        number += 1
        yield {name: [] if name in ("pages", "places") else "x" * 500 for name in TABLES["documents"].names}
        if number == 5000:
            raise EngineUnavailable("The index failed in the middle.")


def test_failure_in_the_middle_breaks_the_connection(monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr("search.exports.responses.hit_rows", endless_rows)
    with served() as (host, port):
        connection = http.client.HTTPConnection(host, port, timeout=30)
        connection.request("GET", reverse("search-csv"))
        response = connection.getresponse()
        assert response.status == 200
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            response.read()


def test_client_that_hangs_up_leaves_nothing_open(monkeypatch, settings, caplog):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    ended = threading.Event()

    def rows(*_):
        try:
            while True:
                yield from endless_rows_without_end()
        finally:
            ended.set()

    def endless_rows_without_end():
        yield {name: [] if name in ("pages", "places") else "x" * 5000 for name in TABLES["documents"].names}

    monkeypatch.setattr("search.exports.responses.hit_rows", rows)
    with served() as (host, port):
        client = socket.create_connection((host, port))
        client.sendall(b"GET /search/export.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert client.recv(1000).startswith(b"HTTP/1.1 200")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        assert ended.wait(20)
        for _ in range(100):
            if responses.places._free._value == responses.AT_ONCE:
                break
            time.sleep(0.05)
        assert responses.places._free._value == responses.AT_ONCE
    assert "Traceback" not in caplog.text

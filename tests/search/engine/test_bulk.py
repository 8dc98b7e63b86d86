"""Many changes go in order, one chunk under way while the next is made; what goes wrong with one reaches the caller."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from search.engine.clauses import Everything, Term
from search.engine.elastic import ElasticEngine
from search.engine.elastic_bulk import Change, send
from search.engine.elastic_client import Access, Cluster
from search.engine.port import EngineRefusedRecords, EngineUnreachable, Record
from tests.servers.bulk import BulkServer, made, refused


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr("search.engine.elastic_bulk.MOST_CHANGES", 2)
    monkeypatch.setattr("search.engine.elastic_client._FIRST_PAUSE", 0.001)


def cluster_at(server: BulkServer) -> Cluster:
    return Cluster(Access("elasticsearch", (server.url,), timeout=20))


def changes(count: int, made_so_far: list[str] | None = None) -> Iterator[Change]:
    for number in range(count):
        if made_so_far is not None:
            made_so_far.append(str(number))
        yield Change(str(number), b"{}")


def senders() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("bulk")]


def test_changes_arrive_in_the_order_in_which_they_were_made_one_chunk_at_a_time():
    with BulkServer() as server:
        told = send(cluster_at(server), "index", changes(7))
    assert server.requests == [["0", "1"], ["2", "3"], ["4", "5"], ["6"]]
    assert server.most_at_once == 1
    assert told.created == 7 and told.refused == {}


def test_nothing_to_change_asks_the_engine_nothing():
    with BulkServer() as server:
        assert send(cluster_at(server), "index", []).created == 0
    assert server.requests == []


def test_the_next_chunk_is_made_while_one_is_under_way_and_no_third():
    made_so_far: list[str] = []
    is_next_made, was_next_made = threading.Event(), []
    made_at_end = []

    def answer(number, ids):
        if number == 1:
            was_next_made.append(is_next_made.wait(20))
        made_at_end.append(len(made_so_far))
        return made(number, ids)

    def watched():
        for change in changes(40, made_so_far):
            if len(made_so_far) == 5:  # the one that shows that the second chunk is full
                is_next_made.set()
            yield change

    with BulkServer(answer) as server:
        send(cluster_at(server), "index", watched())
    assert was_next_made == [True]
    assert all(count <= 2 * number + 3 for number, count in enumerate(made_at_end, start=1))
    assert len(server.requests) == 20


def test_an_error_of_a_chunk_reaches_the_caller_and_no_more_is_sent_or_made():
    def answer(number, ids):
        return [refused(403, "no_right")] * len(ids) if number == 2 else made(number, ids)

    made_so_far: list[str] = []
    with BulkServer(answer) as server, pytest.raises(EngineUnreachable, match="status 403"):
        send(cluster_at(server), "index", changes(100, made_so_far))
    assert server.requests == [["0", "1"], ["2", "3"]]
    assert len(made_so_far) <= 7
    assert senders() == []


def test_the_error_of_the_last_chunk_reaches_the_caller_too():
    with (
        BulkServer(lambda number, ids: [refused(403, "no_right")]) as server,
        pytest.raises(EngineUnreachable, match="status 403"),
    ):
        send(cluster_at(server), "index", changes(1))
    assert senders() == []


def test_a_refused_document_is_told_with_its_reason_and_the_others_are_made():
    def answer(number, ids):
        items = made(number, ids)
        return [
            refused(400, "mapper_parsing_exception") if of == "2" else item for of, item in zip(ids, items, strict=True)
        ]

    with BulkServer(answer) as server:
        told = send(cluster_at(server), "index", changes(5))
    assert [*told.refused] == ["2"] and "as the test wants" in told.refused["2"]
    assert told.created == 4
    assert len(server.requests) == 3


def test_a_change_for_which_there_was_no_room_is_sent_again_before_later_ones():
    def answer(number, ids):
        items = made(number, ids)
        return [items[0], refused(429, "full")] if number in (1, 2) and len(ids) == 2 else items

    with BulkServer(answer) as server:
        told = send(cluster_at(server), "index", changes(4))
    assert server.requests == [["0", "1"], ["1"], ["2", "3"]]
    assert told.created == 4


def test_an_engine_without_room_for_ever_is_an_error():
    with (
        BulkServer(lambda number, ids: [refused(429, "full")] * len(ids)) as server,
        pytest.raises(EngineUnreachable, match="no room for 2 changes"),
    ):
        send(cluster_at(server), "index", changes(4))
    assert {tuple(ids) for ids in server.requests} == {("0", "1")}
    assert senders() == []


def test_the_thread_that_sent_is_gone_afterwards():
    with BulkServer() as server:
        send(cluster_at(server), "index", changes(6))
    assert senders() == []


def test_when_making_a_chunk_fails_what_was_under_way_is_finished():
    has_failed = threading.Event()

    def answer(number, ids):
        assert has_failed.wait(20)
        return made(number, ids)

    def failing():
        yield from changes(3)
        has_failed.set()
        raise ValueError("the database is away")

    with BulkServer(answer) as server, pytest.raises(ValueError, match="the database is away"):
        send(cluster_at(server), "index", failing())
    assert server.requests == [["0", "1"]]
    assert senders() == []


@pytest.fixture
def engine(cluster, elastic_name) -> ElasticEngine:
    """On a real engine."""
    engine = ElasticEngine(cluster, elastic_name)
    engine.ensure()
    return engine


def test_the_last_change_of_an_id_is_the_one_that_stays(engine):
    words = ["first", "second", "third", "fourth", "last"]
    engine.upsert([Record(str(number % 3), "", f"{words[number // 3]} word") for number in range(15)])
    assert engine.count(Term("last")) == engine.count(Everything()) == 3
    assert engine.count(Term("fourth")) == 0


def test_documents_refused_in_several_chunks_are_all_told(engine):
    too_long = {"system": ("x" * 40_000,)}
    records = [Record(f"{number}", "", "word", too_long if number % 4 == 1 else {}) for number in range(12)]
    with pytest.raises(EngineRefusedRecords) as told:
        engine.upsert(records)
    assert sorted(told.value.reasons) == ["1", "5", "9"]
    assert engine.count(Term("word")) == 9


def test_an_index_that_becomes_read_only_in_the_middle_stops_what_is_sent(cluster, engine):
    index, made_so_far = engine.status().generation, []

    def blocking():
        for change in changes(100, made_so_far):
            if len(made_so_far) == 9:
                cluster.ask("PUT", f"/{index}/_settings", {"index.blocks.write": True})
            yield Change(change.id)

    with pytest.raises(EngineUnreachable, match="read-only"):
        send(cluster, index, blocking())
    assert len(made_so_far) < 20
    assert senders() == []

"""The scaled engine alone: servers that stop or refuse, indices that are not ours, rebuilds that die or meet changes."""

import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from search.engine import elastic
from search.engine.clauses import Everything, FieldIs, Term
from search.engine.elastic import ElasticEngine
from search.engine.elastic_bulk import Change, chunks_of
from search.engine.elastic_client import Access, Cluster, whole
from search.engine.elastic_generations import state_of
from search.engine.port import EngineOutdated, EngineRefusedRecords, EngineUnavailable, EngineUnreachable, Record
from tests.servers.engine import EngineServer
from tests.servers.loopback import free_port

ROOT = Path(elastic.__file__).resolve().parents[2]
RECORDS = [Record(f"{number:03d}", f"title {number}", "some words", {"system": ("mosaic",)}) for number in range(50)]


@pytest.fixture
def engine(cluster, elastic_name) -> ElasticEngine:
    engine = ElasticEngine(cluster, elastic_name)
    engine.rebuild(RECORDS)
    return engine


def serving_index(engine: ElasticEngine) -> str:
    return engine.status().generation


def indices_of(cluster: Cluster, name: str) -> list[str]:
    return sorted(cluster.ask("GET", f"/{name}-*", params={"filter_path": "*.settings.index.uuid"}))


ASKS = [
    lambda engine: engine.search(Everything()),
    lambda engine: engine.count(Term("words")),
    lambda engine: engine.status(),
    lambda engine: engine.upsert(RECORDS),
    lambda engine: engine.delete(["000"]),
    lambda engine: engine.iter_ids(Everything()),
]


def test_nothing_is_created_by_reading_or_writing_where_no_index_is(cluster, elastic_name):
    engine = ElasticEngine(cluster, elastic_name)
    for ask in ASKS:
        with pytest.raises(EngineUnavailable, match="rebuild_index") as missing:
            ask(engine)
        assert not isinstance(missing.value, EngineUnreachable)
    assert indices_of(cluster, elastic_name) == []


def test_an_index_deleted_while_serving_is_unavailable_not_empty(cluster, elastic_name, engine):
    cluster.ask("DELETE", f"/{serving_index(engine)}")
    for ask in ASKS:
        with pytest.raises(EngineUnavailable, match="rebuild_index"):
            ask(engine)
    assert indices_of(cluster, elastic_name) == []
    assert engine.rebuild(RECORDS).documents == 50


def test_an_index_of_another_version_is_refused_until_rebuilt(cluster, elastic_name, engine):
    newer = ElasticEngine(cluster, elastic_name, version="2")
    for ask in (*ASKS, lambda newer: newer.ensure()):
        with pytest.raises(EngineOutdated, match="another version"):
            ask(newer)
    assert engine.count(Everything()) == 50
    newer.rebuild(RECORDS[:10])
    assert newer.count(Everything()) == 10
    with pytest.raises(EngineOutdated):
        engine.count(Everything())
    assert len(indices_of(cluster, elastic_name)) == 1


def test_an_index_of_words_read_by_older_rules_is_refused_and_the_message_says_rebuild(
    cluster, elastic_name, engine, monkeypatch
):
    monkeypatch.setattr("search.engine.elastic.ANALYSIS_VERSION", "english-1")
    ElasticEngine(cluster, elastic_name).rebuild(RECORDS)
    monkeypatch.undo()
    now = ElasticEngine(cluster, elastic_name)
    for ask in (lambda: now.search(Everything()), lambda: now.upsert(RECORDS), now.ensure):
        with pytest.raises(EngineOutdated, match=r"english-1.*english-3.*rebuild_index"):
            ask()
    now.rebuild(RECORDS)
    assert now.count(Everything()) == 50


def test_a_foreign_index_under_the_alias_is_neither_used_nor_removed(cluster, elastic_name):
    engine, foreign = ElasticEngine(cluster, elastic_name), f"{elastic_name}x"
    cluster.ask("PUT", f"/{foreign}", {"aliases": {engine._generations.serving: {}}})
    for ask in (
        lambda: engine.ensure(),
        lambda: engine.status(),
        lambda: engine.upsert(RECORDS),
        lambda: engine.iter_ids(Everything()),
        lambda: engine.rebuild(RECORDS),
    ):
        with pytest.raises(EngineUnavailable, match="did not make"):
            ask()
    assert cluster.ask("GET", f"/{foreign}/_count")["count"] == 0


def test_a_read_only_index_refuses_writes_aloud_and_answers_searches(cluster, engine):
    index = serving_index(engine)
    cluster.ask("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": True})
    with pytest.raises(EngineUnreachable, match="read-only"):
        engine.upsert([Record("new", "", "word")])
    assert engine.count(Everything()) == 50
    cluster.ask("PUT", f"/{index}/_settings", {"index.blocks.read_only_allow_delete": None})
    engine.upsert([Record("new", "", "word")])
    assert engine.count(Everything()) == 51


def test_a_closed_index_is_unavailable_not_empty(cluster, engine):
    cluster.ask("POST", f"/{serving_index(engine)}/_close")
    for ask in (lambda: engine.search(Everything()), lambda: engine.upsert(RECORDS)):
        with pytest.raises(EngineUnavailable):
            ask()


def test_an_index_without_one_of_its_parts_is_an_error_not_a_small_result(cluster, elastic_name):
    whole_one = ElasticEngine(cluster, elastic_name, shards=2)
    whole_one.rebuild(RECORDS)
    index = serving_index(whole_one)
    cluster.ask("DELETE", f"/{index}")
    body = {"settings": {"number_of_shards": 2, "index.routing.allocation.require._name": "nowhere"}}
    body["aliases"] = {whole_one._generations.serving: {}}
    body["mappings"] = {"_meta": {"made_by": "datascores", "name": elastic_name, "version": whole_one.version}}
    cluster.ask("PUT", f"/{index}", body, {"wait_for_active_shards": "0", "timeout": "1s"})
    impatient = ElasticEngine(Cluster(Access(cluster.access.kind, cluster.access.urls, timeout=3)), elastic_name)
    with pytest.raises(EngineUnreachable):
        impatient.search(Everything())


def test_parts_that_failed_or_ran_out_of_time_make_no_answer():
    assert whole({"timed_out": False, "_shards": {"total": 2, "failed": 0}})
    for partial in ({"timed_out": True}, {"timed_out": False, "_shards": {"total": 2, "failed": 1}}):
        with pytest.raises(EngineUnreachable, match="part of the index"):
            whole(partial)


def test_what_the_engine_refuses_by_itself_is_named_and_the_batch_goes_on(engine):
    too_long = Record("001", "", "some words", {"system": ("x" * 40_000,)})
    with pytest.raises(EngineRefusedRecords) as refused:
        engine.upsert([Record("a", "", "some words"), too_long, Record("b", "", "some words")])
    assert [*refused.value.reasons] == ["001"]
    assert "immense term" in refused.value.reasons["001"] or "at most 32766" in refused.value.reasons["001"]
    assert engine.count(Term("words")) == 51
    with pytest.raises(EngineRefusedRecords):
        engine.rebuild([*RECORDS[:3], too_long])
    assert [*engine.iter_ids(Everything())] == ["000", "002"]


def test_pages_far_down_are_those_of_the_whole_list(engine, monkeypatch):
    monkeypatch.setattr(elastic, "_WINDOW", 20)
    monkeypatch.setattr("search.engine.elastic_walk._CHUNK", 7)
    ids = [*engine.iter_ids(Term("words"))]
    for offset in (10, 19, 33, 49):
        page = engine.search(Term("words"), offset=offset, limit=15, facets=("system",))
        assert [hit.id for hit in page.hits] == ids[offset : offset + 15]
        assert page.total == page.facets["system"][0].count == 50


def test_several_parts_answer_as_one(cluster, elastic_name):
    engine = ElasticEngine(cluster, elastic_name, shards=3)
    engine.rebuild([Record(f"{n:03d}", "", "word " * (n % 7 + 1), {"text": (f"t{n % 40}",)}) for n in range(90)])
    assert engine.count_distinct("text", Everything()) == 40
    assert len(engine.facet_values("text", Everything())) == 40
    scores = [hit.score for hit in engine.search(Term("word"), limit=90).hits]
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 7  # one weight of the word in all parts


def test_a_rebuild_killed_at_any_point_leaves_a_whole_index(cluster, elastic_name, engine):
    code = (
        "import sys, time\n"
        "from search.engine.elastic import ElasticEngine\n"
        "from search.engine.elastic_client import Access, Cluster\n"
        "from search.engine.port import Record\n"
        "def records():\n"
        "  for at in range(1200):\n"
        "    if at == int(sys.argv[4]): print('now', flush=True); time.sleep(60)\n"
        "    yield Record(f'n{at}', 't', 'new')\n"
        "engine = ElasticEngine(Cluster(Access(sys.argv[1], (sys.argv[2],))), sys.argv[3])\n"
        "engine.rebuild(records()); print('end', flush=True); time.sleep(60)"
    )
    for point in (0, 1100, -1):
        words = [cluster.access.kind, cluster.access.urls[0], elastic_name, str(point)]
        process = subprocess.Popen([sys.executable, "-c", code, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None and process.stdout.readline() in ("now\n", "end\n")
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert engine.count(Everything()) == (1200 if point == -1 else 50)
    engine.upsert([Record("last", "t", "new")])
    assert engine.count(Everything()) == 1201
    assert engine.rebuild(RECORDS).documents == 50
    assert indices_of(cluster, elastic_name) == [serving_index(engine)]


def test_an_older_rebuild_gives_way_to_a_newer_one(cluster, elastic_name, engine):
    def records():
        yield RECORDS[0]
        assert ElasticEngine(cluster, elastic_name).rebuild(RECORDS[:7]).documents == 7
        yield RECORDS[1]

    with pytest.raises(EngineUnavailable, match="another rebuild"):
        engine.rebuild(records())
    assert engine.count(Everything()) == 7
    assert len(indices_of(cluster, elastic_name)) == 1


def test_what_is_deleted_or_changed_while_an_index_grows_is_not_brought_back_by_older_records(cluster, elastic_name):
    engine, other = ElasticEngine(cluster, elastic_name), ElasticEngine(cluster, elastic_name)
    engine.rebuild(RECORDS)

    def records():
        other.delete(["000", "001"])
        other.upsert([Record("001", "", "again"), Record("002", "", "changed", {"system": ("acorn",)})])
        yield from RECORDS

    engine.rebuild(records())
    assert engine.count(Everything()) == 49
    assert [*engine.iter_ids(FieldIs("system", "acorn"))] == ["002"]
    engine.upsert([Record("000", "", "back")])
    other.delete(["001"])
    assert engine.count(Everything()) == 49


def test_an_engine_that_is_not_there_is_unreachable(monkeypatch):
    monkeypatch.setattr("search.engine.elastic_client._FIRST_PAUSE", 0.01)
    nowhere = ElasticEngine(Cluster(Access("elasticsearch", (f"http://127.0.0.1:{free_port()}",))))
    for ask in (*ASKS, lambda engine: engine.ensure(), lambda engine: engine.rebuild(RECORDS)):
        with pytest.raises(EngineUnreachable, match="cannot be reached"):
            ask(nowhere)


@pytest.mark.servers
def test_after_a_restart_of_the_server_the_engine_answers_as_before(server_of, monkeypatch):
    monkeypatch.setattr("search.engine.elastic_client._FIRST_PAUSE", 0.01)
    server_of("elasticsearch")  # skips where there is no Java
    with EngineServer("elasticsearch") as server:
        engine = ElasticEngine(Cluster(Access("elasticsearch", (server.url,))), f"tests{uuid.uuid4().hex[:8]}")
        engine.rebuild(RECORDS)
        server.stop(signal.SIGKILL)
        with pytest.raises(EngineUnreachable, match="cannot be reached"):
            engine.count(Everything())
        server.start()
        assert engine.count(Everything()) == 50
        engine.upsert([Record("new", "", "word")])
        assert engine.count(Everything()) == 51


@pytest.mark.servers
def test_the_wrong_kind_of_engine_is_told(server_of):
    engine = ElasticEngine(Cluster(Access("elasticsearch", (server_of("opensearch").url,))))
    with pytest.raises(EngineUnreachable, match="DATASCORES_SEARCH_ENGINE=opensearch"):
        engine.count(Everything())


def test_changes_go_in_chunks_by_number_bytes_and_with_an_id_once(monkeypatch):
    monkeypatch.setattr("search.engine.elastic_bulk.MOST_CHANGES", 3)
    monkeypatch.setattr("search.engine.elastic_bulk.MOST_BYTES", 10)
    changes = [Change("a", b"123"), Change("b", b"4" * 20), Change("c"), Change("c", b"5"), Change("d"), Change("e")]
    chunks = [[change.id for change in chunk] for chunk in chunks_of([*changes, Change("f")])]
    assert chunks == [["a"], ["b"], ["c"], ["c", "d", "e"], ["f"]]


def test_only_indices_that_the_portal_made_are_its_own():
    meta = {"mappings": {"_meta": {"made_by": "datascores", "name": "ours", "version": "1"}}}
    theirs = {"mappings": {"_meta": {"made_by": "datascores", "name": "ours-test"}}}
    state = state_of({"ours-1": meta, "ours-test-1": theirs, "x": {"aliases": {"S": {}}}}, "ours", "S")
    assert [generation.index for generation in state.generations] == ["ours-1"]
    assert state.foreign == ("x",)

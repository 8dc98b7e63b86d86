"""The embedded engine alone: processes that write, wait and die; folders missing, damaged or of another version."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from search.engine import embedded
from search.engine.clauses import Everything, Phrase, Term
from search.engine.embedded import EmbeddedEngine
from search.engine.embedded_view import edge
from search.engine.port import EngineOutdated, EngineRefused, EngineUnavailable, Record

ROOT = Path(embedded.__file__).resolve().parents[2]
RECORDS = [Record(f"{number:03d}", f"title {number}", "some words", {"system": ("mosaic",)}) for number in range(50)]


@pytest.fixture
def engine(tmp_path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(RECORDS)
    return engine


def start_python(code: str, folder: Path) -> subprocess.Popen:
    """A process of its own that runs `code` with an `engine` on the folder; it says a line when told to."""
    prelude = (
        "import sys, time; from pathlib import Path; from search.engine.embedded import EmbeddedEngine; "
        "from search.engine.port import Record; engine = EmbeddedEngine(Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", prelude + code, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def serving_folder(engine: EmbeddedEngine) -> Path:
    return engine.folder / engine.status().generation


def test_nothing_is_created_by_reading_or_writing_where_no_index_is(tmp_path):
    engine = EmbeddedEngine(tmp_path / "index")
    for ask in (
        lambda: engine.search(Everything()),
        lambda: engine.status(),
        lambda: engine.upsert(RECORDS),
        lambda: engine.delete(["000"]),
        lambda: engine.iter_ids(Everything()),
    ):
        with pytest.raises(EngineUnavailable, match="rebuild_index"):
            ask()
    assert not (tmp_path / "index").exists()


def test_an_index_deleted_while_serving_is_unavailable_not_empty(engine):
    assert engine.count(Everything()) == 50
    shutil.rmtree(engine.folder)
    with pytest.raises(EngineUnavailable):
        engine.count(Everything())
    with pytest.raises(EngineUnavailable):
        engine.upsert(RECORDS)
    assert not engine.folder.exists()
    assert engine.rebuild(RECORDS).documents == 50


@pytest.mark.parametrize("damage", ["removed", "cut", "garbage"])
@pytest.mark.parametrize(
    ("is_open", "name"),
    [
        *((True, name) for name in ("meta.json", "*.term", "*.store", "*.fast", "*.idx")),
        *((False, name) for name in ("meta.json", "*.term", "*.store", "*.fast", "*.idx", "version")),
    ],
)
def test_a_damaged_index_is_unavailable_and_can_be_rebuilt(engine, name, damage, is_open):
    [file] = serving_folder(engine).glob(name)
    if not is_open:
        engine = EmbeddedEngine(engine.folder)
    content = file.read_bytes()
    file.unlink()  # a new file under the old name: one that shrinks while it is mapped would kill the process
    if damage != "removed":
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"\xff" * (len(content) + 1))
    for ask in (lambda: engine.search(Term("words")), lambda: engine.upsert(RECORDS), lambda: engine.ensure()):
        with pytest.raises(EngineUnavailable):
            ask()
    assert engine.rebuild(RECORDS).documents == 50
    assert engine.count(Term("words")) == 50


def test_a_pointer_to_nowhere_is_unavailable_and_can_be_rebuilt(engine):
    for wrong in ("generation-gone", "", "../elsewhere", "\xff"):
        (engine.folder / "current").write_text(wrong, encoding="latin-1")
        with pytest.raises(EngineUnavailable):
            engine.count(Everything())
    assert engine.rebuild(RECORDS).documents == 50


def test_an_index_of_another_version_is_refused_until_rebuilt(engine):
    newer = EmbeddedEngine(engine.folder, version="2")
    for ask in (lambda: newer.search(Everything()), lambda: newer.upsert(RECORDS), newer.ensure):
        with pytest.raises(EngineOutdated, match="another version"):
            ask()
    assert engine.count(Everything()) == 50
    newer.rebuild(RECORDS[:10])
    assert newer.count(Everything()) == 10
    with pytest.raises(EngineOutdated):
        engine.count(Everything())


def test_an_index_of_words_read_by_older_rules_is_refused_and_the_message_says_rebuild(engine, monkeypatch):
    monkeypatch.setattr("search.engine.embedded.ANALYSIS_VERSION", "english-1")
    EmbeddedEngine(engine.folder).rebuild(RECORDS)
    monkeypatch.undo()
    now = EmbeddedEngine(engine.folder)
    for ask in (lambda: now.search(Everything()), lambda: now.upsert(RECORDS), now.ensure):
        with pytest.raises(EngineOutdated, match=r"english-1.*english-3.*rebuild_index"):
            ask()
    now.rebuild(RECORDS)
    assert now.count(Everything()) == 50


def test_two_processes_that_write_wait_for_each_other(engine):
    code = "for at in range(8): engine.upsert([Record(f'{NAME}-{at}', 't', 'from another process')])\nprint('done')"
    writers = [start_python(f"NAME = {name!r}\n{code}", engine.folder) for name in "ab"]
    for writer in writers:
        assert writer.communicate(timeout=60)[0] == "done\n"
    assert engine.count(Term("process")) == 16


def test_a_writer_that_waits_too_long_says_so(engine):
    impatient = EmbeddedEngine(engine.folder, wait=0.1)
    writer = start_python(
        "with engine._generations.writing():\n  print('locked', flush=True)\n  time.sleep(60)", engine.folder
    )
    try:
        assert writer.stdout.readline() == "locked\n"
        with pytest.raises(EngineUnavailable, match="another process"):
            impatient.upsert(RECORDS)
        assert impatient.count(Everything()) == 50
    finally:
        writer.kill()
        writer.communicate()
    impatient.upsert([Record("new", "t", "x")])  # the lock died with its holder
    assert impatient.count(Everything()) == 51


def test_a_second_rebuild_is_refused_while_one_runs(engine):
    def records():
        with pytest.raises(EngineUnavailable, match="rebuilt already"):
            EmbeddedEngine(engine.folder).rebuild(RECORDS)
        yield from RECORDS

    assert engine.rebuild(records()).documents == 50


def test_a_rebuild_killed_at_any_point_leaves_a_whole_index(engine):
    code = (
        "def records():\n"
        "  for at in range(400):\n"
        "    if at == {at}: print('now', flush=True); time.sleep({pause})\n"
        "    yield Record(f'n{at}', 't', 'new')\n"
        "engine.rebuild(records()); print('end', flush=True); time.sleep(60)"
    )
    for point in (0, 200, 399, None):
        filled = code.replace("{at}: ", f"{point}: ").replace("{pause}", "60")
        process = start_python(filled, engine.folder)
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        reader = EmbeddedEngine(engine.folder)
        assert reader.count(Everything()) == (400 if point is None else 50)
    engine.upsert([Record("last", "t", "new")])  # no journal is kept for the dead
    assert engine.count(Everything()) == 401
    assert engine.rebuild(RECORDS).documents == 50
    assert [folder.name for folder in engine.folder.glob("generation-*")] == [engine.status().generation]


def test_a_killed_writer_leaves_what_was_committed(engine):
    process = start_python(
        "n = 0\nwhile True:\n  n += 1; engine.upsert([Record(f'k{n}', 't', 'killed')]); print(n, flush=True)",
        engine.folder,
    )
    committed = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert engine.count(Term("killed")) >= len(committed)
    engine.upsert([Record("after", "t", "killed")])
    assert engine.count(Everything()) == 50 + engine.count(Term("killed"))


def test_many_small_commits_do_not_pile_up_segments(engine):
    for number in range(20):
        engine.upsert([Record(f"s{number}", "t", "small")])
    assert engine.count(Everything()) == 70
    assert len(list(serving_folder(engine).glob("*.term"))) < 15


def test_threads_of_one_process_may_read_and_write_at_once(engine):
    failures = []

    def work(number: int) -> None:
        try:
            for at in range(3):
                engine.upsert([Record(f"t{number}-{at}", "t", "thread")])
                assert engine.count(Term("thread")) >= at + 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert engine.count(Term("thread")) == 12


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_process_sees_what_is_written_later(engine):
    assert engine.count(Everything()) == 50
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(told, 1)
        os._exit(0 if engine.count(Everything()) == 51 else 1)
    engine.upsert([Record("new", "t", "x")])
    os.write(tell, b"x")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_panic_of_the_library_becomes_an_error_of_the_port(engine):
    searcher = engine._window.look().searcher
    with pytest.raises(EngineUnavailable, match="Limit must be greater than 0"), edge():
        searcher.search(embedded.compile_query(Everything(), {}, engine._schema), limit=0)


def test_what_makes_the_library_panic_is_not_asked_of_it(engine):
    assert engine.search(Everything(), limit=0).total == 50
    assert engine.count(Phrase(("words",))) == 50
    assert engine.count(Phrase(("", "words"))) == 50
    assert engine.count(Phrase(("the", "words"))) == 0
    assert engine.count(Phrase(("the", "of"))) == 0
    assert engine.count(Phrase(("", ""))) == 0
    assert engine.count(Phrase(())) == 0


def test_more_repeated_values_than_can_be_listed_are_refused_not_counted_wrongly(tmp_path, monkeypatch):
    engine = EmbeddedEngine(tmp_path)
    engine.ensure()
    engine.upsert([Record(f"{n}", "", "x", {"text": (f"t{n % 3}",)}) for n in range(9)])
    assert engine.count_distinct("text", Everything()) == 3
    monkeypatch.setattr("search.engine.embedded._MOST_VALUES", 2)
    with pytest.raises(EngineRefused):
        engine.count_distinct("text", Everything())

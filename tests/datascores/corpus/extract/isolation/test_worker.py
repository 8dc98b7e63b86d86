"""The limited child process: nothing a file does reaches the one who asks."""

import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import openpyxl
import pytest

from datascores.corpus.extract import Extractor, Limits, Reading, Status
from datascores.corpus.extract.isolation.process import PROJECT_FOLDER

SLOW = b"{\\rtf1 " + b"{\\b hello " * 2_000_000  # several seconds of work for the rtf reader


def crashing_workbook() -> bytes:
    """Two cells at the far corners: the reader asks for more memory than any machine has and aborts."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = workbook.active["XFD1048576"] = "x"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def child_of(extractor: Extractor) -> int:
    """The number of the process that reads."""
    assert extractor._child is not None
    return extractor._child.pid


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.txt"
    path.write_text("The council said no.")
    return path


def test_child_reads_and_stays_warm(extractor, plain):
    first = extractor.read(plain)
    pid = child_of(extractor)
    assert first.status == Status.OK and first.pages[0].text == "The council said no."
    assert extractor.read(plain) == first and child_of(extractor) == pid


def test_crash_is_a_failed_reading_and_the_next_file_is_read(extractor, plain, tmp_path):
    path = tmp_path / "wide.xlsx"
    path.write_bytes(crashing_workbook())
    reading = extractor.read(path)
    assert reading.status == Status.FAILED and reading.format == "xlsx" and "crashed" in reading.reason
    assert extractor.read(plain).status == Status.OK


def test_slow_file_is_stopped_and_the_next_one_is_read(plain, tmp_path):
    path = tmp_path / "slow.rtf"
    path.write_bytes(SLOW)
    with Extractor(Limits(seconds=0.3, seconds_per_megabyte=0)) as extractor:
        reading = extractor.read(path)
        assert reading.status == Status.FAILED and "stopped" in reading.reason
        assert extractor.read(plain).status == Status.OK


def test_memory_limit_is_a_failed_reading(plain, tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"word and word again\n" * 500_000)
    with Extractor(Limits(memory_bytes=130 << 20)) as extractor:
        reading = extractor.read(path)
        assert reading.status == Status.FAILED and "memory" in reading.reason
        assert extractor.read(plain).status == Status.OK


def test_child_that_was_killed_from_outside_is_replaced(extractor, plain):
    extractor.read(plain)
    os.kill(child_of(extractor), signal.SIGKILL)
    assert extractor.read(plain).status == Status.OK


def test_child_is_replaced_after_many_files(plain):
    with Extractor(Limits(files_per_child=2)) as extractor:
        pids = []
        for _ in range(3):
            extractor.read(plain)
            pids.append(child_of(extractor))
    assert pids[0] == pids[1] != pids[2]


def test_threads_may_share_an_extractor(extractor, tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(20)]
    for number, path in enumerate(paths):
        path.write_text(f"file {number}")
    found: dict[int, Reading] = {}

    def read(number: int) -> None:
        found[number] = extractor.read(paths[number])

    threads = [threading.Thread(target=read, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number].pages[0].text for number in range(20)] == [f"file {number}" for number in range(20)]


def test_child_outlives_the_thread_that_started_it(plain):
    with Extractor() as extractor:
        thread = threading.Thread(target=extractor.read, args=(plain,))
        thread.start()
        thread.join()
        pid = child_of(extractor)
        assert extractor.read(plain).status == Status.OK and child_of(extractor) == pid


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "absent"])
def test_what_is_no_file_gets_a_reason(extractor, plain, tmp_path, kind: str):
    path = tmp_path / "odd.pdf"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(plain)
    reading = extractor.read(path)
    assert reading.status == (Status.FAILED if kind == "absent" else Status.UNSUPPORTED)
    assert reading.reason and reading.pages == ()


def test_names_of_any_bytes_can_be_read(extractor, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\nname.txt"))
    path.write_text("words")
    assert extractor.read(path).pages[0].text == "words"


def test_file_larger_than_the_limit_is_not_opened(plain):
    with Extractor(Limits(file_bytes=10)) as extractor:
        assert extractor.read(plain).status == Status.TOO_LARGE


def test_members_lie_in_the_callers_folder(extractor, tmp_path):
    import zipfile

    path, scratch = tmp_path / "a.zip", tmp_path / "scratch"
    scratch.mkdir()
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("inner.txt", "inside")
    member = extractor.read(path, scratch=scratch).members[0]
    assert scratch in member.path.parents and member.path.read_text() == "inside"


def test_child_knows_no_secret_of_the_parent(monkeypatch, plain):
    monkeypatch.setenv("DATASCORES_SECRET_KEY", "hush")
    with Extractor() as extractor:
        extractor.read(plain)
        environment = Path(f"/proc/{child_of(extractor)}/environ").read_bytes()
    assert b"hush" not in environment and b"PYTHONPATH" in environment


@pytest.mark.parametrize("busy", [False, True])
def test_child_ends_with_a_killed_parent(tmp_path, plain, busy: bool):
    """A plain script without a main guard starts the child, then dies without a chance to clean up."""
    slow = tmp_path / "slow.rtf"
    slow.write_bytes(SLOW)
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(f"""
        import sys, threading
        sys.path.insert(0, {str(PROJECT_FOLDER)!r})
        from datascores.corpus.extract import Extractor
        extractor = Extractor()
        extractor.read({str(plain)!r})
        if {busy}:
            threading.Thread(target=extractor.read, args=({str(slow)!r},)).start()
        print(extractor._child.pid, flush=True)
        threading.Event().wait()
        """)
    )
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 2
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(child)


def is_running(pid: int) -> bool:
    """A process that has ended but was not yet collected by its adoptive parent does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False

"""A child that is lost in the middle of a file: tried once more, replaced, and nothing of it left behind."""

import io
import os
import signal
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from datascores.corpus.extract import Extractor, Limits, Reading, Status
from datascores.corpus.extract.isolation import worker

SLOW = b"{\\rtf1 " + b"{\\b hello }" * 150_000  # a second or two of work


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    path = tmp_path / "slow.rtf"
    path.write_bytes(SLOW)
    return path


def read_and_kill(extractor: Extractor, path: Path, kills: int) -> tuple[Reading, list[int]]:
    """The reading of a file whose child is killed from outside, so many times, while it reads; and the killed."""
    killed: list[int] = []
    found: list[Reading] = []
    thread = threading.Thread(target=lambda: found.append(extractor.read(path)))
    thread.start()
    while len(killed) < kills and thread.is_alive():
        child = extractor._child
        if child is not None and child.served and child.pid not in killed:
            time.sleep(0.2)
            os.kill(child.pid, signal.SIGKILL)
            killed.append(child.pid)
        time.sleep(0.01)
    thread.join()
    return found[0], killed


def test_child_killed_in_the_middle_of_a_file_is_replaced_and_the_file_read(slow):
    with Extractor() as extractor:
        reading, killed = read_and_kill(extractor, slow, 1)
        assert len(killed) == 1 and reading.status == Status.OK and "hello" in reading.pages[0].text


def test_file_whose_child_dies_twice_is_not_tried_for_ever(slow):
    with Extractor() as extractor:
        reading, killed = read_and_kill(extractor, slow, 2)
    assert len(set(killed)) == 2 and reading.status == Status.FAILED and "SIGKILL" in reading.reason


def test_two_extractors_do_not_wait_for_each_other(slow, tmp_path):
    plain = tmp_path / "plain.txt"
    plain.write_text("words")
    with Extractor() as one, Extractor() as other:
        one.read(plain), other.read(plain)
        busy = threading.Thread(target=one.read, args=(slow,))
        busy.start()
        assert other.read(plain).status == Status.OK and busy.is_alive()
        busy.join()


def half_a_zip(tmp_path: Path) -> Path:
    """Members that are written, and then more than the limit of memory allows."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        package.writestr("first.txt", b"words")
        package.writestr("last.txt", bytes(160 << 20))
    path = tmp_path / "half.zip"
    path.write_bytes(file.getvalue())
    return path


@pytest.mark.parametrize(
    ("make", "limits"),
    [
        (lambda folder: half_a_zip(folder), Limits(memory_bytes=150 << 20, file_bytes=200 << 20)),
        (lambda folder: folder / "slow.rtf", Limits(seconds=0.2, seconds_per_megabyte=0)),
    ],
)
def test_nothing_is_left_in_the_scratch_folder_of_a_failed_file(
    slow, tmp_path, make: Callable[[Path], Path], limits: Limits
):
    with Extractor(limits) as extractor:
        assert extractor.read(make(tmp_path)).status == Status.FAILED
        assert not [path for path in extractor._own_scratch().rglob("*") if not path.is_dir()]
        folder = extractor._own_scratch()
    assert not folder.exists()


def test_answer_longer_than_the_limit_is_not_taken(slow, monkeypatch):
    monkeypatch.setattr(worker.Extractor, "_most_bytes", lambda self: 1000)
    with Extractor() as extractor:
        reading = extractor.read(slow)
    assert reading.status == Status.FAILED and "more text than the limit" in reading.reason

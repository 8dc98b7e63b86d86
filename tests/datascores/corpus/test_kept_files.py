"""Files that can be made again: whole or not there, and never more of them than allowed."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from datascores.corpus.kept_files import KeptFiles


def test_file_is_kept_and_the_folder_may_be_deleted(tmp_path):
    kept = KeptFiles(tmp_path / "views", 1_000)
    assert kept.get("a/1") is None
    kept.put("a/1", b"one")
    assert kept.get("a/1") == b"one"
    (tmp_path / "views" / "a" / "1").unlink()
    assert kept.get("a/1") is None


def test_what_is_too_old_counts_as_not_there(tmp_path):
    kept = KeptFiles(tmp_path, 1_000)
    kept.put("a", b"why")
    assert kept.get("a", time.time() - 60) == b"why" and kept.get("a", time.time() + 60) is None


def test_what_was_used_the_longest_ago_goes_first(tmp_path):
    kept = KeptFiles(tmp_path, 100)
    for age, name in enumerate(["new", "middle", "old"]):
        kept.put(name, b"x" * 40)
        os.utime(tmp_path / name, (time.time() - age * 9_000,) * 2)
    assert kept.get("old") is not None  # asked for, so no longer the oldest
    kept.trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_write_that_fails_leaves_the_old_bytes_and_nothing_else(tmp_path):
    kept = KeptFiles(tmp_path, 100)
    kept.put("a", b"old")
    with pytest.raises(TypeError):
        kept.put("a", "no bytes")
    assert kept.get("a") == b"old" and [path.name for path in tmp_path.iterdir()] == ["a"]


def test_many_who_write_read_and_trim_at_once_see_whole_files_only(tmp_path):
    versions = [bytes([letter]) * 50_000 for letter in b"abcdef"]
    seen: set[bytes] = set()

    def use(number: int) -> None:
        kept = KeptFiles(tmp_path, 4 * 50_000)  # fewer than are written
        for turn in range(60):
            kept.put(f"{turn % 8}/page", versions[(number + turn) % len(versions)])
            found = kept.get(f"{(turn + number) % 8}/page")
            if found is not None:
                seen.add(found)
            if turn % 10 == 0:
                kept.trim()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(use, range(6)))
    assert seen and seen <= set(versions)
    assert not list(tmp_path.rglob(".new-*"))

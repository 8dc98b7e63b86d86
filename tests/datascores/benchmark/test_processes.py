"""Processes beside a benchmark: what they print, and how one that fails is told."""

from __future__ import annotations

import os
import time

import pytest

from datascores.benchmark.processes import RunFailed, run, running


def test_what_a_process_prints_is_given_back():
    assert run("-c", "print('words')") == "words\n"


def test_a_process_that_fails_is_named():
    with pytest.raises(RunFailed, match=r"raise SystemExit.* failed"):
        run("-c", "raise SystemExit(3)")


def test_workers_are_gone_afterwards(tmp_path):
    code = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    log = tmp_path / "work.log"
    with running({"work": ["-c", code]}, os.environ, tmp_path):
        while not log.read_text().strip():
            time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(int(log.read_text()), 0)


def test_a_worker_that_ended_by_itself_is_an_error_with_the_end_of_its_log(tmp_path):
    with (
        pytest.raises(RunFailed, match=r"“work” ended by itself:\nno broker"),
        running({"work": ["-c", "raise SystemExit('no broker')"]}, os.environ, tmp_path),
    ):
        while not (tmp_path / "work.log").read_text().strip():
            time.sleep(0.05)
        time.sleep(0.5)  # from its last words to its end

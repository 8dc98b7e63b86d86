"""Work that takes too long is stopped, also where it catches everything itself."""

from __future__ import annotations

import signal

import pytest

from datascores.corpus.patience import TookTooLong, limited


def stubborn() -> None:
    while True:
        try:
            sum(range(10_000))
        except Exception:
            continue


def test_work_that_catches_every_exception_is_stopped_all_the_same():
    with pytest.raises(TookTooLong, match=r"0\.05 seconds of processor time"), limited(0.05):
        stubborn()


def test_afterwards_nothing_is_limited_any_more():
    before = signal.getsignal(signal.SIGPROF)
    with limited(60):
        pass
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0) and signal.getsignal(signal.SIGPROF) == before

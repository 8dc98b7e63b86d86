"""How long a step may think about one document, so that no document holds up the others for ever.

The time is that of the processor, so a busy machine makes nothing fail. What the rules do between two looks at the clock
is short: the search of a regular expression looks at it too. Works in the main thread, where the commands run their
steps; elsewhere nothing is limited.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 120.0  # some hundred times what the longest real document takes


class TookTooLong(BaseException):
    """The work was stopped in the middle. No Exception, so that nothing on the way that catches all of these swallows it."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raises TookTooLong in what is done within, once it has used so many seconds of processor time."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"It took more than {seconds:g} seconds of processor time.")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

"""Reading processes, warm and lent out: READERS of them, made when first needed, ended with this process."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings

from datascores.corpus.extract.isolation.scratch import ScratchFolder
from datascores.corpus.extract.isolation.worker import Extractor
from datascores.corpus.extract.limits import Limits


class ExtractorPool:
    """Warm reading processes, made when first needed and lent to one thread at a time."""

    def __init__(self, limits: Limits, size: int):
        self.size = size
        self.scratch = ScratchFolder()  # for members, where no reading process can change them any more
        self._free: queue.SimpleQueue[Extractor] = queue.SimpleQueue()
        for _ in range(size):
            self._free.put(Extractor(limits))

    @contextmanager
    def lend(self, seconds: float | None = None) -> Iterator[Extractor]:
        """A free one; waits for as long as it takes, or raises TimeoutError after so many seconds."""
        try:
            extractor = self._free.get(timeout=seconds)
        except queue.Empty as error:
            raise TimeoutError("All reading processes are busy.") from error
        try:
            yield extractor
        finally:
            self._free.put(extractor)


@cache
def pool_for(limits: Limits) -> ExtractorPool:
    """The pool of this process; its children end with the process."""
    return ExtractorPool(limits, settings.READERS)


def limits_from_settings() -> Limits:
    return Limits(
        seconds=settings.EXTRACT_SECONDS,
        memory_bytes=settings.EXTRACT_MEMORY_MB * 1024 * 1024,
        file_bytes=settings.EXTRACT_FILE_MB * 1024 * 1024,
    )

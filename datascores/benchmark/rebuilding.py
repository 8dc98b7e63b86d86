"""The process that makes the search index of this portal again, so that its memory is that of nothing else.

``python -m datascores.benchmark.rebuilding``; the DATASCORES_* variables say which portal. It prints JSON: documents, seconds,
and the memory in MB before it began and at most.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time

import django

LOOK_EVERY = 0.05  # seconds between two looks at the memory


def rebuild() -> dict[str, float]:
    """Make the index again, and watch."""
    from datascores.benchmark.exporting import own_memory
    from search.indexing import rebuild_index

    before = own_memory()
    seen, stopping = [before], threading.Event()

    def watch() -> None:
        while not stopping.wait(LOOK_EVERY):
            seen.append(own_memory())

    def tell(done: int) -> None:
        if done % 10_000 == 0:
            print(f"rebuild: {done} documents, {seen[-1]:.0f} MB", file=sys.stderr, flush=True)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    started = time.perf_counter()
    status = rebuild_index(tell)
    seconds = time.perf_counter() - started
    stopping.set()
    watcher.join()
    return {"documents": status.documents, "seconds": seconds, "before": before, "most": max(seen)}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
    django.setup()
    print(json.dumps(rebuild()))

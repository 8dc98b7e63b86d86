"""What the benchmark of workers does within a portal: take in a folder, wait for the workers, and look what they did.

``python -m datascores.benchmark.working submit FOLDER``, ``… extract FOLDER`` or ``… wait``; the DATASCORES_* variables say
which portal. It prints JSON. While it waits it looks rarely, and takes the moment of the end from what the workers wrote.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import django

LOOK_EVERY = 1.0  # seconds between two looks at what is due
LONGEST = 1800.0  # seconds until it gives up
MESSAGES = 16  # that wake workers; those that are too many find nothing to do


def submit(folder: Path) -> dict[str, float]:
    """Take in the files as the portal does."""
    from datascores.corpus.intake import NewArrival
    from datascores.pipeline import submit

    paths = sorted(folder.iterdir())
    for path in paths:
        with path.open("rb") as content:
            submit(NewArrival("benchmark", path.name), content)
    return {"documents": len(paths)}


def extract(folder: Path) -> dict[str, float]:
    """Take in the files while nobody is told, then wake the workers of the extract step: documents, and seconds from then on."""
    from datascores import messages
    from datascores.corpus.intake import NewArrival, receive
    from datascores.corpus.models import Document, Stamp

    last = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for path in sorted(folder.iterdir()):
        with path.open("rb") as content:
            receive(NewArrival("benchmark", path.name), content)
    began = time.time()
    messages.wake("extract", MESSAGES)
    _wait("extract")
    stamps = Stamp.objects.filter(step="extract", document__pk__gt=last)
    ended = stamps.latest("at").at.timestamp()
    return {"documents": stamps.count(), "seconds": ended - began}


def wait() -> dict[str, float]:
    """Wait until nothing is due: documents, and the moment of the last stamp, in seconds since 1970."""
    from datascores.corpus.models import Document, Stamp

    _wait()
    return {"documents": Document.objects.count(), "ended": Stamp.objects.latest("at").at.timestamp()}


def _wait(queue: str | None = None) -> None:
    """Raises RuntimeError when it takes too long."""
    from datascores.corpus.claims import in_hand
    from datascores.pipeline import steps
    from search.engine.port import EngineUnavailable

    began = time.monotonic()
    while time.monotonic() - began < LONGEST:
        time.sleep(LOOK_EVERY)
        try:
            if not any(step.due().exists() for step in steps(queue)) and not in_hand().exists():
                return
        except EngineUnavailable:
            continue  # no index yet
    raise RuntimeError(f"The workers have not ended after {LONGEST:.0f} seconds.")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
    django.setup()
    what, *folder = sys.argv[1:]
    if what == "wait":
        print(json.dumps(wait()))
    else:
        print(json.dumps({"submit": submit, "extract": extract}[what](Path(*folder))))

"""Background work that somebody asked for: kinds of job, and taking and doing one.

A job is taken in one transaction and beats while it runs; a job whose beat has stopped was left by a worker that died and
is taken again, at most three times. Every kind must therefore be safe to run twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from datascores.corpus.models import Job
from search.exports import write_export
from search.index import open_engine
from search.indexing import rebuild_index
from search.query import SearchQuery

BEAT_LOST = timedelta(minutes=5)
MOST_TRIES = 3
logger = logging.getLogger(__name__)
Beat = Callable[[int], None]


def _rebuild(job: Job, beat: Beat) -> dict:
    status = rebuild_index(beat)
    return {"documents": status.documents, "generation": status.generation}


def _export(job: Job, beat: Beat) -> dict:
    folder = Path(settings.DATA_DIR) / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    name = job.parameters["format"]
    path = folder / f"export-{job.pk}.{name}"
    query = SearchQuery.from_querystring(QueryDict(job.parameters["query"]))
    return {"rows": write_export(name, query, open_engine(), path, beat), "file": path.name}


KINDS: dict[str, Callable[[Job, Beat], dict]] = {"rebuild_index": _rebuild, "export": _export}


def ask(kind: str, parameters: dict | None = None, priority: int = 5, asked_by=None) -> Job:
    """Put a job in the queue. Raises KeyError for a kind that nobody does."""
    if kind not in KINDS:
        raise KeyError(f"There is no job of the kind {kind!r}; there are {', '.join(sorted(KINDS))}.")
    return Job.objects.create(kind=kind, parameters=parameters or {}, priority=priority, asked_by=asked_by)


def take() -> Job | None:
    """The next job, marked as running; None when there is nothing to do."""
    now = timezone.now()
    lost = Q(state=Job.State.RUNNING, beat_at__lt=now - BEAT_LOST)
    with transaction.atomic():
        Job.objects.filter(lost, tries__gte=MOST_TRIES).update(
            state=Job.State.FAILED,
            finished_at=now,
            error=f"Given up: the worker stopped {MOST_TRIES} times while doing it.",
        )
        job = (
            Job.objects.select_for_update().filter(Q(state=Job.State.WAITING) | lost).order_by("priority", "pk").first()
        )
        if job is None:
            return None
        job.state, job.started_at, job.beat_at, job.tries = Job.State.RUNNING, now, now, job.tries + 1
        job.save()
        return job


def do(job: Job) -> None:
    """Do a taken job and record how it ended; a failure is a state with its message, never an exception here."""

    def beat(done: int) -> None:
        Job.objects.filter(pk=job.pk).update(done=done, beat_at=timezone.now())

    try:
        job.result, job.state = KINDS[job.kind](job, beat), Job.State.DONE
    except Exception as error:
        logger.exception("Job %s (%s) failed.", job.pk, job.kind)
        job.state, job.error = Job.State.FAILED, f"{type(error).__name__}: {error}"
    job.finished_at = timezone.now()
    job.save(update_fields=["result", "state", "error", "finished_at"])

"""Background work that somebody asked for: kinds of job, and taking and doing one.

A job is taken in one transaction and beats while it runs; a job whose beat has stopped was left by a worker that died and
is taken again, at most three times. A worker that was only slow finds out with its next beat, and stops; the moment of the
start says whose word counts. Every kind must be safe to run twice; exports and batch searches go on where they stopped. What
they make lies in a folder of their own, under a name that nobody guesses.
"""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from datascores import messages
from datascores.corpus.claims import TurnTaken
from datascores.corpus.models import Job
from datascores.pipeline import steps
from search.batch.making import search_batch
from search.exports.digests import compare
from search.exports.found import hit_rows
from search.exports.making import make_export
from search.exports.manifest import Order
from search.exports.tables import TABLES
from search.index import open_engine
from search.indexing import rebuild_index
from search.query import SearchQuery

BEAT_LOST = timedelta(minutes=5)
MOST_TRIES = 3
MOST_WAITING = 20  # exports, batches and comparisons together
KEPT_FOR = timedelta(days=30)  # files of exports and batches; row digests stay
BEAT_EVERY = 500  # rows of a comparison
SEARCH_KINDS = ("export", "compare_export", "batch_search")
logger = logging.getLogger(__name__)
Beat = Callable[[int], None]


class QueueFull(Exception):
    """Too many jobs of searches wait already; the message is fit to show."""


class Superseded(Exception):
    """Another worker has taken the job meanwhile, or somebody has cancelled it."""


def _rebuild(job: Job, beat: Beat) -> dict:
    status = rebuild_index(beat)
    return {"documents": status.documents, "generation": status.generation}


def _export(job: Job, beat: Beat) -> dict:
    wanted = job.parameters
    order = Order(wanted["query"], TABLES[wanted.get("table", "documents")], wanted["format"], wanted.get("root", ""))
    versions = {step.name: step.version() for step in steps()}
    return make_export(
        order, folder_of(job), kept_folder(), open_engine(), versions, lambda done, total: _tell(job, beat, done, total)
    )


def _compare(job: Job, beat: Beat) -> dict:
    wanted = job.parameters
    table = TABLES[wanted["table"]]
    query = SearchQuery.from_querystring(QueryDict(wanted["query"]))

    def beating():
        for number, row in enumerate(hit_rows(query, open_engine(), table), 1):
            if number % BEAT_EVERY == 0:
                beat(number)
            yield row

    return compare(kept_folder() / f"{wanted['export']}.digests", beating(), table, wanted.get("version", 2)).as_json()


def _batch(job: Job, beat: Beat) -> dict:
    return search_batch(folder_of(job), open_engine(), lambda done, total: _tell(job, beat, done, total))


KINDS: dict[str, Callable[[Job, Beat], dict]] = {
    "rebuild_index": _rebuild,
    "export": _export,
    "compare_export": _compare,
    "batch_search": _batch,
}


def ask(kind: str, parameters: dict | None = None, priority: int = 5, asked_by=None) -> Job:
    """Put a job in the queue. Raises KeyError for a kind that nobody does."""
    if kind not in KINDS:
        raise KeyError(f"There is no job of the kind {kind!r}; there are {', '.join(sorted(KINDS))}.")
    job = Job.objects.create(kind=kind, parameters=parameters or {}, priority=priority, asked_by=asked_by)
    messages.wake_for_job(job.pk)
    return job


def ask_search(kind: str, parameters: dict, asked_by=None, priority: int = 5) -> Job:
    """Put an export, a comparison or a batch in the queue, or give the job that is to do the very same already.

    Each has a ``token`` from then on, by which its page is found. Raises QueueFull.
    """
    unfinished = Job.objects.filter(kind__in=SEARCH_KINDS, state__in=[Job.State.WAITING, Job.State.RUNNING])
    for job in unfinished.filter(kind=kind):
        if {name: value for name, value in job.parameters.items() if name != "token"} == parameters:
            return job
    if unfinished.count() >= MOST_WAITING:
        raise QueueFull(f"{MOST_WAITING} exports and batches wait already; try again later.")
    return ask(kind, {"token": secrets.token_hex(16), **parameters}, priority, asked_by)


def folder_of(job: Job) -> Path:
    """Where an export or a batch is made."""
    return folder_named(job.parameters.get("token") or f"job-{job.pk}")


def folder_named(token: str) -> Path:
    return Path(settings.DATA_DIR) / "exports" / token


def kept_folder() -> Path:
    """Where the row digests of all exports are kept."""
    return Path(settings.DATA_DIR) / "exports" / "kept"


def remove_old_files() -> None:
    """Remove what exports and batches made longer ago than ``KEPT_FOR``; manifests and row digests stay for ``reproduce``."""
    before = (timezone.now() - KEPT_FOR).timestamp()
    for folder in folder_named("").glob("*"):
        if folder != kept_folder() and folder.is_dir() and folder.stat().st_mtime < before:
            shutil.rmtree(folder)


def _tell(job: Job, beat: Beat, done: int, total: int) -> None:
    if job.total != total:
        job.total = total
        Job.objects.filter(pk=job.pk).update(total=total)
    beat(done)


def to_be_taken() -> QuerySet[Job]:
    """Jobs that wait, and those that were left by a worker that died, in their order."""
    return Job.objects.filter(Q(state=Job.State.WAITING) | _lost()).order_by("priority", "pk")


def _lost() -> Q:
    return Q(state=Job.State.RUNNING, beat_at__lt=timezone.now() - BEAT_LOST)


def take(job_id: int | None = None) -> Job | None:
    """The next job, or the one of this id if it is to be taken, marked as running; None when there is nothing to do."""
    now = timezone.now()
    with transaction.atomic():
        lost = Job.objects.select_for_update(skip_locked=True).filter(_lost(), tries__gte=MOST_TRIES)
        Job.objects.filter(pk__in=list(lost.values_list("pk", flat=True))).update(
            state=Job.State.FAILED,
            finished_at=now,
            error=f"Given up: the worker stopped {MOST_TRIES} times while doing it.",
        )
        jobs = to_be_taken().select_for_update(skip_locked=True)
        job = (jobs if job_id is None else jobs.filter(pk=job_id)).first()
        if job is None:
            return None
        job.state, job.started_at, job.beat_at, job.tries = Job.State.RUNNING, now, now, job.tries + 1
        job.save()
        return job


def cancel(jobs: QuerySet[Job]) -> int:
    """Cancel those that wait or run; how many. Who is at one finds out with the next sign of life, and stops."""
    unfinished = jobs.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])
    return unfinished.update(state=Job.State.CANCELLED, finished_at=timezone.now())


def repeat(jobs: QuerySet[Job]) -> int:
    """Put those that failed or were cancelled in the queue once more; how many."""
    ended = [*jobs.filter(state__in=[Job.State.FAILED, Job.State.CANCELLED]).values_list("pk", flat=True)]
    again = {"state": Job.State.WAITING, "tries": 0, "error": "", "done": 0, "finished_at": None}
    count = Job.objects.filter(pk__in=ended, state__in=[Job.State.FAILED, Job.State.CANCELLED]).update(**again)
    for number in ended:
        messages.wake_for_job(number)
    return count


def do(job: Job) -> bool:
    """Do a taken job and record how it ended; a failure is a state with its message, never an exception here.

    What is recorded counts only while the job is still this worker's. False when it waits again, for another to end.
    """
    mine = Job.objects.filter(pk=job.pk, started_at=job.started_at, state=Job.State.RUNNING)

    def beat(done: int) -> None:
        if not mine.update(done=done, beat_at=timezone.now()):
            raise Superseded(f"Job {job.pk} was cancelled, or taken by another worker after try {job.tries}.")

    try:
        job.result, job.state = KINDS[job.kind](job, beat), Job.State.DONE
    except Superseded as superseded:
        logger.warning("%s", superseded)
        return True
    except TurnTaken as taken:
        logger.info("Job %s (%s) waits: %s", job.pk, job.kind, taken)
        mine.update(state=Job.State.WAITING, tries=job.tries - 1)
        return False
    except Exception as error:
        logger.exception("Job %s (%s) failed.", job.pk, job.kind, extra={"job": job.pk})
        job.state, job.error = Job.State.FAILED, f"{type(error).__name__}: {error}"
    ended = {
        "result": job.result,
        "state": job.state,
        "error": job.error.replace("\0", "�"),
        "finished_at": timezone.now(),
    }
    if not mine.update(**ended):
        logger.warning(
            "Job %s ended after it was cancelled or taken by another worker; its end is not recorded.", job.pk
        )
    return True

"""The parts without which the portal cannot answer: database, index, broker, disk. Each is asked for real, and quickly.

What is only late (documents due, jobs that wait) makes no part unwell; ``backlog`` counts it. No words of documents here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone

from datascores import messages
from datascores.corpus.models import Document, Job
from datascores.pipeline import behind
from search.engine.port import EngineError
from search.index import open_engine

LEAST_FREE = 1_000_000_000  # bytes on the disk of DATA below which no file can be taken in safely


@dataclass(frozen=True)
class Part:
    """A part of the portal, whether it is well, and in words how it is."""

    name: str
    is_well: bool
    words: str


def look() -> list[Part]:
    """Every part as it is now; a part that fails is told, never raised."""
    parts = [_ask("database", _database), _ask("index", _index), _ask("disk", _disk)]
    return [*parts, _ask("broker", _broker)] if settings.BROKER_URL else parts


def backlog() -> dict[str, dict[str, float]]:
    """Numbers by name and label: documents by status, due by step, jobs by state, seconds the oldest job waits.

    With a broker also the messages that wait, by queue. Raises DatabaseError, EngineError, OSError.
    """
    jobs = dict(Job.objects.order_by("state").values_list("state").annotate(Count("pk")))
    oldest = Job.objects.filter(state=Job.State.WAITING).aggregate(at=Min("asked_at"))["at"]
    counts: dict[str, dict[str, float]] = {
        "documents": dict(Document.objects.order_by("status").values_list("status").annotate(Count("pk"))),
        "documents_due": dict(behind()),
        "jobs": {str(state): jobs.get(state, 0) for state in Job.State.values},
        "oldest_waiting_job_seconds": {"": (timezone.now() - oldest).total_seconds() if oldest else 0.0},
        "index_documents": {"": open_engine().status().documents},
        "disk_free_bytes": {"": shutil.disk_usage(settings.DATA_DIR).free},
    }
    if settings.BROKER_URL:
        counts["messages_waiting"] = dict(messages.count_waiting())
    return counts


def _ask(name: str, question: Callable[[], str]) -> Part:
    try:
        return Part(name, True, question())
    except (DatabaseError, EngineError, OSError) as error:
        return Part(name, False, str(error) or type(error).__name__)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.vendor


def _index() -> str:
    status = open_engine().status()
    return f"{status.documents} documents, {status.size} bytes, {status.generation}"


def _disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    if free < LEAST_FREE:
        raise OSError(f"only {free / 1e9:.1f} GB are free where the portal keeps its data")
    return f"{free / 1e9:.1f} GB free"


def _broker() -> str:
    from kombu.exceptions import OperationalError  # not there where no broker is used

    try:
        return ", ".join(f"{queue} {count}" for queue, count in messages.count_waiting().items()) + " waiting"
    except OperationalError as error:
        raise OSError(str(error)) from error

"""Messages to workers, where a broker is set: that there is something to do, never what.

What is due stands in the database alone. A message wakes a worker for a queue, which then takes what is due; so one that is
lost, doubled or late changes nothing, and no more of them wait than workers could take up. Without a broker nobody is told:
``manage.py work`` looks by itself.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction

QUEUES = ("interactive", "extract", "default", "index", "ocr")
FOLLOWING = {
    "extract": ("default", "ocr"),
    "default": ("index",),
    "ocr": ("default",),
}  # whom a queue's work gives work
MOST_WAITING = 16  # messages in a queue of steps
logger = logging.getLogger(__name__)


def wake(queue: str, wanted: int = 1) -> None:
    """Once what was written is committed, see to it that so many messages wait in the queue, or MOST_WAITING."""
    if settings.BROKER_URL:
        transaction.on_commit(lambda: _top_up(queue, min(wanted, MOST_WAITING)))


def wake_for_job(job_id: int) -> None:
    """Once the job is committed, tell a worker of it."""
    if settings.BROKER_URL:
        transaction.on_commit(lambda: _send("interactive", "datascores.tasks.do_job", [job_id]))


def count_waiting() -> dict[str, int]:
    """The messages that wait in each queue. Raises OSError or kombu's OperationalError when the broker is away."""
    from datascores.celery import app

    with app.connection_for_write() as broker:
        channel = broker.default_channel
        return {queue: channel.queue_declare(queue).message_count for queue in QUEUES}


def _top_up(queue: str, wanted: int) -> None:
    from kombu.exceptions import OperationalError

    try:
        missing = wanted - count_waiting()[queue]
    except (OSError, OperationalError) as error:
        _tell(queue, error)
        return
    for _ in range(missing):
        _send(queue, "datascores.tasks.work", [queue])


def _send(queue: str, task: str, arguments: list) -> None:
    from kombu.exceptions import OperationalError

    from datascores.celery import app

    try:
        app.send_task(task, arguments, queue=queue, retry=False)
    except (OSError, OperationalError) as error:
        _tell(queue, error)


def _tell(queue: str, error: Exception) -> None:
    logger.warning("No message could be sent to “%s”; the next look at what is due makes up for it: %s", queue, error)

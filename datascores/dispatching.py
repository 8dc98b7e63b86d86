"""Workers that are woken by messages: a slice of one queue's work, and the look at what is due that makes up for lost ones."""

from __future__ import annotations

import logging

from datascores import jobs, messages
from datascores.corpus.claims import TurnTaken, turn
from datascores.corpus.steps import Step
from datascores.pipeline import catch_up, steps

SLICE = 50  # documents that a step takes before others get their turn
logger = logging.getLogger(__name__)


def work(queue: str, let_through: tuple[type[Exception], ...] = ()) -> int:
    """Do a slice of what is due for the queue's steps, and wake whoever goes on; how many went forward."""
    outcome = catch_up(at_most=SLICE, queue=queue, let_through=let_through)
    outcome.log()
    if outcome.forward:
        for other in (queue, *messages.FOLLOWING.get(queue, ())):
            messages.wake(other)
    return outcome.forward


def dispatch() -> dict[str, int]:
    """Wake workers for whatever is due, jobs too; the messages wanted by queue. Nothing if another process is at it."""
    try:
        with turn("dispatch"):
            wanted: dict[str, int] = {}
            for step in steps():
                wanted[step.queue] = max(wanted.get(step.queue, 0), -(-_count_due(step) // SLICE))
            for queue, messages_wanted in wanted.items():
                if messages_wanted:
                    messages.wake(queue, messages_wanted)
            for job in jobs.to_be_taken():
                messages.wake_for_job(job.pk)
            jobs.remove_old_files()
            return wanted
    except TurnTaken:
        return {}


def _count_due(step: Step) -> int:
    """How many wait; one where the step cannot tell, as without an index: who is woken will see to it, or say why not."""
    try:
        return step.due().count()
    except Exception:
        logger.exception("The step %s cannot tell what is due.", step.name)
        return 1

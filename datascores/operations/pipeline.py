"""The pipeline as staff see it: what waits, what is in hand, what failed and why; and what they may do about it.

Failures are told in groups of one step and one reason, since that is how they are mended. Nothing here does the work: what
is asked to be tried again is only made due, and workers take it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet

from datascores.corpus.again import try_again
from datascores.corpus.claims import in_hand
from datascores.corpus.failures import retry
from datascores.corpus.models import Claim, Document, Failure, Job, Stamp, Turn
from datascores.corpus.steps import GIVEN_UP, Step, given_up
from datascores.pipeline import steps
from search.engine.port import EngineError

MOST_LISTED = 100  # groups, jobs and claims on the page, each; the page tells how many there are
RAISED, UNREAD, SLOW = "raised", "unread", "slow"


@dataclass(frozen=True)
class Station:
    """A step with the documents that wait for it; ``due`` is None where that cannot be told, and ``words`` say why."""

    name: str
    queue: str
    due: int | None
    failing: int
    words: str = ""


@dataclass(frozen=True)
class Trouble:
    """Documents at which one step failed for one reason.

    ``kind`` is RAISED (the step raised an error; workers try again by themselves), UNREAD (the file could not be read) or
    SLOW (the step took too long); the latter two wait until somebody asks.
    """

    kind: str
    step: str
    reason: str
    count: int
    last: datetime | None
    example: str
    again_at: datetime | None = None


def stations() -> list[Station]:
    """Every step, in the order of the walk."""
    failing = dict(Failure.objects.order_by("step").values_list("step").annotate(Count("pk")))
    return [_station(step, failing.get(step.name, 0)) for step in steps()]


def _station(step: Step, failing: int) -> Station:
    try:
        return Station(step.name, step.queue, step.due().count(), failing)
    except EngineError as error:
        return Station(step.name, step.queue, None, failing, str(error))


def troubles() -> list[Trouble]:
    """All groups, the largest first."""
    raised = Failure.objects.order_by("step").values("step", "reason")
    unread = Document.objects.filter(status=Document.Status.FAILED).order_by("reason").values("reason")
    slow = given_up().order_by("step").values("step", "output")
    groups = [
        *(
            Trouble(RAISED, row["step"], row["reason"], row["n"], row["last"], row["example"], row["again"])
            for row in raised.annotate(
                n=Count("pk"), last=Max("at"), again=Min("again_at"), example=Min("document__sha256")
            )
        ),
        *(
            Trouble(UNREAD, "extract", row["reason"], row["n"], None, row["example"])
            for row in unread.annotate(n=Count("pk"), example=Min("sha256"))
        ),
        *(
            Trouble(SLOW, row["step"], row["output"].removeprefix(GIVEN_UP), row["n"], row["last"], row["example"])
            for row in slow.annotate(n=Count("pk"), last=Max("at"), example=Min("document__sha256"))
        ),
    ]
    return sorted(groups, key=lambda group: (-group.count, group.step, group.reason))


def try_trouble_again(kind: str, step: str, reason: str, sha256: str = "") -> int:
    """Make a whole group due at once, or the one document of a hash in it; how many. Raises KeyError for a kind that is none."""
    groups: dict[str, QuerySet] = {
        RAISED: Failure.objects.filter(step=step, reason=reason),
        UNREAD: Document.objects.filter(status=Document.Status.FAILED, reason=reason),
        SLOW: Stamp.objects.filter(step=step, output=f"{GIVEN_UP}{reason}"),
    }
    group = groups[kind]
    if sha256:
        group = group.filter(**{"sha256" if kind == UNREAD else "document__sha256": sha256})
    if kind == RAISED:
        return retry(group)
    if kind == UNREAD:
        return try_again(group).files
    return group.update(version="")


def queue_of(step: str) -> str:
    """The queue whose workers take up a step."""
    return next((known.queue for known in steps() if known.name == step), "default")


def unfinished_jobs() -> QuerySet[Job]:
    """Jobs that wait or run, in the order in which they are taken."""
    return Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING]).select_related("asked_by")


def stopped_jobs() -> QuerySet[Job]:
    """Jobs that failed or were cancelled, the latest first."""
    return Job.objects.filter(state__in=[Job.State.FAILED, Job.State.CANCELLED]).order_by("-finished_at", "-pk")


def documents_in_hand() -> tuple[QuerySet[Claim], QuerySet[Turn]]:
    """What workers have now, and what only one of them may do."""
    return in_hand().select_related("document").order_by("holder", "pk"), Turn.objects.order_by("name")

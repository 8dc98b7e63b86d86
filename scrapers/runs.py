"""Beginning a run, or taking up one that was killed: what is still to be asked, and what it has come to in the end."""

from __future__ import annotations

import fcntl
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone

from scrapers.models import Asked, CrawlPlan, Result, Run
from scrapers.targets import Target

BROUGHT = (Result.NEW, Result.CHANGED, Result.FOUND_AGAIN, Result.UNCHANGED)
_FEWER = 0.5  # of the addresses that brought something the last time, below which a run is looked at


class RunBusy(Exception):
    """Another process is at the same run."""


def plan_of(spider: str, collection: str, targets: Sequence[Target]) -> str:
    """What tells one plan from another: the spider, the collection and all that is to be asked."""
    told = hashlib.sha256(f"{spider}\0{collection}\0".encode())
    for target in targets:
        told.update("\0".join((target.url, *target.terms)).encode("utf-8", "surrogatepass") + b"\n")
    return told.hexdigest()


def begin(
    spider: str, collection: str, targets: Sequence[Target], *, anew: bool = False, of: CrawlPlan | None = None
) -> Run:
    """The run of these targets that was not finished, or a new one, of a crawl plan if it is one's. ``anew`` lets an
    unfinished one be."""
    plan = plan_of(spider, collection, targets)
    held = Run.objects.filter(plan=plan).first()
    if held and held.state == Run.State.RUNNING and not anew:
        held.starts += 1
        held.save(update_fields=["starts"])
        return held
    name = f"{spider} {timezone.now():%Y-%m-%dT%H:%M:%SZ}"
    taken = Run.objects.filter(name__startswith=name).count()
    name = f"{name} {taken + 1}" if taken else name
    return Run.objects.create(name=name, spider=spider, collection=collection, plan=plan, targets=len(targets), of=of)


def still_to_ask(run: Run, targets: Sequence[Target]) -> list[Target]:
    """Those of which the run says nothing yet."""
    told = set(run.asked.values_list("url", flat=True))
    return [target for target in targets if target.url not in told]


def finish(run: Run) -> None:
    """Nothing is left to ask. A run that brought much less than the last of its plan is marked to be looked at."""
    run.state, run.ended_at = Run.State.DONE, timezone.now()
    before = Run.objects.filter(plan=run.plan, state=Run.State.DONE, pk__lt=run.pk).first()
    if before is not None:
        then, now = _brought(before), _brought(run)
        if now < then * _FEWER:
            run.alarm = f"{now} of {run.targets} addresses brought something; the last time it was {then}."
    run.save(update_fields=["state", "ended_at", "alarm"])


def counts_of(run: Run) -> Counter[str]:
    """How many addresses had each result."""
    return Counter(run.asked.values_list("result", flat=True))


def _brought(run: Run) -> int:
    return Asked.objects.filter(run=run, result__in=BROUGHT).count()


@contextmanager
def alone(run: Run) -> Iterator[None]:
    """No other process of this machine is at the run meanwhile; a kill lets go. Raises RunBusy."""
    folder = settings.DATA_DIR / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{run.pk}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RunBusy(f"Another process is at the run “{run}”.") from error
        yield

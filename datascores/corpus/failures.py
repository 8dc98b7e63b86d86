"""Documents at which a step fails: noted with the reason, left alone for a while, tried again, forgotten when it goes through.

The pause doubles from one minute to six hours, so that a document that always fails neither is forgotten nor takes the time
of the others. A reason is the kind of the error and its first line: never words of a document that we put there ourselves.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from datascores.corpus.models import Document, Failure

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def note(step: str, document: Document, error: BaseException) -> None:
    """Keep what a step raised for a document, and when it may be tried again."""
    now = timezone.now()
    with transaction.atomic():
        row = Failure.objects.select_for_update().filter(step=step, document=document).first()
        tries = 1 if row is None else row.tries + 1
        Failure.objects.update_or_create(
            step=step,
            document=document,
            defaults={"reason": reason_of(error), "tries": tries, "at": now, "again_at": now + pause_after(tries)},
        )


def reason_of(error: BaseException) -> str:
    """The kind of an error and the first line of what it says, at most 200 characters."""
    first = next(iter(str(error).replace("\0", "�").splitlines()), "")
    return f"{type(error).__name__}: {first}".rstrip(": ")[:200]


def pause_after(tries: int) -> timedelta:
    """How long a document is left alone after so many failures in a row."""
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)


def forget(step: str, documents: Collection[int]) -> None:
    """The step has gone through for these documents."""
    Failure.objects.filter(step=step, document__in=documents).delete()


def without_resting(due: QuerySet[Document], step: str) -> QuerySet[Document]:
    """What is due, less the documents that are left alone just now."""
    resting = Failure.objects.filter(document=OuterRef("pk"), step=step, again_at__gt=timezone.now())
    return due.filter(~Exists(resting))


def retry(failures: QuerySet[Failure]) -> int:
    """Let workers try these at once; how many."""
    return failures.update(again_at=timezone.now())

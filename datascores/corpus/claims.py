"""Several workers and one corpus: who has a document in hand, and whose turn it is at what only one may do.

A worker claims the documents of a batch, looks once more whether they are due, does them and lets them go. The claim is a
row that is unique for the document, put in by one short transaction: on PostgreSQL the second worker's row is refused, on
SQLite its transaction waits for the first. Nobody waits for a document that another has; it takes the next.

A claim is a courtesy and no promise. What is right is decided by stamps, and what a step keeps is kept in one transaction:
two workers at the same document would do the work twice, not wrong. So a claim may be taken away without harm, and is, from
a process of this machine that is gone, and from one elsewhere that has not beaten for LOST seconds.
"""

from __future__ import annotations

import itertools
import logging
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from datascores.corpus.models import Claim, Document, Turn

LOST = 120  # seconds without a beat
BEAT_EVERY = 20  # seconds
_numbers = itertools.count(1)
logger = logging.getLogger(__name__)


class TurnTaken(Exception):
    """Another process does it just now."""


@contextmanager
def claimed(due: QuerySet[Document], at_most: int) -> Iterator[list[int]]:
    """Claim the first documents of ``due`` that nobody has, for as long as the context lasts; their ids.

    They may have been done between the look and the claim: ask ``due`` again for these ids.
    """
    holder = _new_holder()
    with _beating(Claim, holder):
        yield _claim(due, at_most, holder)


def _claim(due: QuerySet[Document], at_most: int, holder: str) -> list[int]:
    with transaction.atomic():
        _free_lost(Claim)
        free = due.filter(~Exists(Claim.objects.filter(document=OuterRef("pk"))))
        ids = list(free.values_list("pk", flat=True)[:at_most])
        # in the order of ids, as everywhere, so that no two wait for each other
        Claim.objects.bulk_create((Claim(document_id=pk, holder=holder) for pk in sorted(ids)), ignore_conflicts=True)
    mine = Claim.objects.filter(holder=holder).values_list("document_id", flat=True)
    return sorted(mine) if ids else []


@contextmanager
def turn(name: str) -> Iterator[None]:
    """Be the only process that does this, for as long as the context lasts. Raises TurnTaken."""
    holder = _new_holder()
    with _beating(Turn, holder):
        with transaction.atomic():
            _free_lost(Turn)
            Turn.objects.bulk_create([Turn(name=name, holder=holder)], ignore_conflicts=True)
        if not Turn.objects.filter(name=name, holder=holder).exists():
            raise TurnTaken(f"Another process is at “{name}” just now.")
        yield


def in_hand() -> QuerySet[Claim]:
    """The documents that workers have now."""
    return Claim.objects.filter(beat_at__gte=Now() - timedelta(seconds=LOST))


def _free_lost(rows: type[Claim] | type[Turn]) -> None:
    """Take away what dead processes hold."""
    silent = Q(beat_at__lt=Now() - timedelta(seconds=LOST))
    holders = rows.objects.order_by().values_list("holder", flat=True).distinct()
    gone = silent | Q(holder__in=[holder for holder in holders if _is_gone(holder)])
    lost = rows.objects.select_for_update(skip_locked=True).filter(gone).values_list("pk", flat=True)
    rows.objects.filter(gone, pk__in=[*lost]).delete()


def _new_holder() -> str:
    return f"{socket.gethostname()[:60]} {os.getpid()} {_started(os.getpid())} {next(_numbers)}"


def _is_gone(holder: str) -> bool:
    """Whether it was a process of this machine that lives no more; of other machines only their silence tells."""
    host, pid, started, _ = holder.rsplit(" ", 3)
    return host == socket.gethostname()[:60] and _started(int(pid)) != started


def _started(pid: int) -> str:
    """When a process began, so that a new one under an old number is not taken for the old one.

    Empty if it is gone, and always on a system that does not tell: silence has to do there.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return "" if fields[0] in "ZX" else fields[19]


@contextmanager
def _beating(rows: type[Claim] | type[Turn], holder: str) -> Iterator[None]:
    """Beat for what the holder has, by a thread of its own, and let it go at the end."""
    stopping = threading.Event()
    thread = threading.Thread(target=_beat, args=(rows, holder, stopping), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()
        rows.objects.filter(holder=holder).delete()


def _beat(rows: type[Claim] | type[Turn], holder: str, stopping: threading.Event) -> None:
    while not stopping.wait(BEAT_EVERY):
        try:
            rows.objects.filter(holder=holder).update(beat_at=Now())
        except DatabaseError as error:  # the database is away or busy; the next beat may come through
            logger.warning("A sign of life of %s could not be written: %s", holder, error)
        finally:
            connection.close()

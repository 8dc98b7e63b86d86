"""Whether the index holds the documents that the database says may be found, both ways, and how it is put right.

Both sides are walked in the order of hashes, side by side, in memory that does not grow. That a record is not of today is
no matter for this look: stamps find it, and the index step is due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Exists, OuterRef

from datascores.corpus.models import Document, Stamp
from datascores.corpus.visibility import shown_documents
from search.engine.clauses import Everything
from search.engine.port import Engine
from search.indexing import IndexStep, records_of

AT_ONCE = 200  # records handed to the engine together


@dataclass
class Differences:
    """Hashes of documents that only one side has, of which ``missing`` are in the database and ``foreign`` in the index."""

    compared: int = 0
    missing: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    @property
    def is_none(self) -> bool:
        return not (self.missing or self.foreign)


def compare_index(engine: Engine) -> Differences:
    """Walk both sides. Documents that the index step has not had yet are no difference. Raises EngineUnavailable."""
    found = Differences()
    waiting: set[str] = set()
    for sha256, is_held, is_indexed in _side_by_side(_held(waiting), engine.iter_ids(Everything(), sort="id")):
        found.compared += 1
        if not is_held:
            found.foreign.append(sha256)
        elif not is_indexed and sha256 not in waiting:
            found.missing.append(sha256)
        waiting.discard(sha256)
    return found


def repair_index(found: Differences, engine: Engine) -> None:
    """Hand in what is missing, as it is now, and take out what is foreign and still may not be found."""
    missing = iter(found.missing)
    while hashes := list(islice(missing, AT_ONCE)):
        engine.upsert(records_of(list(Document.objects.filter(sha256__in=hashes))))
    foreign = iter(found.foreign)
    while hashes := list(islice(foreign, AT_ONCE)):
        shown = set(shown_documents().filter(sha256__in=hashes).values_list("sha256", flat=True))
        engine.delete(sha256 for sha256 in hashes if sha256 not in shown)


def _held(waiting: set[str]) -> Iterator[str]:
    """The documents that may be found, in the order of hashes; ``waiting`` learns which the index step has not done."""
    done = Exists(Stamp.objects.filter(document=OuterRef("pk"), step=IndexStep.name))
    rows = shown_documents().order_by("sha256").values_list("sha256", done)
    for sha256, is_done in rows.iterator():
        if not is_done:
            waiting.add(sha256)
        yield sha256


def _side_by_side(one: Iterator[str], other: Iterator[str]) -> Iterator[tuple[str, bool, bool]]:
    """Every value of two ascending sequences once, and which of them has it. Pure."""
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left < right):
            yield left, True, False  # type: ignore[misc]
            left = next(one, None)
        elif left is None or right < left:
            yield right, False, True
            right = next(other, None)
        else:
            yield left, True, True
            left, right = next(one, None), next(other, None)

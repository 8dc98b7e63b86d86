"""Which labels hold: a person's word before a statement, a statement before a rule's proposal, nothing that is rejected.

The one place that settles the body, date and kind of a document for pages, index and exports. A value that is only
proposed holds as such: ``Settled`` says so, and every outlet passes it on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from datascores.corpus.dates import is_iso_date, precision_of
from datascores.corpus.models import Label

# the first of these that says something holds
WEIGHT = (Label.Standing.CONFIRMED, Label.Standing.STATED, Label.Standing.PROPOSED)


@dataclass(frozen=True)
class Settled:
    """The values that hold, by kind of label, in a stable order; a kind without one is not known yet."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    standings: dict[str, Label.Standing] = field(default_factory=dict)

    def all(self, kind: str) -> tuple[str, ...]:
        return self.values.get(kind, ())

    def first(self, kind: str) -> str:
        return next(iter(self.all(kind)), "")

    def standing(self, kind: str) -> str:
        """confirmed, stated or proposed: on whose word the values of a kind hold; empty when there is none."""
        return str(self.standings.get(kind, ""))

    def is_proposed(self, kind: str) -> bool:
        """Whether nobody but a rule says so."""
        return self.standings.get(kind) == Label.Standing.PROPOSED

    @property
    def date(self) -> str:
        """ISO, perhaps only a year or month; empty when not known."""
        return self.first("date")

    @property
    def date_precision(self) -> str:
        """day, month, year, or empty when no date is known."""
        return precision_of(self.date)


def settle(labels: Iterable[Label]) -> Settled:
    """Decide from all labels of one document."""
    by_kind: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for label in labels:
        by_kind[label.kind][label.standing].append(label.value)
    values, held_by = {}, {}
    for kind, standings in by_kind.items():
        refused = set(standings[Label.Standing.REJECTED])
        for standing in WEIGHT:
            said = (value for value in standings[standing] if value not in refused and _makes_sense(kind, value))
            if held := tuple(dict.fromkeys(said)):
                values[kind], held_by[kind] = held, standing
                break
    return Settled(values, held_by)


def _makes_sense(kind: str, value: str) -> bool:
    """A date that is none would break every outlet that sorts by it; whoever wrote it sees it unchanged among the labels."""
    return kind != "date" or is_iso_date(value)


def settled_labels(document_ids: Iterable[int]) -> dict[int, Settled]:
    """``settle`` for many documents in one query; every id asked for has an entry."""
    document_ids = list(document_ids)
    grouped: dict[int, list[Label]] = {document_id: [] for document_id in document_ids}
    for label in Label.objects.filter(document__in=document_ids).order_by("pk"):
        grouped[label.document_id].append(label)
    return {document_id: settle(labels) for document_id, labels in grouped.items()}

"""Which labels hold: a person's word before a statement, and neither if a person has rejected it.

The one place that settles the body, date and kind of a document for pages, index and exports. Proposals of a rule do not
hold until somebody confirms them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from datascores.corpus.dates import is_iso_date, precision_of
from datascores.corpus.models import Label


@dataclass(frozen=True)
class Settled:
    """The values that hold, by kind of label, in a stable order; a kind without one is not known yet."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def all(self, kind: str) -> tuple[str, ...]:
        return self.values.get(kind, ())

    def first(self, kind: str) -> str:
        return next(iter(self.all(kind)), "")

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
    values = {}
    for kind, standings in by_kind.items():
        refused = set(standings[Label.Standing.REJECTED])
        said = standings[Label.Standing.CONFIRMED] or standings[Label.Standing.STATED]
        held = tuple(dict.fromkeys(value for value in said if value not in refused and _makes_sense(kind, value)))
        if held:
            values[kind] = held
    return Settled(values)


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

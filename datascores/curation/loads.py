"""Loads of whole lists by command, recorded as versions like any other change, so that the log has no holes.

A load that changes nothing makes no version. What curators edited, deleted or took back stays: catalogue.loading sees
it by the hash that a record was loaded with and by its history.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from datascores.catalogue.loading import LoadPlan, LoadRefused, apply, hold, plan_load, remove
from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import MODELS, Cells
from datascores.curation.drafting import open_draft
from datascores.curation.models import Edit, Version
from datascores.curation.publishing import record_version
from datascores.curation.screening import screen

COMMAND = "load_catalogue"
State = dict[tuple[str, str], Cells]  # cells of every record by kind and slug


class LoadDoubted(LoadRefused):
    """Nothing was written; ``problems`` are what an operator should confirm (see screening.py)."""


@transaction.atomic
def load(
    folder: Path, origin: str, *, overwrite_edited: bool = False, is_confirmed: bool = False
) -> tuple[LoadPlan, Version | None]:
    """Plan and apply a load in one transaction; the version is None where no record changes.

    Raises LoadRefused, and LoadDoubted for what is to be confirmed and is not; what was confirmed stands in the reason.
    """
    hash_before, before = read_catalogue().version, _state()
    plan = plan_load(folder, origin, overwrite_edited=overwrite_edited)
    doubts = screen(plan)
    if doubts and not is_confirmed:
        raise LoadDoubted(tuple(doubts))
    apply(plan)
    if plan.is_empty:
        return plan, None
    counts = f"{len(plan.added)} added, {len(plan.changed)} changed"
    if doubts:
        counts += f"; confirmed by the operator in spite of {len(doubts)} warning(s), the first: {doubts[0]}"
    return plan, _record(f"lists “{origin}”, set {plan.set_version}: {counts}"[:500], before, hash_before)


@transaction.atomic
def unload(origin: str) -> Version:
    """Remove all records of an origin, and the links of other records to them; raises ValueError for an empty origin."""
    hash_before, before = read_catalogue().version, _state()
    count = remove(origin)
    return _record(f"lists “{origin}” removed: {count} records", before, hash_before)


def _state() -> State:
    return {(kind, slug): held.cells for kind in MODELS for slug, held in hold(kind).items()}


def _record(reason: str, before: State, hash_before: str) -> Version:
    draft, after = open_draft(None, reason), _state()
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    Edit.objects.bulk_create(
        [
            Edit(draft=draft, kind=kind, slug=slug, before=before.get((kind, slug)), after=after.get((kind, slug)))
            for kind, slug in changed
        ],
        batch_size=500,
    )
    return record_version(draft, hash_before, command=COMMAND)

"""Drafts are filled, brought up to date and dropped here. Nothing in this module touches the live catalogue.

``put_edit`` is the one way into a draft, for the admin's forms, CSV files, suggested names and taking back alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction

from datascores.catalogue.models import Record
from datascores.catalogue.table import MODELS, Cells, canonical_cells, cells_of, columns_of, with_cells
from datascores.curation.merging import WHOLE, Conflict, merge
from datascores.curation.models import Draft, Edit, Version

User = AbstractBaseUser | AnonymousUser | None


class DraftClosed(ValueError):
    """The draft was published or dropped meanwhile; the message says which."""


class TakeBackRefused(ValueError):
    """Later changes stand on what is to be taken back; ``conflicts`` says where, in sentences."""

    def __init__(self, conflicts: list[str]):
        super().__init__(" ".join(conflicts))
        self.conflicts = conflicts


def open_draft(author: User, reason: str = "", takes_back: Version | None = None) -> Draft:
    """A new empty draft."""
    known = author if author is not None and author.pk else None
    return Draft.objects.create(author=known, reason=reason[:500], takes_back=takes_back)  # type: ignore[misc]


def find_record(kind: str, slug: str) -> Record | None:
    return MODELS[kind]._default_manager.filter(slug=slug).first()


def live_cells(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Cells]:
    """Cells of those records, by kind and slug, that exist; a few queries for each kind."""
    slugs: dict[str, list[str]] = {}
    for kind, slug in keys:
        slugs.setdefault(kind, []).append(slug)
    found: dict[tuple[str, str], Cells] = {}
    for kind, wanted in slugs.items():
        for start in range(0, len(wanted), 500):
            records = MODELS[kind]._default_manager.filter(slug__in=wanted[start : start + 500])
            found |= {(kind, record.slug): cells_of(record) for record in with_cells(records, kind)}
    return found


def put_edit(draft: Draft, kind: str, slug: str, cells: Mapping[str, str] | None) -> Edit | None:
    """Put into the draft what a record is to be (None: deleted), against what is live now.

    None comes back, and the record leaves the draft, where that is no change. Raises DraftClosed.
    """
    return next(iter(put_edits(draft, [(kind, slug, cells)])), None)


@transaction.atomic
def put_edits(draft: Draft, wanted: Iterable[tuple[str, str, Mapping[str, str] | None]]) -> list[Edit]:
    """``put_edit`` for many records in one transaction; the edits that are a change."""
    _refuse_closed(draft)
    rows = [(kind, slug, None if cells is None else canonical_cells(kind, cells)) for kind, slug, cells in wanted]
    live = live_cells((kind, slug) for kind, slug, _ in rows)
    wanted_now = {(kind, slug): after for kind, slug, after in rows}
    edits = [
        Edit(draft=draft, kind=kind, slug=slug, before=live.get((kind, slug)), after=after)
        for (kind, slug), after in wanted_now.items()
        if live.get((kind, slug)) != after
    ]
    was = {(kind, slug): pk for pk, kind, slug in draft.edits.values_list("pk", "kind", "slug")}
    for start in range(0, len(wanted_now), 500):
        keys = [*wanted_now][start : start + 500]
        draft.edits.filter(pk__in=[was[key] for key in keys if key in was]).delete()
    Edit.objects.bulk_create(edits, batch_size=500)
    return edits


@transaction.atomic
def take_out(draft: Draft, kind: str, slug: str) -> None:
    """A record leaves the draft, with the test sentences that came with the draft for it. Raises DraftClosed."""
    _refuse_closed(draft)
    draft.edits.filter(kind=kind, slug=slug).delete()
    draft.examples.filter(kind=kind, slug=slug).delete()


def add_reason(draft: Draft, reason: str) -> None:
    """Join a further reason to the draft's."""
    reason = reason.strip()
    if reason and reason not in draft.reason:
        draft.reason = f"{draft.reason}; {reason}"[:500] if draft.reason else reason[:500]
        draft.save(update_fields=["reason"])


def stale_edits(draft: Draft) -> list[Edit]:
    """Edits whose record is no longer what it was when they were made."""
    edits = list(draft.edits.all())
    live = live_cells((edit.kind, edit.slug) for edit in edits)
    return [edit for edit in edits if filled(edit.kind, edit.before) != live.get((edit.kind, edit.slug))]


@transaction.atomic
def bring_up_to_date(draft: Draft) -> list[tuple[Edit, Conflict]]:
    """Merge what became of the records meanwhile into the draft; what conflicts is left as it was and returned."""
    _refuse_closed(draft)
    edits = stale_edits(draft)
    live = live_cells((edit.kind, edit.slug) for edit in edits)
    left: list[tuple[Edit, Conflict]] = []
    for edit in edits:
        now = live.get((edit.kind, edit.slug))
        merged, conflicts = merge(edit.kind, filled(edit.kind, edit.before), now, filled(edit.kind, edit.after))
        if conflicts:
            left += [(edit, conflict) for conflict in conflicts]
        else:
            put_edit(draft, edit.kind, edit.slug, merged)
    return left


@transaction.atomic
def drop(draft: Draft) -> None:
    """Give a draft up: it stays in the list, its test sentences go."""
    _refuse_closed(draft)
    draft.examples.all().delete()
    draft.state = Draft.State.DROPPED
    draft.save(update_fields=["state"])


@transaction.atomic
def take_back(version: Version, author: User, reason: str = "") -> Draft:
    """A draft that undoes a version and keeps what came after it. Raises TakeBackRefused where both touched the same."""
    edits = list(version.draft.edits.all())
    live = live_cells((edit.kind, edit.slug) for edit in edits)
    wanted, refusals = [], []
    for edit in edits:
        base, mine = filled(edit.kind, edit.after), filled(edit.kind, edit.before)
        merged, conflicts = merge(edit.kind, base, live.get((edit.kind, edit.slug)), mine)
        refusals += [_refusal_of(version, edit, conflict) for conflict in conflicts]
        wanted.append((edit.kind, edit.slug, merged))
    if refusals:
        raise TakeBackRefused(refusals)
    draft = open_draft(author, reason or f"takes back version {version.number}: {version.reason}", version)
    if not put_edits(draft, wanted):
        raise TakeBackRefused([f"Nothing of version {version.number} is left to take back."])
    return draft


def filled(kind: str, cells: Mapping[str, str] | None) -> Cells | None:
    """Cells as they were kept, with the columns that the catalogue has got since."""
    return (
        None if cells is None else canonical_cells(kind, {column: cells.get(column, "") for column in columns_of(kind)})
    )


def _refusal_of(version: Version, edit: Edit, conflict: Conflict) -> str:
    later = (
        Version.objects.filter(number__gt=version.number, draft__edits__kind=edit.kind, draft__edits__slug=edit.slug)
        .select_related("author", "draft")
        .order_by("-number")
    )
    touched = [row for row in later if _touches(row, edit, conflict.column)]
    by = touched[0].title if touched else "a change outside the versions, such as a load of the lists"
    what = conflict.column if conflict.column == WHOLE else f"its {conflict.column.replace('_', ' ')}"
    return (
        f"{edit.kind} “{edit.name}”: {what} was changed later, by {by}; now “{conflict.live}”, "
        f"before version {version.number} “{conflict.mine}”. Take that back first, or change the record by hand."
    )


def _touches(version: Version, edit: Edit, column: str) -> bool:
    row = version.draft.edits.get(kind=edit.kind, slug=edit.slug)
    return column == WHOLE or column in {name for name, _, _ in row.differences()}


def _refuse_closed(draft: Draft) -> None:
    state = Draft.objects.values_list("state", flat=True).get(pk=draft.pk)
    if state != Draft.State.OPEN:
        raise DraftClosed(f"Draft {draft.pk} has been {state} meanwhile and cannot be changed.")

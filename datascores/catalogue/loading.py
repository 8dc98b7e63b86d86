"""Loading a folder of CSV files into the catalogue: first a plan that writes nothing, then, if told to, its deeds.

A record remembers its origin and the hash of the content it was loaded with, so a later load can tell a change of the
file from a change by a curator: what a curator edited is reported and never overwritten, unless asked for. Records
that a file no longer holds are reported and stay; only ``remove`` deletes, and only a whole origin. A folder with any
problem is not loaded at all.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import transaction

from datascores.catalogue.models import Record
from datascores.catalogue.table import (
    FILE_NAMES,
    MODELS,
    SEPARATOR,
    Cells,
    Problem,
    Row,
    cells_of,
    columns_of,
    content_hash,
    read_table,
    records_of,
    successors_of,
    words_of,
)
from datascores.catalogue.validation import check_cells, check_links
from datascores.catalogue.writing import create_records, delete_record, link_records, write_record

REFERENCE_FOLDER = Path(__file__).parent / "data"
REFERENCE_ORIGIN = "reference"
REMOVED = "removed with "  # how the history tells the removal of an origin from a curator's deletion


class LoadRefused(ValueError):
    """The plan has problems; nothing was written. ``problems`` says which."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__(f"{len(problems)} problem(s), the first: {problems[0]}")
        self.problems = problems


@dataclass(frozen=True)
class Held:
    """A record as the database holds it."""

    pk: int
    origin: str
    loaded_hash: str
    cells: Cells


@dataclass(frozen=True)
class Change:
    """One record of a file, at its row, against the database; ``differences`` maps a column to (held, in the file)."""

    kind: str
    slug: str
    cells: Cells
    row: int
    pk: int = 0
    differences: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadPlan:
    """What a load would do. ``edited``, ``gone`` and ``deleted`` (by a curator) are reported only; ``settled`` holds
    what a curator and the file now say alike, whose hash is brought up to date. ``untold`` names, by kind, the columns that a
    file does not have and how many records keep what they hold in them. ``set_version`` is 12 hex digits over the
    files as they lie in the folder."""

    origin: str
    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    edited: tuple[Change, ...] = ()
    settled: tuple[Change, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    deleted: tuple[tuple[str, str], ...] = ()
    unchanged: int = 0
    untold: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    problems: tuple[Problem, ...] = ()
    set_version: str = ""

    @property
    def is_empty(self) -> bool:
        """True if applying the plan would change no record."""
        return not (self.added or self.changed or self.problems)


def plan_load(folder: Path, origin: str, *, overwrite_edited: bool = False) -> LoadPlan:
    """Read a folder's files and compare them with the database; a file that is absent leaves its kind untouched."""
    tables, problems = read_folder(folder)
    held = {kind: hold(kind) for kind in MODELS}
    untold = tuple(told for kind, rows in tables.items() for told in _untold(kind, rows, held[kind]))
    tables = {
        kind: with_absent_cells(rows, {slug: record.cells for slug, record in held[kind].items()})
        for kind, rows in tables.items()
    }
    problems += check_tables(tables, held)
    if problems:
        return LoadPlan(origin, problems=tuple(problems))
    deleted = {} if overwrite_edited else {kind: deleted_by_curators(kind) for kind in MODELS}
    plan = compare(tables, held, origin, deleted, overwrite_edited=overwrite_edited)
    return replace(plan, set_version=hash_folder(folder), untold=untold)


def with_absent_cells(rows: list[Row], held: Mapping[str, Cells]) -> list[Row]:
    """The rows with what the records hold now in the columns that the file does not have: they stay as they are."""
    absent = rows[0].absent if rows else frozenset()
    if not absent:
        return rows
    filled = []
    for row in rows:
        now = held.get(row.cells["slug"])
        cells = {**row.cells, **{column: now[column] for column in absent}} if now else row.cells
        if "name_dates" in absent:  # an alias that goes takes its dates along
            aliases = words_of(cells["aliases"])
            kept = [entry for entry in words_of(cells["name_dates"]) if entry.rpartition("=")[0].strip() in aliases]
            cells = {**cells, "name_dates": SEPARATOR.join(kept)}
        filled.append(replace(row, cells=cells))
    return filled


def _untold(kind: str, rows: list[Row], held: Mapping[str, Held]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """The columns that a file does not have and records hold something in, with the number of these records."""
    absent = rows[0].absent if rows else frozenset()
    found = [held[row.cells["slug"]].cells for row in rows if row.cells["slug"] in held]
    columns = tuple(column for column in columns_of(kind) if column in absent and any(cells[column] for cells in found))
    if columns:
        yield kind, columns, sum(any(cells[column] for column in columns) for cells in found)


def hash_folder(folder: Path) -> str:
    """12 hex digits of the SHA-256 of a folder's files, by which a set of lists is told from a later one."""
    sha = hashlib.sha256()
    for file in FILE_NAMES.values():
        if (folder / file).is_file():
            sha.update(f"{file}\0".encode() + (folder / file).read_bytes())
    return sha.hexdigest()[:12]


def read_folder(folder: Path) -> tuple[dict[str, list[Row]], list[Problem]]:
    tables: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    for kind, file in FILE_NAMES.items():
        path = folder / file
        if path.is_file():
            tables[kind], found = read_table(path.read_bytes(), kind, file)
            problems += found
    if not tables:
        problems.append(Problem("", 0, "", f"{folder} holds none of {', '.join(FILE_NAMES.values())}."))
    return tables, problems


def hold(kind: str) -> dict[str, Held]:
    """Every record of a kind in the database, by slug."""
    return {
        record.slug: Held(record.pk, record.origin, record.loaded_hash, cells_of(record)) for record in records_of(kind)
    }


def deleted_by_curators(kind: str) -> set[str]:
    """Slugs whose last deletion was a person's, not that of a whole origin: a load does not bring them back by itself."""
    rows = MODELS[kind].history.filter(history_type="-").order_by("history_date", "history_id")  # type: ignore[attr-defined]
    last = dict(rows.values_list("slug", "history_change_reason"))
    return {slug for slug, reason in last.items() if not (reason or "").startswith(REMOVED)}


def check_tables(tables: Mapping[str, list[Row]], held: Mapping[str, Mapping[str, Held]]) -> list[Problem]:
    """Problems of the rows: each by itself, slugs that stand twice, links to records that nobody has."""
    companies = frozenset(held["company"]) | {row.cells["slug"] for row in tables.get("company", [])}
    problems: list[Problem] = []
    for kind, rows in tables.items():
        counts = Counter(row.cells["slug"] for row in rows)
        successors = {slug: successors_of(record.cells) for slug, record in held[kind].items()}
        successors |= {row.cells["slug"]: successors_of(row.cells) for row in rows}
        for row in rows:
            findings = check_cells(kind, row.cells) + check_links(kind, row.cells, successors, companies)
            if counts[row.cells["slug"]] > 1:
                findings.append(("slug", f"“{row.cells['slug']}” stands more than once in this file."))
            problems += [Problem(FILE_NAMES[kind], row.number, column, message) for column, message in findings]
    return problems


def compare(
    tables: Mapping[str, list[Row]],
    held: Mapping[str, Mapping[str, Held]],
    origin: str,
    deleted: Mapping[str, set[str]],
    *,
    overwrite_edited: bool = False,
) -> LoadPlan:
    """The plan for valid tables; pure. ``deleted`` are the slugs by kind that curators deleted."""
    added, changed, edited, settled, gone, kept_deleted, problems = [], [], [], [], [], [], []
    unchanged = 0
    for kind, rows in tables.items():
        for row in rows:
            slug, now = row.cells["slug"], held[kind].get(row.cells["slug"])
            if now is None and slug in deleted.get(kind, ()):
                kept_deleted.append((kind, slug))
                continue
            if now is None:
                added.append(Change(kind, slug, row.cells, row.number))
                continue
            if now.origin not in ("", origin):
                message = f"“{slug}” belongs to the records loaded from “{now.origin}”."
                problems.append(Problem(FILE_NAMES[kind], row.number, "slug", message))
                continue
            change = Change(kind, slug, row.cells, row.number, now.pk, differences_between(now.cells, row.cells))
            is_edited = now.loaded_hash != content_hash(now.cells)
            if not change.differences:
                unchanged += 1
                is_told = not any(now.cells[column] for column in row.absent)
                settled += [change] if is_edited and now.origin and is_told else []
            elif is_edited and not overwrite_edited:
                edited.append(change)
            else:
                changed.append(change)
        slugs = {row.cells["slug"] for row in rows}
        gone += [(kind, slug) for slug, record in held[kind].items() if record.origin == origin and slug not in slugs]
    if problems:
        return LoadPlan(origin, problems=tuple(problems))
    return LoadPlan(
        origin,
        tuple(added),
        tuple(changed),
        tuple(edited),
        tuple(settled),
        tuple(gone),
        tuple(kept_deleted),
        unchanged,
    )


def differences_between(before: Cells, after: Cells) -> dict[str, tuple[str, str]]:
    return {column: (before[column], after[column]) for column in after if before[column] != after[column]}


def apply(plan: LoadPlan) -> None:
    """Write what the plan adds and changes, in one transaction; raises LoadRefused if the plan has problems."""
    if plan.problems:
        raise LoadRefused(plan.problems)
    reason = f"loaded from {plan.origin}"
    with transaction.atomic():
        for kind in MODELS:
            rows = [(change.cells, content_hash(change.cells)) for change in plan.added if change.kind == kind]
            create_records(kind, rows, plan.origin, reason)
            link_records(kind, {cells["slug"]: cells for cells, _ in rows if successors_of(cells)}, reason)
        for change in plan.changed:
            record = MODELS[change.kind]._default_manager.get(pk=change.pk)
            record.origin, record.loaded_hash = plan.origin, content_hash(change.cells)
            write_record(record, change.cells, reason)
        for change in plan.settled:
            Record.objects.filter(pk=change.pk).update(loaded_hash=content_hash(change.cells))


def remove(origin: str) -> int:
    """Delete every record of an origin with its mentions, in one transaction; the number deleted.

    Records of other origins that named one of them as maker or successor lose that link.
    """
    if not origin:
        raise ValueError("Records without an origin were made by curators and are not removed as a set.")
    count = 0
    with transaction.atomic():
        for model in MODELS.values():
            for record in model._default_manager.filter(origin=origin):
                delete_record(record, f"{REMOVED}{origin}")
                count += 1
    return count

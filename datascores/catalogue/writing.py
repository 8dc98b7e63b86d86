"""Cells into the database: one record with its names and links, and many new ones at once.

Every write leaves a row of history with its reason, for the record as well as for its aliases. Nothing is checked here:
callers have validated the cells, and hold the transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from simple_history.utils import bulk_create_with_history

from datascores.catalogue.models import Alias, Authority, Company, Record
from datascores.catalogue.table import MODELS, Cells, field_values, name_dates_of, names_of, words_of


def write_record(record: Record, cells: Mapping[str, str], reason: str) -> None:
    """Save one record, new or changed, with its links, aliases and history."""
    kind = record.KIND
    for field, value in field_values(kind, cells).items():
        setattr(record, field, value)
    for column in ("maker", "successor"):
        if column in cells:
            setattr(record, column, Company.objects.get(slug=cells[column]) if cells[column] else None)
    record._change_reason = reason
    record.save()
    if isinstance(record, Authority):
        record.successors.set(Authority.objects.filter(slug__in=words_of(cells["successors"])))
    _write_aliases(record, alias_values(cells), reason)


def alias_values(cells: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Values of the fields of each alias, by its text."""
    dates = name_dates_of(cells)
    return {
        text: {
            "is_ambiguous": flag,
            "valid_from": dates.get(text, ("", ""))[0],
            "valid_until": dates.get(text, ("", ""))[1],
        }
        for text, flag in names_of(cells)[1:]
    }


def create_records(kind: str, rows: Iterable[tuple[Cells, str]], origin: str, reason: str) -> list[Record]:
    """Create many records of a kind from their cells and hashes; links are set by link_records, when all exist.

    Django has no bulk_create for tables with a parent, so the rows are saved one by one without their history, and
    history and aliases are written in bulk.
    """
    model = MODELS[kind]
    records, aliases = [], []
    for cells, loaded_hash in rows:
        record = model(origin=origin, loaded_hash=loaded_hash, **field_values(kind, cells))
        if cells.get("maker"):
            record.maker = Company.objects.get(slug=cells["maker"])  # type: ignore[attr-defined]
        record.skip_history_when_saving = True  # type: ignore[attr-defined]
        record.save(force_insert=True)
        del record.skip_history_when_saving  # type: ignore[attr-defined]
        records.append(record)
        # the parent as such: a row of Alias points to Record, whatever the kind
        aliases += [Alias(record_id=record.pk, text=text, **values) for text, values in alias_values(cells).items()]
    model.history.bulk_history_create(records, batch_size=500, default_change_reason=reason)  # type: ignore[attr-defined]
    bulk_create_with_history(aliases, Alias, batch_size=500, default_change_reason=reason)
    return records


def link_records(kind: str, links: Mapping[str, Cells], reason: str) -> None:
    """Set the successors of new records, by their slugs."""
    for record in MODELS[kind]._default_manager.filter(slug__in=links):
        record._change_reason = reason
        cells = links[record.slug]
        if isinstance(record, Authority):
            record.successors.set(Authority.objects.filter(slug__in=words_of(cells["successors"])))
        elif isinstance(record, Company):
            record.successor = Company.objects.get(slug=cells["successor"])
            record.save()


def delete_record(record: Record, reason: str) -> None:
    """Delete a record with its aliases, each with its row of history; mentions go with them."""
    _write_aliases(record, {}, reason)
    record._change_reason = reason
    record.delete()


def _write_aliases(record: Record, wanted: Mapping[str, Mapping[str, Any]], reason: str) -> None:
    missing = dict(wanted)
    for alias in record.aliases.all():
        alias._change_reason = reason
        if alias.text not in missing:
            alias.delete()
            continue
        changes = {key: value for key, value in missing.pop(alias.text).items() if getattr(alias, key) != value}
        if changes:
            for key, value in changes.items():
                setattr(alias, key, value)
            alias.save()
    for text, values in missing.items():
        alias = Alias(record_id=record.pk, text=text, **values)
        alias._change_reason = reason
        alias.save()

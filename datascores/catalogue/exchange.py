"""CSV in and out of the admin, by django-import-export, in the format of the project's own files.

The cells of table.py are the fields; validation.py refuses, writing.py writes. The preview shows what would change,
column by column, and unchanged rows are skipped. Markup of the preview carries no style of its own, so that it works
under the strict Content-Security-Policy.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from import_export import fields, resources
from import_export.resources import Diff

from datascores.catalogue.models import Record
from datascores.catalogue.table import (
    MODELS,
    Cells,
    canonical_cells,
    cells_of,
    columns_of,
    read_successors,
    successors_of,
    with_cells,
)
from datascores.catalogue.validation import check_cells, check_links
from datascores.catalogue.writing import write_record


class CellField(fields.Field):
    """One column; its value is the cell read from the file, or else the one that the database holds."""

    def get_value(self, instance: Record | None) -> str:
        if instance is None:
            return ""
        if not hasattr(instance, "cells"):
            instance.cells = cells_of(instance)  # type: ignore[attr-defined]
        return instance.cells[self.column_name]  # type: ignore[attr-defined]


class PlainDiff(Diff):
    """Old and new value of each cell as markup without styles."""

    def as_html(self) -> list[str]:
        return [
            format_html("{}", new)
            if old == new or (not old and self.new)
            else format_html("<del>{}</del> <ins>{}</ins>", old, new)
            for old, new in zip(self.left, self.right, strict=True)
        ]


class RecordResource(resources.ModelResource):
    """Rows of one kind of record; subclasses name the model."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.kind: str = self._meta.model.KIND
        self.successors: dict[str, tuple[str, ...]] = {}
        self.companies: frozenset[str] = frozenset()

    def get_diff_class(self) -> type[Diff]:
        return PlainDiff

    def filter_export(self, queryset, **kwargs: Any):
        return with_cells(queryset, self.kind).order_by("slug")

    def before_import(self, dataset, **kwargs: Any) -> None:
        """Know all links before the first row, so that a row may name a successor that stands below it."""
        rows = [canonical_cells(self.kind, row) for row in dataset.dict]
        self.successors = read_successors(self.kind) | {row["slug"]: successors_of(row) for row in rows}
        self.companies = frozenset(read_successors("company"))

    def after_init_instance(self, instance: Record, new: bool, row, **kwargs: Any) -> None:
        blank = dict.fromkeys(columns_of(self.kind), "")
        instance.cells = blank if new else cells_of(instance)  # type: ignore[attr-defined]

    def import_instance(self, instance: Record, row, **kwargs: Any) -> None:
        instance.cells = canonical_cells(self.kind, row)  # type: ignore[attr-defined]
        instance.slug = instance.cells["slug"]  # type: ignore[attr-defined]

    def skip_row(self, instance, original, row, import_validation_errors=None) -> bool:
        return instance.cells == original.cells

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True) -> None:
        cells: Cells = instance.cells
        errors: dict[str, list[str]] = {}
        findings = check_cells(self.kind, cells) + check_links(self.kind, cells, self.successors, self.companies)
        for column, message in findings:
            errors.setdefault(column, []).append(message)
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs: Any) -> None:
        write_record(instance, instance.cells, f"CSV import: {kwargs['reason']}")

    def save_m2m(self, instance, row, **kwargs: Any) -> None:
        """Links are part of write_record."""


def _resource_of(model: type[Record]) -> type[RecordResource]:
    columns = columns_of(model.KIND)
    meta = type(
        "Meta",
        (),
        {
            "model": model,
            "fields": columns,
            "import_id_fields": ("slug",),
            "skip_unchanged": True,
            "report_skipped": False,
            "clean_model_instances": True,
            "use_transactions": True,
        },
    )
    cells = {column: CellField(attribute=column, column_name=column) for column in columns}
    return type(f"{model.__name__}Resource", (RecordResource,), {"Meta": meta, **cells})


RESOURCES = {kind: _resource_of(model) for kind, model in MODELS.items()}

"""Forms of the admin: a record with its reason for the change, its aliases, and the two steps of a CSV import.

They hold no rule of their own: what is entered becomes cells, and the same checks answer as for a file, each message
at the field it is about.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from import_export.forms import ConfirmImportForm, ImportForm

from datascores.catalogue.loading import check_tables, hold
from datascores.catalogue.models import Record
from datascores.catalogue.table import (
    ALIAS_COLUMNS,
    FILE_NAMES,
    LINE_COLUMNS,
    MODELS,
    SEPARATOR,
    Cells,
    canonical_cells,
    cell_of_value,
    columns_of,
    read_successors,
    read_table,
    successors_of,
)
from datascores.catalogue.validation import check_cells, check_links, check_names, check_period

PROBLEMS_SHOWN = 20
# Columns that the form of a record shows under another name, or its aliases show.
FIELD_OF_COLUMN = {"ambiguous_names": "name_is_ambiguous", "aliases": None}


class RecordForm(forms.ModelForm):
    """A record; whoever changes an existing one says why."""

    reason = forms.CharField(
        label="reason for the change",
        required=False,
        max_length=500,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Kept in the history for all to see. Needed when an existing record is changed.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = bool(self.instance.pk)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors.keys() - {"reason"}:
            return values  # a field that has no value yet would be judged as empty
        self._refuse_separator(values)
        cells = self._cells(values)
        kind = self.instance.KIND
        if Record.objects.filter(kind=kind, slug=cells["slug"]).exclude(pk=self.instance.pk).exists():
            self.add_error("slug", f"There is a record with the slug “{cells['slug']}” already.")
        successors = {**read_successors(kind), cells["slug"]: successors_of(cells)}
        companies = frozenset(read_successors("company"))
        findings = check_cells(kind, cells) + check_links(kind, cells, successors, companies)
        for column, message in findings:
            field = FIELD_OF_COLUMN.get(column, column)
            if field:
                self.add_error(field if field in self.fields else None, message)
        return values

    def _refuse_separator(self, values: dict[str, Any]) -> None:
        for column in LINE_COLUMNS - {"keyword_list"}:
            if SEPARATOR in str(values.get(column) or ""):
                self.add_error(column, f"The sign {SEPARATOR} parts values in the CSV files and cannot be part of one.")

    def _cells(self, values: dict[str, Any]) -> Cells:
        cells = dict.fromkeys(ALIAS_COLUMNS, "")
        cells["ambiguous_names"] = values["name"] if values.get("name_is_ambiguous") else ""
        for column in columns_of(self.instance.KIND):
            value = values.get(column, getattr(self.instance, column, "") if column == "slug" else "")
            if column == "successors":
                cells[column] = SEPARATOR.join(record.slug for record in value or ())
            else:
                cells.setdefault(column, cell_of_value(column, value))
        return canonical_cells(self.instance.KIND, cells)


class AliasFormSet(forms.BaseInlineFormSet):
    """The aliases of one record, judged together with its name."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data.get("text") and not form.cleaned_data.get("DELETE")]
        record: Record = self.instance
        names = [(record.name, record.name_is_ambiguous)]
        names += [(form.cleaned_data["text"].strip(), form.cleaned_data["is_ambiguous"]) for form in kept]
        for place, message in check_names(names):
            if place:
                kept[place - 1].add_error("text", message)
        for form in kept:
            if message := check_period(form.cleaned_data["valid_from"], form.cleaned_data["valid_until"]):
                form.add_error("valid_until", message)
        if any(form.errors for form in kept):
            raise forms.ValidationError("Some aliases cannot stay as they are; see the messages beside them.")


class CatalogueImportForm(ImportForm):
    """The file and the reason; every problem of the file is named with row and column before anything is previewed."""

    reason = forms.CharField(
        label="Reason for the change", max_length=500, help_text="Kept in the history of each record."
    )
    field_order = ["resource", "import_file", "format", "reason"]

    def __init__(self, formats: list, resources: list, **kwargs: Any):
        super().__init__(formats, resources, **kwargs)
        self.kind: str = resources[0]._meta.model.KIND

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        rows, problems = read_table(file.read(), self.kind)
        file.seek(0)
        if not problems:
            problems = check_tables({self.kind: rows}, {kind: hold(kind) for kind in MODELS})
        if problems:
            shown = [str(problem).removeprefix(f"{FILE_NAMES[self.kind]}, ") for problem in problems[:PROBLEMS_SHOWN]]
            if len(problems) > PROBLEMS_SHOWN:
                shown.append(f"… and {len(problems) - PROBLEMS_SHOWN} more.")
            raise forms.ValidationError(shown)
        return file


class CatalogueConfirmForm(ConfirmImportForm):
    reason = forms.CharField(widget=forms.HiddenInput(), max_length=500)

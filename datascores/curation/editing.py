"""One record as a form for people who know lists: a field for each column of the catalogue's CSV, one value a line."""

from __future__ import annotations

from typing import Any

from django import forms

from datascores.catalogue.table import LINE_COLUMNS, SEPARATOR, SET_COLUMNS, Cells, canonical_cells, columns_of
from datascores.catalogue.validation import check_cells

HELP = {
    "slug": "Small letters, digits and hyphens; stays for ever.",
    "aliases": "Further names, one a line.",
    "ambiguous_names": "Which of the names have other meanings, one a line: they need a context word near them.",
    "context_words": "One a line. An ambiguous name counts only with one of these near it.",
    "reject_words": "One a line. An ambiguous name is refused if one of these stands near it.",
    "successors": "Slugs, one a line.",
}


class CellsForm(forms.Form):
    """The cells of a record; each problem stands at its field."""

    reason = forms.CharField(max_length=500, help_text="Why; stands in the log of versions.")

    def __init__(self, kind: str, cells: Cells | None, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kind, self.slug = kind, (cells or {}).get("slug", "")
        for column in columns_of(kind):
            if column == "slug" and self.slug:
                continue
            value, is_list = (cells or {}).get(column, ""), column in LINE_COLUMNS | SET_COLUMNS
            self.fields[column] = forms.CharField(
                label=column.replace("_", " ").capitalize(),
                required=column in ("slug", "name"),
                help_text=HELP.get(column, ""),
                initial=value.replace(SEPARATOR, "\n") if is_list else value,
                widget=forms.Textarea(attrs={"rows": 3, "cols": 40}) if is_list else forms.TextInput(),
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        raw = {column: values.get(column, self.slug) for column in columns_of(self.kind)}
        for column, value in raw.items():
            if SEPARATOR in value:
                self.add_error(column, f"The sign {SEPARATOR} parts values in the CSV files and cannot be part of one.")
        values["cells"] = canonical_cells(
            self.kind, {column: SEPARATOR.join(value.splitlines()) for column, value in raw.items()}
        )
        for column, message in check_cells(self.kind, values["cells"]):
            self.add_error(column if column in self.fields else None, message)
        return values

"""One record as a form for people who know lists: a field for each column of the catalogue's CSV, one value a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify

from datascores.catalogue.models.record import CONTEXT_REACH, REJECT_REACH
from datascores.catalogue.table import LINE_COLUMNS, SEPARATOR, SET_COLUMNS, Cells, canonical_cells, columns_of
from datascores.catalogue.validation import check_cells

HELP = {
    "slug": "Small letters, digits and hyphens; made of the name if left empty; stays for ever.",
    "aliases": "Further names, one a line.",
    "ambiguous_names": "Which of the names have other meanings, one a line: they need a context word near them.",
    "context_words": "One a line. An ambiguous name counts only with one of these near it.",
    "reject_words": "One a line. An ambiguous name is refused if one of these stands near it.",
    "context_reach": f"How far a context word or company may stand from the name, in characters; {CONTEXT_REACH} if empty.",
    "reject_reach": f"How far a reject word may stand from the name, in characters; {REJECT_REACH} if empty.",
    "near_companies": "Slugs, one a line; “maker” is the system's own. An ambiguous name counts only near one of them.",
    "lifts_short_forms": "yes or no: once a name has counted in a document, its ambiguous names count there too; yes if empty.",
    "allows_plural": "yes or no: the plural of each name counts as the name does; no if empty.",
    "name_dates": "When an alias was the name, one a line, as name=from/until with ISO dates; either may be empty.",
    "maker": "Slug of the company that makes it.",
    "successor": "Slug of the company that bought it or follows it.",
    "successors": "Slugs, one a line.",
    "keyword_list": "Names of the lists it belongs to, one a line.",
    "former_names": "One a line.",
    "domains": "One a line, the present one first, such as bristol.gov.uk.",
    "start_date": "ISO; a year or month where no more is known.",
    "end_date": "Last day of existence, ISO.",
    "latitude": "Degrees north.",
    "longitude": "Degrees east; west is negative.",
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
                required=column == "name",
                help_text=HELP.get(column, ""),
                initial=value.replace(SEPARATOR, "\n") if is_list else value,
                widget=forms.Textarea(attrs={"rows": 3, "cols": 40}) if is_list else forms.TextInput(),
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        raw = {column: values.get(column, self.slug) for column in columns_of(self.kind)}
        raw["slug"] = raw["slug"] or slugify(raw["name"])[:120]
        for column, value in raw.items():
            if SEPARATOR in value:
                self.add_error(column, f"The sign {SEPARATOR} parts values in the CSV files and cannot be part of one.")
        values["cells"] = canonical_cells(
            self.kind, {column: SEPARATOR.join(value.splitlines()) for column, value in raw.items()}
        )
        for column, message in check_cells(self.kind, values["cells"]):
            self.add_error(column if column in self.fields else None, message)
        return values

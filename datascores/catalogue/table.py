"""The catalogue as CSV: the one place that knows the columns.

A record is a row of cells, text under a column's name, and the database's rows read as the same cells: so a file and
the tables can be compared, a record's content has a hash, and the project's own files, the loader, the export and
the drafts of curators share one format. Lists inside a cell are parted by "|"; a name's dates are written "name=from/until".
The columns of rules that few records need may be missing and are empty where a record has the usual value. Reading a file
never raises for what stands in it: what is wrong comes back as Problems with row and column.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from datascores.catalogue.models import Authority, Company, Keyword, Record, System
from datascores.catalogue.models.record import CONTEXT_REACH, REJECT_REACH, lines_of

Cells = dict[str, str]

SEPARATOR = "|"
REACH_COLUMNS = {"context_reach": CONTEXT_REACH, "reject_reach": REJECT_REACH}  # with what an empty cell means
FLAG_COLUMNS = {"lifts_short_forms": True, "allows_plural": False}
OPTIONAL_COLUMNS = (*REACH_COLUMNS, "near_companies", *FLAG_COLUMNS, "name_dates")
COMMON_COLUMNS = ("slug", "name", "aliases", "ambiguous_names", "context_words", "reject_words", *OPTIONAL_COLUMNS)
FLAG_WORDS = {True: "yes", False: "no"}
OWN_COLUMNS: dict[str, tuple[str, ...]] = {
    "authority": (
        "body_kind",
        "body_detail",
        "nation",
        "region",
        "gss_code",
        "former_gss_codes",
        "mysociety_code",
        "latitude",
        "longitude",
        "domains",
        "start_date",
        "end_date",
        "successors",
    ),
    "company": ("company_kind", "former_names", "successor"),
    "system": ("maker", "category"),
    "keyword": ("keyword_list", "category"),
}
LINE_COLUMNS = frozenset(
    {"context_words", "reject_words", "near_companies", "former_gss_codes", "domains", "former_names", "keyword_list"}
)
SET_COLUMNS = frozenset({"aliases", "ambiguous_names", "successors", "name_dates"})  # their order means nothing
ALIAS_COLUMNS = frozenset({"aliases", "ambiguous_names", "name_dates"})
NUMBER_COLUMNS = frozenset({"latitude", "longitude"})
LINK_COLUMNS = frozenset({"successors", "successor", "maker"})
# Makers are companies, so companies come before systems.
MODELS: dict[str, type[Record]] = {"authority": Authority, "company": Company, "system": System, "keyword": Keyword}
FILE_NAMES = {
    "authority": "authorities.csv",
    "company": "companies.csv",
    "system": "systems.csv",
    "keyword": "keywords.csv",
}


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: ``row`` counts lines of the table from 1 (the header), 0 means the file as a whole."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        place += [f"row {self.row}"] if self.row else []
        place += [f"column {self.column}"] if self.column else []
        return f"{', '.join(place)}: {self.message}"


@dataclass(frozen=True)
class Row:
    """One record as it stands in a file, at its row; ``absent`` are the columns that the file does not have."""

    number: int
    cells: Cells
    absent: frozenset[str] = frozenset()


def columns_of(kind: str) -> tuple[str, ...]:
    return COMMON_COLUMNS + OWN_COLUMNS[kind]


def words_of(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, without blanks and doubles."""
    return lines_of(cell.replace(SEPARATOR, "\n"))


def canonical_cells(kind: str, cells: Mapping[str, str]) -> Cells:
    """The same content written in the one way that is compared and hashed: trimmed, sets sorted, numbers plain."""
    result: Cells = {}
    for column in columns_of(kind):
        value = (cells.get(column) or "").strip()
        if column in SET_COLUMNS:
            value = SEPARATOR.join(sorted(words_of(value)))
        elif column in LINE_COLUMNS:
            value = SEPARATOR.join(words_of(value))
        elif column in NUMBER_COLUMNS:
            value = _plain_number(value)
        elif column in FLAG_COLUMNS or column in REACH_COLUMNS:
            value = _unless_usual(column, value.lower())
        result[column] = value
    return result


def content_hash(cells: Mapping[str, str]) -> str:
    """SHA-256 of canonical cells, 64 hex digits; a rule left as usual is no part of it, so a new rule changes no hash."""
    content = {column: value for column, value in cells.items() if value or column not in OPTIONAL_COLUMNS}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def names_of(cells: Mapping[str, str]) -> list[tuple[str, bool]]:
    """The name and the aliases, in this order, each with whether it is ambiguous."""
    ambiguous = set(words_of(cells["ambiguous_names"]))
    return [(name, name in ambiguous) for name in (cells["name"], *words_of(cells["aliases"]))]


def name_dates_of(cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The first and last day on which an alias is the record's name, as written; a side that is not known is empty."""
    dates: dict[str, tuple[str, str]] = {}
    for entry in words_of(cells.get("name_dates", "")):
        name, _, period = entry.rpartition("=")
        start, _, end = period.partition("/")
        dates[name.strip()] = (start.strip(), end.strip())
    return dates


def successors_of(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The slugs of the records that follow this one; empty for kinds that have no successors."""
    return words_of(cells.get("successors", "") or cells.get("successor", ""))


def field_values(kind: str, cells: Mapping[str, str]) -> dict[str, Any]:
    """Values of the model's plain fields; links to other records and aliases are left to the writer."""
    values: dict[str, Any] = {"name_is_ambiguous": cells["name"] in words_of(cells["ambiguous_names"])}
    for column in columns_of(kind):
        if column in LINK_COLUMNS or column in ALIAS_COLUMNS:
            continue
        if column in NUMBER_COLUMNS:
            values[column] = float(cells[column]) if cells[column] else None
        elif column in REACH_COLUMNS:
            values[column] = int(cells[column] or REACH_COLUMNS[column])
        elif column in FLAG_COLUMNS:
            values[column] = (cells[column] or FLAG_WORDS[FLAG_COLUMNS[column]]) == FLAG_WORDS[True]
        elif column in LINE_COLUMNS and column != "keyword_list":
            values[column] = "\n".join(words_of(cells[column]))
        else:
            values[column] = cells[column]
    return values


def cells_of(record: Record) -> Cells:
    """A record of the database as canonical cells; reads its aliases and links (prefetch them for many)."""
    aliases = list(record.aliases.all()) if record.pk else []
    ambiguous = [alias.text for alias in aliases if alias.is_ambiguous]
    if record.name_is_ambiguous:
        ambiguous.append(record.name)
    dated = [
        f"{alias.text}={alias.valid_from}/{alias.valid_until}"
        for alias in aliases
        if alias.valid_from or alias.valid_until
    ]
    cells = {
        "aliases": SEPARATOR.join(alias.text for alias in aliases),
        "ambiguous_names": SEPARATOR.join(ambiguous),
        "name_dates": SEPARATOR.join(dated),
    }
    for column in columns_of(record.KIND):
        if column not in cells:
            cells[column] = _cell_of(record, column)
    return canonical_cells(record.KIND, cells)


def records_of(kind: str) -> QuerySet:
    """All records of a kind with what cells_of reads, in a handful of queries."""
    return with_cells(MODELS[kind]._default_manager.all(), kind)


def with_cells(records: QuerySet, kind: str) -> QuerySet:
    single = [column for column in ("maker", "successor") if column in OWN_COLUMNS[kind]]
    several = ["aliases", *(column for column in ("successors",) if column in OWN_COLUMNS[kind])]
    return (records.select_related(*single) if single else records).prefetch_related(*several)


def read_successors(kind: str) -> dict[str, tuple[str, ...]]:
    """Every slug of a kind in the database with the slugs of its successors."""
    found: dict[str, tuple[str, ...]] = {}
    link = next((f"{column}__slug" for column in ("successors", "successor") if column in OWN_COLUMNS[kind]), None)
    for slug, successor in MODELS[kind]._default_manager.values_list("slug", link or "slug"):
        found[slug] = found.get(slug, ()) + ((successor,) if link and successor else ())
    return found


def read_table(content: bytes, kind: str, file: str = "") -> tuple[list[Row], list[Problem]]:
    """Rows of a CSV file in canonical cells. With any problem in the file's form there are no rows."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 4 * content[:400].count(0) > len(
        content[:400]
    ):
        return [], [Problem(file, 0, "", "is UTF-16, which spreadsheets call Unicode text; save it as CSV UTF-8.")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        return [], [Problem(file, row, "", f"is not UTF-8 (byte 0x{byte:02X}); save it as UTF-8, not as Windows-1252.")]
    if "\0" in text:
        return [], [Problem(file, text.count("\n", 0, text.index("\0")) + 1, "", "holds a NUL character.")]
    table, broken = _parse(text)
    if broken:
        return [], [Problem(file, len(table) + 1, "", broken)]
    problems = _header_problems(table[0] if table else [], kind, file)
    if problems:
        return [], problems
    header, rows = table[0], []
    absent = frozenset(columns_of(kind)) - set(header)
    for number, values in enumerate(table[1:], start=2):
        if len(values) != len(header):
            problems.append(Problem(file, number, "", f"has {len(values)} cells where the header has {len(header)}."))
        else:
            rows.append(Row(number, canonical_cells(kind, dict(zip(header, values, strict=True))), absent))
    return ([], problems) if problems else (rows, [])


def _parse(text: str) -> tuple[list[list[str]], str]:
    """The rows of a CSV file up to the first that cannot be read, and what is wrong with that one."""
    table: list[list[str]] = []
    try:
        for values in csv.reader(io.StringIO(text, newline=""), strict=True):
            table.append(values)
    except csv.Error as error:
        said = str(error)
        if "field limit" in said or "field larger" in said:
            limit = f"{csv.field_size_limit():,} characters"
            return table, f"holds a cell of more than {limit}; perhaps a quotation mark that is never closed."
        if "unexpected end" in said:
            return table, "opens a quotation mark that is never closed; the rest of the file is taken for one cell."
        if "expected after" in said:
            return table, 'holds a stray quotation mark; inside a quoted cell it is written twice ("").'
        return table, f"is not CSV: {said}."
    return table, ""


def write_table(kind: str, rows: Iterable[Mapping[str, str]]) -> str:
    """CSV with a header and LF line ends, in the order of the rows given."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns_of(kind), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _header_problems(header: list[str], kind: str, file: str) -> list[Problem]:
    expected = columns_of(kind)
    missing = [column for column in expected if column not in header and column not in OPTIONAL_COLUMNS]
    problems = [Problem(file, 1, column, "is missing.") for column in missing]
    unknown = dict.fromkeys(column for column in header if column not in expected)
    problems += [Problem(file, 1, column, "is not a column of this table.") for column in unknown]
    problems += [Problem(file, 1, column, "stands twice.") for column in expected if header.count(column) > 1]
    return problems


def _plain_number(value: str) -> str:
    try:
        return repr(float(value))
    except ValueError:
        return value  # left as it is, for the validation to name


def _unless_usual(column: str, value: str) -> str:
    usual = REACH_COLUMNS.get(column) or FLAG_WORDS[FLAG_COLUMNS.get(column, False)]
    return "" if value == str(usual) else value


def _cell_of(record: Record, column: str) -> str:
    if column == "successors":
        return SEPARATOR.join(successor.slug for successor in record.successors.all()) if record.pk else ""  # type: ignore[attr-defined]
    value = getattr(record, column)
    if column in LINK_COLUMNS:
        return value.slug if value else ""
    if column in LINE_COLUMNS:
        return SEPARATOR.join(lines_of(value or ""))
    if column in FLAG_COLUMNS:
        return FLAG_WORDS[bool(value)]
    return "" if value is None else str(value)

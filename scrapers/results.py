"""Results of web searches from a file: which term found which address, with title and snippet. Pure.

A result tells where to look. Its snippet is the search engine's choice of words and never evidence.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.canonical import key_of
from scrapers.targets import ADDRESS_COLUMNS, LONGEST_TERM, TERM_COLUMNS, BadLine, ListError, refusal_of

TITLE_COLUMNS, SNIPPET_COLUMNS, SITE_COLUMNS, RANK_COLUMNS = (
    ("title",),
    ("description", "snippet", "content"),
    ("site",),
    ("rank",),
)
_LONGEST_TITLE, _LONGEST_SNIPPET = 500, 5_000


@dataclass(frozen=True)
class SearchResult:
    """One row: an address that a term brought, as it is written and by its key."""

    url: str
    key: str
    term: str
    title: str = ""
    snippet: str = ""
    site: str = ""
    rank: int | None = None


def read_results(path: Path) -> Iterator[SearchResult | BadLine]:
    """The rows of a CSV in their order, each a result or a line with what is wrong with it.

    Raises ListError where the file cannot be opened or has no column for the address.
    """
    try:
        file = path.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise ListError(f"{path} cannot be opened: {error.strerror or error}.") from error
    with file:
        reader = csv.DictReader(file)
        reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or []]
        address = _column(reader.fieldnames, ADDRESS_COLUMNS)
        if not address:
            held = ", ".join(reader.fieldnames) or "none"
            raise ListError(f"The CSV has no column {' or '.join(ADDRESS_COLUMNS)}; it has: {held}.")
        try:
            for row in reader:
                yield _read(reader.line_num, row, address, reader.fieldnames)
        except csv.Error as error:
            raise ListError(f"The CSV cannot be read after line {reader.line_num}: {error}.") from error


def _read(line: int, row: dict[str, str], address: str, names: list[str]) -> SearchResult | BadLine:
    def cell(columns: tuple[str, ...]) -> str:
        return " ".join((row.get(_column(names, columns)) or "").split())

    url, term, rank = (row[address] or "").strip(), cell(TERM_COLUMNS), cell(RANK_COLUMNS)
    reason = refusal_of(url) if url else "no address"
    if len(term) > LONGEST_TERM:
        reason = f"its search term is longer than {LONGEST_TERM} characters"
    try:
        key = key_of(url) if not reason else ""
    except ValueError:
        reason = "not a web address"
    if reason:
        return BadLine(line, url, reason)
    place = int(rank) if rank.isdecimal() and len(rank) < 6 else None
    title, snippet = cell(TITLE_COLUMNS)[:_LONGEST_TITLE], cell(SNIPPET_COLUMNS)[:_LONGEST_SNIPPET]
    return SearchResult(url, key, term, title, snippet, cell(SITE_COLUMNS)[:200], place)


def _column(names: list[str], wanted: tuple[str, ...]) -> str:
    return next((name for name in wanted if name in names), "")

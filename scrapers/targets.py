"""Lists of addresses to collect: from a text file or a CSV to targets, with every line that is no address named.

One address is one target, however often the list holds it; the search terms under which it stands are kept together.
A bad line is told with its number and reason and never stops the others. Nothing here touches network or database.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

ADDRESS_COLUMNS = ("href", "url")
TERM_COLUMNS = ("search_category", "term")
LONGEST_ADDRESS = 2000  # what Address.url holds
LONGEST_TERM = 300  # what Arrival.search_term holds


class ListError(ValueError):
    """The list as a whole cannot be used; the message says why."""


@dataclass(frozen=True)
class Target:
    """An address to ask for, and the search terms that found it (one empty term where the list names none)."""

    url: str
    terms: tuple[str, ...] = ("",)


@dataclass(frozen=True)
class BadLine:
    """A line of the list that is not asked for."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True)
class Listing:
    """What a list holds: its targets in order, its bad lines, and how many lines named an address at all."""

    targets: tuple[Target, ...]
    bad_lines: tuple[BadLine, ...]
    line_count: int


def read_listing(path: Path) -> Listing:
    """Read a list: a CSV with a column ``href`` or ``url`` if its name ends in .csv, else one address a line.

    Raises ListError if the file cannot be opened or the CSV has no such column.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            is_csv = path.suffix.lower() == ".csv"
            return _listing(list(_csv_lines(file) if is_csv else _text_lines(file)))
    except OSError as error:
        raise ListError(f"{path} cannot be opened: {error.strerror or error}.") from error


def listing_of(text: str, found: Iterable[tuple[str, str]] = ()) -> Listing:
    """The same of a text with one address a line, and of addresses with the terms that found them."""
    lines = list(_text_lines(text.splitlines()))
    lines += [(len(lines) + number, url, term) for number, (url, term) in enumerate(found, start=1)]
    return _listing(lines)


def refusal_of(url: str) -> str:
    """Why the text is no address to collect, in plain words; empty if it is one."""
    if len(url) > LONGEST_ADDRESS:
        return f"longer than {LONGEST_ADDRESS} characters"
    if not url.isprintable() or "\N{REPLACEMENT CHARACTER}" in url:
        return "holds characters that cannot stand in an address"
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").encode("idna")
    except ValueError:  # UnicodeError of a host name is one too
        return "not a web address"
    if parts.scheme not in ("http", "https"):
        return "not an http or https address"
    if not host or b" " in host or port == 0:
        return "not a web address"
    if "@" in parts.netloc:
        return "holds a user name or password"
    return ""


def _text_lines(file: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(file, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip(), ""


def _csv_lines(file: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    reader = csv.DictReader(file)
    try:
        columns = [(name or "").strip().lower() for name in reader.fieldnames or []]
        reader.fieldnames = columns
        address = next((name for name in ADDRESS_COLUMNS if name in columns), "")
        term = next((name for name in TERM_COLUMNS if name in columns), "")
        if not address:
            held = ", ".join(columns) or "none"
            raise ListError(f"The CSV has no column {' or '.join(ADDRESS_COLUMNS)}; it has: {held}.")
        for row in reader:
            yield reader.line_num, (row[address] or "").strip(), (row.get(term) or "").strip()
    except csv.Error as error:
        raise ListError(f"The CSV cannot be read after line {reader.line_num}: {error}.") from error


def _listing(lines: list[tuple[int, str, str]]) -> Listing:
    terms: dict[str, list[str]] = {}
    bad = []
    for number, text, term in lines:
        reason = refusal_of(text) if text else "no address"
        if len(term) > LONGEST_TERM:
            reason = f"its search term is longer than {LONGEST_TERM} characters"
        if reason:
            bad.append(BadLine(number, text, reason))
        else:  # a fragment is never sent, so it does not make another address
            terms.setdefault(urldefrag(text).url, []).append(term)
    targets = tuple(Target(url, tuple(dict.fromkeys(found))) for url, found in terms.items())
    return Listing(targets, tuple(bad), len(lines))

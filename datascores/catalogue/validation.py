"""What a record must fulfil, wherever it comes from: a curator's form, a CSV list or the loader.

Each rule is a pure function over names or cells and answers in sentences with the column they belong to; none reads or
writes the database. Rules about one record stand in check_cells, rules about records among each other in check_links.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence

from django.db.models import CharField

from datascores.catalogue.domains import is_nobodys
from datascores.catalogue.models.record import OWN_MAKER
from datascores.catalogue.table import (
    FLAG_COLUMNS,
    FLAG_WORDS,
    LINE_COLUMNS,
    MODELS,
    REACH_COLUMNS,
    SEPARATOR,
    SET_COLUMNS,
    columns_of,
    name_dates_of,
    names_of,
    words_of,
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# Nine characters as the Office for National Statistics forms them; the letter is the country (J, K: more than one).
GSS_CODE = re.compile(r"[EJKNSW]\d{8}")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
NAME_LENGTH = 250
LONGEST_REACH = 2000  # characters: more is no longer "near"
# A box around the United Kingdom, degrees of WGS 84.
LATITUDES, LONGITUDES = (49.0, 61.5), (-9.0, 2.5)
FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet would run such a cell as a formula
Finding = tuple[str, str]  # column, sentence


# words that no name may consist of: the commonest of English and Welsh
_COMMON = (
    "a all an and any are as at be been but by can could did do does for from had has have he her him his how i if in"
    " into is it its me my no nor not of on or our out shall she should so such than that the their them then there these they"
    " this those to up us was we were what when where which who whom whose why will with would you your"
    " yr y ac am ar eu gan mae na o un yn"
)
COMMON_WORDS = frozenset(_COMMON.split())


def normalise_name(name: str) -> str:
    """A name as it is compared: compatibility forms, apostrophes, "&" = "and", hyphens and blanks as one; case kept."""
    folded = unicodedata.normalize("NFKD", name)
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    folded = folded.replace("\u2019", "'").replace("\u2018", "'").replace("&", " and ")
    return re.sub(r"[\s\u2010-\u2015\-]+", " ", folded).strip()


def check_names(names: Sequence[tuple[str, bool]]) -> list[tuple[int, str]]:
    """What is wrong with the names of one record (text, is ambiguous), by their place in the sequence.

    Ambiguous names are case sensitive when matched, so two of them may differ by case alone; other names may not.
    """
    findings: list[tuple[int, str]] = []
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for place, (name, is_ambiguous) in enumerate(names):
        key = normalise_name(name)
        findings += [(place, message) for message in _name_findings(name, key, is_ambiguous)]
        twin = exact.get(key) or (None if is_ambiguous else folded.get(key.casefold()))
        if key and twin is not None:
            findings.append((place, f"“{name}” is matched just as “{twin}”, which this record already has."))
        exact.setdefault(key, name)
        if not is_ambiguous:
            folded.setdefault(key.casefold(), name)
    return findings


def _name_findings(name: str, key: str, is_ambiguous: bool) -> list[str]:
    findings = []
    if not name.strip():
        return ["The name is empty."]
    if not any(char.isalnum() for char in name):
        findings.append(f"“{name}” has neither letter nor digit.")
    elif len(key) == 1 and not is_ambiguous:
        findings.append(f"“{name}” is one letter: it would match everywhere.")
    if len(name) > NAME_LENGTH:
        findings.append(f"“{name[:30]}…” is longer than {NAME_LENGTH} characters.")
    if name.startswith(FORMULA_STARTS):
        findings.append(f"“{name}” begins with {name[0]}, which a spreadsheet would run as a formula.")
    if any(unicodedata.category(char) in ("Cc", "Cf") for char in name):
        findings.append("The name holds a character that is not seen, such as one that turns the direction of writing.")
    if not is_ambiguous and set(key.casefold().split()) <= COMMON_WORDS:
        findings.append(
            f"“{name}” is a word of every text: it would match everywhere. In capitals and marked as ambiguous it can be a name."
        )
    if SEPARATOR in name:
        findings.append(f"“{name}” holds the sign {SEPARATOR}, which parts names in the CSV files.")
    return findings


def check_date(text: str) -> str:
    """A sentence if the text is neither empty nor an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) that exists; else empty."""
    match = DATE.fullmatch(text)
    if text and not match:
        return f"“{text}” is not an ISO date such as 2019-03-31, 2019-03 or 2019."
    try:
        if match:
            datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return f"“{text}” is not a day of the calendar."
    return ""


def check_period(start: str, end: str) -> str:
    """A sentence if one of the dates is none, or the end lies before the start; else empty."""
    if message := check_date(start) or check_date(end):
        return message
    return f"The end {end} lies before the start {start}." if is_before(end, start) else ""


def is_before(end: str, start: str) -> bool:
    """Whether an ISO date lies before another, compared as far as both are known; an empty one lies nowhere."""
    return bool(start and end and end[: len(start)] < start[: len(end)])


def check_cells(kind: str, cells: Mapping[str, str]) -> list[Finding]:
    """All that is wrong with one record by itself, in order of the columns."""
    findings: list[Finding] = []
    for column in columns_of(kind):
        value = cells[column]
        if any(unicodedata.category(char) == "Cc" for char in value):
            findings.append((column, "holds a line break or another control character."))
        limit = _length_limit(kind, column)
        if limit and len(value) > limit:
            findings.append((column, f"is longer than {limit} characters."))
    if not SLUG.fullmatch(cells["slug"]):
        message = f"“{cells['slug']}” is not a slug: small letters and digits, parted by single hyphens."
        findings.append(("slug", message))
    names = names_of(cells)
    findings += [("aliases" if place else "name", message) for place, message in check_names(names)]
    known = {name for name, _ in names}
    findings += [
        ("ambiguous_names", f"“{name}” is neither the name nor an alias of this record.")
        for name in words_of(cells["ambiguous_names"])
        if name not in known
    ]
    findings += _rule_findings(kind, cells)
    if kind == "authority":
        findings += _authority_findings(cells)
    for column in ("successors", "successor"):
        if cells["slug"] in words_of(cells.get(column, "")):
            findings.append((column, "A record cannot succeed itself."))
    return sorted(findings, key=lambda finding: columns_of(kind).index(finding[0]))


def _rule_findings(kind: str, cells: Mapping[str, str]) -> list[Finding]:
    """Rules that few records need: distances, yes and no, the companies to stand near, the dates of names."""
    findings: list[Finding] = []
    for column in REACH_COLUMNS:
        value = cells[column]
        if value and not (value.isascii() and value.isdecimal() and 1 <= int(value[:9]) <= LONGEST_REACH):
            findings.append((column, f"“{value}” is not a number of characters from 1 to {LONGEST_REACH}."))
    for column in FLAG_COLUMNS:
        if cells[column] not in ("", *FLAG_WORDS.values()):
            findings.append((column, f"“{cells[column]}” is neither yes nor no."))
    if OWN_MAKER in words_of(cells["near_companies"]) and not (kind == "system" and cells["maker"]):
        findings.append(("near_companies", f"“{OWN_MAKER}” is the maker of a system, and none is named here."))
    for word in words_of(cells["context_words"]):
        if sum(char.isalnum() for char in word) < 2 or set(normalise_name(word).casefold().split()) <= COMMON_WORDS:
            findings.append(("context_words", f"“{word}” stands near every name: a context word must tell something."))
    aliases = {name for name, _ in names_of(cells)[1:]}
    for name, period in name_dates_of(cells).items():
        if name not in aliases:
            findings.append(("name_dates", f"“{name}” is no alias of this record; dates are written name=from/until."))
        elif message := check_period(*period):
            findings.append(("name_dates", message))
    return findings


def _authority_findings(cells: Mapping[str, str]) -> list[Finding]:
    findings: list[Finding] = []
    for column in ("start_date", "end_date"):
        message = check_date(cells[column])
        if message:
            findings.append((column, message))
    start, end = cells["start_date"], cells["end_date"]
    if not findings and is_before(end, start):
        findings.append(("end_date", f"The end {end} lies before the start {start}."))
    for column in ("gss_code", "former_gss_codes"):
        for code in words_of(cells[column]):
            if not GSS_CODE.fullmatch(code):
                findings.append((column, f"“{code}” is not a GSS code such as E06000023."))
    for domain in words_of(cells["domains"]):
        if not DOMAIN.fullmatch(domain):
            findings.append(("domains", f"“{domain}” is not a domain such as bristol.gov.uk."))
        elif is_nobodys(domain):
            findings.append(("domains", f"“{domain}” is a domain of many: it does not tell one body from another."))
    for column, (least, most) in (("latitude", LATITUDES), ("longitude", LONGITUDES)):
        findings += _number_findings(column, cells[column], least, most)
    if bool(cells["latitude"]) != bool(cells["longitude"]):
        findings.append(("longitude", "Latitude and longitude are given together or not at all."))
    return findings


def _number_findings(column: str, value: str, least: float, most: float) -> list[Finding]:
    if not value:
        return []
    try:
        number = float(value)
    except ValueError:
        return [(column, f"“{value}” is not a number.")]
    if least <= number <= most:
        return []
    return [(column, f"{value} lies outside the United Kingdom ({least} to {most}).")]


def _length_limit(kind: str, column: str) -> int | None:
    if column in LINE_COLUMNS - {"keyword_list"} or column in SET_COLUMNS or column in {"name", "maker", "successor"}:
        return None  # no limit, or one that another rule names
    field = MODELS[kind]._meta.get_field(column)
    return field.max_length if isinstance(field, CharField) else None


def find_circle(slug: str, successors: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The way from a slug by its successors back to itself, or an empty tuple; each record is visited once."""
    ways: list[tuple[str, ...]] = [(slug, successor) for successor in successors.get(slug, ())]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        if way[-1] == slug:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            ways += [(*way, successor) for successor in successors.get(way[-1], ())]
    return ()


def check_links(
    kind: str, cells: Mapping[str, str], successors: Mapping[str, Sequence[str]], companies: frozenset[str]
) -> list[Finding]:
    """Links of one record to others: each must exist, and successors must not lead back.

    ``successors`` holds every record of the kind with its successors, this one included; ``companies`` all their slugs.
    """
    findings: list[Finding] = []
    for column in ("successors", "successor"):
        for slug in words_of(cells.get(column, "")):
            if slug not in successors:
                findings.append((column, f"There is no {kind} “{slug}”."))
        circle = find_circle(cells["slug"], successors) if cells.get(column) else ()
        if len(circle) > 2:
            findings.append((column, f"The successors lead back to the record itself: {' → '.join(circle)}."))
    for slug in words_of(cells["near_companies"]):
        if slug not in companies and slug != OWN_MAKER:
            findings.append(("near_companies", f"There is no company “{slug}”."))
    maker = cells.get("maker", "")
    if maker and maker not in companies:
        findings.append(("maker", f"There is no company “{maker}”."))
    return findings

"""The catalogue as frozen values: what the matcher needs and nothing else.

Each record's rules have a hash of their own, so that a change is seen only in documents that hold one of its names; the
catalogue as a whole has a version by content. Reading them is one pass over the tables and writes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.models.record import CONTEXT_REACH, OWN_MAKER, REJECT_REACH, lines_of
from datascores.catalogue.table import MODELS, field_values, name_dates_of, names_of, successors_of

# the fields of a record, and of each of its aliases, that are its rules of matching
RULE_FIELDS = (
    "name",
    "name_is_ambiguous",
    "context_words",
    "context_reach",
    "reject_words",
    "reject_reach",
    "near_companies",
    "lifts_short_forms",
    "allows_plural",
)
ALIAS_RULE_FIELDS = ("text", "is_ambiguous", "valid_from", "valid_until")


@dataclass(frozen=True)
class NameRule:
    """One name as it may stand in a text; an ambiguous one is case sensitive and needs context.

    Outside its dates (ISO, possibly only a year, empty when open) it is not the record's name.
    """

    text: str
    is_ambiguous: bool
    valid_from: str = ""
    valid_until: str = ""


@dataclass(frozen=True)
class RecordRules:
    """All that decides whether a name in a text is this record.

    ``facts`` are values that the index carries with a mention (nation and region of an authority), so that a change of
    them is a change of the record's hash too. Dates are ISO, possibly only a year; empty when not known. Distances are
    characters. ``near_companies`` are the names of the companies of which one must stand near an ambiguous name.
    """

    record_id: int
    kind: str
    slug: str
    name: str
    names: tuple[NameRule, ...]
    context_words: tuple[str, ...] = ()
    reject_words: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    start_date: str = ""
    end_date: str = ""
    successors: tuple[str, ...] = ()
    maker: str = ""
    facts: tuple[str, ...] = ()
    context_reach: int = CONTEXT_REACH
    reject_reach: int = REJECT_REACH
    near_companies: tuple[str, ...] = ()
    lifts_short_forms: bool = True
    allows_plural: bool = False

    @cached_property
    def rules_hash(self) -> str:
        """16 hex digits over everything but the database's own id."""
        content = {
            **{
                key: value
                for key, value in self.__dict__.items()
                if key in self.__dataclass_fields__ and key != "record_id"
            },
            "names": [(name.text, name.is_ambiguous, name.valid_from, name.valid_until) for name in self.names],
        }
        return hash_of(content)


@dataclass(frozen=True)
class Catalogue:
    """The rules of all records, in order of kind and slug."""

    records: tuple[RecordRules, ...]
    by_id: dict[int, RecordRules] = field(compare=False)

    @cached_property
    def version(self) -> str:
        """The catalogue's version by content: changes with any rule of any record, and comes back when it does."""
        return hash_of([record.rules_hash for record in self.records])[:12]

    @cached_property
    def names_hash(self) -> str:
        """Changes when a name or a form of it is added, removed or moved: then texts must be looked through again.

        Whether a name is ambiguous belongs to it, since a plain name is looked for in more forms.
        """
        return hash_of(
            [
                (
                    record.kind,
                    record.slug,
                    sorted((name.text, name.is_ambiguous) for name in record.names),
                    record.allows_plural,
                    record.domains,
                )
                for record in self.records
            ]
        )


def hash_of(content: object) -> str:
    """16 hex digits of the SHA-256 of a value made of JSON types."""
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def read_catalogue() -> Catalogue:
    """Read every record with its names from the database."""
    return catalogue_of(read_rules())


def catalogue_of(rules: Sequence[RecordRules]) -> Catalogue:
    """A catalogue of rules as read_rules and rules_of_cells give them."""
    records = sorted(name_companies(rules), key=lambda record: (record.kind, record.slug))
    return Catalogue(tuple(records), {record.record_id: record for record in records})


def read_rules() -> list[RecordRules]:
    """The rules of every record as the tables hold them, companies by their slugs."""
    aliases: dict[int, list[NameRule]] = defaultdict(list)
    for record_id, *values in Alias.objects.values_list("record_id", *ALIAS_RULE_FIELDS):
        aliases[record_id].append(NameRule(*values))
    successors: dict[int, list[str]] = defaultdict(list)
    links = Authority.successors.through.objects.values_list("from_authority_id", "to_authority__slug")
    for authority_id, slug in links:
        successors[authority_id].append(slug)
    records: list[RecordRules] = []
    for authority in Authority.objects.all():
        records.append(_rules_of(authority, aliases, **_facts_of(authority, successors[authority.pk])))
    for company in Company.objects.select_related("successor"):
        records.append(_rules_of(company, aliases, successors=(company.successor.slug,) if company.successor else ()))
    for system in System.objects.select_related("maker"):
        records.append(_rules_of(system, aliases, maker=system.maker.slug if system.maker else ""))
    records.extend(_rules_of(keyword, aliases) for keyword in Keyword.objects.all())
    return records


def rules_of_cells(kind: str, record_id: int, cells: Mapping[str, str]) -> RecordRules:
    """The rules that a record would have if it held these cells (see table.py); what read_rules gives once they are written."""
    record = MODELS[kind](pk=record_id, kind=kind, **field_values(kind, cells))
    dates = name_dates_of(cells)
    names = [NameRule(text, flag, *dates.get(text, ("", ""))) for text, flag in names_of(cells)[1:]]
    if isinstance(record, Authority):
        facts = _facts_of(record, successors_of(cells))
    else:
        facts = {"successors": successors_of(cells), "maker": cells.get("maker", "")}
    return _rules_of(record, {record_id: names}, **facts)


def _facts_of(authority: Authority, successors: Iterable[str]) -> dict[str, Any]:
    return {
        "domains": lines_of(authority.domains),
        "start_date": authority.start_date,
        "end_date": authority.end_date,
        "successors": tuple(sorted(successors)),
        "facts": (authority.nation, authority.region),
    }


def name_companies(records: Sequence[RecordRules]) -> list[RecordRules]:
    """The records with the names of the companies in the place of their slugs, so that a firm's new name is a new rule.

    An ambiguous name of a firm is taken too: beside the record's own name it is hardly chance. A slug that no company
    has, or a maker that is not known, stays as it is and is never found: the name does not count.
    """
    names = {record.slug: tuple(name.text for name in record.names) for record in records if record.kind == "company"}
    named = []
    for record in records:
        slugs = [record.maker if slug == OWN_MAKER else slug for slug in record.near_companies]
        near = tuple(name for slug in slugs for name in names.get(slug, (slug,)))
        named.append(replace(record, near_companies=near) if near else record)
    return named


def _rules_of(record: Record, aliases: Mapping[int, list[NameRule]], **facts: Any) -> RecordRules:
    names = {record.name: NameRule(record.name, record.name_is_ambiguous)}
    for name in aliases[record.pk]:
        names.setdefault(name.text, name)
    return RecordRules(
        record_id=record.pk,
        kind=record.kind,
        slug=record.slug,
        name=record.name,
        names=tuple(sorted(names.values(), key=lambda name: name.text)),
        context_words=lines_of(record.context_words),
        reject_words=lines_of(record.reject_words),
        context_reach=record.context_reach,
        reject_reach=record.reject_reach,
        near_companies=lines_of(record.near_companies),
        lifts_short_forms=record.lifts_short_forms,
        allows_plural=record.allows_plural,
        **facts,
    )

"""The catalogue as frozen values: what the matcher needs and nothing else.

Each record's rules have a hash of their own, so that a change is seen only in documents that hold one of its names; the
catalogue as a whole has a version by content. Reading them is one pass over the tables and writes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.models.record import lines_of


@dataclass(frozen=True)
class NameRule:
    """One name as it may stand in a text; an ambiguous one is case sensitive and needs context."""

    text: str
    is_ambiguous: bool


@dataclass(frozen=True)
class RecordRules:
    """All that decides whether a name in a text is this record.

    ``facts`` are values that the index carries with a mention (nation and region of an authority), so that a change of
    them is a change of the record's hash too. Dates are ISO, possibly only a year; empty when not known.
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

    @cached_property
    def rules_hash(self) -> str:
        """16 hex digits over everything but the database's own id."""
        content = {
            **{
                key: value
                for key, value in self.__dict__.items()
                if key in self.__dataclass_fields__ and key != "record_id"
            },
            "names": [(name.text, name.is_ambiguous) for name in self.names],
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
        """Changes when a name is added, removed or moved to another record: then texts must be looked through again."""
        return hash_of(
            [(record.kind, record.slug, sorted(name.text for name in record.names)) for record in self.records]
        )


def hash_of(content: object) -> str:
    """16 hex digits of the SHA-256 of a value made of JSON types."""
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, default=list)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]


def read_catalogue() -> Catalogue:
    """Read every record with its names from the database."""
    aliases: dict[int, list[NameRule]] = defaultdict(list)
    for record_id, text, is_ambiguous in Alias.objects.values_list("record_id", "text", "is_ambiguous"):
        aliases[record_id].append(NameRule(text, is_ambiguous))
    successors: dict[int, list[str]] = defaultdict(list)
    links = Authority.successors.through.objects.values_list("from_authority_id", "to_authority__slug")
    for authority_id, slug in links:
        successors[authority_id].append(slug)
    records: list[RecordRules] = []
    for authority in Authority.objects.all():
        records.append(
            _rules_of(
                authority,
                aliases,
                domains=lines_of(authority.domains),
                start_date=authority.start_date,
                end_date=authority.end_date,
                successors=tuple(sorted(successors[authority.pk])),
                facts=(authority.nation, authority.region),
            )
        )
    for company in Company.objects.select_related("successor"):
        records.append(_rules_of(company, aliases, successors=(company.successor.slug,) if company.successor else ()))
    for system in System.objects.select_related("maker"):
        records.append(_rules_of(system, aliases, maker=system.maker.slug if system.maker else ""))
    records.extend(_rules_of(keyword, aliases) for keyword in Keyword.objects.all())
    records.sort(key=lambda record: (record.kind, record.slug))
    return Catalogue(tuple(records), {record.record_id: record for record in records})


def _rules_of(record: Record, aliases: dict[int, list[NameRule]], **facts) -> RecordRules:
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
        **facts,
    )

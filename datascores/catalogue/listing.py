"""The catalogue as plain rows, for the API and for lists as files: one dict a record, with the same names everywhere.

Lists stay lists. What a kind of record does not have, its rows do not have either.
"""

from __future__ import annotations

from datascores.catalogue.models import Authority, Company, Keyword, Record, System
from datascores.catalogue.models.record import lines_of

MODELS: dict[str, type[Record]] = {"authority": Authority, "company": Company, "system": System, "keyword": Keyword}
PLURALS = {"authority": "authorities", "company": "companies", "system": "systems", "keyword": "keywords"}
_FIRST = ("kind", "slug", "name", "aliases")
RECORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "authority": (
        *_FIRST,
        "body_kind",
        "body_detail",
        "nation",
        "region",
        "gss_code",
        "mysociety_code",
        "domains",
        "start_date",
        "end_date",
        "successors",
        "predecessors",
    ),
    "company": (*_FIRST, "company_kind", "former_names", "successor", "systems"),
    "system": (*_FIRST, "maker", "category"),
    "keyword": (*_FIRST, "lists", "category"),
}
# what ``record_row`` reads besides the record's own row
NEEDS = {
    "authority": ("aliases", "successors", "predecessors"),
    "company": ("aliases", "successor", "systems"),
    "system": ("aliases", "maker"),
    "keyword": ("aliases",),
}


def record_row(record: Record) -> dict[str, object]:
    """What the catalogue says of a record (of its own kind's model). Other records stand in it by their slugs."""
    return {
        "kind": record.kind,
        "slug": record.slug,
        "name": record.name,
        "aliases": [alias.text for alias in record.aliases.all()],
        **_of_its_kind(record),
    }


def _of_its_kind(record: Record) -> dict[str, object]:
    match record:
        case Authority():
            return {
                "body_kind": record.body_kind,
                "body_detail": record.body_detail,
                "nation": record.nation,
                "region": record.region,
                "gss_code": record.gss_code,
                "mysociety_code": record.mysociety_code,
                "domains": list(lines_of(record.domains)),
                "start_date": record.start_date,
                "end_date": record.end_date,
                "successors": sorted(body.slug for body in record.successors.all()),
                "predecessors": sorted(body.slug for body in record.predecessors.all()),
            }
        case Company():
            return {
                "company_kind": record.company_kind,
                "former_names": list(lines_of(record.former_names)),
                "successor": record.successor.slug if record.successor else "",
                "systems": sorted(system.slug for system in record.systems.all()),
            }
        case System():
            return {"maker": record.maker.slug if record.maker else "", "category": record.category}
        case Keyword():
            lists = [part.strip() for part in record.keyword_list.split("|") if part.strip()]
            return {"lists": lists, "category": record.category}
    raise TypeError(f"{record!r} is not of its own kind's model.")

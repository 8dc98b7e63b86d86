"""How a document came in: every arrival with what it was inside of, what came inside it, and its copies.

Arrivals are all shown, since the same bytes may have come in many ways. Of a sender's own metadata nothing is shown: a
mail's lines hold private addresses. A container that is taken down is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from datascores.corpus.copies import copies_for, near_same_of
from datascores.corpus.models import AddressVersion, Arrival, Document
from datascores.corpus.visibility import shown_documents

COPIES = 50


@dataclass(frozen=True)
class Coming:
    """One way in which the document came in."""

    collection: str
    licence: str
    file_name: str
    inside: list[tuple[str, str]]
    search_term: str
    address: str
    at: object
    gone_since: object = None
    later_url: str = ""


def comings_of(document: Document) -> list[Coming]:
    """All arrivals, the first one first, in a number of queries that depends only on how deep containers lie."""
    arrivals = list(document.arrivals.select_related("document", "collection", "address_version__address"))
    containers: dict[int, Arrival] = {}
    wanted = {arrival.parent_id for arrival in arrivals if arrival.parent_id}
    while wanted:
        found = Arrival.objects.select_related("document").in_bulk(wanted)
        containers.update(found)
        wanted = {parent.parent_id for parent in found.values() if parent.parent_id} - containers.keys()
    holders = {container.document_id for container in containers.values()}
    shown = set(shown_documents().filter(pk__in=holders).values_list("pk", flat=True)) if holders else set()
    later = _later_urls(arrivals)
    return [_coming_of(arrival, containers, shown, later) for arrival in arrivals]


def members_of(document: Document) -> list[tuple[str, str]]:
    """What came inside this document: attachments of a mail, files of a zip."""
    rows = (
        Arrival.objects.filter(parent__document=document, document__in=shown_documents())
        .select_related("document")
        .order_by("pk")
    )
    return list(
        {
            row.document.sha256: (row.document.covered(row.file_name), reverse("document", args=[row.document.sha256]))
            for row in rows
        }.values()
    )


@dataclass(frozen=True)
class Twins:
    """Other documents with the same words: some of them, and how many more there are."""

    first: list[tuple[str, str]]
    more: int


def copies_of(document: Document) -> Twins:
    """Other documents with the same words."""
    copies = copies_for([document], COPIES)[document.pk]
    return Twins([_named(twin) for twin in copies.first], copies.count - len(copies.first))


def near_copies_of(document: Document) -> list[tuple[str, str, str]]:
    """Documents of the same body with nearly the same words: name, address, and how alike they are in words."""
    return [
        (*_named(other), f"about {min(share, 0.99):.0%}".replace("%", " %")) for other, share in near_same_of(document)
    ]


def _named(document: Document) -> tuple[str, str]:
    return str(document), reverse("document", args=[document.sha256])


def _coming_of(arrival: Arrival, containers: dict[int, Arrival], shown: set[int], later: Mapping[int, str]) -> Coming:
    inside, parent = [], containers.get(arrival.parent_id or 0)
    while parent is not None:
        if parent.document_id in shown:
            inside.append(
                (parent.document.covered(parent.file_name), reverse("document", args=[parent.document.sha256]))
            )
        parent = containers.get(parent.parent_id or 0)
    version = arrival.address_version
    return Coming(
        arrival.collection.name,
        arrival.collection.licence,
        arrival.document.covered(arrival.file_name),
        inside,
        arrival.search_term,
        version.address.url if version else "",
        arrival.at,
        version.address.gone_since if version else None,
        later.get(version.pk, "") if version else "",
    )


def _later_urls(arrivals: Sequence[Arrival]) -> dict[int, str]:
    """By the key of an address version, the document that has stood at the address since, if it is another one that may be
    shown."""
    versions = {arrival.address_version for arrival in arrivals if arrival.address_version}
    rows = AddressVersion.objects.filter(address__in={version.address_id for version in versions})
    latest = {row.address_id: row for row in rows.order_by("first_seen", "pk")}
    documents = {row.document_id for row in latest.values()}
    shown = dict(shown_documents().filter(pk__in=documents).values_list("pk", "sha256")) if documents else {}
    return {
        version.pk: reverse("document", args=[shown[newest.document_id]])
        for version in versions
        if (newest := latest[version.address_id]).document_id in shown and newest.document_id != version.document_id
    }

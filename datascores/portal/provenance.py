"""How a document came in: every arrival with what it was inside of, what came inside it, and its copies.

Arrivals are all shown, since the same bytes may have come in many ways. Of a sender's own metadata nothing is shown: a
mail's lines hold private addresses. A container that is taken down is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from datascores.corpus.models import Arrival, Document
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


def comings_of(document: Document) -> list[Coming]:
    """All arrivals, the first one first, in a number of queries that depends only on how deep containers lie."""
    arrivals = list(document.arrivals.select_related("collection", "address_version__address"))
    containers: dict[int, Arrival] = {}
    wanted = {arrival.parent_id for arrival in arrivals if arrival.parent_id}
    while wanted:
        found = Arrival.objects.select_related("document").in_bulk(wanted)
        containers.update(found)
        wanted = {parent.parent_id for parent in found.values() if parent.parent_id} - containers.keys()
    holders = {container.document_id for container in containers.values()}
    shown = set(shown_documents().filter(pk__in=holders).values_list("pk", flat=True)) if holders else set()
    return [_coming_of(arrival, containers, shown) for arrival in arrivals]


def members_of(document: Document) -> list[tuple[str, str]]:
    """What came inside this document: attachments of a mail, files of a zip."""
    rows = (
        Arrival.objects.filter(parent__document=document, document__in=shown_documents())
        .select_related("document")
        .order_by("pk")
    )
    return list(
        {row.document.sha256: (row.file_name, reverse("document", args=[row.document.sha256])) for row in rows}.values()
    )


def copies_of(document: Document) -> list[tuple[str, str]]:
    """Other documents with the same words."""
    if not document.text_hash or not document.page_count:
        return []
    twins = shown_documents().filter(text_hash=document.text_hash).exclude(pk=document.pk)[:COPIES]
    return [(str(twin), reverse("document", args=[twin.sha256])) for twin in twins]


def _coming_of(arrival: Arrival, containers: dict[int, Arrival], shown: set[int]) -> Coming:
    inside, parent = [], containers.get(arrival.parent_id or 0)
    while parent is not None:
        if parent.document_id in shown:
            inside.append((parent.file_name, reverse("document", args=[parent.document.sha256])))
        parent = containers.get(parent.parent_id or 0)
    version = arrival.address_version
    return Coming(
        arrival.collection.name,
        arrival.collection.licence,
        arrival.file_name,
        inside,
        arrival.search_term,
        version.address.url if version else "",
        arrival.at,
    )

"""The front page and the list of documents: what is held, what came last, and what could not be read.

Counts are of what may be shown. What is missing is counted beside what is there: an archive that only shows what it
could read looks more complete than it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.models import Document, Page
from datascores.corpus.visibility import shown_documents, shown_mentions
from search.facts import Facts, describe_format, facts_for

LATEST = 8
UNREAD = [status for status in Document.Status if status != Document.Status.OK]
KINDS = {"authority": "public bodies named", "company": "companies named", "system": "systems named"}


@dataclass(frozen=True)
class Total:
    """A number with what it counts and where the counted things are listed."""

    label: str
    number: str
    url: str


@dataclass(frozen=True)
class DocumentLine:
    """A document as lists show it."""

    title: str
    url: str
    facts: Facts
    format: str
    pages: int
    status: str
    is_read: bool
    reason: str
    received_at: object


@dataclass(frozen=True)
class FrontPage:
    """Everything the front page prints."""

    totals: list[Total]
    latest: list[DocumentLine]
    not_covered: list[Total]
    last_arrival: object


def read_front_page() -> FrontPage:
    """Count and list what the front page shows."""
    documents = shown_documents()
    named = named_counts()
    totals = [
        Total("documents", f"{documents.count():,}", reverse("document-list")),
        Total("pages", f"{Page.objects.filter(document__in=documents).count():,}", reverse("document-list")),
        *(
            Total(label, f"{named.get(kind, 0):,}", reverse(f"{kind}-list") + "?named=1")
            for kind, label in KINDS.items()
        ),
    ]
    latest = list(documents.order_by("-received_at", "-pk")[:LATEST])
    return FrontPage(totals, lines_for(latest), unread_totals(), latest[0].received_at if latest else None)


def named_counts() -> dict[str, int]:
    """How many records of each kind a body's own words name in a document that is shown."""
    named = Record.objects.filter(Exists(shown_mentions().filter(record=OuterRef("pk"), is_evidence=True)))
    return dict(named.order_by().values_list("kind").annotate(Count("pk")))


def unread_totals() -> list[Total]:
    """Documents that were not read, or not wholly, by status."""
    counts = dict(shown_documents().order_by().values_list("status").annotate(Count("pk")))
    return [
        Total(str(status.label), f"{counts[status]:,}", f"{reverse('document-list')}?status={status}")
        for status in UNREAD
        if counts.get(status)
    ]


def lines_for(documents: Iterable[Document]) -> list[DocumentLine]:
    """Lines of a list of documents, in its order, with two queries for all of them."""
    documents = list(documents)
    facts = facts_for(document.pk for document in documents)
    return [
        DocumentLine(
            title=str(document),
            url=reverse("document", args=[document.sha256]),
            facts=facts[document.pk],
            format=describe_format(document.format),
            pages=document.page_count,
            status=document.get_status_display(),
            is_read=document.status == Document.Status.OK,
            reason=document.reason,
            received_at=document.received_at,
        )
        for document in documents
    ]

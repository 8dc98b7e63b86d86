"""The list of documents and what narrows it. Unknown values give an empty list with the value in sight, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from datascores.corpus.models import Arrival, Collection, Document
from datascores.corpus.visibility import shown_documents
from datascores.portal.coverage import (
    describe_status,
    waiting_for_ocr,
    with_covered_people,
    with_failed_ocr,
    with_reason_of_kind,
    with_withheld_words,
)


@dataclass(frozen=True)
class Listing:
    """The documents asked for, the latest first; ``words`` say by what the list is narrowed (empty: by nothing)."""

    documents: QuerySet[Document]
    status: str
    words: str


def list_documents(wanted: Mapping[str, str]) -> Listing:
    """Read ``status``, ``reason``, ``source``, ``wait`` (=ocr or failed) and ``withheld`` (=yes or people) of an address."""
    status, reason, source = (wanted.get(name, "").replace("\0", "") for name in ("status", "reason", "source"))
    documents, words = shown_documents(), []
    if source:
        came = Arrival.objects.filter(document=OuterRef("pk"), collection__slug=source)
        documents = documents.filter(Exists(came))
        words.append(Collection.objects.filter(slug=source).values_list("name", flat=True).first() or source)
    if status:
        documents = documents.filter(status=status)
        words.append(describe_status(status))
    if reason:
        documents = with_reason_of_kind(documents, reason)
        words.append(reason)
    for name, value, narrowed, said in [
        ("wait", "ocr", waiting_for_ocr, "pages or pictures not read yet"),
        ("wait", "failed", with_failed_ocr, "pages or pictures at which OCR failed"),
        ("withheld", "yes", with_withheld_words, "words withheld"),
        ("withheld", "people", with_covered_people, "names or contact details covered"),
    ]:
        if wanted.get(name) == value:
            documents = documents.filter(pk__in=narrowed().values("pk"))
            words.append(said)
    return Listing(documents.order_by("-received_at", "-pk"), status, ": ".join(words))

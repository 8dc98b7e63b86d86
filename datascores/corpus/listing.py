"""The corpus as plain rows, for the commands' CSV and for exports: one dict a document, one dict a mention.

Column names are an interface that scripts rely on. Rows come in the order of the documents' hashes, so that the same
corpus gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from datascores.corpus.labels import settled_labels
from datascores.corpus.models import Document, PageText
from datascores.corpus.visibility import shown_documents, shown_mentions

DOCUMENT_COLUMNS = (
    "sha256",
    "name",
    "format",
    "pages",
    "status",
    "reason",
    "read_by",
    "authority",
    "authority_standing",
    "kind",
    "kind_standing",
    "date",
    "date_precision",
    "date_standing",
    "outcome",
    "exemptions",
    "same_text_as",
    "outcome_standing",
    "exemptions_standing",
    "response_types",
)
# what a reply gives is the same: nothing. That it says there is no such system stands among the response types
_OUTCOMES = {"no such system": "not held"}
MENTION_COLUMNS = (
    "sha256",
    "page",
    "start",
    "end",
    "kind",
    "slug",
    "surface",
    "segment",
    "evidence",
    "stance",
    "rule",
    "catalogue_version",
)
BATCH = 500


def document_rows(documents: QuerySet[Document] | None = None) -> Iterator[dict[str, object]]:
    """Every document that may be shown, or those of them that are given."""
    documents = shown_documents() if documents is None else documents
    for batch in _batches(documents.order_by("sha256")):
        yield from rows_of(batch)


def rows_of(batch: Sequence[Document]) -> Iterator[dict[str, object]]:
    """Some documents as rows, in their order. ``same_text_as`` is the hash of the first document with the same words.

    A standing says on whose word the value before it holds: confirmed, stated, or proposed by a rule.
    """
    labels = settled_labels(document.pk for document in batch)
    readers, firsts = _readers_of(batch), _firsts_with_text({document.text_hash for document in batch} - {""})
    for document in batch:
        settled = labels[document.pk]
        first = firsts.get(document.text_hash, document.sha256)
        yield {
            "sha256": document.sha256,
            "name": document.covered(document.name),
            "format": document.format,
            "pages": document.page_count,
            "status": document.status,
            "reason": document.reason,
            "read_by": "|".join(sorted(readers[document.pk])),
            "authority": settled.first("authority"),
            "authority_standing": settled.standing("authority"),
            "kind": settled.first("kind"),
            "kind_standing": settled.standing("kind"),
            "date": settled.date,
            "date_precision": settled.date_precision,
            "date_standing": settled.standing("date"),
            "outcome": _OUTCOMES.get(settled.first("outcome"), settled.first("outcome")),
            "exemptions": "|".join(settled.all("exemption")),
            "same_text_as": first if first != document.sha256 else "",
            "outcome_standing": settled.standing("outcome"),
            "exemptions_standing": settled.standing("exemption"),
            "response_types": "|".join(settled.all("response type")),
        }


def mention_rows() -> Iterator[dict[str, object]]:
    """Every mention that may be shown."""
    rows = shown_mentions().select_related("document", "record")
    for mention in rows.order_by("document__sha256", "page", "start", "end", "record__kind", "record__slug").iterator(
        BATCH
    ):
        yield {
            "sha256": mention.document.sha256,
            "page": mention.page,
            "start": mention.start,
            "end": mention.end,
            "kind": mention.record.kind,
            "slug": mention.record.slug,
            "surface": mention.surface,
            "segment": mention.segment,
            "evidence": "yes" if mention.is_evidence else "no",
            "stance": mention.stance,
            "rule": mention.rule,
            "catalogue_version": mention.catalogue_version,
        }


def _batches(documents: QuerySet[Document]) -> Iterator[list[Document]]:
    last = ""
    while batch := list(documents.filter(sha256__gt=last)[:BATCH]):
        last = batch[-1].sha256
        yield batch


def _readers_of(documents: Sequence[Document]) -> dict[int, set[str]]:
    readers: dict[int, set[str]] = defaultdict(set)
    rows = PageText.objects.filter(current_for__document__in=documents).order_by()
    for pk, read_by in rows.values_list("document_id", "read_by").distinct():
        readers[pk].add(read_by)
    return readers


def _firsts_with_text(text_hashes: set[str]) -> dict[str, str]:
    firsts: dict[str, str] = {}
    same = shown_documents().filter(text_hash__in=text_hashes).order_by("received_at", "pk")
    for text_hash, sha256 in same.values_list("text_hash", "sha256"):
        firsts.setdefault(text_hash, sha256)
    return firsts

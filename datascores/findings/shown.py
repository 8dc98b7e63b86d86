"""Relations that may be shown, and as plain rows for the command: nothing of a taken-down document or a withheld word."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from datascores.corpus.visibility import outside_withheld, shown_documents, shown_texts
from datascores.findings.models import Relation

BATCH = 500
RELATION_COLUMNS = (
    "sha256",
    "page",
    "authority",
    "system",
    "company",
    "status",
    "speaker",
    "sentence",
    "class",
    "purpose",
    "time",
    "standing",
    "start",
    "end",
    "text_hash",
    "rule",
)


def shown_relations() -> QuerySet[Relation]:
    """Relations in shown documents whose sentence touches nothing withheld; rejected ones too, which say so."""
    return Relation.objects.filter(outside_withheld(), document__in=shown_documents())


def standing_relations() -> QuerySet[Relation]:
    """Those that no person has rejected."""
    return shown_relations().exclude(standing=Relation.Standing.REJECTED)


def relation_rows() -> Iterator[dict[str, object]]:
    """Every relation that stands, in the order of the documents' hashes and of their pages."""
    rows = standing_relations().select_related("document", "page_text", "authority", "system", "company")
    ordered = rows.order_by("document__sha256", "page", "start", "authority__slug", "system__slug", "status", "pk")
    for relation in ordered.iterator(BATCH):
        text = shown_texts([relation.page_text])[relation.page_text_id]
        yield {
            "sha256": relation.document.sha256,
            "page": relation.page,
            "authority": relation.authority.slug,
            "system": relation.system.slug if relation.system else "",
            "company": relation.company.slug if relation.company else "",
            "status": relation.status,
            "speaker": relation.speaker,
            "sentence": " ".join(text[relation.start : relation.end].split()),
            "class": relation.class_words,
            "purpose": relation.purpose,
            "time": relation.time,
            "standing": relation.standing,
            "start": relation.start,
            "end": relation.end,
            "text_hash": relation.page_text.text_hash[:8],
            "rule": relation.rule,
        }

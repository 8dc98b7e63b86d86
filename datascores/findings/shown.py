"""Relations that may be shown, and as plain rows for the command: nothing of a taken-down document or a withheld word.

A sentence that touches withheld words is shown with these covered, as long as the name it speaks of is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from datascores.corpus.permanent import short_hash
from datascores.corpus.visibility import outside_withheld, shown_documents, shown_mentions, shown_texts
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


@dataclass(frozen=True)
class ShownWords:
    """What a relation says in words, without what is withheld."""

    sentence: str
    purpose: str
    time: str
    rule: str


def shown_relations() -> QuerySet[Relation]:
    """Relations in shown documents whose name, or denied class, is not withheld; rejected ones too, which say so."""
    named = shown_mentions().filter(
        page_text=OuterRef("page_text"),
        start__gte=OuterRef("start"),
        end__lte=OuterRef("end"),
        record=Coalesce(OuterRef("system"), OuterRef("company")),
    )
    is_named = Q(class_words="") & Exists(named)
    may = Q(outside_withheld()) | is_named | Q(pk__in=_classes_shown())
    return Relation.objects.filter(may, document__in=shown_documents())


def shown_words(relation: Relation, text: str) -> ShownWords:
    """The words of a relation, ``text`` being the shown text of its page.

    Purpose and time are kept as they were when the row was made; what has been withheld since is left out of them.
    """
    sentence = " ".join(text[relation.start : relation.end].split())
    purpose, time = (words if words in sentence else "" for words in (relation.purpose, relation.time))
    rule = relation.rule
    if "“" in rule and rule.partition("“")[2].partition("”")[0] not in text:
        rule = rule.partition("“")[0].strip()
    return ShownWords(sentence, purpose, time, rule)


def _classes_shown() -> list[int]:
    """Denials of a class whose sentence touches withheld words, while the words for the class are none of them."""
    touched = Relation.objects.filter(~Q(class_words=""), ~Q(outside_withheld())).select_related("page_text")
    texts = shown_texts({row.page_text_id: row.page_text for row in touched}.values())
    return [
        row.pk
        for row in touched
        if all(part in shown_words(row, texts[row.page_text_id]).sentence for part in row.class_words.split(" … "))
    ]


def standing_relations() -> QuerySet[Relation]:
    """Those that no person has rejected."""
    return shown_relations().exclude(standing=Relation.Standing.REJECTED)


def relation_rows() -> Iterator[dict[str, object]]:
    """Every relation that stands, in the order of the documents' hashes and of their pages."""
    rows = standing_relations().select_related("document", "page_text", "authority", "system", "company")
    ordered = rows.order_by("document__sha256", "page", "start", "authority__slug", "system__slug", "status", "pk")
    for relation in ordered.iterator(BATCH):
        yield relation_row(relation, shown_texts([relation.page_text])[relation.page_text_id])


def relation_row(relation: Relation, text: str) -> dict[str, object]:
    """A relation as a row, ``text`` being the shown text of its page."""
    words = shown_words(relation, text)
    return {
        "sha256": relation.document.sha256,
        "page": relation.page,
        "authority": relation.authority.slug,
        "system": relation.system.slug if relation.system else "",
        "company": relation.company.slug if relation.company else "",
        "status": relation.status,
        "speaker": relation.speaker,
        "sentence": words.sentence,
        "class": relation.class_words,
        "purpose": words.purpose,
        "time": words.time,
        "standing": relation.standing,
        "start": relation.start,
        "end": relation.end,
        "text_hash": short_hash(relation.page_text.text_hash),
        "rule": words.rule,
    }

"""Relations as pages show them: who, what, and what the sentence says of it, with the way to the sentence.

A denial reads as one. Who says so stands beside each row: a machine that proposes it, or a person who has confirmed it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.models import Document
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.volumes import volumes_around
from datascores.findings.models import Relation
from datascores.findings.shown import shown_words, standing_relations

MOST = 50


@dataclass(frozen=True)
class RelationLine:
    """One row; ``thing`` is the system, the class that is denied (then without an address), or the company."""

    body: str
    body_url: str
    thing: str
    thing_url: str
    company: str
    company_url: str
    status: str
    is_denial: bool
    purpose: str
    time: str
    sentence: str
    note: str
    url: str
    says: str


@dataclass(frozen=True)
class RelationTable:
    """The rows that are shown, and how many there are in all."""

    lines: list[RelationLine]
    count: int


def relations_of(document: Document) -> RelationTable:
    """What a shown document says of bodies and systems, the bodies' own words first, in the order of its pages."""
    return _table(standing_relations().filter(document=document))


def relations_about(record: Record) -> RelationTable:
    """What all shown documents say of a body, company or system; keywords have none."""
    if record.kind == Record.Kind.KEYWORD:
        return RelationTable([], 0)
    return _table(standing_relations().filter(**{f"{record.kind}_id": record.pk}))


def _table(relations: QuerySet[Relation]) -> RelationTable:
    rows = relations.select_related("document", "page_text", "authority", "system", "company")
    ordered = list(rows.order_by("speaker", "authority__name", "document__sha256", "page", "start", "pk")[: MOST + 1])
    count = relations.count() if len(ordered) > MOST else len(ordered)
    return RelationTable(relation_lines(ordered[:MOST]) if ordered else [], count)


def relation_lines(relations: Iterable[Relation]) -> list[RelationLine]:
    """Lines in the order of the relations; sentences are cut from the shown text of their pages."""
    relations = list(relations)
    volumes = volumes_around({relation.page_text_id: relation.page_text for relation in relations}.values())
    return [_line(relation, volumes[relation.page_text_id]) for relation in relations]


def sentence_url(relation: Relation) -> str:
    """The permanent address of the sentence."""
    text_hash = relation.page_text.text_hash
    return quote_url(relation.document.sha256, relation.page, relation.start, relation.end, text_hash)


def _line(relation: Relation, volume: Volume) -> RelationLine:
    named = relation.system or (None if relation.class_words else relation.company)
    company = relation.company if relation.system else None
    speaker = "" if relation.speaker == Relation.Speaker.AUTHORITY else f", words of {relation.get_speaker_display()}"
    words = shown_words(relation, volume)
    return RelationLine(
        body=relation.authority.name,
        body_url=reverse("authority", args=[relation.authority.slug]),
        thing=f"“{relation.class_words}”" if relation.class_words else str(named),
        thing_url=reverse(named.kind, args=[named.slug]) if named else "",
        company=company.name if company else "",
        company_url=reverse("company", args=[company.slug]) if company else "",
        status=relation.get_status_display(),
        is_denial=relation.status == Relation.Status.DENIED,
        purpose=words.purpose,
        time=words.time,
        sentence=words.sentence,
        note=words.note,
        url=sentence_url(relation),
        says=f"{relation.get_standing_display()}{speaker}",
    )

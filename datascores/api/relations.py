"""Relations: which body is said to have which system, or to have none. What a person has rejected is left out."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from datascores.api.documents import DOCUMENT, get_document
from datascores.api.lists import ListView, described, list_of
from datascores.api.parameters import SLUG, Word
from datascores.api.problems import Missing
from datascores.catalogue.models import Record
from datascores.corpus.permanent import quote_url
from datascores.corpus.volumes import volumes_around
from datascores.findings.models import Relation
from datascores.findings.shown import relation_row, standing_relations

RECORDS = ("authority", "system", "company")
STANDINGS = tuple(value for value in Relation.Standing.values if value != Relation.Standing.REJECTED)


class RelationRow(serializers.Serializer):
    """What a sentence says of a body and a system. Proposed by machine unless the standing says otherwise."""

    sha256 = serializers.CharField(help_text="The document.")
    page = serializers.IntegerField()
    authority = serializers.CharField(help_text="Slug.")
    system = serializers.CharField(help_text="Slug; empty where a company or a whole class of systems is meant.")
    company = serializers.CharField(help_text="Slug, or empty.")
    status = serializers.ChoiceField([*Relation.Status.values])
    speaker = serializers.ChoiceField([*Relation.Speaker.values], help_text="Who says so.")
    sentence = serializers.CharField(help_text="Whole over a page turn; “…” where it may say more before or after.")
    note = serializers.CharField(help_text="That the sentence may begin or go on on a page beside; else empty.")
    denied_class = serializers.CharField(help_text="What is denied as a whole, in the body’s words.")
    purpose = serializers.CharField()
    time = serializers.CharField(help_text="As the sentence says it.")
    standing = serializers.ChoiceField([*STANDINGS])
    start = serializers.IntegerField(help_text="Of the sentence, code points in the text of the page.")
    end = serializers.IntegerField()
    text_hash = serializers.CharField(help_text="First digits of the hash of the text that offsets count in.")
    rule = serializers.CharField(help_text="Why it was proposed.")
    url = serializers.CharField(help_text="The permanent address of the sentence.")


class Relations(ListView):
    filters = (
        Word("authority", "The slug of the body.", pattern=SLUG),
        Word("system", "The slug of the system.", pattern=SLUG),
        Word("company", "The slug of the company.", pattern=SLUG),
        Word("status", "What is said.", choices=tuple(Relation.Status.values)),
        Word("speaker", "Who says so.", choices=tuple(Relation.Speaker.values)),
        Word("standing", "Whether a person has confirmed it.", choices=STANDINGS),
        DOCUMENT,
    )
    keys = ("document_id", "page", "start", "pk")
    row = RelationRow

    @described(
        "Which body has which system",
        list_of(RelationRow),
        (*filters, *ListView.paging),
        (400, 404, 410),
        operation_id="relations_list",
    )
    def get(self, request: Request) -> Response:
        return self.answer(request)

    def rows(self, asked: dict[str, Any], **of: Any) -> QuerySet[Relation]:
        relations = standing_relations().filter(page_text__current_for__isnull=False)
        for kind in RECORDS:
            if kind in asked:
                record = Record.objects.filter(kind=kind, slug=asked[kind]).first()
                if record is None:
                    raise Missing(f"The catalogue has no {kind} “{asked[kind]}”.")
                relations = relations.filter(**{kind: record.pk})
        if "document" in asked:
            relations = relations.filter(document=get_document(asked["document"]))
        relations = relations.filter(
            **{name: asked[name] for name in ("status", "speaker", "standing") if name in asked}
        )
        return relations.select_related("document", "page_text", "authority", "system", "company")

    def show(self, batch: list[Relation], request: Request) -> list[dict[str, Any]]:
        volumes = volumes_around({relation.page_text_id: relation.page_text for relation in batch}.values())
        rows = []
        for relation in batch:
            row = relation_row(relation, volumes[relation.page_text_id])
            address = quote_url(
                relation.document.sha256, relation.page, relation.start, relation.end, relation.page_text.text_hash
            )
            rows.append({**row, "denied_class": row["class"], "url": request.build_absolute_uri(address)})
        return rows

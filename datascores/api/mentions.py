"""Mentions: where a name of the catalogue stands, in whose words, and what is said of it there."""

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
from datascores.corpus.models import Mention, Page, Segment
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url, short_hash
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_mentions
from datascores.corpus.volumes import around_each
from search.sentences import sentence_at


class MentionRow(serializers.Serializer):
    """A name at a place."""

    sha256 = serializers.CharField(help_text="The document.")
    page = serializers.IntegerField()
    place = serializers.CharField(help_text="As the original file counts: “Licences, row 14”.")
    start = serializers.IntegerField(help_text="Code points in the text of the page.")
    end = serializers.IntegerField()
    text_hash = serializers.CharField(help_text="First digits of the hash of the text that offsets count in.")
    kind = serializers.ChoiceField([*Record.Kind.values])
    slug = serializers.CharField()
    name = serializers.CharField(help_text="The record’s name in the catalogue.")
    surface = serializers.CharField(trim_whitespace=False, help_text="The words as they stand there.")
    sentence = serializers.CharField(help_text="Whole over a page turn; “…” where it may say more before or after.")
    note = serializers.CharField(help_text="That the sentence may begin or go on on a page beside; else empty.")
    segment = serializers.ChoiceField([*Segment.Kind.values], help_text="Whose words they are.")
    evidence = serializers.BooleanField(help_text="Whether the document’s own words name it.")
    stance = serializers.CharField(help_text="What is said of it: affirmed, denied …; empty where nothing was read.")
    rule = serializers.CharField(help_text="Why the name counts.")
    catalogue_version = serializers.CharField()
    url = serializers.CharField(help_text="The permanent address of the words.")


class Mentions(ListView):
    filters = (
        Word("kind", "The kind of the record named.", choices=tuple(Record.Kind.values)),
        Word("slug", "The slug of the record named.", pattern=SLUG),
        Word("evidence", "Whether the document’s own words name it.", choices=("yes", "no")),
        Word("stance", "What is said of it.", choices=tuple(Mention.Stance.values)),
        DOCUMENT,
    )
    keys = ("document_id", "page", "start", "end", "record_id")
    row = MentionRow

    @described(
        "Names of the catalogue in documents",
        list_of(MentionRow),
        (*filters, *ListView.paging),
        (400, 404, 410),
        operation_id="mentions_list",
    )
    def get(self, request: Request) -> Response:
        return self.answer(request)

    def rows(self, asked: dict[str, Any], **of: Any) -> QuerySet[Mention]:
        mentions = shown_mentions().filter(page_text__current_for__isnull=False)
        if "document" in asked:
            mentions = mentions.filter(document=get_document(asked["document"]))
        if "slug" in asked:
            records = Record.objects.filter(slug=asked["slug"])
            if not records.filter(**({"kind": asked["kind"]} if "kind" in asked else {})).exists():
                raise Missing(f"The catalogue has no {asked.get('kind', 'record')} “{asked['slug']}”.")
            mentions = mentions.filter(record__in=list(records))
        if "kind" in asked:
            mentions = mentions.filter(record__kind=asked["kind"])
        if "evidence" in asked:
            mentions = mentions.filter(is_evidence=asked["evidence"] == "yes")
        if "stance" in asked:
            mentions = mentions.filter(stance=asked["stance"])
        return mentions.select_related("document", "page_text", "record")

    def show(self, batch: list[Mention], request: Request) -> list[dict[str, Any]]:
        around = around_each({mention.page_text_id: mention.page_text for mention in batch}.values())
        places = [(mention, around[mention.page_text_id]) for mention in batch]
        # without a page the page was read anew just now, and these are words of before
        return [show_mention(mention, of.page, of.volume, request) for mention, of in places if of.page]


def show_mention(mention: Mention, page: Page, volume: Volume, request: Request) -> dict[str, Any]:
    """A mention as a row; ``volume`` holds the shown text of its page, from which its words are cut."""
    whole = sentence_at(volume, (mention.page, mention.start, mention.end))
    url = quote_url(mention.document.sha256, mention.page, mention.start, mention.end, mention.page_text.text_hash)
    return {
        "sha256": mention.document.sha256,
        "page": mention.page,
        "place": place_of(page, mention.start, mention.document.format),
        "start": mention.start,
        "end": mention.end,
        "text_hash": short_hash(mention.page_text.text_hash),
        "kind": mention.record.kind,
        "slug": mention.record.slug,
        "name": mention.record.name,
        "surface": volume.text(mention.page)[mention.start : mention.end],
        "sentence": whole.line,
        "note": whole.note,
        "segment": mention.segment,
        "evidence": mention.is_evidence,
        "stance": mention.stance,
        "rule": mention.rule,
        "catalogue_version": mention.catalogue_version,
        "url": request.build_absolute_uri(url),
    }

"""Hits and facet values as rows. Passages are cut from the words that may be shown, as on the search page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from datascores.corpus.dates import precision_of
from datascores.corpus.models import Document
from search.asking import Asked
from search.engine.port import FacetCount
from search.facets import labels_for, words_for
from search.hits import Item, PassageLine, items_for

VALUES_MOST = 50


class ValueRow(serializers.Serializer):
    """A value of a facet, with the number of documents that choosing it gives."""

    value = serializers.CharField()
    label = serializers.CharField(help_text="Its name for people.")
    count = serializers.IntegerField()
    selected = serializers.BooleanField(help_text="Whether it is among the filters.")


class FacetAnswer(serializers.Serializer):
    """A facet with its first values, counted without its own filter."""

    name = serializers.CharField()
    title = serializers.CharField()
    values = ValueRow(many=True)
    left_out = serializers.IntegerField(help_text="Values that are not listed here; the facet’s own address has all.")


class PassageRow(serializers.Serializer):
    """Some words for whose sake the document was found."""

    page = serializers.IntegerField()
    place = serializers.CharField(help_text="As the original file counts: “slide 2”.")
    speaker = serializers.CharField(help_text="Whose words they are; empty for the document’s own.")
    text = serializers.CharField(
        trim_whitespace=False, help_text="Whole over a page turn; “…” where a sentence may say more before or after."
    )
    note = serializers.CharField(help_text="That the sentence may begin or go on on a page beside; else empty.")
    marks = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2),
        help_text="Start and end of what was searched, in this text.",
    )
    url = serializers.CharField(help_text="The passage in the reader.")


class ReasonRow(serializers.Serializer):
    """A name that a filter asks for, and where the document first has it."""

    name = serializers.CharField()
    place = serializers.CharField(help_text="As the original file counts: “page 2”.")
    url = serializers.CharField(help_text="The place in the reader.")
    why_url = serializers.CharField(help_text="On what grounds the name counts there.")


class HitBodyRow(serializers.Serializer):
    """A body that a document comes from."""

    slug = serializers.CharField()
    name = serializers.CharField()


class HitRow(serializers.Serializer):
    """A document found. Hits of a page with the same words stand under the first of them."""

    number = serializers.IntegerField(help_text="From the first hit of all pages on.")
    sha256 = serializers.CharField()
    same_words = serializers.ListField(
        child=serializers.CharField(), help_text="Other hits of this page with the same words: their hashes."
    )
    copies = serializers.IntegerField(help_text="Documents with the same words in the whole portal, besides this one.")
    title = serializers.CharField()
    other_name = serializers.CharField(
        help_text="The file’s own title, or of mails and web pages the file’s name, by which it is found too; else empty."
    )
    url = serializers.CharField(help_text="Its page in the portal.")
    api_url = serializers.CharField()
    authorities = HitBodyRow(many=True)
    kinds = serializers.ListField(child=serializers.CharField())
    date = serializers.CharField(help_text="ISO, perhaps only a year or month; empty when not known.")
    date_precision = serializers.CharField(help_text="day, month or year; empty when not known.")
    proposed = serializers.ListField(
        child=serializers.CharField(), help_text="Of authority, kind and date those that only a rule has proposed."
    )
    format = serializers.CharField(help_text="For people, such as Word (docx).")
    pages = serializers.IntegerField()
    status = serializers.CharField(help_text="How reading it ended, if not well.")
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="Words that it lacks where most of them were enough."
    )
    reasons = ReasonRow(many=True)
    passages = PassageRow(many=True)


def show_hits(ids: Sequence[str], asked: Asked, request: Request) -> tuple[list[dict[str, Any]], int]:
    """The hits of a page as rows, and how many of them may not be shown any more."""
    items = items_for(ids, asked)
    twins = _same_words(ids)
    rows = [_hit_row(item, twins.get(item.sha256, []), request) for item in items]
    return rows, len(ids) - sum(item.stands_for for item in items)


def show_facet(name: str, counts: Sequence[FacetCount], most: int = VALUES_MOST) -> dict[str, Any]:
    """A facet's first values; those that are filters are always among them."""
    first = [count for at, count in enumerate(counts) if at < most or count.selected]
    return {
        "name": name,
        "title": words_for(name).title,
        "values": value_rows(name, first),
        "left_out": len(counts) - len(first),
    }


def value_rows(name: str, counts: Sequence[FacetCount]) -> list[dict[str, Any]]:
    labels = labels_for(name, [count.value for count in counts])
    return [
        {
            "value": count.value,
            "label": labels.get(count.value, count.value),
            "count": count.count,
            "selected": count.selected,
        }
        for count in counts
    ]


def _same_words(ids: Sequence[str]) -> dict[str, list[str]]:
    """For each hit of a page the others with the same words."""
    hashes = dict(Document.objects.filter(sha256__in=ids).exclude(text_hash="").values_list("sha256", "text_hash"))
    return {
        sha256: [other for other in ids if other != sha256 and hashes.get(other) == text_hash]
        for sha256, text_hash in hashes.items()
    }


def _hit_row(item: Item, twins: list[str], request: Request) -> dict[str, Any]:
    return {
        "number": item.number,
        "sha256": item.sha256,
        "same_words": twins,
        "copies": item.copy_count,
        "title": "".join(piece.text for piece in item.title),
        "other_name": "".join(piece.text for piece in item.other_name),
        "url": request.build_absolute_uri(item.url),
        "api_url": request.build_absolute_uri(reverse("api-document", args=[item.sha256])),
        "authorities": [{"slug": body.slug, "name": body.name} for body in item.facts.authorities],
        "kinds": item.facts.kinds,
        "date": item.facts.date,
        "date_precision": precision_of(item.facts.date),
        "proposed": sorted(item.facts.proposed & {"authority", "kind", "date"}),
        "format": item.format,
        "pages": item.page_count,
        "status": item.status,
        "missing": item.missing,
        "reasons": [
            {
                "name": reason.name,
                "place": reason.place,
                "url": request.build_absolute_uri(reason.url),
                "why_url": request.build_absolute_uri(reason.why_url),
            }
            for reason in item.reasons
        ],
        "passages": [_passage_row(line, request) for line in item.passages],
    }


def _passage_row(line: PassageLine, request: Request) -> dict[str, Any]:
    marks, at = [], 0
    for piece in line.pieces:
        if piece.is_mark:
            marks.append([at, at + len(piece.text)])
        at += len(piece.text)
    return {
        "page": line.page,
        "place": line.place,
        "speaker": line.speaker,
        "text": "".join(piece.text for piece in line.pieces),
        "note": line.note,
        "marks": marks,
        "url": request.build_absolute_uri(line.url),
    }

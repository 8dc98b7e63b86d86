"""Pages of a document and their words, with who speaks where. Withheld words are covered; only the current reading is given."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.documents import SHA256_IN_PATH, get_document
from datascores.api.lists import ListView, described, list_of
from datascores.api.parameters import read_parameters
from datascores.api.problems import Missing
from datascores.corpus.models import Page, Segment
from datascores.corpus.permanent import short_hash
from datascores.corpus.places import place_of_page
from datascores.corpus.visibility import shown_text

NUMBER_IN_PATH = OpenApiParameter(
    "number",
    {"type": "integer", "minimum": 0, "maximum": 999_999_999},
    OpenApiParameter.PATH,
    description="The number of a page, from 1.",
)


class PageRow(serializers.Serializer):
    """A page without its words."""

    number = serializers.IntegerField()
    place = serializers.CharField(help_text="As the original file counts: “slide 2”.")
    label = serializers.CharField(help_text="The name of a sheet or slide.")
    width = serializers.FloatField(allow_null=True, help_text="Points.")
    height = serializers.FloatField(allow_null=True, help_text="Points.")
    read_by = serializers.CharField(help_text="What read the words, such as pdfium or ocr.")
    quality = serializers.FloatField(allow_null=True, help_text="Share of words known, 0 to 1, where measured.")
    confidence = serializers.FloatField(allow_null=True, help_text="Mean confidence of OCR, 0 to 1.")
    text_hash = serializers.CharField(help_text="First digits of the hash of the text that offsets count in.")
    url = serializers.CharField(help_text="The page in the reader.")
    text_url = serializers.CharField(help_text="The page with its words in this API.")


class SegmentRow(serializers.Serializer):
    """A stretch by one speaker."""

    start = serializers.IntegerField(help_text="Code points in the text.")
    end = serializers.IntegerField()
    kind = serializers.ChoiceField([*Segment.Kind.values], help_text="own: the document’s own words.")
    pair = serializers.IntegerField(allow_null=True, help_text="Question and answer share a number.")


class PageAnswer(PageRow):
    """A page with its words."""

    text = serializers.CharField(trim_whitespace=False, help_text="What is withheld is covered, sign for sign.")
    has_withheld_words = serializers.BooleanField()
    picture_from = serializers.IntegerField(
        allow_null=True, help_text="From this code point on the words were read from pictures."
    )
    segments = SegmentRow(many=True)


def show_page(page: Page, request: Request) -> dict[str, Any]:
    sha256, text = page.document.sha256, page.text
    return {
        "number": page.number,
        "place": place_of_page(page, page.document.format),
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "read_by": text.read_by,
        "quality": text.quality,
        "confidence": text.confidence,
        "text_hash": short_hash(text.text_hash),
        "url": request.build_absolute_uri(reverse("page", args=[sha256, page.number])),
        "text_url": request.build_absolute_uri(reverse("api-page", args=[sha256, page.number])),
    }


class Pages(ListView):
    keys = ("number",)
    row = PageRow

    @described(
        "The pages of a document, without their words",
        list_of(PageRow),
        ListView.paging,
        (400, 404, 410),
        extra=[SHA256_IN_PATH],
        operation_id="pages_list",
    )
    def get(self, request: Request, sha256: str) -> Response:
        return self.answer(request, document=get_document(sha256))

    def rows(self, asked: dict[str, Any], **of: Any) -> QuerySet[Page]:
        return Page.objects.filter(document=of["document"]).select_related("document", "text").defer("text__text")

    def show(self, batch: list[Page], request: Request) -> list[dict[str, Any]]:
        return [show_page(page, request) for page in batch]


@method_decorator(conditional_page, "dispatch")
class OnePage(APIView):
    @described(
        "A page with its words and who speaks",
        PageAnswer,
        codes=(400, 404, 410),
        extra=[SHA256_IN_PATH, NUMBER_IN_PATH],
        operation_id="page_one",
    )
    def get(self, request: Request, sha256: str, number: str) -> Response:
        read_parameters(request.query_params, ())
        document = get_document(sha256)
        page = document.pages.filter(number=int(number)).select_related("document", "text").first()
        if page is None:
            raise Missing(f"This document has no page {number}; it has {document.page_count}.")
        text = shown_text(page.text)
        row = {
            **show_page(page, request),
            "text": text,
            "has_withheld_words": text != page.text.text,
            "picture_from": page.text.picture_from,
            "segments": page.text.segments.values("start", "end", "kind", "pair"),
        }
        return Response(PageAnswer(row).data, headers={"Cache-Control": "no-cache"})

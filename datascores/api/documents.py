"""Documents: the list, and one by its hash. What is taken down answers 410 with the reason, as its page does."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.lists import ListView, described, list_of
from datascores.api.parameters import SHA256, SLUG, Word, read_parameters
from datascores.api.problems import Missing, TakenDown
from datascores.corpus.listing import rows_of
from datascores.corpus.models import Arrival, Collection, Document
from datascores.corpus.visibility import find_takedown, may_serve_original, shown_documents, withheld_of
from search.facts import FORMATS

DOCUMENT = Word("document", "The SHA-256 of a document, 64 hex digits.", pattern=SHA256)
STANDING = "On whose word: confirmed (a person), stated (whoever sent it in), proposed (a rule); empty when not known."

SHA256_IN_PATH = OpenApiParameter(
    "sha256", {"type": "string", "pattern": SHA256}, OpenApiParameter.PATH, description=DOCUMENT.about
)


class DocumentRow(serializers.Serializer):
    """A document with what is known of it."""

    sha256 = serializers.CharField(help_text="Its identity: the SHA-256 of its bytes.")
    title = serializers.CharField(help_text="A mail’s subject, a web page’s title, else the name.")
    other_name = serializers.CharField(
        help_text="The file’s own title, or of mails and web pages the file’s name, if any."
    )
    name = serializers.CharField(help_text="The file name of the first arrival.")
    url = serializers.CharField(help_text="Its page in the portal.")
    pages_url = serializers.CharField(help_text="Its pages in this API.")
    format = serializers.CharField(help_text="Such as pdf; empty while it has not been read.")
    size = serializers.IntegerField(help_text="Bytes.")
    pages = serializers.IntegerField()
    status = serializers.ChoiceField([*Document.Status.values], help_text="How reading it ended.")
    reason = serializers.CharField(help_text="Why it could not be read or not wholly.")
    read_by = serializers.ListField(child=serializers.CharField(), help_text="The readers of its words, such as ocr.")
    authority = serializers.CharField(help_text="Slug of the body it comes from; empty when not known.")
    authority_standing = serializers.CharField(help_text=STANDING)
    kind = serializers.CharField(help_text="What kind of document; empty when not known.")
    kind_standing = serializers.CharField(help_text=STANDING)
    date = serializers.CharField(help_text="Its own date, ISO, perhaps only a year or month; empty when not known.")
    date_precision = serializers.CharField(help_text="day, month or year; empty when not known.")
    date_standing = serializers.CharField(help_text=STANDING)
    outcome = serializers.CharField()
    exemptions = serializers.ListField(child=serializers.CharField())
    same_text_as = serializers.CharField(help_text="The first document with the same words, if that is another.")
    received_at = serializers.DateTimeField(help_text="When it came in.")


class WithheldRow(serializers.Serializer):
    """How many words of a page are withheld, and why. Not the words."""

    page = serializers.IntegerField()
    words = serializers.IntegerField()
    reason = serializers.CharField()
    is_ruled = serializers.BooleanField(help_text="Whether a moderator has ruled that they stay so.")


class OriginalAnswer(serializers.Serializer):
    """Whether the file itself is handed out, where, or why not."""

    is_allowed = serializers.BooleanField()
    url = serializers.CharField(allow_null=True)
    reason = serializers.CharField()


class DocumentAnswer(DocumentRow):
    """A document with its sources, its withheld words and its file."""

    sources = serializers.ListField(child=serializers.CharField(), help_text="Slugs of the collections it came with.")
    withheld = WithheldRow(many=True)
    original = OriginalAnswer()


def get_document(sha256: str) -> Document:
    """The document with this hash. Raises Missing or TakenDown."""
    document = Document.objects.filter(sha256=sha256).first()
    if document is None:
        raise Missing("No document here has this hash.")
    if takedown := find_takedown(document):
        raise TakenDown(f"This document has been taken down: {takedown.reason}")
    return document


def show_documents(documents: list[Document], request: Request) -> list[dict[str, Any]]:
    return [
        {
            **row,
            "title": str(document),
            "other_name": document.other_name,
            "url": request.build_absolute_uri(reverse("document", args=[document.sha256])),
            "pages_url": request.build_absolute_uri(reverse("api-pages", args=[document.sha256])),
            "size": document.size,
            "read_by": str(row["read_by"]).split("|") if row["read_by"] else [],
            "exemptions": str(row["exemptions"]).split("|") if row["exemptions"] else [],
            "received_at": document.received_at,
        }
        for document, row in zip(documents, rows_of(documents), strict=True)
    ]


class Documents(ListView):
    filters = (
        Word("status", "How reading the file ended.", choices=tuple(Document.Status.values)),
        Word("format", "The format of the file.", choices=tuple(name for name in FORMATS if name)),
        Word("source", "The slug of a collection it came with.", pattern=SLUG),
    )
    keys = ("-pk",)
    row = DocumentRow

    @described(
        "All documents, the latest arrival first",
        list_of(DocumentRow),
        (*filters, *ListView.paging),
        (400, 404),
        operation_id="documents_list",
    )
    def get(self, request: Request) -> Response:
        return self.answer(request)

    def rows(self, asked: dict[str, Any], **of: Any) -> QuerySet[Document]:
        documents = shown_documents().filter(**{name: asked[name] for name in ("status", "format") if name in asked})
        if "source" in asked:
            if not Collection.objects.filter(slug=asked["source"]).exists():
                raise Missing(f"There is no source “{asked['source']}”.")
            came = Arrival.objects.filter(document=OuterRef("pk"), collection__slug=asked["source"])
            documents = documents.filter(Exists(came))
        return documents

    def show(self, batch: list[Document], request: Request) -> list[dict[str, Any]]:
        return show_documents(batch, request)


@method_decorator(conditional_page, "dispatch")
class OneDocument(APIView):
    @described(
        "One document by its hash",
        DocumentAnswer,
        codes=(400, 404, 410),
        extra=[SHA256_IN_PATH],
        operation_id="document_one",
    )
    def get(self, request: Request, sha256: str) -> Response:
        read_parameters(request.query_params, ())
        document = get_document(sha256)
        decision = may_serve_original(document, AnonymousUser())
        original_url = request.build_absolute_uri(reverse("original", args=[sha256])) if decision.is_allowed else None
        row = {
            **show_documents([document], request)[0],
            "sources": sorted(set(document.arrivals.values_list("collection__slug", flat=True))),
            "withheld": [
                {"page": held.page, "words": held.words, "reason": held.reason, "is_ruled": held.is_ruled}
                for held in withheld_of(document)
            ],
            "original": {"is_allowed": decision.is_allowed, "url": original_url, "reason": decision.reason},
        }
        return Response(DocumentAnswer(row).data, headers={"Cache-Control": "no-cache"})

"""Records of the catalogue: the lists of a kind, and one by its slug, with how many documents name each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from datascores.api.lists import ListView, described, list_of
from datascores.api.parameters import SLUG, Parameter, Word, read_parameters
from datascores.api.problems import Missing
from datascores.catalogue.listing import MODELS, NEEDS, PLURALS, record_row
from datascores.catalogue.models import Record
from datascores.corpus.visibility import shown_mentions


def _words() -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField())


class RecordRow(serializers.Serializer):
    """What the catalogue says of a thing we look for."""

    kind = serializers.ChoiceField([*Record.Kind.values])
    slug = serializers.CharField()
    name = serializers.CharField()
    aliases = serializers.ListField(child=serializers.CharField(), help_text="Further names, as documents write them.")
    documents = serializers.IntegerField(help_text="How many documents name it in their own words.")
    url = serializers.CharField(help_text="Its page in the portal.")


class AuthorityRow(RecordRow):
    """A public body."""

    body_kind = serializers.CharField()
    body_detail = serializers.CharField()
    nation = serializers.CharField()
    region = serializers.CharField()
    gss_code = serializers.CharField(help_text="Code of the Office for National Statistics.")
    mysociety_code = serializers.CharField()
    domains = _words()
    start_date = serializers.CharField(help_text="ISO, perhaps only a year or month; empty when not known.")
    end_date = serializers.CharField(help_text="Last day of existence.")
    successors = serializers.ListField(child=serializers.CharField(), help_text="Slugs.")
    predecessors = serializers.ListField(child=serializers.CharField(), help_text="Slugs.")


class CompanyRow(RecordRow):
    """A firm."""

    company_kind = serializers.CharField()
    former_names = _words()
    successor = serializers.CharField(help_text="Slug of the firm that it is part of now, or empty.")
    systems = serializers.ListField(child=serializers.CharField(), help_text="Slugs of what it makes.")


class SystemRow(RecordRow):
    """A system with which people are scored or sorted."""

    maker = serializers.CharField(help_text="Slug of the company, or empty.")
    category = serializers.CharField()


class KeywordRow(RecordRow):
    """A word that makes a document worth reading."""

    lists = _words()
    category = serializers.CharField()


SLUG_IN_PATH = OpenApiParameter(
    "slug", {"type": "string", "pattern": SLUG}, OpenApiParameter.PATH, description="The slug of the record."
)
ROWS: dict[str, type[RecordRow]] = {
    "authority": AuthorityRow,
    "company": CompanyRow,
    "system": SystemRow,
    "keyword": KeywordRow,
}
FILTERS: tuple[Parameter, ...] = (
    Word("q", "Part of a name or alias.", longest=200),
    Word("named", "Only those that documents name in their own words.", choices=("yes",)),
)


class RecordList(ListView):
    """The records of one kind; subclasses say which."""

    kind: str
    filters = FILTERS
    keys = ("slug",)

    def rows(self, asked: dict[str, Any], **of: Any) -> QuerySet:
        records = MODELS[self.kind].objects.prefetch_related(*NEEDS[self.kind])
        if text := asked.get("q"):
            aliased = Record.objects.filter(kind=self.kind, aliases__text__icontains=text)
            records = records.filter(Q(name__icontains=text) | Q(pk__in=aliased))
        if "named" in asked:
            records = records.filter(Exists(shown_mentions().filter(record=OuterRef("pk"), is_evidence=True)))
        return records

    def show(self, batch: list[Record], request: Request) -> list[dict[str, Any]]:
        return show_records(batch, request)


class OneRecord(APIView):
    """One record of a kind; subclasses say of which."""

    kind: str

    def answer(self, request: Request, slug: str) -> Response:
        read_parameters(request.query_params, ())
        record = MODELS[self.kind].objects.prefetch_related(*NEEDS[self.kind]).filter(slug=slug).first()
        if record is None:
            raise Missing(f"The catalogue has no {self.kind} “{slug}”.")
        row = ROWS[self.kind](show_records([record], request)[0])
        return Response(row.data, headers={"Cache-Control": "no-cache"})


def show_records(records: list[Record], request: Request) -> list[dict[str, Any]]:
    named = shown_mentions().filter(record__in=[record.pk for record in records], is_evidence=True)
    counts = dict(named.order_by().values_list("record").annotate(Count("document", distinct=True)))
    return [
        {
            **record_row(record),
            "documents": counts.get(record.pk, 0),
            "url": request.build_absolute_uri(reverse(record.kind, args=[record.slug])),
        }
        for record in records
    ]


def list_view(kind: str) -> type[RecordList]:
    """The view of a list, with its own answer in the schema."""

    class View(RecordList):
        row = ROWS[kind]

        @described(
            f"The {PLURALS[kind]} of the catalogue",
            list_of(ROWS[kind]),
            (*FILTERS, *ListView.paging),
            operation_id=f"{PLURALS[kind]}_list",
        )
        def get(self, request: Request) -> Response:
            return self.answer(request)

    View.kind = kind
    return View


def one_view(kind: str) -> type[OneRecord]:
    """The view of one record, with its own answer in the schema."""

    @method_decorator(conditional_page, "dispatch")
    class View(OneRecord):
        @described(
            f"One {kind} by its slug",
            ROWS[kind],
            codes=(400, 404),
            extra=[SLUG_IN_PATH],
            operation_id=f"{kind}_one",
        )
        def get(self, request: Request, slug: str) -> Response:
            return self.answer(request, slug)

    View.kind = kind
    return View

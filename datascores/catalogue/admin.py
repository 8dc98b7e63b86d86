"""The catalogue in the admin, to read: lists, records with their aliases, the history of who changed what and why, CSV out.

No request to these pages changes a record. Changes are drafted, previewed and published elsewhere; the templates lead
there. Facts of the catalogue stand in the portal for all to see, so every member of staff may read them here.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from simple_history.admin import SimpleHistoryAdmin

from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.rules import RULE_FIELDS
from datascores.catalogue.table import FILE_NAMES, OWN_COLUMNS, cells_of, with_cells, write_table

ALIAS_CHANGES_SHOWN = 200


class ToRead:
    """Pages that staff may look at and nobody may post to."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


class NamedValues(admin.AllValuesFieldListFilter):
    """The values of a column to choose from; records without one get a link with a text."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "none"}


class RecordAdmin(ToRead, SimpleHistoryAdmin):
    """What all four kinds share."""

    search_fields = ["name", "slug", "aliases__text"]
    ordering = ("name", "slug")  # said here, as counting aliases drops the model's own order
    list_per_page = 50
    readonly_fields = ("origin",)
    actions = None
    change_list_template = "admin/catalogue/change_list.html"
    change_form_template = "admin/catalogue/change_form.html"
    object_history_list_template = "admin/catalogue/history_list.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", self.admin_site.admin_view(self.export), name=name), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(alias_count=Count("aliases", distinct=True))

    @admin.display(description="aliases", ordering="alias_count")
    def number_of_aliases(self, record: Record) -> int:
        return record.alias_count  # type: ignore[attr-defined]

    def get_fieldsets(self, request: HttpRequest, obj: Record | None = None):
        rules = ("slug", *RULE_FIELDS, "origin")
        return [(None, {"fields": rules}), ("Facts", {"fields": OWN_COLUMNS[self.model.KIND]})]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """None, and so a 404, for what can be no key: letters, and numbers beyond those the database holds."""
        if not object_id.isdecimal() or len(object_id) > 18:
            return None
        return super().get_object(request, object_id, from_field)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, {"kind": self.model.KIND.value, **(extra_context or {})})

    def export(self, request: HttpRequest) -> HttpResponse:
        """The records of the list, searched and filtered as it is, in the format of the project's own files."""
        if not self.has_view_permission(request):
            raise Http404("There is no such list.")
        kind = self.model.KIND.value
        found = self.get_changelist_instance(request).get_queryset(request).values("pk")
        records = with_cells(self.model._default_manager.filter(pk__in=found), kind).order_by("slug")
        response = HttpResponse(
            write_table(kind, (cells_of(record) for record in records)), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{FILE_NAMES[kind]}"'
        return response

    # History: of the record and of its names; nothing is put back from there, so that every change has its reason.

    def revert_disabled(self, request: HttpRequest, obj: Record | None = None) -> bool:
        return True

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        if self.get_object(request, object_id) is None:
            raise Http404("There is no such record.")
        changes = Alias.history.filter(record_id=object_id).select_related("history_user")
        context = {"alias_changes": changes[:ALIAS_CHANGES_SHOWN], **(extra_context or {})}
        return super().history_view(request, object_id, context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        if request.method != "GET":
            return HttpResponse("The history can be read, not put back: draft a change and say why.", status=405)
        if self.get_object(request, object_id) is None or not version_id.isdecimal():
            raise Http404("There is no such record or version.")
        return super().history_form_view(request, object_id, version_id, extra_context)


@admin.register(Authority)
class AuthorityAdmin(RecordAdmin):
    list_display = ["name", "body_kind", "nation", "region", "start_date", "end_date", "number_of_aliases", "origin"]
    list_filter = [
        ("body_kind", NamedValues),
        ("nation", NamedValues),
        ("region", NamedValues),
        "name_is_ambiguous",
        ("origin", NamedValues),
    ]
    search_fields = [*RecordAdmin.search_fields, "gss_code", "domains"]


@admin.register(Company)
class CompanyAdmin(RecordAdmin):
    list_display = ["name", "company_kind", "successor", "name_is_ambiguous", "number_of_aliases", "origin"]
    list_filter = [("company_kind", NamedValues), "name_is_ambiguous", ("origin", NamedValues)]
    list_select_related = ["successor"]


@admin.register(System)
class SystemAdmin(RecordAdmin):
    list_display = ["name", "maker", "category", "name_is_ambiguous", "number_of_aliases", "origin"]
    list_filter = [("category", NamedValues), "name_is_ambiguous", ("origin", NamedValues)]
    list_select_related = ["maker"]


@admin.register(Keyword)
class KeywordAdmin(RecordAdmin):
    list_display = ["name", "category", "keyword_list", "name_is_ambiguous", "number_of_aliases", "origin"]
    list_filter = [
        ("category", NamedValues),
        ("keyword_list", NamedValues),
        "name_is_ambiguous",
        ("origin", NamedValues),
    ]

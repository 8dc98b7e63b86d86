"""The catalogue in the admin: records with their aliases, CSV in and out, and the history of who changed what and why.

An existing record is changed only with a reason, which stands in the history of the record and of each alias touched.
The slug is a record's identity in rows, addresses and files and stays as it was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import CASCADE, Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV
from simple_history.admin import SimpleHistoryAdmin

from datascores.catalogue.exchange import RESOURCES
from datascores.catalogue.forms import AliasFormSet, CatalogueConfirmForm, CatalogueImportForm, RecordForm
from datascores.catalogue.models import Alias, Authority, Company, Keyword, Record, System
from datascores.catalogue.rules import ALIAS_RULE_FIELDS, RULE_FIELDS
from datascores.catalogue.table import OWN_COLUMNS

NAME_FIELDS = ("slug", *RULE_FIELDS)
ALIAS_CHANGES_SHOWN = 200


class AliasInline(admin.TabularInline):
    model = Alias
    formset = AliasFormSet
    fields = ALIAS_RULE_FIELDS
    extra = 1


class RecordAdmin(ImportExportMixin, SimpleHistoryAdmin):
    """What all four kinds share."""

    form = RecordForm
    inlines = [AliasInline]
    search_fields = ["name", "slug", "aliases__text"]
    ordering = ("name", "slug")  # said here, as counting aliases drops the model's own order
    list_per_page = 50
    formats = [CSV]
    skip_export_form = True
    import_form_class = CatalogueImportForm
    confirm_form_class = CatalogueConfirmForm
    import_error_display = ("message",)
    import_template_name = "admin/catalogue/import.html"
    change_form_template = "admin/catalogue/change_form.html"
    object_history_list_template = "admin/catalogue/history_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(alias_count=Count("aliases", distinct=True))

    @admin.display(description="aliases", ordering="alias_count")
    def number_of_aliases(self, record: Record) -> int:
        return record.alias_count  # type: ignore[attr-defined]

    def get_fieldsets(self, request: HttpRequest, obj: Record | None = None):
        return [
            (None, {"fields": NAME_FIELDS}),
            ("Facts", {"fields": OWN_COLUMNS[self.model.KIND]}),
            ("Why", {"fields": ("reason",)}),
        ]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """None, and so a 404, for what can be no key: letters, and numbers beyond those the database holds."""
        if not object_id.isdecimal() or len(object_id) > 18:
            return None
        return super().get_object(request, object_id, from_field)

    def get_readonly_fields(self, request: HttpRequest, obj: Record | None = None):
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Record | None = None):
        return {} if obj else {"slug": ("name",)}

    # Saving: the reason goes with the record, its links and its aliases.

    def save_model(self, request: HttpRequest, obj: Record, form: RecordForm, change: bool) -> None:
        obj._change_reason = _reason_of(form)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: RecordForm, formsets: Iterable, change: bool) -> None:
        form.instance._change_reason = _reason_of(form)
        for formset in formsets:
            formset.change_reason = _reason_of(form)
        super().save_related(request, form, formsets, change)

    def save_formset(self, request: HttpRequest, form: RecordForm, formset: Any, change: bool) -> None:
        aliases = formset.save(commit=False)
        for alias in formset.deleted_objects:
            alias._change_reason = formset.change_reason
            alias.delete()
        for alias in aliases:
            alias._change_reason = formset.change_reason
            alias.save()

    # Deleting: what goes with a record is counted, never listed; there may be a hundred thousand mentions.

    def get_deleted_objects(self, objs, request: HttpRequest):
        records = list(objs)
        counts = {self.opts.verbose_name_plural: len(records)}
        for relation in Record._meta.related_objects:
            if relation.one_to_many and relation.on_delete is CASCADE:
                manager = relation.related_model._default_manager
                count = manager.filter(**{f"{relation.field.name}__in": [record.pk for record in records]}).count()
                if count:
                    counts[relation.related_model._meta.verbose_name_plural] = count
        allowed = self.has_delete_permission(request)
        return [str(record) for record in records], counts, set() if allowed else {self.opts.verbose_name}, []

    def delete_model(self, request: HttpRequest, obj: Record) -> None:
        obj._change_reason = "deleted in the admin"
        super().delete_model(request, obj)

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
            return HttpResponse("The history can be read, not put back: change the record and say why.", status=405)
        if self.get_object(request, object_id) is None or not version_id.isdecimal():
            raise Http404("There is no such record or version.")
        return super().history_form_view(request, object_id, version_id, extra_context)

    # CSV: the reason travels from the first form by the second to the rows.

    def get_import_resource_classes(self, request: HttpRequest):
        return [RESOURCES[self.model.KIND]]

    get_export_resource_classes = get_import_resource_classes

    def get_confirm_form_initial(self, request: HttpRequest, import_form: CatalogueImportForm | None) -> dict:
        initial = super().get_confirm_form_initial(request, import_form)
        return {**initial, "reason": import_form.cleaned_data["reason"]} if import_form else initial

    def get_import_data_kwargs(self, **kwargs: Any) -> dict:
        reason = kwargs["form"].cleaned_data["reason"]
        return {**super().get_import_data_kwargs(**kwargs), "reason": reason, "rollback_on_validation_errors": True}

    def process_result(self, result, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            message = "Nothing was imported: the catalogue has changed since the preview. Upload the file again."
            messages.error(request, message)
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import"))
        return super().process_result(result, request)


def _reason_of(form: RecordForm) -> str:
    return form.cleaned_data.get("reason") or "made in the admin"


@admin.register(Authority)
class AuthorityAdmin(RecordAdmin):
    list_display = ["name", "body_kind", "nation", "region", "start_date", "end_date", "number_of_aliases", "origin"]
    list_filter = ["body_kind", "nation", "region", "name_is_ambiguous", "origin"]
    search_fields = [*RecordAdmin.search_fields, "gss_code", "domains"]
    autocomplete_fields = ["successors"]


@admin.register(Company)
class CompanyAdmin(RecordAdmin):
    list_display = ["name", "company_kind", "successor", "name_is_ambiguous", "number_of_aliases", "origin"]
    list_filter = ["company_kind", "name_is_ambiguous", "origin"]
    list_select_related = ["successor"]
    autocomplete_fields = ["successor"]


@admin.register(System)
class SystemAdmin(RecordAdmin):
    list_display = ["name", "maker", "category", "name_is_ambiguous", "number_of_aliases", "origin"]
    list_filter = ["category", "name_is_ambiguous", "origin"]
    list_select_related = ["maker"]
    autocomplete_fields = ["maker"]


@admin.register(Keyword)
class KeywordAdmin(RecordAdmin):
    list_display = ["name", "category", "keyword_list", "name_is_ambiguous", "number_of_aliases", "origin"]
    list_filter = ["category", "keyword_list", "name_is_ambiguous", "origin"]

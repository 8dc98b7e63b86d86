"""Test sentences that are kept with a rule."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from datascores.curation.models import Draft, RuleExample
from datascores.curation.pages.access import CURATE


@admin.register(RuleExample)
class RuleExampleAdmin(admin.ModelAdmin):
    list_display = ("kind", "slug", "must_match", "sentence", "author", "draft")
    list_filter = ("kind", "must_match")
    search_fields = ("slug", "sentence")
    fields = ("kind", "slug", "sentence", "must_match", "draft")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "draft":
            kwargs["queryset"] = Draft.objects.filter(state=Draft.State.OPEN)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CURATE)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def save_model(self, request: HttpRequest, obj: RuleExample, form: Any, change: bool) -> None:
        obj.author = obj.author or request.user  # type: ignore[assignment]
        super().save_model(request, obj, form, change)

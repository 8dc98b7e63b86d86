"""Tokens in the admin: made by name, shown once, ended by deleting them."""

from __future__ import annotations

from django.contrib import admin, messages
from django.utils.html import format_html

from datascores.api.models import Token


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    list_display = ("name", "key_start", "made_by", "made_at")
    search_fields = ("name", "key_start")
    fields = ("name", "key_start", "made_by", "made_at")
    readonly_fields = ("key_start", "made_by", "made_at")

    def get_fields(self, request, obj=None):
        return self.fields if obj else ("name",)

    def save_model(self, request, obj, form, change) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        key = obj.make_key()
        obj.made_by = request.user
        super().save_model(request, obj, form, change)
        shown_once = format_html(
            "The token is <code>{}</code>. Copy it now: it is not kept and cannot be shown again.", key
        )
        messages.warning(request, shown_once)

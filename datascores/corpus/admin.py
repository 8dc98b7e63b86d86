"""The corpus in the admin: what staff may rule on (labels, takedowns, withheld spans, collections) and what they may only see."""

from __future__ import annotations

from django.contrib import admin
from django.utils import timezone

from datascores.corpus.models import Arrival, Collection, Document, Job, Label, Takedown, WithheldSpan


class ReadOnly:
    """Rows that steps make: seen here, never edited by hand."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "rights", "licence")
    search_fields = ("name", "slug")


class LabelInline(admin.TabularInline):
    """A person's word on a document: the body, date or kind, confirmed or rejected."""

    model = Label
    extra = 1
    fields = ("kind", "value", "standing", "how", "sentence")

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "standing":
            kwargs["initial"] = Label.Standing.CONFIRMED
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class ArrivalInline(ReadOnly, admin.TabularInline):
    model = Arrival
    extra = 0
    fields = ("collection", "file_name", "stated_authority", "stated_date", "search_term", "at")
    readonly_fields = fields


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    list_display = ("name", "title", "format", "status", "page_count", "received_at")
    list_filter = ("status", "format")
    search_fields = ("name", "title", "sha256")
    fields = (
        "sha256",
        "name",
        "title",
        "format",
        "status",
        "reason",
        "page_count",
        "engine",
        "read_seconds",
        "properties",
    )
    readonly_fields = fields
    inlines = (LabelInline, ArrivalInline)

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_formset(self, request, form, formset, change):
        for label in formset.save(commit=False):
            if isinstance(label, Label):
                label.by = request.user
            label.save()
        for gone in formset.deleted_objects:
            gone.delete()


@admin.register(Takedown)
class TakedownAdmin(admin.ModelAdmin):
    list_display = ("sha256", "reason", "by", "at", "lifted_at")
    search_fields = ("sha256",)
    exclude = ("by",)

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)


@admin.register(WithheldSpan)
class WithheldSpanAdmin(admin.ModelAdmin):
    list_display = ("document", "page", "reason", "ruling", "ruled_by", "ruled_at")
    list_filter = ("ruling",)
    fields = ("document", "page", "start", "end", "reason", "ruling")
    readonly_fields = ("document", "page", "start", "end", "reason")

    def has_add_permission(self, request) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        obj.ruled_by, obj.ruled_at = request.user, timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("kind", "state", "done", "total", "asked_by", "asked_at", "finished_at", "error")
    list_filter = ("state", "kind")
    actions = ("repeat",)

    @admin.action(description="Do failed jobs again")
    def repeat(self, request, queryset):
        again = queryset.filter(state=Job.State.FAILED).update(state=Job.State.WAITING, tries=0, error="", done=0)
        self.message_user(request, f"{again} jobs wait to be done again.")

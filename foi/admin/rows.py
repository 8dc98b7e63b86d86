"""Campaigns and their requests in the admin. What happened and what was judged is only added to: an entry is taken back, never
changed or deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from foi.histories import history_of, with_histories
from foi.models import Attachment, BodyReference, Campaign, Entry, Judgement, Message, Question, Request, Template
from foi.states import Event, NotAllowed, after


class QuestionLines(admin.TabularInline):
    model = Question
    extra = 1


class TemplateLines(admin.TabularInline):
    model = Template
    extra = 0
    fields = ("version", "law", "language")
    show_change_link = True


class ReferenceLines(admin.TabularInline):
    model = BodyReference
    extra = 0


class MessageLines(admin.TabularInline):
    model = Message
    extra = 0
    fields = ("date", "direction", "sort", "is_automatic", "document", "withdrawn_at")
    raw_id_fields = ("document",)
    show_change_link = True


class AttachmentLines(admin.TabularInline):
    model = Attachment
    extra = 0
    raw_id_fields = ("document",)


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "is_shown")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (TemplateLines,)


@admin.register(Template)
class TemplateAdmin(admin.ModelAdmin):
    list_display = ("campaign", "version", "law")
    inlines = (QuestionLines,)


@admin.register(Request)
class RequestAdmin(admin.ModelAdmin):
    list_display = ("reference", "key", "authority", "law", "sent", "aim")
    list_filter = ("campaign", "law", "aim")
    list_select_related = ("authority",)
    search_fields = ("reference", "key", "authority__name", "authority_as_written", "body_references__value")
    raw_id_fields = ("authority", "narrows")
    filter_horizontal = ("systems",)
    inlines = (ReferenceLines, MessageLines)


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    list_display = ("request", "date", "direction", "sort", "is_automatic")
    list_filter = ("direction", "sort")
    list_select_related = ("request__authority",)
    raw_id_fields = ("request", "document")
    inlines = (AttachmentLines,)


class Kept(admin.ModelAdmin):
    """Rows that are only added to, each with the person who added it."""

    kept_open: tuple[str, ...] = ()  # what may be changed afterwards
    raw_id_fields = ("request", "message")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if obj else ("by",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        every = tuple(field.name for field in self.model._meta.fields if field.name not in ("id", *self.kept_open))
        return every if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.by = request.user
        super().save_model(request, obj, form, change)


class EntryForm(forms.ModelForm):
    """A new entry must fit the state in which the request was on that day."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.instance.pk or not {"request", "event", "date"} <= given.keys():
            return given
        asked = with_histories(Request.objects.filter(pk=given["request"].pk)).get()
        try:
            after(history_of(asked, given["date"]).state, Event(given["event"]))
        except NotAllowed as error:
            raise ValidationError({"event": str(error)}) from error
        return given


@admin.register(Entry)
class EntryAdmin(Kept):
    form = EntryForm
    kept_open = ("is_void",)
    list_display = ("request", "date", "event", "by", "is_void")
    list_filter = ("event", "is_void")
    list_select_related = ("request__authority", "by")


@admin.register(Judgement)
class JudgementAdmin(Kept):
    list_display = ("request", "date", "kind", "question", "value", "by", "source")
    list_filter = ("kind",)
    list_select_related = ("request__authority", "by")

"""Findings in the admin: people confirm or reject what the machine proposes, sentence by sentence. Nothing is edited here."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from datascores.corpus.permanent import quote_url
from datascores.corpus.volumes import volumes_around
from datascores.findings.models import Relation
from datascores.findings.shown import ShownWords, shown_relations, shown_words


@admin.register(Relation)
class RelationAdmin(admin.ModelAdmin):
    """Rows that may be shown, those that wait for a person first."""

    list_display = ("authority", "thing", "company", "status", "sentence", "speaker", "standing", "by", "ruled_at")
    list_filter = ("standing", "status", "speaker")
    list_select_related = ("document", "page_text", "authority", "system", "company", "by")
    search_fields = (
        "authority__name",
        "system__name",
        "company__name",
        "class_words",
        "document__name",
        "document__sha256",
    )
    list_per_page = 50
    ordering = ("-standing", "document", "page", "start", "pk")  # proposed, then rejected and confirmed
    fields = (
        "document",
        "page",
        "authority",
        "system",
        "company",
        "class_words",
        "status",
        "what_for",
        "when",
        "speaker",
        "sentence",
        "because",
        "rule_version",
        "standing",
        "by",
        "ruled_at",
    )
    readonly_fields = fields
    actions = ("confirm", "reject")

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).filter(pk__in=shown_relations().values("pk"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Relation | None = None) -> bool:
        return False

    @admin.display(description="sentence")
    def sentence(self, relation: Relation) -> str:
        words = _words(relation)
        said = f"{words.sentence} [the sentence {words.note}]" if words.note else words.sentence
        place = (relation.document.sha256, relation.page, relation.start, relation.end)
        address = quote_url(*place, relation.page_text.text_hash)
        return format_html('{} <a href="{}">in its place</a>', said, address)

    @admin.display(description="purpose")
    def what_for(self, relation: Relation) -> str:
        return _words(relation).purpose

    @admin.display(description="time")
    def when(self, relation: Relation) -> str:
        return _words(relation).time

    @admin.display(description="rule")
    def because(self, relation: Relation) -> str:
        return _words(relation).rule

    @admin.action(description="Confirm: the sentence says so", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset) -> None:
        self._rule(request, queryset, Relation.Standing.CONFIRMED)

    @admin.action(description="Reject: the sentence does not say so", permissions=["change"])
    def reject(self, request: HttpRequest, queryset) -> None:
        self._rule(request, queryset, Relation.Standing.REJECTED)

    def _rule(self, request: HttpRequest, queryset, standing: Relation.Standing) -> None:
        count = queryset.update(standing=standing, by=request.user, ruled_at=timezone.now())
        self.message_user(request, f"{count} relations are {standing.label}.")


def _words(relation: Relation) -> ShownWords:
    return shown_words(relation, volumes_around([relation.page_text])[relation.page_text_id])

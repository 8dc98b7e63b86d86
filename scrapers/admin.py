"""Runs and what became of each address, for staff: what was asked, what it brought, what to look at. Never edited by hand."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from datascores.corpus.read_only import ReadOnly
from scrapers.models import Asked, Hit, Result, Run
from scrapers.runs import counts_of


@admin.register(Run)
class RunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "collection", "state", "begun_at", "targets", "results", "alarm")
    list_filter = ("spider", "state", "collection")
    list_per_page = 50
    fields = ("name", "spider", "collection", "state", "begun_at", "ended_at", "starts", "targets", "results", "alarm")
    readonly_fields = fields

    @admin.display(description="addresses by result")
    def results(self, run: Run) -> str:
        """Each number leads to its addresses."""
        counts, address = counts_of(run), reverse("admin:scrapers_asked_changelist")
        links = [(address, run.pk, result.value, counts[result], result.value) for result in Result if counts[result]]
        told = format_html_join(", ", '<a href="{}?run__id__exact={}&result__exact={}">{} {}</a>', links)
        left = run.targets - sum(counts.values())
        return format_html("{}{}", told, f"{', ' if links else ''}{left} not asked yet") if left > 0 else told


@admin.register(Asked)
class AskedAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("url", "result", "reason", "status", "arrivals", "documents", "at", "run")
    list_filter = ("result", "run")
    list_select_related = ("run",)
    search_fields = ("url", "reason")
    show_full_result_count = False


@admin.register(Hit)
class HitAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("term", "url", "title", "provider", "rank", "first_seen")
    list_filter = ("provider",)
    search_fields = ("term", "url", "title")
    show_full_result_count = False

"""Runs and what became of each address, for staff: what was asked, what it brought, what to look at. Never edited by hand."""

from __future__ import annotations

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from datascores.corpus.read_only import ReadOnly
from scrapers.models import Asked, CrawlPlan, Hit, Result, Run
from scrapers.plans import listing_for
from scrapers.politeness import plan_for, words_of
from scrapers.runs import counts_of


@admin.register(CrawlPlan)
class CrawlPlanAdmin(admin.ModelAdmin):
    """Plans; each page says what a run would ask before one is sent, and how the last runs ended."""

    list_display = ("name", "slug", "collection", "every_days", "is_paused", "last_run", "owner")
    list_filter = ("is_paused", "collection")
    list_editable = ("is_paused",)
    search_fields = ("name", "slug", "addresses")
    readonly_fields = ("would_ask", "last_runs")

    def get_changeform_initial_data(self, request):
        return {"owner": request.user.pk}

    @admin.display(description="a run now")
    def would_ask(self, plan: CrawlPlan) -> str:
        if plan.pk is None:
            return "Save the plan to see what it would ask."
        listing = listing_for(plan)
        bad = f" {len(listing.bad_lines)} lines are no addresses: " if listing.bad_lines else ""
        told = "; ".join(f"{line.text[:80]} ({line.reason})" for line in listing.bad_lines[:10])
        return f"{words_of(plan_for(listing.targets, plan.delay), plan.delay)}{bad}{told}"

    @admin.display(description="last run")
    def last_run(self, plan: CrawlPlan) -> str:
        return next(iter(_runs_of(plan, 1)), "none")

    @admin.display(description="its runs")
    def last_runs(self, plan: CrawlPlan) -> str:
        return format_html_join("", "{}<br>", ((run,) for run in _runs_of(plan, 10))) or "none"


def _runs_of(plan: CrawlPlan, most: int) -> list[str]:
    if plan.pk is None:
        return []
    return [
        format_html(
            '<a href="{}">{}</a> {}', reverse("admin:scrapers_run_change", args=[run.pk]), run, run.get_state_display()
        )
        for run in plan.runs.order_by("-pk")[:most]
    ]


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

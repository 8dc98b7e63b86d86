"""The log of versions, as pages and as CSV, and the way back."""

from __future__ import annotations

import csv

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from datascores.curation.drafting import TakeBackRefused, take_back
from datascores.curation.following import following
from datascores.curation.models import Version
from datascores.curation.pages.access import CuratorsOnly
from search.exports import defuse

REFRESH_SECONDS = 10
EDITS_SHOWN = 200


@admin.register(Version)
class VersionAdmin(CuratorsOnly, admin.ModelAdmin):
    list_display = ("number", "reason", "by", "published_at", "hash_after")
    search_fields = ("reason", "draft__edits__slug")
    change_list_template = "admin/curation/versions.html"

    def get_urls(self):
        own = [
            path("log.csv", self.admin_site.admin_view(self.log), name="curation_version_log"),
            path("<int:pk>/take-back/", self.admin_site.admin_view(self.take_back), name="curation_version_take_back"),
        ]
        return own + super().get_urls()

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None) -> HttpResponse:
        version = self._version(request, object_id)
        progress = following(version)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(version),
            "version": version,
            "edits": version.draft.edits.all()[:EDITS_SHOWN],
            "edit_count": version.draft.edits.count(),
            "following": progress,
        }
        response = TemplateResponse(request, "admin/curation/version.html", context)
        if progress and progress.waiting:
            response["Refresh"] = str(REFRESH_SECONDS)
        return response

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self._version(request, str(pk))
        if request.method != "POST":
            raise Http404("This address takes a form.")
        try:
            draft = take_back(version, request.user)
        except TakeBackRefused as refusal:
            for conflict in refusal.conflicts:
                messages.error(request, conflict)
            return HttpResponseRedirect(reverse("admin:curation_version_change", args=[version.pk]))
        return HttpResponseRedirect(reverse("admin:curation_draft_change", args=[draft.pk]))

    def log(self, request: HttpRequest) -> HttpResponse:
        """Every version, a row for each column of each record that it changed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="versions.csv"'
        writer = csv.writer(response)
        writer.writerow(
            ["version", "published", "author", "reason", "kind", "slug", "deed", "column", "before", "after"]
        )
        versions = Version.objects.order_by("number").select_related("author").prefetch_related("draft__edits")
        for version in versions:
            head = [version.number, version.published_at.isoformat(), version.by, version.reason]
            for edit in version.draft.edits.all():
                for column, old, new in edit.differences():
                    row = [*head, edit.kind, edit.slug, edit.deed, column, old, new]
                    writer.writerow([defuse(str(cell)) for cell in row])
        return response

    def _version(self, request: HttpRequest, object_id: str) -> Version:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = Version.objects.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 19 else None
        if found is None:
            raise Http404("There is no such version.")
        return found

"""The page of a draft: filled with put_edit, previewed, published and dropped; nothing else here writes to the catalogue.

Without JavaScript: a running preview reloads by the header Refresh.
"""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from datascores.catalogue.table import MODELS
from datascores.curation.checking import check
from datascores.curation.drafting import DraftClosed, add_reason, bring_up_to_date, drop, take_out
from datascores.curation.models import Draft, Version
from datascores.curation.pages.access import PUBLISH, CuratorsOnly, find_draft, to_draft
from datascores.curation.pages.missing import MissingPages
from datascores.curation.pages.records import RecordPages, find_records
from datascores.curation.previewing import ask_preview
from datascores.curation.publishing import ConfirmationNeeded, PublishRefused, needs_confirmation, publish, sweeping
from datascores.curation.sentences import sentences_of

REFRESH_SECONDS = 3
EDITS_SHOWN = 200


@admin.register(Draft)
class DraftAdmin(RecordPages, MissingPages, CuratorsOnly, admin.ModelAdmin):
    list_display = ("__str__", "state", "author", "made_at")
    list_filter = ("state",)
    search_fields = ("reason", "edits__slug")
    change_list_template = "admin/curation/drafts.html"

    def get_urls(self):
        upload = path("upload/", self.admin_site.admin_view(self.upload), name="curation_draft_upload")
        deeds = [
            ("preview", self.preview),
            ("publish", self.publish),
            ("drop", self.drop),
            ("update", self.update),
            ("take_out", self.take_out),
        ]
        own = [
            path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"curation_draft_{name}")
            for name, view in deeds
        ]
        edit = path("edit/<slug:kind>/", self.admin_site.admin_view(self.edit), name="curation_draft_add")
        named = path("edit/<slug:kind>/<slug:slug>/", self.admin_site.admin_view(self.edit), name="curation_draft_edit")
        missing = path("missing/", self.admin_site.admin_view(self.missing), name="curation_missing")
        return [upload, missing, edit, named, *own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().changelist_view(request, {"kinds": list(MODELS), **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None) -> HttpResponse:
        draft = find_draft(request, object_id)
        return self._page(request, draft)

    def _page(self, request: HttpRequest, draft: Draft, asks_twice: str = "") -> HttpResponse:
        job = draft.preview_job
        is_running = draft.is_open and job is not None and job.state in ("waiting", "running")
        preview = draft.preview or {}
        words = request.GET.get("find", "").strip()[:100] if draft.is_open else ""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(draft),
            "draft": draft,
            "edits": draft.edits.all()[:EDITS_SHOWN],
            "edit_count": draft.edits.count(),
            "findings": check(draft) if draft.is_open else [],
            "examples": draft.examples.all(),
            "preview": preview,
            "is_previewed": draft.is_previewed,
            "sweeping": sweeping(draft) if draft.is_previewed else [],
            "will_ask_twice": draft.is_previewed and needs_confirmation(draft),
            "kinds": list(MODELS),
            "words": words,
            "found": find_records(words) if words else [],
            "sides": [
                (heading, sentences_of(preview.get(side, [])))
                for heading, side in (("Gained", "gained"), ("Lost", "lost"))
            ],
            "job": job,
            "is_running": is_running,
            "asks_twice": asks_twice,
            "may_publish": request.user.has_perm(PUBLISH),
            "version": Version.objects.filter(draft=draft).first(),
        }
        response = TemplateResponse(request, "admin/curation/draft.html", context)
        if is_running:
            response["Refresh"] = str(REFRESH_SECONDS)
        return response

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._posted(request, pk)
        if draft.is_open:
            add_reason(draft, request.POST.get("reason", ""))
            refusals = [finding for finding in check(draft) if finding.refuses]
            if refusals:
                messages.error(request, "There is no preview before what is wrong with the draft is put right.")
            elif not ask_preview(draft, request.user):
                messages.info(request, "There is much to read: the worker counts in the background.")
        return to_draft(draft)

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._posted(request, pk)
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        try:
            seen, twice = request.POST.get("seen", ""), request.POST.get("twice") == "yes"
            version = publish(draft.pk, request.user, seen, twice)  # type: ignore[arg-type]
        except ConfirmationNeeded as needed:
            return self._page(request, draft, str(needed))
        except PublishRefused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return to_draft(draft)
        messages.success(request, f"Published as version {version.number}. The corpus follows in the background.")
        return HttpResponseRedirect(reverse("admin:curation_version_change", args=[version.pk]))

    def drop(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._posted(request, pk)
        try:
            drop(draft)
        except DraftClosed as closed:
            messages.error(request, str(closed))
        return HttpResponseRedirect(reverse("admin:curation_draft_changelist"))

    def take_out(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One record leaves the draft."""
        draft = self._posted(request, pk)
        try:
            take_out(draft, request.POST.get("kind", ""), request.POST.get("slug", ""))
        except DraftClosed as closed:
            messages.error(request, str(closed))
        return to_draft(draft)

    def update(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._posted(request, pk)
        try:
            for edit, conflict in bring_up_to_date(draft):
                message = f"{edit}: {conflict.column} is now “{conflict.live}”, the draft has “{conflict.mine}”."
                messages.error(request, message)
        except DraftClosed as closed:
            messages.error(request, str(closed))
        return to_draft(draft)

    def _posted(self, request: HttpRequest, pk: int) -> Draft:
        draft = find_draft(request, str(pk))
        if request.method != "POST":
            raise Http404("This address takes a form.")
        return draft

"""The page of a draft: filled with put_edit, previewed, published and dropped; nothing else here writes to the catalogue.

Without JavaScript: a running preview reloads by the header Refresh.
"""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from datascores import jobs
from datascores.catalogue.models import Record
from datascores.catalogue.table import MODELS, Problem
from datascores.curation.checking import check
from datascores.curation.drafting import (
    DraftClosed,
    add_reason,
    bring_up_to_date,
    drop,
    live_cells,
    open_draft,
    put_edit,
)
from datascores.curation.editing import CellsForm
from datascores.curation.importing import ImportRefused, draft_file
from datascores.curation.missing import KIND as NAMES_JOB
from datascores.curation.missing import last_look, missing_names
from datascores.curation.models import Dismissal, Draft, Version
from datascores.curation.pages.access import PUBLISH, CuratorsOnly
from datascores.curation.previewing import ask_preview
from datascores.curation.publishing import ConfirmationNeeded, PublishRefused, publish
from datascores.curation.sentences import sentences_of
from datascores.curation.terms import key_of

REFRESH_SECONDS = 3
PROBLEMS_SHOWN = 20


class UploadForm(forms.Form):
    """A list and why."""

    kind = forms.ChoiceField(label="List", choices=Record.Kind.choices)
    file = forms.FileField(label="CSV file, UTF-8")
    reason = forms.CharField(max_length=500)


@admin.register(Draft)
class DraftAdmin(CuratorsOnly, admin.ModelAdmin):
    list_display = ("__str__", "state", "author", "made_at")
    list_filter = ("state",)
    search_fields = ("reason", "edits__slug")
    change_list_template = "admin/curation/drafts.html"

    def get_urls(self):
        upload = path("upload/", self.admin_site.admin_view(self.upload), name="curation_draft_upload")
        deeds = [("preview", self.preview), ("publish", self.publish), ("drop", self.drop), ("update", self.update)]
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
        draft = self._draft(request, object_id)
        return self._page(request, draft)

    def _page(self, request: HttpRequest, draft: Draft, asks_twice: str = "") -> HttpResponse:
        job = draft.preview_job
        is_running = draft.is_open and job is not None and job.state in ("waiting", "running")
        preview = draft.preview or {}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(draft),
            "draft": draft,
            "edits": draft.edits.all()[:200],
            "edit_count": draft.edits.count(),
            "findings": check(draft) if draft.is_open else [],
            "examples": draft.examples.all(),
            "preview": preview,
            "is_previewed": draft.is_previewed,
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
        return self._back(draft)

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
            return self._back(draft)
        messages.success(request, f"Published as version {version.number}. The corpus follows in the background.")
        return HttpResponseRedirect(reverse("admin:curation_version_change", args=[version.pk]))

    def upload(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        problems: list[Problem] = []
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            try:
                draft, same = draft_file(values["kind"], values["file"].read(), values["reason"], request.user)
                messages.info(request, f"{same} rows are as they are already.")
                return self._back(draft) if draft else HttpResponseRedirect(request.path)
            except ImportRefused as refusal:
                problems = refusal.problems
        shown = {"form": form, "problems": problems[:PROBLEMS_SHOWN], "more": max(0, len(problems) - PROBLEMS_SHOWN)}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Draft from a CSV list",
            **shown,
        }
        return TemplateResponse(request, "admin/curation/upload.html", context)

    def edit(self, request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
        """A record as its draft (``?draft=``) or the live catalogue has it; saving goes into that draft or a new one."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        number = request.GET.get("draft", "")
        draft = self._draft(request, number) if number else None
        drafted = draft.edits.filter(kind=kind, slug=slug).first() if draft else None
        cells = (
            drafted.after
            if drafted and drafted.after
            else live_cells([(kind, slug)]).get((kind, slug))
            if (kind in MODELS)
            else None
        )
        if kind not in MODELS or (slug and cells is None):
            raise Http404("There is no such record.")
        if not slug and request.method != "POST" and (name := request.GET.get("name", "")[:200]):
            aliases = request.GET.get("alias", "")[:200]  # as suggested by the list of missing names
            cells = {"name": name, "aliases": aliases}
        is_deletion = bool(slug) and request.POST.get("delete") == "yes"
        form = CellsForm(kind, cells, None if is_deletion else request.POST or None)
        reason = request.POST.get("reason", "").strip()
        if request.method == "POST" and (bool(reason) if is_deletion else form.is_valid()):
            draft = draft or open_draft(request.user)
            wanted = None if is_deletion else form.cleaned_data["cells"]
            try:
                put_edit(draft, kind, slug or form.cleaned_data["slug"], wanted)
                add_reason(draft, reason)
            except DraftClosed as closed:
                messages.error(request, str(closed))
            return self._back(draft)
        title = f"Draft a change: {kind} {slug}" if slug else f"Draft a new {kind}"
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "form": form}
        return TemplateResponse(request, "admin/curation/edit.html", {**context, "may_delete": bool(slug)})

    def missing(self, request: HttpRequest) -> HttpResponse:
        """Names that are not in the catalogue; a form looks again, or rules one out."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        look = last_look()
        is_looking = look is not None and look.state in ("waiting", "running")
        if request.method == "POST":
            name = request.POST.get("dismiss", "").strip()[:200]
            if name and key_of(name):
                reason = request.POST.get("reason", "")[:300]
                Dismissal.objects.get_or_create(
                    key=key_of(name),
                    defaults={"name": name, "reason": reason, "by": request.user},  # type: ignore[misc]  # never anonymous here
                )
            elif not is_looking:
                jobs.ask(NAMES_JOB, asked_by=request.user)
            return HttpResponseRedirect(request.path)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Names that are not in the catalogue",
            "names": missing_names(),
            "look": look,
            "is_looking": is_looking,
        }
        response = TemplateResponse(request, "admin/curation/missing.html", context)
        if is_looking:
            response["Refresh"] = str(REFRESH_SECONDS)
        return response

    def drop(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._posted(request, pk)
        try:
            drop(draft)
        except DraftClosed as closed:
            messages.error(request, str(closed))
        return HttpResponseRedirect(reverse("admin:curation_draft_changelist"))

    def update(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self._posted(request, pk)
        try:
            for edit, conflict in bring_up_to_date(draft):
                message = f"{edit}: {conflict.column} is now “{conflict.live}”, the draft has “{conflict.mine}”."
                messages.error(request, message)
        except DraftClosed as closed:
            messages.error(request, str(closed))
        return self._back(draft)

    def _posted(self, request: HttpRequest, pk: int) -> Draft:
        draft = self._draft(request, str(pk))
        if request.method != "POST":
            raise Http404("This address takes a form.")
        return draft

    def _draft(self, request: HttpRequest, object_id: str) -> Draft:
        if not self.has_view_permission(request):
            raise PermissionDenied
        draft = Draft.objects.filter(pk=object_id).first() if object_id.isdecimal() and len(object_id) < 19 else None
        if draft is None:
            raise Http404("There is no such draft.")
        return draft

    def _back(self, draft: Draft) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:curation_draft_change", args=[draft.pk]))

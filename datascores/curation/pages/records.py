"""The pages on which records get into a draft: one by its form, many by a CSV list. The live catalogue is only read."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Q, QuerySet
from django.db.models.options import Options
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from datascores.catalogue.models import Record
from datascores.catalogue.table import MODELS, Cells, Problem
from datascores.curation.checking import check_new_names
from datascores.curation.drafting import DraftClosed, add_reason, live_cells, open_draft, put_edit
from datascores.curation.editing import CellsForm
from datascores.curation.importing import ImportRefused, draft_file
from datascores.curation.models import Draft
from datascores.curation.pages.access import find_draft, require_curator, to_draft

PROBLEMS_SHOWN = 20
DRAFTS_OFFERED = 10
RECORDS_FOUND = 30


class UploadForm(forms.Form):
    """A list and why."""

    kind = forms.ChoiceField(label="List", choices=Record.Kind.choices)
    file = forms.FileField(label="CSV file, UTF-8")
    reason = forms.CharField(max_length=500)


class DeletionForm(forms.Form):
    """Why a record goes."""

    reason = forms.CharField(label="Why remove it", max_length=500)


class RecordPages:
    """A part of the admin of drafts."""

    admin_site: AdminSite
    opts: Options

    def edit(self, request: HttpRequest, kind: str, slug: str = "") -> HttpResponse:
        """A record as its draft (``?draft=``) or the live catalogue has it; saving goes into that draft or a new one."""
        require_curator(request)
        number = request.GET.get("draft", "")
        draft = find_draft(request, number) if number else None
        cells = cells_for(draft, kind, slug) if kind in MODELS else None
        if kind not in MODELS or (slug and cells is None):
            raise Http404("There is no such record.")
        if not slug and (name := request.GET.get("name", "")[:200]):
            cells = {"name": name, "aliases": request.GET.get("alias", "")[:200]}  # from the list of missing names
        is_deletion = bool(slug) and request.POST.get("delete") == "yes"
        data = request.POST if request.method == "POST" else None
        form = CellsForm(kind, cells, None if is_deletion else data)
        deletion = DeletionForm(data if is_deletion else None, auto_id="id_deletion_%s")
        if is_deletion and deletion.is_valid():
            return self._put(request, draft, kind, slug, None, deletion.cleaned_data["reason"])
        if not is_deletion and form.is_valid():
            wanted = form.cleaned_data["cells"]
            self._judge(form, draft, kind, slug, wanted)
            if not form.errors:
                return self._put(request, draft, kind, wanted["slug"], wanted, form.cleaned_data["reason"])
        own = Draft.objects.filter(state=Draft.State.OPEN, author=request.user.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Draft a change: {kind} {slug}" if slug else f"Draft a new {kind}",
            "form": form,
            "deletion": deletion,
            "kind": kind,
            "slug": slug,
            "draft": draft,
            "own_drafts": [] if draft else own[:DRAFTS_OFFERED],
        }
        return TemplateResponse(request, "admin/curation/edit.html", context)

    def _judge(self, form: CellsForm, draft: Draft | None, kind: str, slug: str, wanted: Cells) -> None:
        """What the cells alone do not show: names that are new, a slug that is taken, a change that is none."""
        live = live_cells([(kind, wanted["slug"])]).get((kind, wanted["slug"]))
        for column, message in check_new_names(wanted, live):
            form.add_error(column, message)
        if not slug and cells_for(draft, kind, wanted["slug"]) is not None:
            form.add_error("slug", f"There is a {kind} with the slug “{wanted['slug']}” already: change that one.")
        elif draft is None and live == wanted:
            form.add_error(None, "Nothing here differs from the live catalogue.")

    def _put(
        self, request: HttpRequest, draft: Draft | None, kind: str, slug: str, cells: Cells | None, reason: str
    ) -> HttpResponse:
        draft = draft or open_draft(request.user)
        try:
            put_edit(draft, kind, slug, cells)
            add_reason(draft, reason)
        except DraftClosed as closed:
            messages.error(request, str(closed))
        return to_draft(draft)

    def upload(self, request: HttpRequest) -> HttpResponse:
        require_curator(request)
        initial = {"kind": request.GET.get("kind", "")}
        form = UploadForm(request.POST or None, request.FILES or None, initial=initial)
        problems: list[Problem] = []
        if request.method == "POST" and form.is_valid():
            values = form.cleaned_data
            try:
                draft, same = draft_file(values["kind"], values["file"].read(), values["reason"], request.user)
                messages.info(request, f"{same} rows are as they are already.")
                return to_draft(draft) if draft else HttpResponseRedirect(request.path)
            except ImportRefused as refusal:
                problems = refusal.problems
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Draft from a CSV list",
            "form": form,
            "problems": problems[:PROBLEMS_SHOWN],
            "more": max(0, len(problems) - PROBLEMS_SHOWN),
        }
        return TemplateResponse(request, "admin/curation/upload.html", context)


def cells_for(draft: Draft | None, kind: str, slug: str) -> Cells | None:
    """The cells of a record as the draft has them, or else the live catalogue; None where there is none."""
    drafted = draft.edits.filter(kind=kind, slug=slug).first() if draft and slug else None
    return drafted.after if drafted and drafted.after else live_cells([(kind, slug)]).get((kind, slug))


def find_records(words: str) -> QuerySet[Record]:
    """Records that have these words in a name or in the slug, a page of them."""
    named = Q(name__icontains=words) | Q(slug__icontains=words) | Q(aliases__text__icontains=words)
    return Record.objects.filter(named).distinct().order_by("name", "kind")[:RECORDS_FOUND]

"""The pages on which staff hand letters in: many files at once, the list by which they are filed, and what would become of it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse

from datascores.corpus.read_only import ReadOnly
from foi.filing.manifest import COLUMNS, read_manifest
from foi.filing.posting import count_unread, file_posting, plan_posting, post, rows_of, written
from foi.laws import ACTS
from foi.models import Campaign, Posting

MAY = "foi.add_message"
MOST_ROWS = 120  # that are edited on the page; longer lists are handed in as a file
REFRESH_SECONDS = 3
EDITED = ("reference", "authority", "law", "sent", "date", "direction")


@admin.register(Posting)
class PostingAdmin(ReadOnly, admin.ModelAdmin):
    """Files handed in; rows are made and filed on the pages below alone."""

    list_display = ("campaign", "by", "at", "filed_at")
    list_filter = ("campaign",)
    list_select_related = ("campaign", "by")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("new/", view(self.new), name="foi_post"),
            path("<int:number>/list/", view(self.listed), name="foi_posting"),
            path("<int:number>/list.csv", view(self.as_file), name="foi_posting_csv"),
            *super().get_urls(),
        ]

    def new(self, request: HttpRequest) -> HttpResponse:
        """Hand files in, with or without a list."""
        _require(request)
        problems: list[str] = []
        if request.method == "POST":
            campaign = Campaign.objects.filter(slug=request.POST.get("campaign", "")).first()
            files = request.FILES.getlist("files")
            manifest = _manifest(request, problems)
            problems += [] if campaign else ["Choose a campaign."]
            problems += [] if files else ["Choose one file or more."]
            if campaign and files and not problems:
                posting = post(campaign, files, manifest, request.user)  # type: ignore[arg-type]
                return HttpResponseRedirect(reverse("admin:foi_posting", args=[posting.pk]))
        context = {"campaigns": Campaign.objects.all(), "problems": problems, "columns": COLUMNS}
        return self._show(request, "admin/foi/post.html", "Hand letters in", context, status=400 if problems else 200)

    def listed(self, request: HttpRequest, number: int) -> HttpResponse:
        """The list of a posting: wait until its files are read, correct it, see what would be filed, file it."""
        posting = _posting(request, number)
        problems: list[str] = []
        if unread := count_unread(posting):
            response = self._show(
                request, "admin/foi/posting.html", str(posting), {"posting": posting, "unread": unread}
            )
            response["Refresh"] = str(REFRESH_SECONDS)
            return response
        rows = rows_of(posting)
        if request.method == "POST":
            handed = _manifest(request, problems) if request.FILES.get("manifest") else ""
            rows = rows if handed or len(rows) > MOST_ROWS else _edited(request.POST, rows)
            manifest = handed or written(rows)
            if "file" in request.POST and not problems:
                plan = file_posting(posting, manifest)
                told = f"{len(plan.letters)} letters filed, {plan.held} files were filed already."
                messages.success(request, told)
                return HttpResponseRedirect(request.path)
            if not problems:
                posting.manifest = manifest
                posting.save(update_fields=["manifest"])
                rows = rows_of(posting)
        plan = plan_posting(posting, written(rows))
        context = {
            "posting": posting,
            "unread": 0,
            "problems": problems,
            "plan": plan,
            "files": sum(len(letter.files) for letter in plan.letters),
            "rows": list(enumerate(rows)) if len(rows) <= MOST_ROWS else [],
            "total": len(rows),
            "most": MOST_ROWS,
            "laws": tuple(ACTS),
        }
        return self._show(request, "admin/foi/posting.html", str(posting), context, status=400 if problems else 200)

    def as_file(self, request: HttpRequest, number: int) -> HttpResponse:
        posting = _posting(request, number)
        response = HttpResponse(written(rows_of(posting)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="letters-{posting.pk}.csv"'
        return response

    def _show(
        self, request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
    ) -> TemplateResponse:
        told = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        return TemplateResponse(request, template, told, status=status)


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(MAY):
        raise PermissionDenied


def _posting(request: HttpRequest, number: int) -> Posting:
    _require(request)
    found = Posting.objects.filter(pk=number).select_related("campaign").first()
    if found is None:
        raise Http404("There is no such posting.")
    return found


def _manifest(request: HttpRequest, problems: list[str]) -> str:
    """The list that was handed in; what is wrong with it as a whole goes to ``problems``."""
    file = request.FILES.get("manifest")
    if file is None:
        return ""
    content = file.read()
    lines, faults = read_manifest(content)
    if faults and not lines:
        problems += [str(fault) for fault in faults[:20]]
        return ""
    return content.decode("utf-8-sig")


def _edited(form: QueryDict, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with what was written into their fields; one that is to be left out is gone."""
    return [
        {**row, **{name: form.get(f"{name}-{number}", row.get(name, "")).strip() for name in EDITED}}
        for number, row in enumerate(rows)
        if f"leave-{number}" not in form
    ]

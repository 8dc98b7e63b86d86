"""The page of names that are not in the catalogue: a form looks again, or rules one out."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.db.models.options import Options
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from datascores import jobs
from datascores.curation.missing import KIND as NAMES_JOB
from datascores.curation.missing import last_look, missing_names
from datascores.curation.models import Dismissal
from datascores.curation.pages.access import require_curator
from datascores.curation.terms import key_of

REFRESH_SECONDS = 3


class MissingPages:
    """A part of the admin of drafts."""

    admin_site: AdminSite
    opts: Options

    def missing(self, request: HttpRequest) -> HttpResponse:
        require_curator(request)
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

"""The page of the pipeline in the admin: seen by staff who may see jobs, used by those who may change them."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from datascores import jobs
from datascores.corpus.models import Job
from datascores.messages import wake
from datascores.operations import pipeline
from datascores.operations.parts import look

REFRESH_SECONDS = 30
SEE, USE = "corpus.view_job", "corpus.change_job"


@require_http_methods(["GET", "HEAD", "POST"])
def show_pipeline(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(SEE):
        raise PermissionDenied
    if request.method == "POST":
        if not request.user.has_perm(USE):
            raise PermissionDenied
        messages.success(request, _do(request))
        return HttpResponseRedirect(request.path)
    troubles, unfinished, stopped = pipeline.troubles(), pipeline.unfinished_jobs(), pipeline.stopped_jobs()
    claims, turns = pipeline.documents_in_hand()
    most = pipeline.MOST_LISTED
    context = {
        **admin.site.each_context(request),
        "title": "Pipeline",
        "parts": look(),
        "stations": pipeline.stations(),
        "troubles": troubles[:most],
        "troubles_count": len(troubles),
        "unfinished": unfinished[:most],
        "unfinished_count": unfinished.count(),
        "stopped": stopped[:most],
        "stopped_count": stopped.count(),
        "claims": claims[:most],
        "claims_count": claims.count(),
        "turns": turns,
        "may_use": request.user.has_perm(USE),
        "refresh": REFRESH_SECONDS,
    }
    response = TemplateResponse(request, "admin/pipeline.html", context)
    response["Refresh"] = str(REFRESH_SECONDS)
    return response


def _do(request: HttpRequest) -> str:
    """The one deed that a button of the page asks for; what it did, in words."""
    deed, wanted = request.POST.get("deed", ""), request.POST
    if deed == "retry":
        return _retry(
            wanted.get("kind", ""), wanted.get("step", ""), wanted.get("reason", ""), wanted.get("sha256", "")
        )
    number = wanted.get("job", "")
    chosen = Job.objects.filter(pk=number) if number.isdecimal() and len(number) < 19 else Job.objects.none()
    if deed == "cancel":
        return "The job is cancelled." if jobs.cancel(chosen) else "The job has ended already."
    if deed == "repeat":
        return "The job waits to be done again." if jobs.repeat(chosen) else "The job neither failed nor was cancelled."
    raise BadRequest("No button of this page asks for that.")


def _retry(kind: str, step: str, reason: str, sha256: str) -> str:
    try:
        count = pipeline.try_trouble_again(kind, step, reason, sha256)
    except KeyError as error:
        raise BadRequest("No button of this page asks for that.") from error
    wake(pipeline.queue_of(step))
    return f"{count} document{'' if count == 1 else 's'} will be tried again by the next worker that is free."

"""The views of exports and batches: choosing, asking, a job's page and its files, what has changed since, uploading a batch.

Anybody who may search may ask for an export; a batch wants somebody logged in. What a form cannot use is said with its
reason, and nothing is begun.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from functools import wraps
from secrets import token_hex
from urllib.parse import parse_qsl

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from datascores import jobs
from datascores.corpus.models import Job
from datascores.corpus.permanent import root_for
from datascores.portal.downloads import serve_file
from datascores.portal.exporting import choices_for, content_type_of, find_job, list_jobs, read_job
from datascores.portal.list_files import send
from datascores.portal.reproducing import ask_comparison, read_kept, reproduce
from search.asking import ask
from search.batch.making import QUESTIONS
from search.batch.questions import MOST_BYTES, MOST_QUESTIONS, BadBatch, check_batch
from search.engine.port import EngineError, EngineRefused
from search.exports.formats import FORMATS
from search.exports.found import refuse_empty_passages
from search.exports.manifest import read_reproduce
from search.exports.tables import TABLES
from search.exports.wanted import find_problem
from search.index import open_engine
from search.query import SearchQuery
from search.refusing import tell_unanswered

REFRESH_SECONDS = 3
form_or_page = require_http_methods(["GET", "HEAD", "POST"])


def needs_index(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 503 with the reason when the index cannot answer, 422 when it refuses the search."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except EngineError as error:
            return tell_unanswered(request, error)

    return guarded


@form_or_page
@needs_index
def export_choice(request: HttpRequest) -> HttpResponseBase:
    """All exports of the search in the address; a POST asks for one in the background."""
    params = request.POST if request.method == "POST" else request.GET
    query = SearchQuery.from_querystring(params)
    querystring = query.to_querystring(page=1, size=20)
    problem, status = "", 200
    if request.method == "POST":
        table, form = request.POST.get("table", ""), request.POST.get("form", "")
        if problem := find_problem(query):
            status = 422
        elif table in TABLES and form in FORMATS:
            wanted = {
                "query": querystring,
                "table": table,
                "format": form,
                "root": root_for(request),
            }
            try:
                refuse_empty_passages(ask(query, open_engine()), TABLES[table])
                job = jobs.ask_search("export", wanted, request.user if request.user.is_authenticated else None)
                return HttpResponseRedirect(reverse("export-job", args=[job.parameters["token"]]))
            except EngineRefused as error:
                problem, status = str(error), 422
            except jobs.QueueFull as error:
                problem, status = str(error), 503
        else:
            problem, status = f"Choose one of {', '.join(TABLES)} and one of {', '.join(FORMATS)}.", 422
    context = {
        "choices": choices_for(querystring),
        "tables": TABLES,
        "formats": FORMATS,
        "querystring": querystring,
        "fields": parse_qsl(querystring, keep_blank_values=True),
        "problem": problem,
        "warnings": query.warnings,
    }
    return render(request, "portal/export_choice.html", context, status=status)


@require_safe
def export_list(request: HttpRequest) -> HttpResponseBase:
    """All exports and batches, for staff."""
    if not getattr(request.user, "is_staff", False):
        return render(request, "403.html", status=403)
    return render(request, "portal/export_list.html", {"jobs": list_jobs()})


@require_safe
def export_list_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same list as a file."""
    if not getattr(request.user, "is_staff", False):
        return render(request, "403.html", status=403)
    rows = [
        {"title": title, "state": state, "url": request.build_absolute_uri(url)} for title, state, url in list_jobs()
    ]
    return send(rows, ("title", "state", "url"), form, "exports")


@require_safe
def export_job(request: HttpRequest, token: str) -> HttpResponseBase:
    page = read_job(_get_job(token))
    response = render(request, "portal/export_job.html", {"job": page, "address": request.build_absolute_uri()})
    if page.is_waiting:
        response["Refresh"] = str(REFRESH_SECONDS)
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response


@require_safe
def export_file(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    job = _get_job(token)
    page = read_job(job)
    if page.closed:
        context = {"reason": page.closed, "querystring": job.parameters.get("query", "")}
        return render(request, "search/export_refused.html", context, status=410)
    if name not in {file.name for file in page.files}:
        raise Http404("This file is not there, or not finished yet.")
    etag = f"{job.result.get('sha256', job.pk)}-{name}"
    return serve_file(request, jobs.folder_of(job) / name, etag, content_type_of(name), name)


@form_or_page
@needs_index
def reproduce_page(request: HttpRequest, export: str) -> HttpResponseBase:
    """What has changed since an export; a POST lets the rows be compared in the background."""
    kept, told = read_kept(export), read_reproduce(request.GET)
    if kept is None and "search" not in told and "table" not in told:
        raise Http404("No export of this name is kept here: the address has been cut short, or was made elsewhere.")
    if request.method == "POST":
        if kept is None:
            raise Http404("The rows of this export are not kept here, so there is nothing to compare with.")
        with contextlib.suppress(jobs.QueueFull):
            ask_comparison(export, kept, request.user if request.user.is_authenticated else None)
        return HttpResponseRedirect(request.get_full_path())
    page = reproduce(export, kept, told)
    response = render(request, "portal/reproduce.html", {"page": page})
    if page.job:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@form_or_page
def batch(request: HttpRequest) -> HttpResponseBase:
    """A form for a CSV of questions; for whoever is logged in."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.path, reverse("admin:login"))
    problem = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_take_batch(request))
        except (BadBatch, jobs.QueueFull) as error:
            problem = str(error)
    context = {"problem": problem, "facets": settings.SEARCH_FACETS, "most": f"{MOST_QUESTIONS:,}"}
    return render(request, "portal/batch.html", context, status=422 if problem else 200)


def _take_batch(request: HttpRequest) -> str:
    """Keep an uploaded file, check it, and put it in the queue; the address of its page. Raises BadBatch, QueueFull."""
    upload = request.FILES.get("file")
    if upload is None:
        raise BadBatch("Choose a file.")
    if upload.size is None or upload.size > MOST_BYTES:
        raise BadBatch(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    token = token_hex(16)
    folder = jobs.folder_named(token)
    folder.mkdir(parents=True)
    try:
        with (folder / QUESTIONS).open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        count = check_batch(folder / QUESTIONS).questions
        wanted = {"token": token, "name": (upload.name or "")[:100], "questions": count}
        jobs.ask_search("batch_search", wanted, request.user)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return reverse("export-job", args=[token])


def _get_job(token: str) -> Job:
    job = find_job(token)
    if job is None:
        raise Http404("There is no export or batch at this address.")
    return job

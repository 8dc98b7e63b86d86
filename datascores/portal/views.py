"""The views of the portal: each finds its row, asks a module for what the page prints, and renders it.

A document that is taken down answers 410 with its reason on every address it has; what does not exist answers 404. No
view decides what may be shown: ``corpus.visibility`` does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from datascores.catalogue.models import Authority, Record
from datascores.corpus.models import Document
from datascores.corpus.visibility import find_takedown, may_serve_original
from datascores.portal import profiles
from datascores.portal.addresses import page_url
from datascores.portal.asked import requests_to
from datascores.portal.backlog import read_backlog
from datascores.portal.coverage import read_coverage
from datascores.portal.documents import list_documents
from datascores.portal.dossier import compile_dossier
from datascores.portal.front import lines_for, read_front_page, unread_totals
from datascores.portal.originals import serve_original
from datascores.portal.why import MAY_REFUSE, Gone, call_wrong, explain, find_mention
from search.facts import facts_for
from search.paging import page_links, read_page_number

DOCUMENTS_A_PAGE = 50
RECORDS_A_PAGE = 100
NAMING_A_PAGE = 20


def shown_document_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand the document to the view; 404 for an unknown hash, 410 with the reason for one that is taken down."""

    return require_safe(document_of_hash(view))


def steady(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Of a page that seldom changes: a browser asks each time whether it has, and is sent it again only then (304 else)."""
    return conditional_page(cache_control(private=True, no_cache=True)(view))


def document_of_hash(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same without a word on methods."""

    @wraps(view)
    def guarded(request: HttpRequest, sha256: str, **kwargs) -> HttpResponseBase:
        document = Document.objects.filter(sha256=sha256).first()
        if document is None:
            raise Http404("No document here has this hash.")
        takedown = find_takedown(document)
        if takedown:
            return render(request, "portal/taken_down.html", {"reason": takedown.reason, "at": takedown.at}, status=410)
        return view(request, document, **kwargs)

    return guarded


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/front.html", {"front": read_front_page()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """All documents, the latest first, or those that the address narrows them to; what is unknown is an empty page."""
    listing = list_documents(request.GET)
    paginator = Paginator(listing.documents, DOCUMENTS_A_PAGE)
    number = read_page_number(request.GET.get("page", ""))
    shown = paginator.page(number).object_list if number <= paginator.num_pages else []
    context = {
        "lines": lines_for(shown),
        "total": f"{paginator.count:,}",
        "listing": listing,
        "statuses": unread_totals(),
        "pages": page_links(request, number, paginator.num_pages),
    }
    return render(request, "portal/documents.html", context)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    backlog = read_backlog() if getattr(request.user, "is_staff", False) else None
    return render(request, "portal/coverage.html", {"coverage": read_coverage(), "backlog": backlog})


@steady
@shown_document_only
def document(request: HttpRequest, document: Document) -> HttpResponse:
    kind, _, slug = request.GET.get("record", "").partition(":")
    return render(
        request,
        "portal/document.html",
        {"dossier": compile_dossier(document, request.user, (kind, slug) if slug else None)},
    )


@shown_document_only
def original(request: HttpRequest, document: Document) -> HttpResponseBase:
    decision = may_serve_original(document, request.user)
    if not decision.is_allowed:
        return render(request, "portal/closed.html", {"reason": decision.reason, "document": document}, status=403)
    try:
        return serve_original(document, request)
    except (FileNotFoundError, Document.original.RelatedObjectDoesNotExist):
        return render(
            request, "portal/closed.html", {"reason": "The stored file is missing.", "document": document}, status=503
        )


@require_http_methods(["GET", "HEAD", "POST"])
def why(request: HttpRequest, sha256: str, number: int, start: int, end: int, text_hash: str, kind: str, slug: str):
    """Why a tag stands; a POST by staff with a reason says that it is wrong."""
    return _why(request, sha256=sha256, number=number, place=(start, end, text_hash), record=get_record(kind, slug))


@document_of_hash
def _why(
    request: HttpRequest, document: Document, number: int, place: tuple[int, int, str], record: Record
) -> HttpResponseBase:
    problem = ""
    if request.method == "POST":
        if request.user.is_anonymous or not request.user.has_perm(MAY_REFUSE):
            return render(request, "403.html", status=403)
        mention = find_mention(document, number, place, record)
        try:
            if mention is not None:
                call_wrong(mention, request.POST.get("reason", ""), request.user)
            return HttpResponseRedirect(request.path)
        except ValueError as error:
            problem = str(error)
    why = explain(document, number, place, record, request.user)
    status = 404 if isinstance(why, Gone) and why.refusal is None else 422 if problem else 200
    template = "portal/why_gone.html" if isinstance(why, Gone) else "portal/why.html"
    context = {"why": why, "problem": problem, **about_document(document)}
    return render(request, template, context, status=status)


@require_safe
def records(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list of a kind; a query that is exactly one record's name leads straight to its page."""
    text, only_named = profiles.read_narrowing(request.GET)
    exact = profiles.find_by_name(kind, text)
    if exact:
        return HttpResponseRedirect(reverse(kind, args=[exact.slug]))
    paginator = Paginator(profiles.list_records(kind, text, only_named), RECORDS_A_PAGE)
    number = read_page_number(request.GET.get("page", ""))
    shown = list(paginator.page(number).object_list) if number <= paginator.num_pages else []
    context = {
        "kind": kind,
        "title": profiles.PLURALS[kind].capitalize(),
        "list_url": request.path,
        "text": text,
        "only_named": only_named,
        "total": f"{paginator.count:,}",
        "lines": profiles.record_lines(shown),
        "pages": page_links(request, number, paginator.num_pages),
    }
    return render(request, "portal/records.html", context)


@require_safe
def profile(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    record = get_record(kind, slug)
    paginator = Paginator(profiles.documents_naming(record), NAMING_A_PAGE)
    number = read_page_number(request.GET.get("page", ""))
    shown = paginator.page(number).object_list if number <= paginator.num_pages else []
    context = {
        "profile": profiles.read_profile(record),
        "naming": profiles.naming_documents(record, shown, is_evidence=True),
        "pages": page_links(request, number, paginator.num_pages),
        "list_url": reverse(f"{kind}-list"),
        "requests_to_it": requests_to(record, request.user) if isinstance(record, Authority) else [],
    }
    return render(request, "portal/profile.html", context)


def get_record(kind: str, slug: str) -> Record:
    """The record. Raises Http404."""
    record = profiles.MODELS[kind].objects.filter(slug=slug).first() if kind in profiles.MODELS else None
    if record is None:
        raise Http404(f"No {kind} here is called “{slug}”.")
    return record


def about_document(document: Document) -> dict[str, object]:
    return {
        "document": document,
        "facts": facts_for([document.pk])[document.pk],
        "page_count": document.page_count,
        "document_url": reverse("document", args=[document.sha256]),
        "first_url": page_url(document.sha256, 1),
    }

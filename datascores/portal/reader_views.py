"""The views of the reader: a page, words on it, its picture, how to cite it, and the sheet to print or keep.

Addresses of words go on showing the text they were made for. What may be shown is decided in ``corpus.visibility``, also for
a picture that a browser has already.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from datascores.corpus.extract.rendering.pages import NO_LOOK
from datascores.corpus.models import Document, Page, PageText
from datascores.corpus.page_covers import Uncovered, covered_image, picture_version
from datascores.corpus.page_views import Busy, NoView, has_views
from datascores.corpus.visibility import has_withheld_words, may_serve_original, may_show_page
from datascores.portal.addresses import newer_url, page_url
from datascores.portal.citations import TYPES, Citation, cite
from datascores.portal.hits import NOTHING, Found, find_marked, sentence_url
from datascores.portal.page_pictures import PagePicture, picture_of
from datascores.portal.reader import ReaderPage, find_quoted_text, read_page, read_quote, turn
from datascores.portal.views import about_document, shown_document_only, steady
from datascores.portal.why import tags_on
from search.asking import wanted_from
from search.facts import Facts, facts_for

YEAR = 365 * 24 * 3600  # seconds
BUSY = "Too many pages are being drawn at this moment; try again in a few seconds."
GONE = "The stored file is missing."


@dataclass(frozen=True)
class Opened:
    """A page, or words on it, as an address names it; ``row`` is the page as it is read today."""

    reader: ReaderPage
    page_text: PageText
    row: Page | None
    picture: PagePicture
    query: str = ""
    found: Found = NOTHING
    more: Mapping[str, str] = field(default_factory=dict)


class QuoteClosed(Exception):
    """Words of the page have been withheld since, and cannot be told in the text the address was made for."""


@steady
@shown_document_only
def page(request: HttpRequest, document: Document, number: int) -> HttpResponse:
    """A page with the words of ``?q=`` marked, or the characters of ``?mark=start-end``; ``?segments=1``: who speaks.

    ``?hit=`` is the number on the page of the hit from which the next one is counted.
    """
    opened = _open_page(request, document, number)
    asked = request.GET.get("hit", "")
    hit = int(asked) if re.fullmatch(r"[1-9]\d{0,6}", asked) else 0
    turning = turn(opened.reader, document, opened.found, opened.query, hit or 1, **opened.more)
    context = {
        **_context(request, document, opened),
        "turning": turning,
        "permanent_url": turning.hits.quote_url or _marked_url(document, opened),
        "query": opened.query,
        "hit": hit,
        "is_carried": number in opened.found.marked.carried,
        "speakers_url": _speakers_url(request, opened.reader.is_telling_speakers),
        "tags": tags_on(opened.row, request.GET.get("tags", "")) if opened.row else None,
    }
    return render(request, "portal/reader.html", context)


@steady
@shown_document_only
def quote(request: HttpRequest, document: Document, number: int, start: int, end: int, text_hash: str) -> HttpResponse:
    try:
        opened = _open_quote(request, document, number, (start, end, text_hash))
    except QuoteClosed:
        return _quote_closed(request, document, number)
    context = _context(request, document, opened)
    if opened.row:
        context["turning"] = turn(opened.reader, document)
    return render(request, "portal/reader.html", context)


@shown_document_only
def page_image(request: HttpRequest, document: Document, number: int) -> HttpResponseBase:
    """The picture of a page, under an address that changes with what makes it."""
    if not document.pages.filter(number=number).exists():
        raise Http404(f"This document has {document.page_count} pages; there is no page {number}.")
    decision = may_show_page(document, number, request.user)
    if not decision.is_allowed:
        return _no_picture(request, document, decision.reason, 403)
    if not has_views(document):
        return _no_picture(request, document, NO_LOOK, 404)
    try:
        version = picture_version(document, number, request.user)
        etag = f'"{document.sha256}-{number}-{version}"'
        stored_at = int(document.original.stored_at.timestamp())
        response = get_conditional_response(request, etag=etag, last_modified=stored_at)
        if response is None:
            response = HttpResponse(covered_image(document, number, request.user), content_type="image/webp")
    except Uncovered as error:
        return _no_picture(request, document, str(error), 403)
    except NoView as error:
        return _no_picture(request, document, str(error), 404)
    except Busy:
        response = _no_picture(request, document, BUSY, 503)
        response["Retry-After"] = "10"
        return response
    except (FileNotFoundError, Document.original.RelatedObjectDoesNotExist):
        return _no_picture(request, document, GONE, 503)
    is_exact = request.GET.get("v") == version
    response["Cache-Control"] = f"private, max-age={YEAR}, immutable" if is_exact else "private, no-cache"
    response["ETag"], response["Last-Modified"] = etag, http_date(stored_at)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@shown_document_only
def exhibit(
    request: HttpRequest, document: Document, number: int, start: int = 0, end: int = 0, text_hash: str = ""
) -> HttpResponseBase:
    """A sheet to print: picture, words, where from and how; ``?download=1`` gives it as one file that needs nothing else."""
    try:
        opened = _open(request, document, number, (start, end, text_hash))
    except QuoteClosed:
        return _quote_closed(request, document, number)
    context = {**_context(request, document, opened), "retrieved": timezone.localtime()}
    if request.GET.get("download") != "1":
        return render(request, "portal/exhibit.html", context)
    picture, failure = _picture_bytes(request, document, number, opened.picture)
    context |= {"picture_data": base64.b64encode(picture).decode(), "picture_failure": failure}
    response = render(request, "portal/exhibit_file.html", context)
    name = f"exhibit-{document.sha256[:12]}-page-{number}.html"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@shown_document_only
def citation(
    request: HttpRequest,
    document: Document,
    number: int,
    kind: str,
    start: int = 0,
    end: int = 0,
    text_hash: str = "",
) -> HttpResponseBase:
    """How to cite the page or the words, as plain text, BibTeX or RIS."""
    try:
        opened = _open(request, document, number, (start, end, text_hash))
    except QuoteClosed:
        return _quote_closed(request, document, number)
    cited = _citation_of(request, document, opened, facts_for([document.pk])[document.pk])
    response = HttpResponse(cite(cited, kind), content_type=f"{TYPES[kind]}; charset=utf-8")
    if kind != "txt":
        name = "-".join(part for part in (document.sha256[:12], "page", str(number), cited.span) if part) + f".{kind}"
        response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _open(request: HttpRequest, document: Document, number: int, quoted: tuple[int, int, str]) -> Opened:
    return _open_quote(request, document, number, quoted) if quoted[2] else _open_page(request, document, number)


def _open_page(request: HttpRequest, document: Document, number: int) -> Opened:
    row = Page.objects.select_related("text__document").filter(document=document, number=number).first()
    if row is None:
        raise Http404(f"This document has {document.page_count} pages; there is no page {number}.")
    wanted = wanted_from(request.GET)
    found = find_marked(document, wanted.clause) if wanted.clause is not None else NOTHING
    marked = re.fullmatch(r"(\d{1,9})-(\d{1,9})", request.GET.get("mark", ""))
    marks = [(int(marked[1]), int(marked[2]))] if marked else []
    marks += found.marked.by_page.get(number, ())
    reader = read_page(row, marks, is_telling_speakers=request.GET.get("segments") == "1")
    picture = picture_of(row.text, row, reader.marks, request.user)
    found = found.with_marks(number, reader.marks) if found else found
    return Opened(reader, row.text, row, picture, wanted.text, found, wanted.more)


def _open_quote(request: HttpRequest, document: Document, number: int, quoted: tuple[int, int, str]) -> Opened:
    """Raises QuoteClosed, and Http404 for an address that names no words."""
    start, end, text_hash = quoted
    row = Page.objects.select_related("text").filter(document=document, number=number).first()
    page_text = find_quoted_text(document, number, text_hash)
    reader = read_quote(page_text, start, end, row) if page_text and start < end <= len(page_text.text) else None
    if page_text is None or reader is None:
        if has_withheld_words(document, number):  # the same answer whether there is such a text or not
            raise QuoteClosed
        raise Http404("There is no such quote: the address has been shortened or changed.")
    return Opened(reader, page_text, row, picture_of(page_text, row, reader.marks, request.user))


def _context(request: HttpRequest, document: Document, opened: Opened) -> dict[str, object]:
    reader = opened.reader
    address = reader.quote_url or page_url(document.sha256, reader.number)
    about = about_document(document)
    cited = _citation_of(request, document, opened, about["facts"])  # type: ignore[arg-type]
    query = f"?{request.GET.urlencode()}" if request.GET and not reader.quote_url else ""
    return {
        **about,
        "reader": reader,
        "picture": opened.picture,
        "citation": cited,
        "citation_words": cite(cited, "txt").strip(),
        "citation_urls": [(kind, f"{address}cite.{kind}") for kind in TYPES],
        "exhibit_url": f"{address}exhibit/{query}",
        "download_url": f"{address}exhibit/{query}{'&' if query else '?'}download=1",
        "original": may_serve_original(document, request.user),
        "original_url": _original_url(document, reader.number),
        "quote_address": cited.url,
    }


def _citation_of(request: HttpRequest, document: Document, opened: Opened, facts: Facts) -> Citation:
    reader = opened.reader
    return Citation(
        title=str(document),
        facts=facts,
        place=reader.place,
        url=request.build_absolute_uri(reader.cited_url or page_url(document.sha256, reader.number)),
        sha256=document.sha256,
        read_by=reader.read_by or "nobody: no words were found",
        retrieved=timezone.localdate(),
        words=reader.quoted.words if reader.quoted else "",
        span=reader.cited_url.rstrip("/").rpartition("/")[2],
    )


def _marked_url(document: Document, opened: Opened) -> str:
    """The permanent address of the sentence around what ``?mark=`` marks, if anything."""
    reader = opened.reader
    if opened.found or not reader.marks:
        return ""
    place = ((reader.number, *reader.marks[0]),)
    return sentence_url(reader.volume, document.sha256, place, opened.page_text.text_hash)


def _original_url(document: Document, number: int) -> str:
    """The file at the right page, where the browser opens it (PDF open parameters, Adobe 2007)."""
    url = reverse("original", args=[document.sha256])
    return f"{url}#page={number}" if document.format == "pdf" else url


def _picture_bytes(request: HttpRequest, document: Document, number: int, picture: PagePicture) -> tuple[bytes, str]:
    """The picture of a page, or why there is none."""
    if not picture.url:
        return b"", picture.reason
    try:
        return covered_image(document, number, request.user), ""
    except (NoView, Uncovered) as error:
        return b"", str(error)
    except Busy:
        return b"", BUSY
    except (FileNotFoundError, Document.original.RelatedObjectDoesNotExist):
        return b"", GONE


def _speakers_url(request: HttpRequest, is_telling: bool) -> str:
    """The same page with every segment told, or, where it is, without."""
    asked = request.GET.copy()
    asked.pop("segments", None)
    if not is_telling:
        asked["segments"] = "1"
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def _no_picture(request: HttpRequest, document: Document, reason: str, status: int) -> HttpResponse:
    context = {"reason": reason, "document": document, "is_picture": True}
    return render(request, "portal/closed.html", context, status=status)


def _quote_closed(request: HttpRequest, document: Document, number: int) -> HttpResponse:
    newer = newer_url(document, number, document.pages.filter(number=number).first())
    return render(request, "portal/quote_closed.html", {"document": document, "newer_url": newer}, status=404)

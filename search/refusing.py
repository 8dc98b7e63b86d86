"""Answers to what cannot be answered: a file that cannot be made, an index that cannot be read. Never like an empty result.

Whoever asks for JSON is told in JSON; everybody else gets a page.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from search.engine.port import EngineError, EngineRefused
from search.query import SearchQuery

RETRY_SECONDS = 60
FOR_PROGRAMS = (".json", ".ndjson")


def refuse_file(request: HttpRequest, query: SearchQuery, reason: str, status: int) -> HttpResponse:
    """That no file is made of the search, and why; with 503 it may be tried again."""
    if request.path.endswith(FOR_PROGRAMS):
        return _timed(_problem(reason, status))
    context = {"reason": reason, "querystring": query.to_querystring(page=1)}
    return _timed(render(request, "search/export_refused.html", context, status=status))


def tell_unanswered(request: HttpRequest, error: EngineError, text: str = "") -> HttpResponse:
    """That the index did not answer: 422 where it refused what was asked, else 503. ``text`` is what was typed."""
    status = 422 if isinstance(error, EngineRefused) else 503
    if request.path.endswith(FOR_PROGRAMS):
        return _timed(_problem(f"This is not an empty result. {error}", status))
    return _timed(render(request, "search/unavailable.html", {"reason": error, "text": text}, status=status))


def _problem(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status, json_dumps_params={"ensure_ascii": False})


def _timed(response: HttpResponse) -> HttpResponse:
    if response.status_code == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response

"""The addresses of exports that a browser or script downloads at once. They take the same query string as the page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.engine.port import EngineError, EngineRefused
from search.exports.formats import FORMATS
from search.exports.responses import ExportsBusy, TooMany, respond
from search.exports.tables import TABLES
from search.exports.wanted import find_problem
from search.index import open_engine
from search.query import SearchQuery


@require_safe
def export(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """The rows of a table in a format; 404 where there is no such table or format, 422 for a search that no file can be of."""
    if table not in TABLES:
        raise Http404(f"There is no export of “{table[:40]}”; there are {', '.join(TABLES)}.")
    if form not in FORMATS:
        raise Http404(f"There is no export as “{form[:40]}”; there are {', '.join(FORMATS)}.")
    query = SearchQuery.from_querystring(request.GET, settings.SEARCH_FACETS)
    if problem := find_problem(query):
        return _refuse(request, problem, 422, query)
    try:
        return respond(request, TABLES[table], form, query, open_engine())
    except (TooMany, EngineRefused) as error:
        return _refuse(request, str(error), 422, query)
    except ExportsBusy as error:
        response = _refuse(request, str(error), 503, query)
        response["Retry-After"] = "60"
        return response
    except EngineError as error:
        response = render(request, "search/unavailable.html", {"reason": error, "text": query.text}, status=503)
        response["Retry-After"] = "60"
        return response


def _refuse(request: HttpRequest, reason: str, status: int, query: SearchQuery) -> HttpResponse:
    context = {"reason": reason, "querystring": query.to_querystring(page=1)}
    return render(request, "search/export_refused.html", context, status=status)

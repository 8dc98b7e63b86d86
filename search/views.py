"""The search page, its exports and its help. The whole state is in the address; any query gets an answer.

An index that is missing or broken is said plainly with status 503; it never looks like "nothing found".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from search.engine.port import EngineUnavailable
from search.exports.tables import TABLES
from search.index import open_engine
from search.language import HELP
from search.overviews.switching import links_to_views
from search.query import NARROWING, SearchQuery, tell_unknown
from search.refusing import tell_unanswered
from search.results import find_results

OF_VIEWS = ("by", "part", "contains")  # what views of a search have in their addresses besides the search


def needs_index(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 503 with the reason when the index cannot answer."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **named: str) -> HttpResponseBase:
        try:
            return view(request, read_query(request), **named)
        except EngineUnavailable as error:
            return tell_unanswered(request, error, request.GET.get("q", ""))

    return guarded


def read_query(request: HttpRequest) -> SearchQuery:
    """The search in an address; what the address has besides is told among its warnings."""
    query = SearchQuery.from_querystring(request.GET)
    unknown = tell_unknown(request.GET, (*settings.SEARCH_FACETS, *NARROWING, *OF_VIEWS))
    return replace(query, warnings=(*query.warnings, *unknown))


@needs_index
def search(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    results = find_results(query, open_engine())
    context = {
        "results": results,
        "help": help_lines(),
        "views": links_to_views(query, "search"),
        "querystring": query.to_querystring(page=1),
        "kept": [(name, value) for name in NARROWING for value in query.filters.get(name, ())],
    }
    return render(request, "search/search.html", context, status=404 if results.is_beyond else 200)


@require_safe
def help_search(request: HttpRequest) -> HttpResponse:
    return render(request, "search/help_search.html", {"help": help_lines()})


@require_safe
def help_export(request: HttpRequest) -> HttpResponse:
    return render(request, "search/help_export.html", {"tables": TABLES.values()})


def help_lines() -> list[tuple[str, str, str]]:
    """Example, what it does, and the address that tries it."""
    return [(example, words, f"{reverse('search')}?{urlencode({'q': example})}") for example, words in HELP]

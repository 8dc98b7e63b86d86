"""The pages that show a search in other ways than by its hits: by date, by body, all values of a facet.

Each takes the query string of the search, keeps all of it, and is to be had as a file under the same address
with .csv or .json instead of the last slash.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from search.exports.wanted import in_lasting_order
from search.index import open_engine
from search.links import search_url
from search.overviews.bodies import all_bodies, group_by_body
from search.overviews.dates import UNITS, make_histogram
from search.overviews.facet_list import LONGEST_CONTAINS, find_values, list_facet
from search.overviews.frame import BadChoice, choose, file_of_search, frame_of, read_choice, send_rows
from search.overviews.switching import view_url
from search.overviews.tables import BODIES, DATES, VALUES, body_rows, date_rows, value_rows
from search.paging import number_links
from search.query import SearchQuery
from search.results import warnings_for
from search.views import needs_index


@needs_index
def dates(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    """Documents by year, or with ``?by=month`` by month."""
    unit, warned = read_choice(request, "by", UNITS)
    more = {"by": unit} if unit != UNITS[0] else {}
    context = {
        **frame_of(query, "search-dates", warned, **more),
        "histogram": make_histogram(query, unit, open_engine()),
        "year_url": view_url("search-dates", query),
        "month_url": view_url("search-dates", query, by="month"),
        "csv_url": view_url("search-dates-csv", query, by=unit),
    }
    return render(request, "search/dates.html", context)


@file_of_search
def dates_file(request: HttpRequest, query: SearchQuery, form: str) -> HttpResponseBase:
    unit = choose(request, "by", UNITS)
    return send_rows(request, date_rows(make_histogram(query, unit, open_engine())), DATES, f"search-by-{unit}", form)


@needs_index
def bodies(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    """The bodies that the documents come from."""
    found = group_by_body(query, open_engine())

    def page_url(number: int) -> str:
        return view_url("search-bodies", query, **({"page": number} if number > 1 else {}))

    context = {
        **frame_of(query, "search-bodies"),
        "found": found,
        "pages": number_links(query.page, found.last_page, page_url),
        "first_page_url": page_url(1),
        "csv_url": view_url("search-bodies-csv", query),
    }
    return render(request, "search/bodies.html", context, status=404 if found.is_beyond else 200)


@file_of_search
def bodies_file(request: HttpRequest, query: SearchQuery, form: str) -> HttpResponseBase:
    unknown, lines = all_bodies(in_lasting_order(query), open_engine())
    rows = body_rows(lines, unknown, search_url(query, page=1))
    return send_rows(request, rows, BODIES, "search-bodies", form)


@needs_index
def facet(request: HttpRequest, query: SearchQuery, name: str) -> HttpResponse:
    """All values of a facet, or those whose name holds ``?contains=``."""
    contains = _read_contains(request, name)
    found = list_facet(query, name, contains, open_engine())
    more: dict[str, str | int] = {"contains": contains} if contains else {}

    def page_url(number: int) -> str:
        return view_url("search-facet", query, name, **more, **({"page": number} if number > 1 else {}))

    context = {
        "query": query,
        "found": found,
        "contains": contains,
        "fields": query.without(name).to_pairs() + [(name, value) for value in query.filters.get(name, ())],
        "warnings": warnings_for(query),
        "pages": number_links(query.page, found.last_page, page_url),
        "all_url": view_url("search-facet", query, name),
        "first_page_url": page_url(1),
        "csv_url": view_url("search-facet-csv", query, name, **more),
        "back_url": search_url(query, page=1),
    }
    return render(request, "search/facet.html", context, status=404 if query.page > max(1, found.last_page) else 200)


@file_of_search
def facet_file(request: HttpRequest, query: SearchQuery, name: str, form: str) -> HttpResponseBase:
    contains = _read_contains(request, name)
    if len(request.GET.get("contains", "").strip()) > LONGEST_CONTAINS:
        raise BadChoice(f"What the values are to hold is longer than {LONGEST_CONTAINS} characters.")
    values, _ = find_values(query, name, contains, open_engine())
    return send_rows(request, value_rows(values), VALUES, f"search-{name}", form)


def _read_contains(request: HttpRequest, name: str) -> str:
    """What the values are to hold. Raises Http404 where there is no such facet."""
    if name not in settings.SEARCH_FACETS:
        raise Http404(f"There is no list of “{name[:40]}”; there are {', '.join(settings.SEARCH_FACETS)}.")
    contains = request.GET.get("contains", "").encode("utf-8", "ignore").decode().replace("\0", "")
    return contains.strip()[:LONGEST_CONTAINS]

"""What the views of a search have in common: the frame around their data, choices in the address, their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from datascores.corpus.permanent import root_for
from search.exports.lines import csv_lines, json_lines, with_root
from search.exports.responses import ExportsBusy, Held, begun, places
from search.exports.tables import Table
from search.exports.wanted import find_problem
from search.facets import labels_for, words_for
from search.overviews.switching import links_to_views, view_url
from search.query import SearchQuery
from search.refusing import refuse_file
from search.results import Tag, Warned, filters_in_force, warnings_for
from search.views import needs_index

CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


class BadChoice(Exception):
    """The address of a file asks for what there is not; the message is fit to show."""


def frame_of(query: SearchQuery, name: str, warned: Sequence[Warned] = (), **more: str) -> dict[str, Any]:
    """The words, the filters in force with links without them, and the other views; ``more`` is kept of the address."""
    kept = [pair for pair in replace(query, page=1).to_pairs() if pair[0] != "q"]
    in_force = filters_in_force(query)
    labels = {facet: labels_for(facet, query.filters[facet]) for facet, _ in in_force}
    return {
        "query": query,
        "action": view_url(name, SearchQuery()),
        "views": links_to_views(query, name),
        "tags": [
            Tag(words_for(facet).title, labels[facet][value], view_url(name, query.without(facet, value), **more))
            for facet, value in in_force
        ],
        "kept": [*kept, *more.items()],
        "warnings": [*warned, *warnings_for(query)],
    }


def read_choice(request: HttpRequest, name: str, choices: Sequence[str]) -> tuple[str, list[Warned]]:
    """The choice in the address, the first where there is none or no such one, which is told."""
    value = request.GET.get(name, choices[0])
    if value in choices:
        return value, []
    known = ", ".join(choice for choice in choices if choice)
    return choices[0], [Warned(f"“{value[:40]}” cannot be the {name}; there are {known}.")]


def file_of_search(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 422 where no file can be made of the search, 503 when the index cannot answer."""

    @needs_index
    @wraps(view)
    def guarded(request: HttpRequest, query: SearchQuery, **named: str) -> HttpResponseBase:
        if problem := find_problem(query):
            return refuse_file(request, query, problem, 422)
        try:
            return view(request, query, **named)
        except BadChoice as error:
            return refuse_file(request, query, str(error), 422)

    return guarded


def choose(request: HttpRequest, name: str, choices: Sequence[str]) -> str:
    """The choice in the address of a file. Raises BadChoice where there is no such one."""
    value, warned = read_choice(request, name, choices)
    if warned:
        raise BadChoice(warned[0].message)
    return value


def send_rows(
    request: HttpRequest, rows: Iterator[dict[str, Any]], table: Table, name: str, form: str
) -> HttpResponseBase:
    """The rows as a download, streamed as they are made. Raises EngineUnavailable before the answer has begun."""
    try:
        give_back = places.take()
    except ExportsBusy as error:
        return refuse_file(request, SearchQuery(), str(error), 503)
    try:
        whole = with_root(begun(rows), root_for(request))
        lines = csv_lines(whole, table) if form == "csv" else json_lines(whole)
    except BaseException:
        give_back()
        raise
    download = StreamingHttpResponse(Held(lines, give_back), content_type=CONTENT_TYPES[form])
    download["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return download

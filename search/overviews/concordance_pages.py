"""The page of words in context, and its file of every line. Takes the query string of the search and keeps all of it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from search.exports.responses import begun
from search.exports.wanted import in_lasting_order
from search.index import open_engine
from search.overviews.concordance import LEFT, RIGHT, NoWords, TooManyToSort, all_lines, make_concordance
from search.overviews.frame import choose, file_of_search, frame_of, read_choice, send_rows
from search.overviews.switching import view_url
from search.overviews.tables import CONCORDANCE, concordance_rows
from search.paging import number_links, read_page_number
from search.query import SearchQuery
from search.refusing import refuse_file
from search.results import SORT_WORDS
from search.views import needs_index

VIEW = "search-concordance"
BESIDE = {RIGHT: "by the words after", LEFT: "by the words before"}
ORDERS = ("", *BESIDE)
SORTS_OFFERED = ("relevance", "-date", "date", "body")


@needs_index
def concordance(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    """Every place as one line; ``?by=right`` or ``left`` sorts by the words beside it, else the documents' order holds."""
    by, warned = read_choice(request, "by", ORDERS)
    part = read_page_number(request.GET.get("part", ""))
    problem = ""
    try:
        found = make_concordance(query, by, part, open_engine())
    except (NoWords, TooManyToSort) as error:
        found, problem = None, str(error)
    more: dict[str, str] = {"by": by} if by else {}

    def page_url(number: int) -> str:
        return view_url(VIEW, query, **more, **({"page": str(number)} if number > 1 else {}))

    def part_url(number: int) -> str:
        return view_url(VIEW, query, **more, page=str(query.page), part=str(number))

    context = {
        **frame_of(query, VIEW, warned, **more),
        "found": found,
        "problem": problem,
        "orders": orders_of(query, by),
        "pages": number_links(query.page, found.last_page, page_url) if found else [],
        "parts": number_links(part, found.last_part, part_url) if found else [],
        "first_page_url": page_url(1),
        "csv_url": view_url(f"{VIEW}-csv", query, **more),
    }
    is_beyond = found is not None and query.page > max(1, found.last_page)
    return render(request, "search/concordance.html", context, status=422 if problem else 404 if is_beyond else 200)


@file_of_search
def concordance_file(request: HttpRequest, query: SearchQuery, form: str) -> HttpResponseBase:
    """Every line of every document, with permanent addresses, in an order that lasts."""
    by = choose(request, "by", ORDERS)
    try:
        rows = begun(concordance_rows(all_lines(in_lasting_order(query), by, open_engine())))
    except (NoWords, TooManyToSort) as error:
        return refuse_file(request, query, str(error), 422)
    return send_rows(request, rows, CONCORDANCE, VIEW, form)


def orders_of(query: SearchQuery, by: str) -> list[tuple[str, str, bool]]:
    """Words, address and whether it is the present one, of each order of lines."""
    of_documents = [
        (SORT_WORDS[sort], view_url(VIEW, replace(query, sort=sort)), not by and query.sort == sort)
        for sort in dict.fromkeys([*SORTS_OFFERED, query.sort])
    ]
    return of_documents + [(words, view_url(VIEW, query, by=side), by == side) for side, words in BESIDE.items()]

"""The addresses of exports that a browser or script downloads at once. They take the same query string as the page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from search.engine.port import EngineError, EngineRefused
from search.exports.formats import FORMATS
from search.exports.responses import ExportsBusy, TooMany, respond
from search.exports.tables import TABLES
from search.exports.wanted import find_problem
from search.index import open_engine
from search.refusing import refuse_file, tell_unanswered
from search.views import read_query


@require_safe
def export(request: HttpRequest, table: str, form: str) -> HttpResponseBase:
    """The rows of a table in a format; 404 where there is no such table or format, 422 for a search that no file can be of."""
    if table not in TABLES:
        raise Http404(f"There is no export of “{table[:40]}”; there are {', '.join(TABLES)}.")
    if form not in FORMATS:
        raise Http404(f"There is no export as “{form[:40]}”; there are {', '.join(FORMATS)}.")
    query = read_query(request)
    if problem := find_problem(query):
        return refuse_file(request, query, problem, 422)
    try:
        return respond(request, TABLES[table], form, query, open_engine())
    except (TooMany, EngineRefused) as error:
        return refuse_file(request, query, str(error), 422)
    except ExportsBusy as error:
        return refuse_file(request, query, str(error), 503)
    except EngineError as error:
        return tell_unanswered(request, error, query.text)

"""An export as the answer to a browser: streamed while it is made, or, for a workbook, made first and then sent.

An index that cannot answer says so before the answer has begun. Should something fail later, the connection is broken off:
the client sees an unfinished download, never a short file that looks whole. At most a few are sent at once, so that slow
clients cannot take every thread of the server; the place is given back when the client is done or gone.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from datascores.corpus.permanent import root_for
from search.asking import ask
from search.engine.port import Engine
from search.exports.formats import FORMATS, write_file
from search.exports.found import hit_rows
from search.exports.lines import with_root
from search.exports.tables import Table
from search.exports.wanted import in_lasting_order
from search.query import SearchQuery

AT_ONCE = 4
MOST_IN_A_WORKBOOK = 2000  # documents; more would keep the browser waiting without a sign
T = TypeVar("T")


class ExportsBusy(Exception):
    """As many exports as may be are being sent."""


class TooMany(Exception):
    """The export is too large to be made while a browser waits."""


class Places:
    """A number of places; taking one that is not there is refused at once."""

    def __init__(self, number: int) -> None:
        self._free = threading.BoundedSemaphore(number)

    def take(self) -> Callable[[], None]:
        """Take a place; what it gives back may be called more than once. Raises ExportsBusy."""
        if not self._free.acquire(blocking=False):
            raise ExportsBusy("Several exports are being sent just now; try again in a minute.")
        once = threading.Lock()

        def give_back() -> None:
            if once.acquire(blocking=False):
                self._free.release()

        return give_back


places = Places(AT_ONCE)


class Held(Iterator[T]):
    """An iterator that gives something back when it ends, fails or is closed, begun or not."""

    def __init__(self, values: Iterator[T], give_back: Callable[[], None]) -> None:
        self._values = values
        self._give_back = give_back

    def __next__(self) -> T:
        try:
            return next(self._values)
        except BaseException:
            self._give_back()
            raise

    def close(self) -> None:
        """Called by Django when the answer is over, and by the server when the client is gone."""
        close = getattr(self._values, "close", None)
        try:
            if close is not None:
                close()
        finally:
            self._give_back()


def respond(
    request: HttpRequest, table: Table, format_name: str, query: SearchQuery, engine: Engine
) -> HttpResponseBase:
    """All rows as a download. Raises EngineUnavailable, EngineRefused, ExportsBusy, TooMany."""
    form = FORMATS[format_name]
    response: HttpResponseBase
    if request.method == "HEAD":
        engine.status()
        response = HttpResponse(content_type=form.content_type)
    else:
        give_back = places.take()
        try:
            root = root_for(request)
            rows = hit_rows(in_lasting_order(query), engine, table)
            if form.lines is None:
                response = _made_file(with_root(rows, root), table, format_name, query, engine)
                give_back()
            else:
                lines = form.lines(with_root(begun(rows), root), table)
                response = StreamingHttpResponse(Held(lines, give_back), content_type=form.content_type)
        except BaseException:
            give_back()
            raise
    response["Content-Disposition"] = f'attachment; filename="{file_name(table)}.{format_name}"'
    return response


def file_name(table: Table) -> str:
    """What a download is called; that of documents has always been called so."""
    return "search" if table.name == "documents" else f"search-{table.name}"


def begun(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows with the first one made already: an index that cannot answer fails before the answer has begun."""
    first = list(islice(rows, 1))

    def all_rows() -> Iterator[dict[str, Any]]:
        yield from first
        yield from rows

    return all_rows()


def _made_file(
    rows: Iterator[dict[str, Any]], table: Table, format_name: str, query: SearchQuery, engine: Engine
) -> FileResponse:
    if engine.count(ask(query, engine).clause, query.filters) > MOST_IN_A_WORKBOOK:
        raise TooMany(
            f"A workbook of more than {MOST_IN_A_WORKBOOK:,} documents is made in the background; ask for it on this page."
        )
    with tempfile.TemporaryDirectory(prefix="export-") as scratch:
        path = Path(scratch) / f"{table.name}.{format_name}"
        write_file(format_name, rows, table, path)
        return FileResponse(path.open("rb"), content_type=FORMATS[format_name].content_type)  # lives on until closed

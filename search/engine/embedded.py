"""The embedded engine: a tantivy index in a folder, the default on one machine.

Many processes may read while one writes; writers wait for each other. A searcher sees what other processes wrote with
its next call. The index is a cache of the database without checksums: it carries the version of schema, analysis and
records beside it, and one that is missing, damaged or of another version is refused aloud (EngineUnavailable), never
answered as empty and never made anew by a read or a write. Needs a POSIX system and a local disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

import tantivy

from search.engine.analysis import ANALYSIS_VERSION
from search.engine.clauses import Clause, word_leaves
from search.engine.embedded_query import compile_query, facet_path
from search.engine.embedded_schema import (
    BY_ID,
    BY_SCORE,
    ORDERS,
    SCHEMA_VERSION,
    SORT_TEXTS,
    make_document,
    make_schema,
    register_words,
)
from search.engine.embedded_view import Window, edge, open_writer
from search.engine.generations import Generations, read_journal
from search.engine.port import (
    SORTS,
    EngineRefused,
    EngineRefusedRecords,
    EngineStatus,
    FacetCount,
    Filters,
    Hit,
    Page,
    Record,
    order_values,
)

_MOST_VALUES = 65_000  # tantivy's own limit of buckets in one answer
_CHUNK = 20_000  # hits taken at a time when all are wanted


class EmbeddedEngine:
    """The port on tantivy. `version` is the caller's version of its records; `wait` how many seconds to wait for
    another writer."""

    def __init__(self, folder: Path, version: str = "1", wait: float = 60.0) -> None:
        self.folder = folder
        library = ".".join(metadata.version("tantivy").split(".")[:2])
        self.version = f"{SCHEMA_VERSION} {ANALYSIS_VERSION} tantivy-{library} records-{version}"
        self._generations = Generations(folder, wait)
        self._schema = make_schema()
        self._window = Window(self._generations, self.version)

    # Writing

    def ensure(self) -> None:
        if not self._generations.has_current():
            self.folder.mkdir(parents=True, exist_ok=True)
            with edge(), self._generations.rebuilding(), self._generations.writing():
                if not self._generations.has_current():
                    new = self._generations.begin()
                    self._create(new)
                    self._generations.switch(new)
        self._window.look()

    def upsert(self, records: Iterable[Record]) -> None:
        self._change(list(records), [])

    def delete(self, ids: Iterable[str]) -> None:
        self._change([], list(ids))

    def _change(self, records: list[Record], ids: list[str]) -> None:
        if not records and not ids:
            return
        documents, refused = [], {}
        for record in records:
            try:
                documents.append((record.id, make_document(record, self._schema)))
            except EngineRefused as error:
                refused[record.id] = str(error)
        ids += [record_id for record_id in refused if record_id]
        records = [record for record in records if record.id not in refused]
        with edge(), self._generations.writing():
            index = self._window.look().index
            if self._generations.is_rebuilding():
                self._generations.note(records, ids)
            with open_writer(index) as writer:
                for record_id in ids:
                    writer.delete_documents_by_term("id", record_id)
                for record_id, document in documents:
                    writer.delete_documents_by_term("id", record_id)
                    writer.add_document(document)
        if refused:
            raise EngineRefusedRecords(refused)

    def rebuild(self, records: Iterable[Record]) -> EngineStatus:
        self.folder.mkdir(parents=True, exist_ok=True)
        refused: dict[str, str] = {}
        with self._generations.rebuilding():
            with self._generations.writing():
                new = self._generations.begin()
            try:
                index = self._create(new)
                with open_writer(index) as writer:
                    self._apply(writer, records, refused)
                with self._generations.writing():
                    with open_writer(index) as writer:
                        self._apply(writer, read_journal(new), refused)
                    self._generations.switch(new)
            except BaseException:
                self._generations.discard(new)
                raise
        if refused:
            raise EngineRefusedRecords(refused)
        return self.status()

    def _apply(self, writer: tantivy.IndexWriter, changes: Iterable[Record | str], refused: dict[str, str]) -> None:
        for change in changes:  # outside of the edge: an error of the caller's records stays what it is
            with edge():
                writer.delete_documents_by_term("id", change if isinstance(change, str) else change.id)
                if isinstance(change, Record):
                    try:
                        writer.add_document(make_document(change, self._schema))
                    except EngineRefused as error:
                        refused[change.id] = str(error)

    def _create(self, generation: Path) -> tantivy.Index:
        with edge():
            index = tantivy.Index(self._schema, path=str(generation), reuse=False)
            register_words(index)
            index.config_reader("manual")
            (generation / "version").write_text(self.version, encoding="utf-8")
            return index

    # Reading

    def search(
        self,
        clause: Clause,
        filters: Filters | None = None,
        facets: Sequence[str] = (),
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 20,
    ) -> Page:
        order = _order_for(sort, clause)
        if offset < 0 or limit < 0:
            raise EngineRefused("A page cannot start before the first hit or hold less than none.")
        filters = filters or {}
        with edge():
            searcher = self._window.look().searcher
            query = compile_query(clause, filters, self._schema)
            hits: list[Hit] = []
            if not limit or offset >= searcher.num_docs:
                total, _ = _find(searcher, query, BY_SCORE, 1)
            else:
                total, hits = _take_page(searcher, query, order, offset, limit)
            return Page(total, tuple(hits), self._count_facets(searcher, clause, filters, facets))

    def count(self, clause: Clause, filters: Filters | None = None) -> int:
        return self.search(clause, filters, limit=0).total

    def iter_ids(self, clause: Clause, filters: Filters | None = None, sort: str = "relevance") -> Iterator[str]:
        order = _order_for(sort, clause)
        with edge():  # now, not when the first id is taken: what cannot be asked is refused at once
            searcher = self._window.look().searcher
            query = compile_query(clause, filters or {}, self._schema)
            total, _ = _find(searcher, query, BY_SCORE, 1)
        return _iter_all(searcher, query, order, total)

    def facet_values(
        self, facet: str, clause: Clause, filters: Filters | None = None, contains: str = ""
    ) -> tuple[FacetCount, ...]:
        with edge():
            counted = self._count_facets(self._window.look().searcher, clause, filters or {}, [facet])[facet]
        return tuple(value for value in counted if contains.casefold() in value.value.casefold())

    def count_distinct(self, facet: str, clause: Clause, filters: Filters | None = None) -> int:
        # tantivy's own count of different values is an estimate, and it lists at most _MOST_VALUES. So: all values, less
        # the repetitions of those that are repeated, which are few.
        field = facet_path(facet)
        repeated = {"field": field, "size": _MOST_VALUES, "min_doc_count": 2}
        with edge():
            searcher = self._window.look().searcher
            query = compile_query(clause, filters or {}, self._schema)
            answer = searcher.aggregate(query, {"all": {"value_count": {"field": field}}, "again": {"terms": repeated}})
        if answer["again"].get("sum_other_doc_count"):
            raise EngineRefused(f"More than {_MOST_VALUES} values of the facet “{facet}” are repeated.")
        return int(answer["all"]["value"]) - sum(value["doc_count"] - 1 for value in answer["again"]["buckets"])

    def status(self) -> EngineStatus:
        with edge():
            view = self._window.look()
            return EngineStatus(view.searcher.num_docs, sum(view.sizes.values()), self.version, view.generation.name)

    def _count_facets(
        self, searcher: tantivy.Searcher, clause: Clause, filters: Filters, facets: Sequence[str]
    ) -> dict[str, tuple[FacetCount, ...]]:
        """Facets without a filter of their own are counted together, each other one under the filters of the rest."""
        free = [facet for facet in facets if not filters.get(facet)]
        passes = [(free, filters)] if free else []
        for facet in facets:
            if filters.get(facet):
                passes.append(([facet], {name: values for name, values in filters.items() if name != facet}))
        counted = {}
        for names, others in passes:
            wanted = {name: {"terms": {"field": facet_path(name), "size": _MOST_VALUES}} for name in names}
            answer = searcher.aggregate(compile_query(clause, others, self._schema), wanted)
            for name in names:
                buckets = answer[name]["buckets"]
                if answer[name].get("sum_other_doc_count"):
                    raise EngineRefused(f"The facet “{name}” has more than {_MOST_VALUES} values.")
                counts = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
                counted[name] = order_values(counts, filters.get(name, ()))
        return {facet: counted[facet] for facet in facets}


def _order_for(sort: str, clause: Clause) -> str:
    """The field that orders; a query without words has no relevance and is ordered by id."""
    if sort not in SORTS:
        raise EngineRefused(f"“{sort}” is not a way to sort; there are {', '.join(SORTS)}.")
    if sort == "relevance" and word_leaves(clause):
        return BY_SCORE
    return BY_ID if sort in ("relevance", "id") else ORDERS[sort]


def _find(
    searcher: tantivy.Searcher, query: tantivy.Query, order: str, limit: int, offset: int = 0
) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
    """All hits counted, and those from `offset` on with what orders them, the smallest first (a score is negated).

    Counting also keeps tantivy from skipping hits that cannot come first, which would add up the same score in another
    order and so round it otherwise from page to page.
    """
    if order == BY_SCORE:
        answer = searcher.search(query, limit=limit, offset=offset, count=True)
        found = [(-score, address) for score, address in answer.hits]
    else:
        answer = searcher.search(
            query, limit=limit, offset=offset, count=True, order_by_field=order, order=tantivy.Order.Asc
        )
        found = answer.hits
    return answer.count, found  # type: ignore[attr-defined]  # the stub forgets count


def _take_page(
    searcher: tantivy.Searcher, query: tantivy.Query, order: str, offset: int, limit: int
) -> tuple[int, list[Hit]]:
    """One page; ties at both its edges are looked at whole and broken by the record, or pages would overlap."""
    taken = wanted = offset + limit
    while True:
        taken = min(taken + 1, searcher.num_docs)
        total, found = _find(searcher, query, order, taken)
        wanted = min(wanted, total)
        if offset >= total:
            return total, []
        if len(found) == total or found[-1][0] > found[wanted - 1][0]:
            break
        taken *= 16  # rarely asked again: the hits of a prefix have but a few scores, and each time all is counted
    first, last = found[offset][0], found[wanted - 1][0]
    start = next(at for at, (value, _) in enumerate(found) if value == first)
    around = [(value, *_tie_key(searcher, address, order)) for value, address in found[start:] if value <= last]
    around.sort()
    page = around[offset - start : wanted - start]
    return total, [Hit(record_id, -value if order == BY_SCORE else 0.0) for value, _, record_id in page]


def _iter_all(searcher: tantivy.Searcher, query: tantivy.Query, order: str, total: int) -> Iterator[str]:
    """All ids in order, taken chunk by chunk; a group that ties is held back until it is whole."""
    tied: list[tuple[str, str]] = []
    tied_value = None
    for offset in range(0, total, _CHUNK):
        with edge():
            chunk = _find(searcher, query, order, _CHUNK, offset)[1]
            found = [(value, _tie_key(searcher, address, order)) for value, address in chunk]
        for value, key in found:
            if value != tied_value:
                yield from (record_id for _, record_id in sorted(tied))
                tied, tied_value = [], value
            tied.append(key)
    yield from (record_id for _, record_id in sorted(tied))


def _tie_key(searcher: tantivy.Searcher, address: tantivy.DocAddress, order: str) -> tuple[str, str]:
    """What decides between records of the same order value: the whole sort text if there is one, then the id."""
    record = searcher.doc(address)
    return str(record.get_first(SORT_TEXTS[order])) if order in SORT_TEXTS else "", str(record.get_first("id"))

"""The scaled engine: an index on a cluster of Elasticsearch 8 or 9, or OpenSearch 2 or 3.

The same port as the embedded engine, with the same words, matches, counts and order. Many processes may read and write. The
index is a cache of the database: it is refused aloud where it is missing, of another version or not whole, and never made
anew by a read or a write. While a rebuild runs, every change goes to both generations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from search.engine.analysis import ANALYSIS_VERSION
from search.engine.clauses import Clause, word_leaves
from search.engine.elastic_bulk import Change, Told, send
from search.engine.elastic_client import Cluster, IndexGone
from search.engine.elastic_generations import Generations, filled_by
from search.engine.elastic_query import compile_clause, compile_filters, facet_path
from search.engine.elastic_schema import ID, MOST_VALUES, ORDERS, SCHEMA_VERSION, make_source
from search.engine.elastic_walk import Walk
from search.engine.port import (
    SORTS,
    EngineRefused,
    EngineRefusedRecords,
    EngineStatus,
    EngineUnavailable,
    FacetCount,
    Filters,
    Hit,
    Page,
    Record,
    order_values,
)

_FILLING, _CHANGING = 1, 2  # ranks: what changes while an index grows is not undone by the older state of the rebuild
_WINDOW = 10_000  # hits that an engine orders at once; pages beyond are walked to
_TRIES = 3  # looks for an index that others replace


class ElasticEngine:
    """The port on a cluster. `name` begins the names of its indices, `version` is the caller's version of its records."""

    def __init__(
        self, cluster: Cluster, name: str = "datascores", version: str = "1", shards: int = 1, replicas: int = 0
    ) -> None:
        self.version = f"{SCHEMA_VERSION} {ANALYSIS_VERSION} records-{version}"
        self._cluster = cluster
        self._generations = Generations(cluster, name, self.version, shards, replicas)
        self._params = {"allow_partial_search_results": "false"}
        if shards > 1:  # the same word weighs the same wherever a record lies
            self._params["search_type"] = "dfs_query_then_fetch"

    # Writing

    def ensure(self) -> None:
        state = self._generations.look()
        if not state.generations and not state.foreign:
            self._generations.create(self._generations.serving)
            state = self._generations.look()
        self._generations.current(state)

    def upsert(self, records: Iterable[Record]) -> None:
        changes, refused = make_changes(records)
        self._change(changes, refused)

    def delete(self, ids: Iterable[str]) -> None:
        self._change([Change(record_id) for record_id in ids], {})

    def _change(self, changes: list[Change], refused: dict[str, str]) -> None:
        state = self._generations.look()
        self._generations.current(state)
        self._generations.remove_left_over(state)
        changes += [Change(record_id) for record_id in refused if record_id]
        if self._generations.is_growing(state):
            with suppress(IndexGone):  # the rebuild has ended: what it made serves, or is gone
                self._send(self._generations.growing, changes, _CHANGING)
        if changes:
            refused |= self._send(self._generations.serving, changes).refused
            self._cluster.ask("POST", f"/{self._generations.serving}/_refresh")
        if refused:
            raise EngineRefusedRecords(refused)

    def _send(self, target: str, changes: Iterable[Change], rank: int = 0) -> Told:
        """Send the changes, and delete what the engine refuses of them."""
        told = send(self._cluster, target, changes, rank)
        send(self._cluster, target, [Change(record_id) for record_id in told.refused], rank)
        return told

    def rebuild(self, records: Iterable[Record]) -> EngineStatus:
        new = self._generations.begin()
        refused: dict[str, str] = {}
        try:
            filling = filled_by(new)
            told = self._send(filling, _changes_noting(records, refused), _FILLING)
            self._send(filling, [Change(record_id) for record_id in refused if record_id], _FILLING)
            refused |= told.refused
            self._cluster.ask("POST", f"/{filling}/_refresh")
            self._check_whole(filling, told.created)
            self._generations.switch(new)
        except IndexGone as error:
            raise EngineUnavailable("The new search index was removed, by another rebuild perhaps.") from error
        except BaseException:
            with suppress(EngineUnavailable):  # else the next rebuild removes it
                self._generations.discard(new)
            raise
        if refused:
            raise EngineRefusedRecords(refused)
        return self.status()

    def _check_whole(self, target: str, created: int) -> None:
        """Raise EngineUnavailable if fewer documents are there than were made and not deleted meanwhile."""
        there = self._cluster.ask("GET", f"/{target}/_count")["count"]
        stats = self._cluster.ask("GET", f"/{target}/_stats/indexing")
        deleted = stats["_all"]["primaries"]["indexing"]["delete_total"]
        if there < created - deleted:
            raise EngineUnavailable(f"The new search index has {there} documents of {created}; the old one stays.")

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
        order = order_for(sort, clause)
        if offset < 0 or limit < 0:
            raise EngineRefused("A page cannot start before the first hit or hold less than none.")
        filters = filters or {}
        body = _body_of(clause, filters, facets)
        is_near = offset + limit <= _WINDOW
        if limit and is_near:
            body |= {"sort": order, "from": offset}
        answer = self._ask(body | {"size": limit if is_near else 0, "track_total_hits": True})
        total = answer["hits"]["total"]["value"]
        hits = [Hit(hit["_id"], hit["_score"] or 0.0) for hit in answer["hits"]["hits"]]
        if limit and not is_near and offset < total:
            hits = list(self._walk(clause, filters, order).hits(offset, limit))
        return Page(total, tuple(hits), _facets_in(answer, filters, facets))

    def count(self, clause: Clause, filters: Filters | None = None) -> int:
        return self.search(clause, filters, limit=0).total

    def iter_ids(self, clause: Clause, filters: Filters | None = None, sort: str = "relevance") -> Iterator[str]:
        walk = self._walk(clause, filters or {}, order_for(sort, clause))
        return (hit.id for hit in walk.hits())

    def facet_values(
        self, facet: str, clause: Clause, filters: Filters | None = None, contains: str = ""
    ) -> tuple[FacetCount, ...]:
        counted = self.search(clause, filters, [facet], limit=0).facets[facet]
        return tuple(value for value in counted if contains.casefold() in value.value.casefold())

    def count_distinct(self, facet: str, clause: Clause, filters: Filters | None = None) -> int:
        # The engine's own count of different values is an estimate. So: all values, less the repetitions of those that are
        # repeated, which are few. The parts of an index do not know of each other's repetitions: there all are listed.
        path = facet_path(facet)
        repeated = {"field": path, "size": MOST_VALUES, "min_doc_count": 2, "shard_min_doc_count": 2}
        if "search_type" in self._params:
            repeated |= {"min_doc_count": 1, "shard_min_doc_count": 1}
        body = _body_of(clause, filters or {}) | {"size": 0, "track_total_hits": False}
        body["aggs"] = {"all": {"value_count": {"field": path}}, "again": {"terms": repeated}}
        answer = self._ask(body)["aggregations"]
        buckets = answer["again"]["buckets"]
        if len(buckets) >= MOST_VALUES:
            raise EngineRefused(f"The facet “{facet}” has more than {MOST_VALUES} values.")
        return int(answer["all"]["value"]) - sum(bucket["doc_count"] - 1 for bucket in buckets)

    def status(self) -> EngineStatus:
        generation = self._generations.current(self._generations.look())
        documents = self._cluster.ask("GET", f"/{generation.index}/_count")["count"]
        stats = self._cluster.ask("GET", f"/{generation.index}/_stats/store")
        size = stats["_all"]["primaries"]["store"]["size_in_bytes"]
        return EngineStatus(documents, size, self.version, generation.index)

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        """The answer of the index that serves. One that is replaced at this very moment is asked for again."""
        body = body | {"timeout": f"{self._cluster.access.timeout * 0.8:.0f}s", "_source": False}
        path = f"/{self._generations.serving}/_search"
        for tries_left in reversed(range(_TRIES)):
            try:
                return self._cluster.ask("POST", path, body, self._params)
            except IndexGone:
                state = self._generations.look()
                self._generations.current(state)  # tells why it is not there
                if not tries_left:
                    raise
        raise AssertionError("the last try answers or raises")

    def _walk(self, clause: Clause, filters: Filters, order: list[dict[str, str]]) -> Walk:
        self._generations.current(self._generations.look())
        body = _body_of(clause, filters) | {"sort": order, "track_total_hits": False, "_source": False}
        return Walk(self._cluster, self._generations.serving, body, self._params)


def make_changes(records: Iterable[Record]) -> tuple[list[Change], dict[str, str]]:
    """The documents of records, and the reason for each id of which none can be made."""
    refused: dict[str, str] = {}
    return list(_changes_noting(records, refused)), refused


def _changes_noting(records: Iterable[Record], refused: dict[str, str]) -> Iterator[Change]:
    for record in records:
        try:
            yield Change(record.id, make_source(record))
        except EngineRefused as error:
            refused[record.id] = str(error)


def order_for(sort: str, clause: Clause) -> list[dict[str, str]]:
    """The keys that order hits; a query without words has no relevance and is ordered by id."""
    if sort not in SORTS:
        raise EngineRefused(f"“{sort}” is not a way to sort; there are {', '.join(SORTS)}.")
    by_id = {ID: "asc"}
    if sort == "relevance":
        return [{"_score": "desc"}, by_id] if word_leaves(clause) else [by_id]
    return [by_id] if sort == "id" else [{ORDERS[sort]: "asc"}, by_id]


def _body_of(clause: Clause, filters: Filters, facets: Sequence[str] = ()) -> dict[str, Any]:
    """What to ask. With facets the filters come after the query, so that each facet is counted without its own."""
    query, passing = compile_clause(clause).to_dict(), compile_filters(filters).to_dict()
    if not facets:
        return {"query": {"bool": {"must": [query], "filter": [passing]}} if any(filters.values()) else query}
    counted = {}
    for facet in facets:
        others = compile_filters(filters, without=facet).to_dict()
        terms = {"terms": {"field": facet_path(facet), "size": MOST_VALUES}}
        counted[facet] = {"filter": others, "aggs": {"values": terms}}
    return {"query": query, "post_filter": passing, "aggs": counted}


def _facets_in(answer: dict[str, Any], filters: Filters, facets: Sequence[str]) -> dict[str, tuple[FacetCount, ...]]:
    counted = {}
    for facet in facets:
        values = answer["aggregations"][facet]["values"]
        if values.get("sum_other_doc_count") or values.get("doc_count_error_upper_bound"):
            raise EngineRefused(f"The facet “{facet}” has more than {MOST_VALUES} values.")
        counts = {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}
        counted[facet] = order_values(counts, filters.get(facet, ()))
    return counted

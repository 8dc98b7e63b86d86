"""The process that measures how fast a cluster takes in documents: the engine's rebuild against a bare bulk of the same.

``python -m datascores.benchmark.bulk 100000``; the DATASCORES_SEARCH_* variables say where. It works in indices of its own,
which it removes, and prints seconds as JSON. Both get what they need ready in memory, the rebuild records and the bare bulk
the very documents that become of them, into indices of the same settings and mapping, and both end with a refresh. At last it
searches what was made, with six facets and without.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import django

from search.engine.port import Engine

NAME = "benchmark_bulk"
QUERIES = 200
TURNS = ("rebuild", "bare", "bare", "rebuild")  # so that whatever grows or warms up meanwhile falls on both alike
WARM = 5000  # documents of a first turn of each that is not counted


def measure(count: int) -> dict[str, list[float]]:
    """The seconds of each turn, by its kind, and of each search, without facets ("none") and with ("six")."""
    from django.conf import settings

    from datascores.benchmark.generator import made_records
    from search.engine.elastic import ElasticEngine
    from search.engine.elastic_client import Cluster
    from search.engine.elastic_schema import make_source
    from search.index import access_to

    access = access_to(settings.SEARCH_ENGINE)
    client, engine = connect(access), ElasticEngine(Cluster(access), NAME, shards=settings.SEARCH_SHARDS)
    records = list(made_records(count))
    documents = [(record.id, make_source(record)) for record in records]
    remove(client)
    told: dict[str, list[float]] = {"bare": [], "rebuild": []}
    try:
        send_bare(client, documents[:WARM], settings.SEARCH_SHARDS)
        engine.rebuild(records[:WARM])
        for kind in TURNS:
            remove(client)
            started = time.perf_counter()
            if kind == "bare":
                send_bare(client, documents, settings.SEARCH_SHARDS)
            else:
                engine.rebuild(records)
            told[kind].append(time.perf_counter() - started)
            print(f"{kind}: {count} documents in {told[kind][-1]:.1f} s", file=sys.stderr, flush=True)
        told |= search(engine)
    finally:
        remove(client)
    return told


def search(engine: Engine) -> dict[str, list[float]]:
    """The seconds of searches for 20 hits, without facets and with six of many values, by turns."""
    from datascores.benchmark.generator import made_queries
    from datascores.benchmark.measures import SIX_FACETS
    from search.language import parse

    told: dict[str, list[float]] = {"none": [], "six": []}
    for clause in [parse(text).clause for text in made_queries(QUERIES)]:
        for kind, facets in (("none", ()), ("six", SIX_FACETS)):
            started = time.perf_counter()
            engine.search(clause, facets=facets, limit=20)
            told[kind].append(time.perf_counter() - started)
    return told


def connect(access: Any) -> Any:
    """A client of the cluster as its makers' manual tells to make one."""
    from elasticsearch import Elasticsearch

    from search.engine.elastic_client import OpenSearchNode

    options: dict[str, Any] = {"request_timeout": 120}
    if access.user:
        options["basic_auth"] = (access.user, access.password)
    if access.ca_file:
        options["ca_certs"] = access.ca_file
    if access.kind == "opensearch":
        options["node_class"] = OpenSearchNode
    return Elasticsearch(list(access.urls), **options)


def send_bare(client: Any, documents: Sequence[tuple[str, bytes]], shards: int) -> None:
    """Make an index of the documents. Raises elasticsearch's BulkIndexError for one that is refused."""
    from elasticsearch.helpers import bulk

    from search.engine.elastic_schema import index_body

    index = f"{NAME}-bare"
    client.options(ignore_status=404).perform_request("DELETE", f"/{index}", headers=_HEADERS)
    client.perform_request("PUT", f"/{index}", headers=_HEADERS, body=index_body("bare", NAME, shards, 0))
    actions: Iterator[dict[str, Any]] = (
        {"_index": index, "_id": record_id, "_source": source} for record_id, source in documents
    )
    bulk(client, actions)
    client.perform_request("POST", f"/{index}/_refresh", headers=_HEADERS)
    there = client.perform_request("GET", f"/{index}/_count", headers=_HEADERS).body["count"]
    if there != len(documents):
        raise RuntimeError(f"The bare index has {there} documents of {len(documents)}.")


def remove(client: Any) -> None:
    """Remove the indices of this measurement."""
    for index in client.perform_request("GET", f"/{NAME}-*", headers=_HEADERS).body:
        client.perform_request("DELETE", f"/{index}", headers=_HEADERS)


_HEADERS = {"accept": "application/json", "content-type": "application/json"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "datascores.settings")
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))

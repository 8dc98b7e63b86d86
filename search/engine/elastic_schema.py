"""What a record looks like inside Elasticsearch and OpenSearch: settings, mapping and the document of a record. Pure.

Words come analysed (words.py) and are only split at blanks here, so that both engines hold what the embedded one holds.
The source of a document is not kept: whatever is lost comes from the database.
Whoever changes this file's fields or tokens changes SCHEMA_VERSION.
"""

from __future__ import annotations

import json
from typing import Any

from search.engine.analysis import GAP
from search.engine.port import EngineRefused, Record, days_of, facets_of
from search.engine.words import NO_DAY, WORD_FIELDS, newest_first, sortable, words_of

SCHEMA_VERSION = "elastic-1"
MOST_VALUES = 65_000  # of one facet in one answer; both engines refuse more than 65,535 buckets
MADE_BY = "datascores"
_LONGEST_TOKEN = 1024  # UTF-16 units; a word of LONGEST_WORD code points has at most twice as many
ORDERS = {"date": "by_date", "-date": "by_date_down", "body": "by_body", "title": "by_title", "received": "by_received"}
ID = "id"


def index_body(version: str, name: str, shards: int, replicas: int) -> dict[str, Any]:
    """Settings and mapping of a new index. Its `_meta` tells whose it is and by which version it was made."""
    words = {"type": "text", "analyzer": "words", "index_options": "positions"}
    order = {"index": False, "doc_values": True}
    properties: dict[str, Any] = {
        ID: {"type": "keyword"},
        "facets": {"type": "object", "dynamic": True},
        "first_day": {"type": "integer"},
        "last_day": {"type": "integer"},
        "by_date": {"type": "integer", **order},
        "by_date_down": {"type": "integer", **order},
    }
    properties |= {f"{field}{form}": words for field in WORD_FIELDS for form in ("", "_exact")}
    properties |= {by: {"type": "keyword", **order} for by in ("by_body", "by_title", "by_received")}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",  # every change is made visible when it is whole
            "gc_deletes": "24h",  # how long a rebuild is kept from bringing back what was deleted meanwhile
            "max_terms_count": 1_000_000,  # ids of one filter
            "analysis": {
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
                "filter": {"gaps": {"type": "stop", "stopwords": [GAP]}},
                "analyzer": {"words": {"type": "custom", "tokenizer": "blanks", "filter": ["gaps"]}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "date_detection": False,
            "_source": {"enabled": False},
            "_meta": {"made_by": MADE_BY, "name": name, "version": version},
            "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}],
            "properties": properties,
        },
    }


def make_source(record: Record) -> bytes:
    """The document of a record as one line of JSON. Raises EngineRefused for an empty id, a date that is none, half a
    character."""
    if not record.id:
        raise EngineRefused("A record needs an id.")
    fields: dict[str, Any] = {ID: record.id, "facets": facets_of(record)}
    fields |= words_of(record)
    fields |= {"by_title": sortable(record.title), "by_body": sortable(record.body)}
    fields |= {"by_received": newest_first(record.received), "by_date": NO_DAY, "by_date_down": NO_DAY}
    if record.date:
        first, last = days_of(record.date)
        fields |= {"first_day": first, "last_day": last, "by_date": first, "by_date_down": NO_DAY - 1 - first}
    try:
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise EngineRefused(f"The record {record.id!r} holds something that is no text.") from error

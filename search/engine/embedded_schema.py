"""What a record looks like inside tantivy: the schema, the tokens and the keys that sort.

tantivy sorts by one field only and looks up text slowly, so what sorts is a number; what ties is decided by the stored
text and the id.
Whoever changes this file's fields or tokens changes SCHEMA_VERSION.
"""

from __future__ import annotations

import re

import tantivy

from search.engine.analysis import GAP
from search.engine.port import EngineRefused, Record, days_of, facets_of
from search.engine.words import NO_DAY, WORD_FIELDS, newest_first, sortable, words_of

SCHEMA_VERSION = "embedded-4"
BY_SCORE = "score"
BY_ID = "by_id"
ORDERS = {"date": "by_date", "-date": "by_date_down", "body": "by_body", "title": "by_title", "received": "by_received"}
# Where an order number can be the same for different texts, the stored text that decides.
SORT_TEXTS = {"by_title": "title_text", "by_body": "body_text", "by_received": "received_text"}
_DIGITS = re.compile(r"\D")


def make_schema() -> tantivy.Schema:
    """The fields of the index."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in WORD_FIELDS:
        schema.add_text_field(name, tokenizer_name="words", index_option="position")
        schema.add_text_field(f"{name}_exact", tokenizer_name="words", index_option="position")
    schema.add_json_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    schema.add_integer_field("first_day", indexed=True, fast=True)
    schema.add_integer_field("last_day", indexed=True, fast=True)
    for order in (BY_ID, *ORDERS.values()):
        schema.add_integer_field(order, fast=True)
    for text in SORT_TEXTS.values():
        schema.add_text_field(text, stored=True, tokenizer_name="raw", index_option="basic")
    return schema.build()


def register_words(index: tantivy.Index) -> None:
    """Teach an opened index to read the tokens made here."""
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer("words", whitespace.filter(tantivy.Filter.custom_stopword([GAP])).build())


def make_document(record: Record, schema: tantivy.Schema) -> tantivy.Document:
    """The tantivy document of a record. Raises EngineRefused for an empty id, a date that is none, half a character."""
    if not record.id:
        raise EngineRefused("A record needs an id.")
    fields: dict[str, object] = {"id": record.id, "facets": facets_of(record)}
    fields |= words_of(record)
    first_day = None
    if record.date:
        first_day, last_day = days_of(record.date)
        fields |= {"first_day": first_day, "last_day": last_day}
    try:
        fields |= _order_numbers(record, first_day)
        return tantivy.Document.from_dict(fields, schema)
    except ValueError as error:  # a lone surrogate in the id or a facet
        raise EngineRefused(f"The record {record.id!r} holds something that is no text.") from error


def _order_numbers(record: Record, first_day: int | None) -> dict[str, int | str]:
    """The numbers that order records, ascending, and the texts behind them. The beginning of the id is part of the
    number of a day, so that no more than a few records of one day tie."""
    title, body = sortable(record.title), sortable(record.body)
    received = newest_first(record.received)
    moment = _DIGITS.sub("", record.received)[:14]
    day, day_down = (NO_DAY, NO_DAY) if first_day is None else (first_day, NO_DAY - 1 - first_day)
    return {
        BY_ID: _beginning(record.id, 7),
        "by_date": (day << 40) + _beginning(record.id, 5),
        "by_date_down": (day_down << 40) + _beginning(record.id, 5),
        "by_title": _beginning(title, 7),
        "title_text": title,
        "by_body": _beginning(body, 7),
        "body_text": body,
        "by_received": 10**14 - int(moment.ljust(14, "0")) if moment.isascii() and moment else 10**15,
        "received_text": received,
    }


def _beginning(text: str, count: int) -> int:
    """The first bytes of a text as a number: as numbers they are ordered as the texts are."""
    return int.from_bytes(text.encode()[:count].ljust(count, b"\0"))

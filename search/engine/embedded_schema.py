"""What a record looks like inside tantivy: the schema, the tokens and the keys that sort.

Words are analysed here in Python and handed over joined by blanks, with a placeholder where a stop word stood, so that
tantivy counts positions as Lucene does. Beside the stemmed fields stand the words as written, for prefix and fuzzy.
Sort keys end with the record's id, because tantivy sorts by one field only and ties have to be broken by id.
Whoever changes this file's fields or tokens changes SCHEMA_VERSION.
"""

from __future__ import annotations

import tantivy

from search.engine.analysis import Analysis
from search.engine.port import EngineRefused, Record, days_of, facets_of

SCHEMA_VERSION = "embedded-1"
_GAP = "\x02"  # stands for a stop word; no word can contain it
_END = "\x1f"  # parts the key from the id; sorts before every printable character
_LAST = "\x7f"  # what is unknown comes last
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
KEYS = {"date": "by_date", "-date": "by_date_down", "title": "by_title", "received": "by_received"}


def make_schema() -> tantivy.Schema:
    """The fields of the index."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        schema.add_text_field(name, tokenizer_name="words", index_option="position")
        schema.add_text_field(f"{name}_exact", tokenizer_name="words", index_option="basic")
    schema.add_json_field("facets", fast=True, tokenizer_name="raw", index_option="basic")
    schema.add_integer_field("first_day", indexed=True, fast=True)
    schema.add_integer_field("last_day", indexed=True, fast=True)
    for key in KEYS.values():
        schema.add_text_field(key, fast=True, tokenizer_name="raw", index_option="basic")
    return schema.build()


def register_words(index: tantivy.Index) -> None:
    """Teach an opened index to read the tokens made here."""
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer("words", whitespace.filter(tantivy.Filter.custom_stopword([_GAP])).build())


def make_document(record: Record, schema: tantivy.Schema) -> tantivy.Document:
    """The tantivy document of a record. Raises EngineRefused for an empty id, a date that is none, half a character."""
    if not record.id or _END in record.id:
        raise EngineRefused(f"A record needs an id without control characters, not {record.id!r}.")
    fields: dict[str, object] = {"id": record.id, "facets": facets_of(record)}
    for name, text in (("title", record.title), ("text", record.text)):
        words = Analysis(text)
        fields[name] = " ".join(stem or _GAP for stem in words.stems)
        fields[f"{name}_exact"] = " ".join(word or _GAP for word in words.exacts)
    if record.date:
        fields["first_day"], fields["last_day"] = days_of(record.date)
    for sort, value in _sort_values(record).items():
        fields[KEYS[sort]] = f"{value}{_END}{record.id}"
    try:
        return tantivy.Document.from_dict(fields, schema)
    except ValueError as error:  # a lone surrogate in the id or a facet
        raise EngineRefused(f"The record {record.id!r} holds something that is no text.") from error


def _sort_values(record: Record) -> dict[str, str]:
    """What each sort compares, ascending: digits are complemented where the newest comes first."""
    title = " ".join(record.title.casefold().split())[:120].encode("utf-8", "replace").decode()
    return {
        "date": record.date or _LAST,
        "-date": record.date.translate(_COMPLEMENT) or _LAST,
        "title": title or _LAST,
        "received": record.received.translate(_COMPLEMENT) or _LAST,
    }


def id_of_key(key: str) -> str:
    """The id at the end of a sort key."""
    return key.rpartition(_END)[2]

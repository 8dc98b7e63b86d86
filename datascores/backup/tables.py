"""The rows of every table as lines of JSON, and such lines as rows: the same on every database the portal runs on.

Rows go in as they came out, keys and hashes included, past all model code: nothing is derived, stamped or announced again.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import BinaryField, Field, Model

AT_ONCE = 500  # rows a statement
LEFT_OUT = frozenset(
    {"sessions.Session", "corpus.Claim", "corpus.Turn"}
)  # who is logged in; what workers hold just now


def kept_tables() -> list[type[Model]]:
    """The models whose rows are kept, in a fixed order."""
    models = apps.get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.managed and not model._meta.proxy]
    return sorted((model for model in kept if model._meta.label not in LEFT_OUT), key=lambda model: model._meta.label)


def rows_as_lines(model: type[Model]) -> Iterator[str]:
    """Every row of a table as a line of JSON: its values in the order of ``columns_of``, in the order of keys."""
    fields = _fields(model)
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield json.dumps(list(map(_shown, fields, row)), ensure_ascii=False, separators=(",", ":"), default=_plain)


def columns_of(model: type[Model]) -> list[str]:
    """The columns of a table that a backup holds."""
    return [field.attname for field in _fields(model)]


def insert_lines(model: type[Model], lines: Iterable[str]) -> int:
    """Insert rows from lines; how many. Raises ValueError for a line that is no row of the table."""
    fields, count = _fields(model), 0
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or field.attname) for field in fields)
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        waiting = iter(lines)
        while rows := [_row_of(fields, line, model) for line in islice(waiting, AT_ONCE)]:
            cursor.executemany(statement, rows)
            count += len(rows)
    return count


def empty_tables() -> None:
    """Remove what setting up the database puts into it, so that rows with the same keys fit. Only for an empty portal."""
    with connection.cursor() as cursor:
        for model in kept_tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def reset_sequences() -> None:
    """Let new rows get keys behind those inserted."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_tables()):
            cursor.execute(statement)


def _fields(model: type[Model]) -> list[Field]:
    return list(model._meta.local_concrete_fields)


def _shown(field: Field, value: Any) -> Any:
    if isinstance(field, BinaryField) and value is not None:
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def _plain(value: Any) -> str:
    """Values that JSON has no form of; times keep their microseconds."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    raise TypeError(f"A {type(value).__name__} has no form in a backup.")


def _row_of(fields: list[Field], line: str, model: type[Model]) -> list[Any]:
    values = json.loads(line)
    if not isinstance(values, list) or len(values) != len(fields):
        raise ValueError(f"A row of {model._meta.label} has not the {len(fields)} columns it should have.")
    return [
        field.get_db_prep_save(_read(field, value), connection) for field, value in zip(fields, values, strict=True)
    ]


def _read(field: Field, value: Any) -> Any:
    if isinstance(field, BinaryField) and value is not None:
        return base64.b64decode(value)
    return field.to_python(value)

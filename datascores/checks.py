"""What the portal asks of its database before it is set up: that names sort there as everywhere else."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import Error, Tags, register
from django.db import connections

_BY_CODE_POINT = {"c", "posix", "c.utf8", "c.utf-8", "ucs_basic"}


@register(Tags.database)
def check_order_of_texts(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_: object
) -> list[Error]:
    """PostgreSQL sorts by the rules of the language a database was made for; lists and exports want code points."""
    errors = []
    for alias in databases or ():
        if connections[alias].vendor != "postgresql":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()"
            )
            collation, encoding = cursor.fetchone()
        if collation.lower() not in _BY_CODE_POINT or encoding != "UTF8":
            errors.append(
                Error(
                    f"The database sorts texts by {collation} in {encoding}, not by code points in UTF8.",
                    hint="Make it with: CREATE DATABASE datascores TEMPLATE template0 ENCODING 'UTF8'"
                    " LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'",
                    id="datascores.E001",
                )
            )
    return errors

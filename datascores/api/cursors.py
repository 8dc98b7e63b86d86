"""Cursors: a place in an order of rows, as a signed text that only the same request understands.

In a list a cursor names the last row seen, not a number of rows: what comes in or goes meanwhile shifts nothing. That of a
search names its next page, that of a facet how many values were seen. Each carries a hash of the request, so that a cursor
of another one is refused instead of giving rows that nobody asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q

from datascores.api.problems import BadRequest

_SALT = "datascores.api.cursor"


def fingerprint_of(*parts: object) -> str:
    """What is the same for the same request."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_cursor(fingerprint: str, values: Sequence[object]) -> str:
    return Signer(salt=_SALT).sign_object([fingerprint, *values])


def read_cursor(cursor: str, fingerprint: str) -> list[Any]:
    """The values that were put in. Raises BadRequest for what is no cursor, and for one of another request."""
    try:
        made_for, *values = Signer(salt=_SALT).unsign_object(cursor)
    except BadSignature:
        raise BadRequest("This is no cursor of this portal; begin without one.") from None
    if made_for != fingerprint:
        raise BadRequest("This cursor belongs to another request: address, filters and order must be the same.")
    return values


def behind(keys: Sequence[str], values: Sequence[object]) -> Q:
    """Rows after a place in an order by several keys ("-key" downwards). The first key bounds it, for the database's sake."""
    first = keys[0].lstrip("-")
    bound = Q(**{f"{first}__{'lte' if keys[0].startswith('-') else 'gte'}": values[0]})
    same, after = Q(), Q(pk__in=[])
    for key, value in zip(keys, values, strict=True):
        name, way = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        after |= same & Q(**{f"{name}__{way}": value})
        same &= Q(**{name: value})
    return bound & after

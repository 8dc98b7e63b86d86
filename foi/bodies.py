"""Which body of the catalogue a source means: by its slug, its code, or a name that it alone has.

A name that two bodies have, such as that of a council and of its predecessor, means the one that was there on the day.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from datascores.catalogue.models import Authority
from foi.counting import existed


class NoBody(LookupError):
    """No body, or more than one, has this name; the message says which."""


class Bodies:
    """The names of all bodies, read once."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[int, Authority]] = defaultdict(dict)
        for body in Authority.objects.prefetch_related("aliases"):
            for name in _names_of(body):
                self._by_name[_folded(name)][body.pk] = body

    def find(self, written: str, day: date | None = None) -> Authority:
        """The body that is meant; of several, the one that was there on the day. Raises NoBody."""
        found = list(self._by_name.get(_folded(written), {}).values())
        there = [body for body in found if day and existed(body, day)]
        if len(found) == 1 or len(there) == 1:
            return (there or found)[0]
        if not found:
            raise NoBody(f"the catalogue knows no body “{written}”")
        names = ", ".join(sorted(body.slug for body in there or found))
        raise NoBody(f"“{written}” may be any of {names}; write one of these")


def _names_of(body: Authority) -> Iterator[str]:
    yield from (body.slug, body.name, body.gss_code, body.mysociety_code)
    yield from (alias.text for alias in body.aliases.all())


def _folded(name: str) -> str:
    """Case, accents, "&" and blanks make no other body."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())

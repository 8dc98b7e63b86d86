"""What spiders yield: a visit that brought something, one that found all as it was, or a miss. Frozen values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from scrapers.targets import Target


@dataclass(frozen=True)
class Fetched:
    """An answer with status 200 to the address of ``target``; ``redirects`` are the addresses passed on the way."""

    target: Target
    body: bytes
    final_url: str
    status: int
    at: datetime
    redirects: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)  # lower case names, those of KEPT_HEADERS only


@dataclass(frozen=True)
class Unchanged:
    """An answer with status 304 (RFC 9110, 15.4.5): the host says that the address holds what we were given last."""

    target: Target
    at: datetime


@dataclass(frozen=True)
class Missed:
    """An address that brought nothing, and why, in plain words; ``status`` is 0 where no answer came.

    ``is_closed`` tells those that robots.txt, or the wish of a host to be left alone, has closed: they were not asked.
    """

    target: Target
    reason: str
    status: int = 0
    is_closed: bool = False
    at: datetime | None = None


KEPT_HEADERS = ("content-type", "content-disposition", "etag", "last-modified", "content-language")

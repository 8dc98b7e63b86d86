"""What spiders yield: a visit that brought something, or a miss with its reason. Frozen values, nothing else."""

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
class Missed:
    """An address that brought nothing, and why, in plain words."""

    target: Target
    reason: str


KEPT_HEADERS = ("content-type", "content-disposition", "etag", "last-modified", "content-language")

"""From what a spider yields to what the corpus holds, one address after another, with an outcome for each.

A visit becomes a version of its address and an arrival for each search term that found it; an unchanged address becomes
neither. The page and its rows are written together or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import DatabaseError, transaction

from datascores.corpus import originals
from datascores.corpus.addresses import Visit, Visited, record_visit
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import AddressVersion
from datascores.pipeline import submit
from scrapers.items import Fetched, Missed


class Result(StrEnum):
    """What became of an address, as the table of a run names it."""

    NEW = "new"
    CHANGED = "changed"
    FOUND_AGAIN = "found again"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What became of one address of the list; ``arrivals`` and ``documents`` count new rows."""

    url: str
    result: Result
    reason: str = ""
    arrivals: int = 0
    documents: int = 0


@dataclass(frozen=True)
class Keeper:
    """Keeps what one run brings: in which collection (slug), under which run id."""

    collection: str
    run: str

    def __call__(self, item: Fetched | Missed) -> Outcome:
        """Write the item down. A disk or database that refuses makes the address a failed one, not the run."""
        if isinstance(item, Missed):
            return Outcome(item.target.url, Result.FAILED, item.reason)
        try:
            return self._keep(item)
        except (OSError, DatabaseError) as error:
            return Outcome(item.target.url, Result.FAILED, f"it came but could not be kept: {error}")

    @transaction.atomic
    def _keep(self, fetched: Fetched) -> Outcome:
        name = name_for(fetched)
        visited = record_visit(Visit(fetched.target.url, fetched.body, name, fetched.at))
        content = fetched.body
        if visited.is_unchanged:  # the arrival belongs to what is held, not to the same words in other wrapping
            name = visited.version.arrivals.earliest("pk").file_name
            with originals.originals().open(visited.version.document.original.key) as held:
                content = held.read()
        arrivals = sum(self._submit(fetched, term, visited.version, name, content) for term in fetched.target.terms)
        return Outcome(fetched.target.url, result_of(visited, arrivals), "", arrivals, int(visited.is_new_document))

    def _submit(self, fetched: Fetched, term: str, version: AddressVersion, name: str, content: bytes) -> bool:
        arrival = NewArrival(
            collection=self.collection,
            file_name=name,
            address_version=version,
            run=self.run,
            search_term=term,
            declared_type=fetched.headers.get("content-type", "").partition(";")[0].strip()[:120],
            sender=sender_of(fetched),
        )
        return submit(arrival, BytesIO(content)).is_new_arrival


def result_of(visited: Visited, arrivals: int) -> Result:
    """The result of a kept visit. "Found again" is an unchanged address under a new term or in another collection."""
    if visited.is_unchanged:
        return Result.FOUND_AGAIN if arrivals else Result.UNCHANGED
    return Result.NEW if visited.is_first else Result.CHANGED


def name_for(fetched: Fetched) -> str:
    """The file name: as the host states it, else the last part of the path, else the host."""
    message = Message()
    message["Content-Disposition"] = fetched.headers.get("content-disposition", "")
    parts = urlsplit(fetched.final_url)
    stated = (message.get_filename() or "").replace("\\", "/").rpartition("/")[2].strip()
    return stated or unquote(parts.path.rstrip("/").rpartition("/")[2]).strip() or parts.hostname or "unnamed"


def sender_of(fetched: Fetched) -> dict[str, Any]:
    """What the host said with the answer, for the arrival."""
    said = {
        "final_url": fetched.final_url,
        "status": fetched.status,
        "redirects": list(fetched.redirects),
        "etag": fetched.headers.get("etag"),
        "last_modified": fetched.headers.get("last-modified"),
        "content_language": fetched.headers.get("content-language"),
        "fetched_at": fetched.at.isoformat(timespec="seconds"),
    }
    return {name: value for name, value in said.items() if value}

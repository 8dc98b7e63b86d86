"""From what a spider yields to what the corpus holds, one address after another, with an outcome for each.

A visit becomes a version of its address and an arrival for each search term that found it; an unchanged address becomes
neither. The page, its rows and what the run says of the address are written together or not at all, so that a run that is
killed goes on where it stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import DatabaseError, transaction
from django.utils import timezone

from datascores.corpus import originals
from datascores.corpus.addresses import (
    Validators,
    Visit,
    Visited,
    record_gone,
    record_unchanged,
    record_visit,
)
from datascores.corpus.intake import NewArrival
from datascores.corpus.models import AddressVersion
from datascores.pipeline import submit
from scrapers.items import Fetched, Missed, Unchanged
from scrapers.models import Asked, Result, Run

Item = Fetched | Unchanged | Missed
GONE = (404, 410)


@dataclass(frozen=True)
class Outcome:
    """What became of one address of the list; ``arrivals`` and ``documents`` count new rows.

    ``is_noted`` tells whether the run has it in writing; what it has not, is asked for again.
    """

    url: str
    result: Result
    reason: str = ""
    arrivals: int = 0
    documents: int = 0
    status: int = 0
    is_conditional: bool = False
    is_noted: bool = True


@dataclass(frozen=True)
class Keeper:
    """Keeps what one run brings, and with it what became of each address."""

    run: Run

    def __call__(self, item: Item) -> Outcome:
        """Write the item down. A disk or database that refuses makes the address a failed one, not the run."""
        try:
            with transaction.atomic():
                outcome = self._outcome_of(item)
                self._note(outcome)
        except (OSError, DatabaseError) as error:
            return Outcome(item.target.url, Result.FAILED, f"it came but could not be kept: {error}", is_noted=False)
        return outcome

    def _note(self, outcome: Outcome) -> None:
        said = {name: value for name, value in vars(outcome).items() if name not in ("url", "is_noted")}
        said["reason"] = outcome.reason[:300]
        Asked.objects.update_or_create(run=self.run, url=outcome.url, defaults=said)

    def _outcome_of(self, item: Item) -> Outcome:
        if isinstance(item, Fetched):
            return self._keep(item)
        if isinstance(item, Unchanged):
            return self._see_again(item)
        url, reason, status = item.target.url, item.reason, item.status
        if status in GONE and record_gone(url, item.at or timezone.now()):
            return Outcome(url, Result.GONE, f"{reason}: what is held of it stays", status=status)
        return Outcome(url, Result.CLOSED if item.is_closed else Result.FAILED, reason, status=status)

    def _see_again(self, seen: Unchanged) -> Outcome:
        """The host says that nothing has changed: only a term that is new for the address makes an arrival."""
        version = record_unchanged(seen.target.url, seen.at)
        if version is None:  # what it speaks of is no longer held
            return Outcome(seen.target.url, Result.FAILED, "status 304, and nothing is held of it", status=304)
        first = version.arrivals.earliest("pk")
        arrivals = 0
        for term in seen.target.terms:
            if not version.arrivals.filter(search_term=term, collection__slug=self.run.collection).exists():
                with originals.originals().open(version.document.original.key) as held:
                    content = held.read()
                arrivals += self._hand_on(term, version, first.file_name, content, first.declared_type, first.sender)
        result = Result.FOUND_AGAIN if arrivals else Result.UNCHANGED
        return Outcome(seen.target.url, result, arrivals=arrivals, status=304, is_conditional=True)

    def _keep(self, fetched: Fetched) -> Outcome:
        name = name_for(fetched)
        validators = Validators(fetched.headers.get("etag", ""), fetched.headers.get("last-modified", ""))
        visited = record_visit(Visit(fetched.target.url, fetched.body, name, fetched.at, validators))
        content = fetched.body
        if visited.is_unchanged:  # the arrival belongs to what is held, not to the same words in other wrapping
            name = visited.version.arrivals.earliest("pk").file_name
            with originals.originals().open(visited.version.document.original.key) as held:
                content = held.read()
        declared = fetched.headers.get("content-type", "").partition(";")[0].strip()[:120]
        arrivals = sum(
            self._hand_on(term, visited.version, name, content, declared, sender_of(fetched))
            for term in fetched.target.terms
        )
        result = result_of(visited, arrivals)
        return Outcome(fetched.target.url, result, "", arrivals, int(visited.is_new_document), fetched.status)

    def _hand_on(
        self, term: str, version: AddressVersion, name: str, content: bytes, declared: str, sender: dict[str, Any]
    ) -> bool:
        arrival = NewArrival(
            collection=self.run.collection,
            file_name=name,
            address_version=version,
            run=self.run.name,
            search_term=term,
            declared_type=declared,
            sender=sender,
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

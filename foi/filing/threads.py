"""Filing threads of WhatDoTheyKnow from saved files: `NAME.json` with `NAME.html` beside it, and the files of letters in the
folder `NAME/` under the paths of their addresses (`NAME/response/22/attach/3/Annex A.pdf`).

Read again, a thread that changed is updated and nothing doubled; what the source no longer shows is kept and marked.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

from django.db import transaction

from datascores.catalogue.models import Authority
from datascores.corpus.describing.kinds import LETTER
from datascores.corpus.intake import NewArrival
from datascores.pipeline import submit
from foi.bodies import Bodies, NoBody
from foi.models import Attachment, Campaign, Message, Request
from foi.whatdotheyknow import SourceMessage, Thread, join
from foi.whatdotheyknow.records import NoRequest

SITE = "https://www.whatdotheyknow.com"


@dataclass
class Told:
    """What became of some threads: what is new, what changed or was withdrawn, and what could not be read, by file."""

    requests: int = 0
    new_requests: int = 0
    new_messages: int = 0
    changed_messages: int = 0
    new_files: int = 0
    missing_files: int = 0
    withdrawn: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)


def find_threads(paths: list[Path]) -> list[Path]:
    """The JSON files that have a page beside them."""
    found = [file for path in paths for file in (sorted(path.rglob("*.json")) if path.is_dir() else [path])]
    return [file for file in found if file.suffix == ".json" and file.with_suffix(".html").is_file()]


def file_threads(
    campaign: Campaign,
    records: list[Path],
    collection: str,
    day: date,
    progress: Callable[[int], None] = lambda done: None,
) -> Told:
    """File them as the source shows them on a day; each thread whole or not at all."""
    told, bodies = Told(), Bodies()
    for number, record in enumerate(records, 1):
        try:
            thread = join(record.read_bytes(), record.with_suffix(".html").read_bytes())
        except (NoRequest, OSError) as error:
            told.problems.append((record.name, str(error)))
            continue
        told.problems += [(record.name, problem) for problem in thread.problems]
        with transaction.atomic():
            _file(campaign, thread, record.with_suffix(""), collection, day, bodies, told)
        told.requests += 1
        progress(number)
    return told


def _file(
    campaign: Campaign, thread: Thread, folder: Path, collection: str, day: date, bodies: Bodies, told: Told
) -> None:
    request = _request(campaign, thread, bodies, told)
    for source in thread.messages:
        message = _message(request, thread, source, collection, told)
        for position, file in enumerate(source.files):
            path = folder / file.place
            attachment, is_new = Attachment.objects.get_or_create(
                message=message,
                key=file.key[:300],
                defaults={"name": file.name[:300], "position": position, "address": urljoin(SITE, file.address)[:500]},
            )
            told.new_files += is_new
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                with path.open("rb") as content:
                    name = f"{thread.request.slug}/{file.place}"
                    body = request.authority.slug if request.authority and source.is_incoming else ""
                    arrival = NewArrival(collection=collection, file_name=name, stated_authority=body)
                    receipt = submit(arrival, content)
                attachment.document_id = receipt.document_id
            elif attachment.document_id is None:
                told.missing_files += 1
                told.problems.append((folder.name, f"The file {file.place} is not among those that were saved."))
            attachment.withdrawn_at = None
            attachment.save()
        shown = [file.key for file in source.files]
        told.withdrawn += message.attachments.filter(withdrawn_at=None).exclude(key__in=shown).update(withdrawn_at=day)
    gone = request.messages.filter(withdrawn_at=None).exclude(key__in=[source.key for source in thread.messages])
    told.withdrawn += gone.update(withdrawn_at=day)


def _request(campaign: Campaign, thread: Thread, bodies: Bodies, told: Told) -> Request:
    source = thread.request
    body = _body(thread, bodies, told)
    is_scottish = body is not None and body.nation == "Scotland"
    law = {"FOIA": "FOISA", "EIR": "EISR"}.get(source.law, "") if is_scottish else source.law
    first = next((message.time for message in thread.messages if not message.is_incoming and message.time), None)
    values = {
        "reference": source.slug[:120],
        "title": source.title[:300],
        "authority": body,
        "authority_as_written": source.body_name[:300],
        "law": law,
        "sent": first.date() if first else source.created.date() if source.created else None,
        "address": f"{SITE}/request/{source.slug}"[:500],
        "source_state": source.state[:120],
        "source_outcome": source.outcome or "",
    }
    request, is_new = Request.objects.update_or_create(
        campaign=campaign, key=f"whatdotheyknow:{source.number}", defaults=values
    )
    told.new_requests += is_new
    return request


def _body(thread: Thread, bodies: Bodies, told: Told) -> Authority | None:
    for written in (thread.request.body_name, thread.request.body_slug.replace("_", " ")):
        try:
            return bodies.find(written, thread.request.created.date() if thread.request.created else None)
        except NoBody as error:
            problem = str(error)
    told.problems.append((thread.request.slug, f"{problem}; the request is filed under the name as written."))
    return None


def _message(request: Request, thread: Thread, source: SourceMessage, collection: str, told: Told) -> Message:
    """A message whose words changed at the source gets the new ones; the earlier document stays held."""
    direction = Message.Direction.IN if source.is_incoming else Message.Direction.OUT
    document = None
    if source.text:
        name = f"{thread.request.slug}/{source.key}.txt"
        body = request.authority.slug if request.authority and source.is_incoming else ""
        arrival = NewArrival(
            collection=collection,
            file_name=name,
            stated_date=source.time.date().isoformat() if source.time else "",
            stated_kind=LETTER if source.is_incoming else "",  # whatever its words, a body wrote it in answer
            stated_authority=body,
        )
        document = submit(arrival, io.BytesIO(source.text.encode()))
    message, is_new = Message.objects.get_or_create(
        request=request, key=source.key, defaults={"direction": direction, "subject": thread.request.title[:300]}
    )
    told.new_messages += is_new
    if document is not None and message.document_id != document.document_id:
        told.changed_messages += not is_new
        message.document_id = document.document_id
    message.direction, message.sender, message.prominence = direction, source.sender[:200], source.prominence[:40]
    message.time, message.date = source.time, source.time.date() if source.time else None
    message.withdrawn_at = None
    message.save()
    return message

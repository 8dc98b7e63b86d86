"""Intake: bytes and the story of how they came in become an original, a document and an arrival.

Receiving the same event again changes nothing and says so. Members of mails and zips come through here as well, once for
every arrival of their container.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.db import transaction

from datascores.corpus import originals
from datascores.corpus.descent import Room, holds_itself, room_for
from datascores.corpus.models import AddressVersion, Arrival, Collection, Document, Job, Original

_SAID = ("run", "search_term", "declared_type", "stated_authority", "stated_date", "stated_kind")
# what the sender says is cut to what a row holds
_MOST_SIGNS = {field.name: field.max_length for field in Arrival._meta.concrete_fields if field.name in _SAID}


@dataclass(frozen=True)
class NewArrival:
    """How a file came in. ``collection`` is a slug; ``stated_*`` is what the sender says about the document."""

    collection: str
    file_name: str
    parent: Arrival | None = None
    address_version: AddressVersion | None = None
    job: Job | None = None
    run: str = ""
    search_term: str = ""
    declared_type: str = ""
    sender: dict[str, Any] = field(default_factory=dict)
    stated_authority: str = ""
    stated_date: str = ""
    stated_kind: str = ""


@dataclass(frozen=True)
class Receipt:
    """What intake did: the document, the arrival, and whether either is new."""

    document_id: int
    sha256: str
    arrival_id: int
    is_new_document: bool
    is_new_arrival: bool


def receive(arrival: NewArrival, content: BinaryIO) -> Receipt:
    """Store the bytes, find or make the document, and record the arrival. Raises OSError if the bytes cannot be read or kept."""
    stored = originals.store(content)
    with transaction.atomic():
        document, is_new = Document.objects.get_or_create(
            sha256=stored.sha256,
            defaults={"size": stored.size, "name": clean_name(arrival.file_name).rsplit("/", 1)[-1]},
        )
        if not is_new:  # whoever keeps its members now ends first, or begins after this arrival can be seen
            Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        Original.objects.get_or_create(document=document, defaults={"key": stored.key})
        row, is_new_arrival = _record_arrival(document, arrival)
        if is_new_arrival and not is_new:
            _repeat_members(document, row)
    return Receipt(document.pk, document.sha256, row.pk, is_new, is_new_arrival)


def clean_name(name: str) -> str:
    """A file name fit for a row: undecodable bytes and control characters become visible signs, its length is bounded.

    The end is kept, since that is where the name's own part and its suffix stand.
    """
    legible = name.encode("utf-8", "replace").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "�" for character in legible)[-500:] or "unnamed"


def storable(value: Any) -> Any:
    """A text, or the texts of a JSON value, without what PostgreSQL refuses: U+0000 and halves of pairs become visible."""
    if isinstance(value, str):
        return value.replace("\0", "�").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {storable(key): storable(part) for key, part in value.items()}
    return [storable(part) for part in value] if isinstance(value, list) else value


def _record_arrival(document: Document, arrival: NewArrival) -> tuple[Arrival, bool]:
    collection, _ = Collection.objects.get_or_create(slug=arrival.collection, defaults={"name": arrival.collection})
    values = {key: value for key, value in _fields_of(arrival).items() if key != "collection"}
    for name, most in _MOST_SIGNS.items():
        values[name] = storable(values[name])[:most]
    values["sender"] = storable(values["sender"])
    values["file_name"] = clean_name(arrival.file_name)
    return Arrival.objects.get_or_create(
        fingerprint=fingerprint_of(document.sha256, arrival),
        defaults={**values, "document": document, "collection": collection},
    )


def _fields_of(arrival: NewArrival) -> dict[str, Any]:
    return {name: getattr(arrival, name) for name in arrival.__dataclass_fields__}


def fingerprint_of(sha256: str, arrival: NewArrival) -> str:
    """The identity of an arrival: the same bytes, from the same place, with the same statements about them."""
    identity = [
        sha256,
        arrival.collection,
        clean_name(arrival.file_name),
        arrival.parent.fingerprint if arrival.parent else "",
        arrival.address_version.pk if arrival.address_version else 0,
        arrival.search_term,
        arrival.stated_authority,
        arrival.stated_date,
        arrival.stated_kind,
    ]
    return hashlib.sha256(json.dumps(identity, ensure_ascii=True).encode()).hexdigest()


def _repeat_members(document: Document, row: Arrival, room: Room | None = None) -> None:
    """A container that came in again brings its members again: the same rows below the new arrival.

    No more of them than the room for one file from outside: the documents are held already, only these rows are not added.
    """
    earlier = document.arrivals.filter(members__isnull=False).exclude(pk=row.pk).first()
    if earlier is None or holds_itself(row):
        return
    room = room or room_for(row)
    for member in earlier.members.select_related("document"):
        if not room.take(member.document.size):
            return
        again = NewArrival(
            collection=row.collection.slug,
            file_name=member.file_name,
            parent=row,
            job=row.job,
            run=row.run,
            declared_type=member.declared_type,
            sender=member.sender,
            stated_authority=row.stated_authority,
        )
        child, is_new = _record_arrival(member.document, again)
        if is_new:
            _repeat_members(member.document, child, room)

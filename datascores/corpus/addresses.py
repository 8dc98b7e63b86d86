"""Visits to addresses on the web: whether what stands there has changed, and the version that records it.

An address gets a new version only when its content changes: the main text for web pages (menus, counters and tokens
change with every visit), the bytes for files. An unchanged address keeps its version, and the version learns when it
was last seen. Old versions are never changed or removed.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from datascores.corpus import originals
from datascores.corpus.extract.html.text import main_text
from datascores.corpus.extract.sniff import HEAD_BYTES, sniff
from datascores.corpus.intake import clean_name
from datascores.corpus.models import Address, AddressVersion, Document

_AT_ONCE = 500  # addresses of one look into the database


@dataclass(frozen=True)
class Validators:
    """By what a host tells that an address holds what it held (RFC 9110, 8.8); empty where it says nothing."""

    etag: str = ""
    last_modified: str = ""


NOTHING = Validators()


@dataclass(frozen=True)
class Visit:
    """What an address held at a moment: its bytes, the file name under which they came, and what validates them."""

    url: str
    content: bytes
    file_name: str
    at: datetime
    validators: Validators = NOTHING


@dataclass(frozen=True)
class Visited:
    """What a visit was written down as."""

    version: AddressVersion
    is_unchanged: bool
    is_first: bool
    is_new_document: bool


def content_hash_of(content: bytes, file_name: str) -> str:
    """SHA-256 in hex of what counts as content: the main text of a web page that has one, else the bytes."""
    with tempfile.NamedTemporaryFile() as head:
        head.write(content[:HEAD_BYTES])
        head.flush()
        text = main_text(content) if sniff(Path(head.name), file_name) == "html" else ""
    return hashlib.sha256(" ".join(text.split()).encode() or content).hexdigest()


@transaction.atomic
def record_visit(visit: Visit) -> Visited:
    """Write a visit down. A new version points at the document of the bytes, whose row is made here if need be.

    Call it in the transaction in which ``pipeline.submit`` stores the bytes, so that no document is left without them.
    """
    address, _ = Address.objects.get_or_create(url=visit.url)
    _there(address, visit.validators)
    latest = _latest_of(address)
    content_hash = content_hash_of(visit.content, visit.file_name)
    if latest and _is_unchanged(latest, visit, content_hash):
        latest.last_seen = max(latest.last_seen, visit.at)
        latest.content_hash = content_hash
        latest.save(update_fields=["last_seen", "content_hash"])
        return Visited(latest, is_unchanged=True, is_first=False, is_new_document=False)
    document, is_new = Document.objects.get_or_create(
        sha256=hashlib.sha256(visit.content).hexdigest(),
        defaults={"size": len(visit.content), "name": clean_name(visit.file_name)},
    )
    version = AddressVersion.objects.create(
        address=address, document=document, content_hash=content_hash, first_seen=visit.at, last_seen=visit.at
    )
    return Visited(version, is_unchanged=False, is_first=latest is None, is_new_document=is_new)


@transaction.atomic
def record_unchanged(url: str, at: datetime) -> AddressVersion | None:
    """Write down that a host says its address holds what it held; the version, None where none is known."""
    address = Address.objects.filter(url=url).first()
    latest = _latest_of(address) if address else None
    if address is None or latest is None:
        return None
    _there(address, Validators(address.etag, address.last_modified))
    latest.last_seen = max(latest.last_seen, at)
    latest.save(update_fields=["last_seen"])
    return latest


def record_gone(url: str, at: datetime) -> bool:
    """Write down that nothing stands at an address any more; whether anything is held that stood there.

    What is held stays. The first day on which it was missing counts.
    """
    held = Address.objects.filter(url=url, versions__isnull=False)
    held.filter(gone_since=None).update(gone_since=at)
    return held.exists()


def validators_of(urls: Iterable[str]) -> dict[str, Validators]:
    """What to ask with, by address: only where something is held that the answer "unchanged" would be about."""
    found: dict[str, Validators] = {}
    waiting = iter(urls)
    while some := list(islice(waiting, _AT_ONCE)):
        rows = Address.objects.filter(url__in=some, versions__document__original__isnull=False)
        for url, etag, last_modified in rows.values_list("url", "etag", "last_modified").distinct():
            if etag or last_modified:
                found[url] = Validators(etag, last_modified)
    return found


def _latest_of(address: Address) -> AddressVersion | None:
    return address.versions.order_by("first_seen", "pk").select_related("document__original").last()


def _there(address: Address, validators: Validators) -> None:
    """The address holds something now, whatever it held before."""
    etag, last_modified = validators.etag[:300], validators.last_modified[:100]
    if (address.etag, address.last_modified, address.gone_since) != (etag, last_modified, None):
        address.etag, address.last_modified, address.gone_since = etag, last_modified, None
        address.save(update_fields=["etag", "last_modified", "gone_since"])


def _is_unchanged(latest: AddressVersion, visit: Visit, content_hash: str) -> bool:
    """Whether the visit found what the version holds.

    Where the hashes differ the version's own bytes are hashed anew: a newer way of taking the main text out of a page
    must not look like a change at the source.
    """
    if latest.content_hash == content_hash or latest.document.sha256 == hashlib.sha256(visit.content).hexdigest():
        return True
    with originals.originals().open(latest.document.original.key) as held:
        return content_hash_of(held.read(), latest.document.name) == content_hash

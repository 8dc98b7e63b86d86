"""Visits to addresses on the web: whether what stands there has changed, and the version that records it.

An address gets a new version only when its content changes: the main text for web pages (menus, counters and tokens
change with every visit), the bytes for files. An unchanged address keeps its version, and the version learns when it
was last seen. Old versions are never changed or removed.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from datascores.corpus import originals
from datascores.corpus.extract.html.text import main_text
from datascores.corpus.extract.sniff import HEAD_BYTES, sniff
from datascores.corpus.intake import clean_name
from datascores.corpus.models import Address, AddressVersion, Document


@dataclass(frozen=True)
class Visit:
    """What an address held at a moment: its bytes, and the file name under which they came."""

    url: str
    content: bytes
    file_name: str
    at: datetime


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
    latest = address.versions.order_by("first_seen", "pk").select_related("document__original").last()
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


def _is_unchanged(latest: AddressVersion, visit: Visit, content_hash: str) -> bool:
    """Whether the visit found what the version holds.

    Where the hashes differ the version's own bytes are hashed anew: a newer way of taking the main text out of a page
    must not look like a change at the source.
    """
    if latest.content_hash == content_hash or latest.document.sha256 == hashlib.sha256(visit.content).hexdigest():
        return True
    with originals.originals().open(latest.document.original.key) as held:
        return content_hash_of(held.read(), latest.document.name) == content_hash

"""The first step: an original becomes pages with text, and a container's members become documents of their own.

Whatever the file does, the step ends with a status and a reason in plain words. Page texts are added, never changed: a
newer reader's text becomes the current one of its page.
"""

from __future__ import annotations

import hashlib
import os
import queue
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import Q, prefetch_related_objects

from datascores.corpus import originals
from datascores.corpus.descent import MOST_BYTES, MOST_FILES, holds_itself, room_for
from datascores.corpus.extract.limits import Limits
from datascores.corpus.extract.reading import EXTRACT_VERSION, PageReading, Reading, Status
from datascores.corpus.extract.scratch import ScratchFolder
from datascores.corpus.extract.worker import Extractor
from datascores.corpus.hidden import sealed_hash, withhold
from datascores.corpus.intake import NewArrival, clean_name, receive
from datascores.corpus.models import Arrival, Document, Page, PageText
from datascores.corpus.steps import Step, digest

_ROWS = 500  # in one statement
_WORD = re.compile(r"[\w]+(?:[.,]\d+)*")
_TELLING = 4  # signs: shorter hidden words are in many a title by chance

_TOO_MUCH_INSIDE = (
    f"Not all that lies inside was kept: zips and mails inside each other may hold {MOST_FILES:,} files"
    f" and {MOST_BYTES >> 20:,} MB together."
)


@dataclass(frozen=True)
class Outcome:
    """A reading, and how long it took in seconds."""

    reading: Reading
    seconds: float

    def clear(self) -> None:
        """Remove the files of members, once they are kept or refused."""
        for folder in {member.path.parent for member in self.reading.members}:
            shutil.rmtree(folder, ignore_errors=True)


class ExtractorPool:
    """A warm reading process for each core, made when first needed and lent to one thread at a time."""

    def __init__(self, limits: Limits, size: int):
        self.size = size
        self.scratch = ScratchFolder()  # for members, where no reading process can change them any more
        self._free: queue.SimpleQueue[Extractor] = queue.SimpleQueue()
        for _ in range(size):
            self._free.put(Extractor(limits))

    @contextmanager
    def lend(self) -> Iterator[Extractor]:
        extractor = self._free.get()
        try:
            yield extractor
        finally:
            self._free.put(extractor)


class ExtractStep(Step):
    """Reads originals in limited child processes; the document's page texts and members are its output."""

    name = "extract"

    def version(self) -> str:
        return EXTRACT_VERSION

    def is_of_now(self) -> Q:
        return Q(version_then__in=[self.version(), self._version_under_limits()])

    def _version_under_limits(self) -> str:
        """The version of a reading that may end otherwise under other limits of size, time and memory."""
        return f"{self.version()} {digest([limits_from_settings()])}"

    def make(self, document: Document) -> Outcome:
        raise NotImplementedError("extraction runs in a pool: call run()")

    def run(self, documents: Iterable[Document]) -> None:
        """Reads several files at once; rows are kept by this thread alone, in the order of the documents."""
        version, documents = self.version(), list(documents)
        prefetch_related_objects(documents, "original", "arrivals")
        sources = [(document.original.key, document.name, _depth_of(document)) for document in documents]
        pool = pool_for(limits_from_settings())
        with ThreadPoolExecutor(pool.size) as threads:
            outcomes = threads.map(lambda source: read_original(pool, *source), sources)
            for document, outcome in zip(documents, outcomes, strict=True):
                is_limited = outcome.reading.status in (Status.TOO_LARGE, Status.FAILED)
                try:
                    self.finish(document, outcome, self._version_under_limits() if is_limited else version)
                finally:
                    outcome.clear()

    def keep(self, document: Document, result: Outcome) -> str:
        texts = keep_reading(document, result)
        members = keep_members(document, result.reading)
        return digest([document.status, document.reason, document.title, *texts, *members])


@cache
def pool_for(limits: Limits) -> ExtractorPool:
    """The pool of this process; its children end with the process."""
    return ExtractorPool(limits, os.cpu_count() or 1)


def limits_from_settings() -> Limits:
    return Limits(
        seconds=settings.EXTRACT_SECONDS,
        memory_bytes=settings.EXTRACT_MEMORY_MB * 1024 * 1024,
        file_bytes=settings.EXTRACT_FILE_MB * 1024 * 1024,
    )


def read_original(pool: ExtractorPool, key: str, name: str, depth: int) -> Outcome:
    """Read one original in a child process. Touches no table, so that it can run in any thread."""
    started = time.monotonic()
    with pool.lend() as extractor, originals.local_path(key) as path:
        reading = extractor.read(path, name, scratch=pool.scratch.path, depth=depth)
    return Outcome(reading, time.monotonic() - started)


def keep_reading(document: Document, outcome: Outcome) -> list[str]:
    """Replace the document's pages; return the hashes of their texts in order."""
    reading = outcome.reading
    hashes = keep_pages(document, reading)
    document.title = clean_title(reading.title) if not tells_hidden(reading.title, reading.pages) else ""
    document.format = reading.format
    document.status = str(reading.status)
    document.reason = reading.reason
    document.page_count = len(reading.pages)
    document.engine = reading.engine[:80]
    document.read_seconds = round(outcome.seconds, 3)
    document.properties = reading.metadata
    document.save()
    return hashes


def keep_pages(document: Document, reading: Reading) -> list[str]:
    """Point the pages to their texts, new or known, and withhold what is hidden; in a fixed number of queries."""
    hashes = [sealed_hash(page.text) if page.hidden else text_hash(page.text) for page in reading.pages]
    keys = [(page.number, found) for page, found in zip(reading.pages, hashes, strict=True)]
    is_first = document.status == Document.Status.WAITING  # nothing can be known, superseded or withheld yet
    known: dict[tuple[int, str], PageText] = {}
    if not is_first:
        known.update({(text.number, text.text_hash): text for text in document.page_texts.defer("text")})
    new = {
        key: PageText(
            document=document, number=page.number, text_hash=key[1], text=page.text, read_by=page.read_by,
            engine=reading.engine[:80],
        )
        for key, page in zip(keys, reading.pages, strict=True)
        if key not in known
    }  # fmt: skip
    known.update(zip(new, PageText.objects.bulk_create(new.values(), batch_size=_ROWS), strict=True))
    Page.objects.bulk_create(
        [_page_row(document, page, known[key]) for key, page in zip(keys, reading.pages, strict=True)],
        update_conflicts=True,
        unique_fields=["document", "number"],
        update_fields=[
            field.name for field in Page._meta.concrete_fields if field.name not in ("id", "document", "number")
        ],
        batch_size=_ROWS,
    )
    if not is_first:
        document.pages.exclude(number__in=[page.number for page in reading.pages]).delete()
    if not is_first or any(page.hidden for page in reading.pages):
        withhold(document, {key: page.hidden for key, page in zip(keys, reading.pages, strict=True)})
    return hashes


def _page_row(document: Document, page: PageReading, text: PageText) -> Page:
    """A page as it was read just now; what OCR read of an earlier text is forgotten."""
    return Page(
        document=document,
        number=page.number,
        text=text,
        label=page.label[:200],
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        first_row=page.first_row,
        pictures_wanted=str(page.pictures_wanted),
    )


def keep_members(document: Document, reading: Reading) -> list[str]:
    """Receive what was inside a container, once for each arrival of the container; return the members' hashes.

    What goes beyond the room for one file from outside is not kept, and the document says so.
    """
    hashes: list[str] = []
    is_cut = False
    if not reading.members:
        return hashes
    for arrival in document.arrivals.select_related("collection"):
        if holds_itself(arrival):
            continue
        room = room_for(arrival)
        for member in reading.members:
            if not room.take(member.path.stat().st_size):
                is_cut = True
                break
            with member.path.open("rb") as content:
                hashes.append(receive(_member_arrival(arrival, member.name, member.metadata), content).sha256)
    if is_cut:
        document.status = str(Status.PARTIAL)
        document.reason = f"{document.reason} {_TOO_MUCH_INSIDE}".strip()
        document.save(update_fields=["status", "reason"])
    return hashes


def tells_hidden(title: str, pages: Iterable[PageReading]) -> bool:
    """Whether a title says a word or number that is hidden on a page: a search of titles would confirm a guess.

    Short words stand in many a title by chance; a number is telling at any length.
    """
    said = set(_WORD.findall(title.casefold()))
    return any(
        (len(word) >= _TELLING or word[0].isdigit()) and word in said
        for page in pages
        for span in page.hidden
        for word in _WORD.findall(page.text[span.start : span.end].casefold())
    )


def text_hash(text: str) -> str:
    """SHA-256 in hex of a text; empty for an empty text, so that documents without words are no copies of each other."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def clean_title(title: str) -> str:
    return clean_name(title)[:500] if title.strip() else ""


def _member_arrival(container: Arrival, name: str, metadata: dict[str, str]) -> NewArrival:
    return NewArrival(
        collection=container.collection.slug,
        file_name=name,
        parent=container,
        job=container.job,
        run=container.run,
        sender=metadata,
        declared_type=metadata.get("content_type", ""),
        stated_authority=container.stated_authority,
    )


def _depth_of(document: Document) -> int:
    """How many containers lie around the document on its shallowest way in."""
    depths = []
    for arrival in document.arrivals.all():
        depth, parent = 0, arrival.parent
        while parent is not None:
            depth, parent = depth + 1, parent.parent
        depths.append(depth)
    return min(depths, default=0)

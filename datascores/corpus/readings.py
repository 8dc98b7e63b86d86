"""What the reading of a file becomes in the tables: texts and pages, a status with its reason, members as documents.

Page texts are added, never changed: a newer reader's text becomes the current one of its page. Readings of several
documents are kept together, since it is the number of statements that takes the time.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from datascores.corpus.descent import MOST_BYTES, MOST_FILES, holds_itself, room_for
from datascores.corpus.extract.reading import PageReading, Reading, Status
from datascores.corpus.hidden import sealed_hash, withhold
from datascores.corpus.intake import NewArrival, clean_name, receive, storable
from datascores.corpus.models import Arrival, Document, Page, PageText

_ROWS = 500  # in one statement
_PAGE_FIELDS = [field.name for field in Page._meta.concrete_fields if field.name not in ("id", "document", "number")]
_READ_FIELDS = ("title", "format", "status", "reason", "page_count", "engine", "read_seconds", "properties")
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


class _Pages:
    """The pages of one reading, and which of their texts are new."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document, self.pages = document, reading.pages
        self.is_first = document.status == Document.Status.WAITING  # nothing can be known, superseded or withheld yet
        self.hashes = [sealed_hash(page.text) if page.hidden else text_hash(page.text) for page in reading.pages]
        self.keys = [(page.number, found) for page, found in zip(reading.pages, self.hashes, strict=True)]
        known = () if self.is_first else document.page_texts.defer("text")
        self._known = {(text.number, text.text_hash): text for text in known}
        self.new = {
            key: PageText(
                document=document,
                number=page.number,
                text_hash=key[1],
                text=page.text,
                read_by=page.read_by,
                engine=reading.engine[:80],
            )
            for key, page in zip(self.keys, reading.pages, strict=True)
            if key not in self._known
        }

    def rows(self) -> Iterable[Page]:
        """The pages with their texts, once the new ones are stored."""
        for key, page in zip(self.keys, self.pages, strict=True):
            yield _page_row(self.document, page, self.new[key] if key in self.new else self._known[key])

    def settle(self) -> None:
        """Pages that are gone go, and what is hidden on the others is withheld."""
        if not self.is_first:
            self.document.pages.exclude(number__in=[page.number for page in self.pages]).delete()
        if not self.is_first or any(page.hidden for page in self.pages):
            withhold(self.document, {key: page.hidden for key, page in zip(self.keys, self.pages, strict=True)})


def keep_readings(outcomes: Mapping[Document, Outcome]) -> dict[Document, list[str]]:
    """Replace the pages of documents and what is said of their reading; return the hashes of their texts in order."""
    hashes = keep_pages({document: outcome.reading for document, outcome in outcomes.items()})
    for document, outcome in outcomes.items():
        reading = outcome.reading
        document.title = clean_title(reading.title) if not tells_hidden(reading.title, reading.pages) else ""
        document.format = reading.format[:20]
        document.status = str(reading.status)
        document.reason = storable(reading.reason)
        document.page_count = len(reading.pages)
        document.engine = reading.engine[:80]
        document.read_seconds = round(outcome.seconds, 3)
        document.properties = storable(reading.metadata)
        document.save(update_fields=_READ_FIELDS)
    return hashes


def keep_pages(readings: Mapping[Document, Reading]) -> dict[Document, list[str]]:
    """Point pages to their texts, new or known, and withhold what is hidden; return the hashes of the texts in order."""
    read = [_Pages(document, reading) for document, reading in readings.items()]
    PageText.objects.bulk_create((text for pages in read for text in pages.new.values()), batch_size=_ROWS)
    Page.objects.bulk_create(
        (row for pages in read for row in pages.rows()),
        update_conflicts=True,
        unique_fields=["document", "number"],
        update_fields=_PAGE_FIELDS,
        batch_size=_ROWS,
    )
    for pages in read:
        pages.settle()
    return {pages.document: pages.hashes for pages in read}


def text_hash(text: str) -> str:
    """SHA-256 in hex of a text; empty for an empty text, so that documents without words are no copies of each other."""
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


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
    Document.objects.select_for_update(no_key=True).get(pk=document.pk)  # see intake.receive
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

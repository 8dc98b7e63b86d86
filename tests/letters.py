"""A corpus of invented letters, made straight in the tables, for tests of what people see."""

from __future__ import annotations

import hashlib
import io

from datascores.catalogue.models import Authority, Company, Keyword, Record, System
from datascores.corpus.intake import NewArrival, receive
from datascores.corpus.models import Collection, Document, Label, Mention, Page, PageText, Segment
from search.index import open_engine
from search.indexing import records_of

ANSWER = "Brackenford Borough Council uses Lantern Score to sort housing claims."
QUESTION = "Please list any software such as Quillmark that gives people a risk score."


def make_catalogue() -> dict[str, Record]:
    """Invented records, one of each kind and a few more, by slug."""
    maker = Company.objects.create(slug="lantern-analytics", name="Lantern Analytics", former_names="Lamp Data")
    old = Authority.objects.create(
        slug="old-bracken", name="Old Bracken District Council", end_date="2009-03-31", nation="England"
    )
    council = Authority.objects.create(
        slug="brackenford",
        name="Brackenford Borough Council",
        body_kind="council",
        nation="England",
        region="North West",
        gss_code="E07000999",
        domains="brackenford.example",
    )
    old.successors.add(council)
    council.aliases.create(text="Brackenford Council")
    records = [
        maker,
        old,
        council,
        System.objects.create(slug="lantern-score", name="Lantern Score", maker=maker, category="risk score"),
        System.objects.create(slug="quillmark", name="Quillmark"),
        Keyword.objects.create(slug="risk-score", name="risk score", keyword_list="general"),
    ]
    return {record.slug: record for record in records}


def make_letter(
    name: str,
    pages: list[str],
    mentions: list[tuple[Record, str]] = (),
    content: bytes = b"",
    source: str = "post",
    **fields,
) -> Document:
    """A document with its original, pages and mentions; a page's text after "You asked:" is the quoted request."""
    open_collection(source)
    receipt = receive(NewArrival(collection=source, file_name=f"box/{name}"), io.BytesIO(content or name.encode()))
    Document.objects.filter(pk=receipt.document_id).update(
        **{"title": "", "format": "pdf", "status": "ok", "page_count": len(pages), "text_hash": name, **fields}
    )
    document = Document.objects.get(pk=receipt.document_id)
    for number, text in enumerate(pages, 1):
        page_text = add_reading(document, number, text)
        Page.objects.create(document=document, number=number, text=page_text)
        for record, surface in mentions:
            _mention(document, page_text, record, surface)
    return document


def open_collection(slug: str) -> Collection:
    """A collection whose files may be handed out."""
    collection, _ = Collection.objects.get_or_create(
        slug=slug, defaults={"name": slug, "rights": Collection.Rights.OPEN}
    )
    return collection


def add_reading(document: Document, number: int, text: str, read_by: str = "pdfium") -> PageText:
    """One reading of a page, cut into what the body says and what the question says."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    page_text = PageText.objects.create(document=document, number=number, text=text, text_hash=sha, read_by=read_by)
    asked = text.find("You asked:")
    for start, end, kind in [(0, asked if asked >= 0 else len(text), "own"), (asked, len(text), "request")]:
        if 0 <= start < end:
            Segment.objects.create(page_text=page_text, start=start, end=end, kind=kind)
    return page_text


def state(document: Document, **values: str) -> None:
    """Labels of a document as its arrival would have stated them."""
    for kind, value in values.items():
        Label.objects.create(
            document=document, kind=kind, value=value, standing=Label.Standing.STATED, how="on the envelope"
        )


def index_all() -> None:
    """Put every document into the index of this test."""
    engine = open_engine()
    engine.ensure()
    engine.upsert(records_of(list(Document.objects.all())))


def _mention(document: Document, page_text: PageText, record: Record, surface: str) -> None:
    at = page_text.text.find(surface)
    while at >= 0:
        segment = page_text.segments.get(start__lte=at, end__gt=at).kind
        Mention.objects.create(
            document=document,
            page_text=page_text,
            page=page_text.number,
            start=at,
            end=at + len(surface),
            record=record,
            surface=surface,
            rule="full name",
            rules_hash="0" * 16,
            catalogue_version="0" * 12,
            segment=segment,
            is_evidence=segment == "own",
        )
        at = page_text.text.find(surface, at + 1)

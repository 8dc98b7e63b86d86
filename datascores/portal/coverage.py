"""What is covered and what is not: for each source and status how many files, how they were read, and why some were not.

Counts are of documents that may be shown, by the same rule as everywhere. A document that came in with two sources counts
with each of them, so the sources do not add up to the whole. Whoever finds nothing should be able to see here how much
there was to find it in.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.urls import reverse

from datascores.corpus.extract.reading import NOTES, PicturesWanted
from datascores.corpus.models import Arrival, Document, Page, PageText, WithheldSpan
from datascores.corpus.ocr import OcrStep
from datascores.corpus.visibility import shown_documents

OCR = "ocr"  # stands in the name of the reader of every text that OCR made or added to
REASONS_SHOWN = 100
_NUMBERS = re.compile(r"\d[\d.,]*(?<=\d)(?:(?:, | and | to |[-–])\d[\d.,]*(?<=\d))*")


@dataclass(frozen=True)
class Group:
    """Documents of one source with one status and reason. Pages and arrivals are those of these documents and source."""

    source: str
    source_name: str
    status: str
    reason: str
    files: int
    pages: int
    pages_by_ocr: int
    arrivals: int
    arrivals_inside: int
    last_arrival: datetime
    pages_unread: int


COLUMNS = tuple(field.name for field in fields(Group))  # of the file


@dataclass(frozen=True)
class Line:
    """A row of the table: one source and one status, or all of a source.

    ``share`` is that of pages read by OCR; ``unread`` are pages of which a picture is all there is and OCR has given no words.
    """

    source: str
    status: str
    files: int
    pages: int
    unread: int
    share: str
    arrivals: int
    inside: int
    last_arrival: datetime
    url: str


@dataclass(frozen=True)
class Reason:
    """Why documents were not read or not wholly: how many, and where they are listed."""

    status: str
    reason: str
    files: int
    url: str


@dataclass(frozen=True)
class Note:
    """A sentence about some documents, and where they are listed (empty: there are none)."""

    words: str
    url: str


@dataclass(frozen=True)
class Coverage:
    """Everything the page prints; ``reasons_left_out`` is how many rarer reasons stand in the CSV only."""

    files: int
    sources: list[list[Line]]
    reasons: list[Reason]
    reasons_left_out: int
    notes: list[Note]


def read_coverage() -> Coverage:
    """Count the whole corpus."""
    by_source: dict[str, list[Group]] = {}
    for group in groups():
        by_source.setdefault(group.source, []).append(group)
    reasons = reasons_of(shown_documents())
    waits = "that wait for OCR" if settings.OCR else "whose words are not read (OCR is turned off here)"
    return Coverage(
        files=shown_documents().count(),
        sources=[lines_of(of_source) for of_source in by_source.values()],
        reasons=reasons[:REASONS_SHOWN],
        reasons_left_out=max(0, len(reasons) - REASONS_SHOWN),
        notes=[
            _note(waiting_for_ocr(), f"pages or pictures {waits}", list_url(wait="ocr")),
            _note(with_failed_ocr(), "pages or pictures at which OCR failed", list_url(wait="failed")),
            _note(with_withheld_words(), "words that are withheld", list_url(withheld="yes")),
            _note(with_covered_people(), "names or contact details that are covered", list_url(withheld="people")),
        ],
    )


def groups() -> list[Group]:
    """The finest counts, by source, status and reason; three queries."""
    keys = ("collection__slug", "document__status", "document__reason")
    earlier = Arrival.objects.filter(
        document=OuterRef("document"), collection=OuterRef("collection"), pk__lt=OuterRef("pk")
    )
    arrivals = Arrival.objects.filter(document__in=shown_documents()).annotate(is_first=~Exists(earlier)).order_by()
    counted = arrivals.values(*keys, name=F("collection__name")).annotate(
        files=Count("pk", filter=Q(is_first=True)),
        pages=Sum("document__page_count", filter=Q(is_first=True)),
        arrivals=Count("pk"),
        inside=Count("pk", filter=Q(parent__isnull=False)),
        last=Max("at"),
    )
    by_ocr, unread = _count_pages(pages_by_ocr(), keys), _count_pages(unread_scans(), keys)
    found = [
        Group(
            source=row["collection__slug"],
            source_name=row["name"],
            status=row["document__status"],
            reason=row["document__reason"],
            files=row["files"],
            pages=row["pages"],
            pages_by_ocr=by_ocr.get(tuple(row[key] for key in keys), 0),
            arrivals=row["arrivals"],
            arrivals_inside=row["inside"],
            last_arrival=row["last"],
            pages_unread=unread.get(tuple(row[key] for key in keys), 0),
        )
        for row in counted
    ]
    return sorted(found, key=lambda group: (group.source_name, group.source, _place(group.status), group.reason))


def lines_of(groups: list[Group]) -> list[Line]:
    """The rows of one source, a row for each status and, where there are several, one for all."""
    by_status: dict[str, list[Group]] = {}
    for group in groups:
        by_status.setdefault(group.status, []).append(group)
    lines = [_line(of_status, describe_status(status), status) for status, of_status in by_status.items()]
    return lines if len(lines) == 1 else [*lines, _line(groups, "all", "")]


def reasons_of(documents: QuerySet[Document]) -> list[Reason]:
    """The reasons of documents that were not read or not wholly, the most frequent first.

    Reasons that differ only in their numbers (of pages, megabytes …) are one, with dots for the numbers.
    """
    rows = (
        documents.exclude(status=Document.Status.OK).order_by().values("status", "reason").annotate(files=Count("pk"))
    )
    kinds: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for row in rows:
        kinds.setdefault((row["status"], kind_of_reason(row["reason"])), []).append((row["reason"], row["files"]))
    found = [
        Reason(
            describe_status(status),
            wordings[0][0] if len(wordings) == 1 else kind,
            sum(files for _, files in wordings),
            list_url(status=status, reason=kind),
        )
        for (status, kind), wordings in kinds.items()
    ]
    return sorted(found, key=lambda reason: (-reason.files, reason.status, reason.reason))


def kind_of_reason(reason: str) -> str:
    """The reason with dots in place of each number or list of numbers."""
    return _NUMBERS.sub("…", reason)


def with_reason_of_kind(documents: QuerySet[Document], kind: str) -> QuerySet[Document]:
    """Those whose reason is of this kind; a reason with its numbers stands for its kind."""
    reasons = documents.exclude(reason="").order_by().values_list("reason", flat=True).distinct()
    return documents.filter(reason__in=[reason for reason in reasons if kind_of_reason(reason) == kind_of_reason(kind)])


def waiting_for_ocr() -> QuerySet[Document]:
    """Documents that OCR is due for, as its step counts them; where OCR is turned off those that it has never looked at."""
    if settings.OCR:
        return shown_documents().filter(pk__in=OcrStep().due().order_by().values("pk"))
    never = Page.objects.filter(document=OuterRef("pk"), pictures_read="").exclude(pictures_wanted="")
    return shown_documents().filter(Exists(never))


def with_failed_ocr() -> QuerySet[Document]:
    """Documents with pages at which OCR failed, those included that it will try again."""
    return shown_documents().filter(Exists(Page.objects.filter(document=OuterRef("pk")).exclude(pictures_failure="")))


def with_withheld_words() -> QuerySet[Document]:
    """Documents some of whose words are covered because nobody sees them on the page: a moderator has not ruled yet, or has
    ruled so."""
    return _with_held(WithheldSpan.Kind.UNSEEN)


def with_covered_people() -> QuerySet[Document]:
    """Documents in which personal data is covered."""
    return _with_held(WithheldSpan.Kind.PERSONAL)


def _with_held(kind: str) -> QuerySet[Document]:
    held = WithheldSpan.objects.filter(document=OuterRef("pk"), kind=kind).exclude(ruling=WithheldSpan.Ruling.RELEASED)
    return shown_documents().filter(Exists(held))


def describe_status(status: str) -> str:
    return str(Document.Status(status).label) if status in Document.Status else status


def list_url(**filters: str) -> str:
    """The list of documents, narrowed."""
    kept = {name: value for name, value in filters.items() if value}
    return reverse("document-list") + (f"?{urlencode(kept)}" if kept else "")


def coverage_row(group: Group) -> dict[str, Any]:
    """One of the finest counts as a row of a file, the time in ISO form."""
    return {**asdict(group), "last_arrival": group.last_arrival.isoformat(timespec="seconds")}


def pages_by_ocr() -> QuerySet[Page]:
    """Pages all or some of whose words OCR read."""
    texts = PageText.objects.filter(read_by__contains=OCR).values("pk")  # answered by the index, without the texts
    return Page.objects.filter(text__in=texts)


def unread_scans() -> QuerySet[Page]:
    """Pages that are only a picture, of which there are no words: OCR has not come to them, or failed."""
    texts = PageText.objects.filter(read_by__in=["", NOTES]).values("pk")
    bare = Page.objects.filter(pictures_wanted=PicturesWanted.PAGE, text__in=texts)
    return bare.exclude(~Q(pictures_read=""), pictures_failure="")


def _count_pages(pages: QuerySet[Page], keys: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """How many of the pages lie in the documents of each group; each page once, however often it came in."""
    pages = pages.filter(document__in=shown_documents()).order_by()
    paths = [f"document__arrivals__{key}" if key.startswith("collection") else key for key in keys]
    rows = pages.values_list(*paths).annotate(n=Count("pk", distinct=True))
    return {tuple(row[:-1]): row[-1] for row in rows}


def _line(groups: list[Group], words: str, status: str) -> Line:
    pages, by_ocr = sum(group.pages for group in groups), sum(group.pages_by_ocr for group in groups)
    return Line(
        source=groups[0].source_name,
        status=words,
        files=sum(group.files for group in groups),
        pages=pages,
        unread=sum(group.pages_unread for group in groups),
        share=describe_share(by_ocr, pages),
        arrivals=sum(group.arrivals for group in groups),
        inside=sum(group.arrivals_inside for group in groups),
        last_arrival=max(group.last_arrival for group in groups),
        url=list_url(source=groups[0].source, status=status),
    )


def describe_share(part: int, whole: int) -> str:
    """A share in per cent, never rounded to none or all where it is neither."""
    if not whole:
        return "–"
    if 0 < part / whole < 0.01:
        return "under 1 %"
    if 0.99 < part / whole < 1:
        return "over 99 %"
    return f"{part / whole:.0%}".replace("%", " %")


def _note(documents: QuerySet[Document], what: str, url: str) -> Note:
    count = documents.count()
    who = {0: "No document has", 1: "1 document has"}.get(count, f"{count:,} documents have")
    return Note(f"{who} {what}.", url if count else "")


def _place(status: str) -> int:
    """Where a status stands in the order of the model's list."""
    known = list(Document.Status.values)
    return known.index(status) if status in known else len(known)

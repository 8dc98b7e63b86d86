"""Who speaks where on a page: its segments as stretches to print, and which question an answer belongs to.

Without being asked the reader tells the request and standard wording from the document's own words. When asked it tells
every stretch, those within a sentence too, with the number that a question shares with its answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from datascores.corpus.models import Page, PageText, Segment

PICTURES = "from pictures on this page, read by OCR"


@dataclass(frozen=True)
class Stretch:
    """Code points of a page by one speaker; ``kind`` is empty where the page has not been cut."""

    start: int
    end: int
    kind: str = ""
    pair: int | None = None


@dataclass(frozen=True)
class Partner:
    """The other side of a pair, on another page of the document."""

    words: str
    url: str


def stretches_of(page_text: PageText, text: str, *, is_asked: bool) -> list[Stretch]:
    """The whole page in order; what lies between segments has no speaker, and pictures begin a new stretch."""
    stretches = list(_gapless(page_text, len(text)))
    if not is_asked:
        stretches = _joined(stretches, text)
    border = page_text.picture_from or 0
    parted: list[Stretch] = []
    for stretch in stretches:
        if stretch.start < border < stretch.end:
            parted.append(Stretch(stretch.start, border, stretch.kind, stretch.pair))
            stretch = Stretch(border, stretch.end, stretch.kind, stretch.pair)
        parted.append(stretch)
    return parted


def speaker_of(stretch: Stretch, page_text: PageText, *, is_asked: bool) -> str:
    """Who speaks, in words; when asked with the number of the question."""
    if page_text.picture_from is not None and stretch.start >= page_text.picture_from:
        return PICTURES.capitalize()
    words = str(Segment.Kind(stretch.kind).label) if stretch.kind else ""
    if is_asked and stretch.pair:
        words += f": {_side(stretch.kind)} {stretch.pair}"
    return words[:1].upper() + words[1:]


def partners_of(page_text: PageText, stretches: list[Stretch]) -> dict[tuple[str, int], Partner]:
    """For each side of a pair on the page whose other side is not, the first page of the document that has it."""
    here = {(stretch.kind, stretch.pair) for stretch in stretches if stretch.pair}
    lone = [(kind, pair) for kind, pair in here if pair and (_other(kind), pair) not in here]
    document = page_text.document
    current = Page.objects.filter(document=document).values("text")
    rows = Segment.objects.filter(page_text__in=current, pair__in=[pair for _, pair in lone]).order_by(
        "-page_text__number", "-start"
    )
    pages = {(kind, pair): number for kind, pair, number in rows.values_list("kind", "pair", "page_text__number")}
    return {
        (kind, pair): _partner(document.sha256, _other(kind), pair, pages[_other(kind), pair])
        for kind, pair in lone
        if (_other(kind), pair) in pages
    }


def _partner(sha256: str, kind: str, pair: int, number: int) -> Partner:
    url = f"{reverse('page', args=[sha256, number])}?segments=1#{anchor_of(kind, pair)}"
    return Partner(f"{_side(kind)} {pair} is on page {number}", url)


def anchor_of(kind: str, pair: int) -> str:
    """The name under which a side of a pair is linked within a page."""
    return f"{'question' if kind == Segment.Kind.REQUEST else 'answer'}-{pair}"


def _side(kind: str) -> str:
    return "question" if kind == Segment.Kind.REQUEST else "answer to question"


def _other(kind: str) -> str:
    return str(Segment.Kind.OWN if kind == Segment.Kind.REQUEST else Segment.Kind.REQUEST)


def _gapless(page_text: PageText, length: int) -> Iterator[Stretch]:
    at = 0
    for segment in page_text.segments.all():
        if segment.start > at:
            yield Stretch(at, segment.start)
        yield Stretch(segment.start, segment.end, str(segment.kind), segment.pair)
        at = segment.end
    if at < length:
        yield Stretch(at, length)


def _joined(stretches: list[Stretch], text: str) -> list[Stretch]:
    """Speakers by the line: what begins within another's line, and pairs, make no stretch of their own."""
    joined: list[Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        is_blank = not text[stretch.start : stretch.end].strip()
        if last and (is_blank or last.kind == stretch.kind or _begins_within_a_line(text, stretch.start)):
            joined[-1] = Stretch(last.start, stretch.end, last.kind)
        else:
            joined.append(Stretch(stretch.start, stretch.end, stretch.kind))
    return joined


def _begins_within_a_line(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return bool(line.strip()) and "\t" not in line

"""The reader: one page of a document with the words somebody came for marked, and who speaks in each part of it.

A page is read as its current text; a quote is read in the very text it was made for, found by a piece of that text's
hash, and says so when a newer reading exists. Texts come through ``corpus.visibility`` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Mention, Page, PageText, Segment, WithheldSpan
from datascores.corpus.places import place_of, place_of_page
from datascores.corpus.visibility import shown_text, shown_texts
from search.engine.clauses import Clause
from search.highlight import find_marks
from search.pieces import Piece, Span, cut_pieces, paragraphs_of, sentence_around

HASH_DIGITS = 8
SHORT_QUOTE = 60
PICTURES = "from pictures on this page, read by OCR"


@dataclass(frozen=True)
class Section:
    """A segment of the page as paragraphs of pieces; ``speaker`` is empty where the page has not been cut yet."""

    speaker: str
    is_own: bool
    paragraphs: list[tuple[Piece, ...]]


@dataclass(frozen=True)
class PageHits:
    """How often what was searched for stands on a page, and the link to its first place."""

    number: int
    count: int
    url: str
    is_here: bool


@dataclass(frozen=True)
class ReaderPage:
    """A page as the reader prints it; ``place`` is where it, or the quote, stands in the original file."""

    number: int
    place: str
    sections: list[Section]
    mark_count: int
    read_by: str
    has_covered: bool
    quote_url: str = ""
    quote_words: str = ""
    newer_url: str = ""


@dataclass(frozen=True)
class Turning:
    """Where one can go from a page: neighbours, and the pages with hits."""

    previous_url: str
    next_url: str
    hits: list[PageHits]
    previous_hit_url: str
    next_hit_url: str


def read_page(page: Page, marks: list[Span]) -> ReaderPage:
    """The current reading of a page with marks."""
    return _compose(page.number, place_of_page(page, page.text.document.format), page.text, marks)


def read_quote(page_text: PageText, start: int, end: int, page: Page | None) -> ReaderPage:
    """The words that a quote was made for, in the text they stood in; ``page`` is that page as it is read today."""
    document = page_text.document
    is_current = page is not None and page.text_id == page_text.pk
    place = place_of(page, start, document.format) if page and is_current else f"page {page_text.number}"
    newer = page_url(document.sha256, page_text.number) if page and not is_current else ""
    return _compose(page_text.number, place, page_text, [(start, end)], quote=(start, end), newer_url=newer)


def find_quoted_text(document: Document, number: int, text_hash: str) -> PageText | None:
    """The page text whose hash begins so, however old, unless the page has withheld words in another text.

    Withheld spans count in the text they were made for; an older reading of such a page cannot be covered, so it is not
    shown at all.
    """
    found = document.page_texts.filter(number=number, text_hash__startswith=text_hash).order_by("-pk").first()
    if found is None:
        return None
    held = document.withheld_spans.filter(page=number).exclude(ruling=WithheldSpan.Ruling.RELEASED)
    return None if held.exclude(text_hash=found.text_hash).exists() else found


def turn(document: Document, number: int, clause: Clause | None, query: str) -> Turning:
    """Neighbouring pages, and every page of the document on which the query is found."""
    numbers = list(document.pages.values_list("number", flat=True))
    at = numbers.index(number)
    hits = hits_by_page(document, number, clause, query) if clause is not None else []
    before = [hit for hit in hits if hit.number < number]
    after = [hit for hit in hits if hit.number > number]
    return Turning(
        previous_url=page_url(document.sha256, numbers[at - 1], query) if at else "",
        next_url=page_url(document.sha256, numbers[at + 1], query) if at + 1 < len(numbers) else "",
        hits=hits,
        previous_hit_url=before[-1].url if before else "",
        next_hit_url=after[0].url if after else "",
    )


def hits_by_page(document: Document, here: int, clause: Clause, query: str) -> list[PageHits]:
    """The pages on which the positive words of the query stand, in order."""
    pages = list(document.pages.select_related("text"))
    texts = shown_texts(page.text for page in pages)
    counts = [(page.number, len(find_marks(clause, texts[page.text_id]))) for page in pages]
    return [
        PageHits(number, count, page_url(document.sha256, number, query) + "#hit-1", number == here)
        for number, count in counts
        if count
    ]


def page_url(sha256: str, number: int, query: str = "") -> str:
    """The address of a page in the reader, with the query whose words are to be marked."""
    url = reverse("page", args=[sha256, number])
    return f"{url}?{urlencode({'q': query})}" if query else url


def quote_url(sha256: str, number: int, start: int, end: int, text_hash: str) -> str:
    """The permanent address of some words: it goes on showing these very words."""
    return reverse("quote", args=[sha256, number, start, end, text_hash[:HASH_DIGITS]])


def why_url(mention: Mention) -> str:
    """The address of the grounds of a tag: it names the place and the record, so that it outlives the row."""
    place = (
        mention.document.sha256,
        mention.page,
        mention.start,
        mention.end,
        mention.page_text.text_hash[:HASH_DIGITS],
    )
    return reverse("why", args=[*place, mention.record.kind, mention.record.slug])


def _compose(
    number: int, place: str, page_text: PageText, marks: list[Span], quote: Span | None = None, newer_url: str = ""
) -> ReaderPage:
    text = shown_text(page_text)
    sections, first = [], 1
    for start, end, kind in _stretches(page_text, len(text)):
        paragraphs = []
        for span in paragraphs_of(text, start, end):
            pieces = cut_pieces(text, marks, *span, first=first)
            first += sum(piece.is_mark for piece in pieces)
            paragraphs.append(pieces)
        if paragraphs:
            speaker = str(Segment.Kind(kind).label) if kind else ""
            if page_text.picture_from is not None and start >= page_text.picture_from:
                speaker = PICTURES
            sections.append(Section(speaker[:1].upper() + speaker[1:], kind in ("", Segment.Kind.OWN), paragraphs))
    address = quote_url(page_text.document.sha256, number, *quote, page_text.text_hash) if quote else ""
    words = _words_to_cite(text, *quote) if quote else ""
    return ReaderPage(
        number,
        place,
        sections,
        first - 1,
        describe_reader(page_text),
        text != page_text.text,
        address,
        words,
        newer_url,
    )


def _words_to_cite(text: str, start: int, end: int) -> str:
    """The quoted words; of a name alone the sentence it stands in."""
    if end - start < SHORT_QUOTE:
        start, end = sentence_around(text, start, end)
    return " ".join(text[start:end].split())


def describe_reader(page_text: PageText) -> str:
    """What took the text, and how sure OCR was of it."""
    reader = page_text.engine or page_text.read_by
    if page_text.confidence is None:
        return reader
    what = "words of pictures" if page_text.picture_from else "the page"
    return (
        f"{reader}: {what} read by OCR, {page_text.confidence:.0%} sure of the letters on average; mistakes are likely"
    )


def _stretches(page_text: PageText, length: int) -> list[tuple[int, int, str]]:
    """The page's segments, with whatever lies between them as stretches without a speaker; pictures begin a new one."""
    border = page_text.picture_from or 0
    stretches = []
    for start, end, kind in _segments(page_text, length):
        if start < border < end:
            stretches += [(start, border, kind), (border, end, kind)]
        else:
            stretches.append((start, end, kind))
    return stretches


def _segments(page_text: PageText, length: int) -> list[tuple[int, int, str]]:
    stretches, at = [], 0
    for segment in page_text.segments.all():
        if segment.start > at:
            stretches.append((at, segment.start, ""))
        stretches.append((segment.start, segment.end, str(segment.kind)))
        at = segment.end
    if at < length:
        stretches.append((at, length, ""))
    return stretches

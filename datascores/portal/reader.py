"""The reader: one page of a document with the words somebody came for marked, and who speaks in each part of it.

A page is read as its current text; a quote is read in the very text it was made for, found by a piece of that text's
hash, and says so when a newer reading exists. Texts come through ``corpus.visibility`` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from datascores.corpus.models import Document, Page, PageText, Segment
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.places import place_of, place_of_page
from datascores.corpus.visibility import covers_only_people, shown_earlier_text
from datascores.corpus.volumes import lone_volume, volumes_around
from datascores.portal.addresses import newer_url, page_url
from datascores.portal.hits import NOTHING, Found, Hits, find_hits
from datascores.portal.marking import MarkedPiece, cut_marked, merge_marks
from datascores.portal.pictures import describe_pages
from datascores.portal.quoted import Quoted, Turned, quoted_at, turns_of
from datascores.portal.speaking import Partner, anchor_of, partners_of, speaker_of, stretches_of
from search.pieces import Span, paragraphs_of


@dataclass(frozen=True)
class Section:
    """A segment of the page as paragraphs of pieces; ``speaker`` is empty where the page has not been cut yet."""

    speaker: str
    is_own: bool
    paragraphs: list[tuple[MarkedPiece, ...]]
    kind: str = ""
    anchor: str = ""
    partner: Partner | None = None


@dataclass(frozen=True)
class ReaderPage:
    """A page as the reader prints it; ``place`` is where it, or the quote, stands in the original file.

    ``unread`` says what of the page only its picture tells, and what became of that; ``turns`` what runs over its edges.
    ``cited_url`` is the address of the words that are cited, which is that of the sentence where a name alone was asked for.
    """

    number: int
    place: str
    sections: list[Section]
    mark_count: int
    read_by: str
    has_covered: bool
    covers_only_people: bool
    quote_url: str = ""
    quoted: Quoted | None = None
    newer_url: str = ""
    is_telling_speakers: bool = False
    unread: str = ""
    marks: list[Span] = field(default_factory=list)
    turns: list[Turned] = field(default_factory=list)
    volume: Volume = field(default_factory=lambda: Volume(()), repr=False)
    cited_url: str = ""


@dataclass(frozen=True)
class Turning:
    """Where one can go from a page: neighbours, and the hits of the document."""

    previous_url: str
    next_url: str
    hits: Hits


def read_page(page: Page, marks: list[Span], *, is_telling_speakers: bool = False) -> ReaderPage:
    """The current reading of a page with marks; when asked with every segment and what answers what."""
    place = place_of_page(page, page.text.document.format)
    volume = volumes_around([page.text])[page.text_id]
    composed = _compose(page.number, place, page.text, marks, volume, is_telling_speakers=is_telling_speakers)
    return replace(composed, unread=" ".join(describe_pages([page])))


def read_quote(page_text: PageText, start: int, end: int, page: Page | None) -> ReaderPage | None:
    """The words that a quote was made for, in the text they stood in; ``page`` is that page as it is read today.

    None where words have been withheld since that cannot be told in the old text.
    """
    document = page_text.document
    is_current = page is not None and page.text_id == page_text.pk
    if is_current:
        volume = volumes_around([page_text])[page_text.pk]
    else:
        text = shown_earlier_text(page_text)
        if text is None:
            return None
        volume = lone_volume(page_text, text)
    place = place_of(page, start, document.format) if page and is_current else f"page {page_text.number}"
    newer = "" if is_current else newer_url(document, page_text.number, page)
    return _compose(page_text.number, place, page_text, [(start, end)], volume, quote=(start, end), newer_url=newer)


def find_quoted_text(document: Document, number: int, text_hash: str) -> PageText | None:
    """The page text whose hash begins so, however old."""
    return document.page_texts.filter(number=number, text_hash__startswith=text_hash).order_by("-pk").first()


def turn(
    reader: ReaderPage, document: Document, found: Found = NOTHING, query: str = "", hit: int = 1, **more: str
) -> Turning:
    """Neighbouring pages, and every place of the document where the query is found, from the hit that is shown.

    ``more`` of the address is kept in every link.
    """
    more = {**more, **({"segments": "1"} if reader.is_telling_speakers else {})}
    hashes = dict(document.pages.values_list("number", "text__text_hash"))
    numbers = list(hashes)
    at = numbers.index(reader.number)
    hits = find_hits(found, hashes, document.sha256, reader.number, hit, query, **more) if found else Hits()
    return Turning(
        previous_url=page_url(document.sha256, numbers[at - 1], query, **more) if at else "",
        next_url=page_url(document.sha256, numbers[at + 1], query, **more) if at + 1 < len(numbers) else "",
        hits=hits,
    )


def _compose(
    number: int,
    place: str,
    page_text: PageText,
    marks: list[Span],
    volume: Volume,
    quote: Span | None = None,
    newer_url: str = "",
    is_telling_speakers: bool = False,
) -> ReaderPage:
    text = volume.text(number)
    stretches = stretches_of(page_text, text, is_asked=is_telling_speakers)
    partners = partners_of(page_text, stretches) if is_telling_speakers else {}
    sections, anchors, marks = [], set(), merge_marks(marks, len(text))
    for stretch in stretches:
        paragraphs = [cut_marked(text, marks, *span) for span in paragraphs_of(text, stretch.start, stretch.end)]
        if paragraphs:
            anchor = anchor_of(stretch.kind, stretch.pair) if stretch.pair else ""
            sections.append(
                Section(
                    speaker_of(stretch, page_text, is_asked=is_telling_speakers),
                    stretch.kind in ("", Segment.Kind.OWN),
                    paragraphs,
                    stretch.kind,
                    "" if anchor in anchors else anchor,
                    partners.get((stretch.kind, stretch.pair)) if stretch.pair else None,
                )
            )
            anchors.add(anchor)
    sha256, text_hash = page_text.document.sha256, page_text.text_hash
    quoted = quoted_at(volume, number, place, *quote) if quote else None
    return ReaderPage(
        number,
        quoted.place if quoted else place,
        sections,
        len(marks),
        describe_reader(page_text, quoted.span if quoted else None),
        text != page_text.text,
        text != page_text.text and covers_only_people(page_text, text),
        quote_url(sha256, number, *quote, text_hash) if quote else "",
        quoted,
        newer_url,
        is_telling_speakers,
        marks=marks,
        turns=turns_of(volume, number, sha256),
        volume=volume,
        cited_url=quote_url(sha256, number, *quoted.span, text_hash) if quoted else "",
    )


def describe_reader(page_text: PageText, span: Span | None = None) -> str:
    """What took the text, or the words of a span, and how sure OCR was where it read them."""
    if page_text.confidence is None:
        return page_text.engine or page_text.read_by
    engine = page_text.engine or "OCR"
    sure = f"{page_text.confidence:.0%} sure of the letters on average; mistakes are likely"
    border = page_text.picture_from
    if page_text.read_by == "ocr" or border is None:
        return f"{engine}: {'these words' if span else 'the page'} read by OCR, {sure}"
    start, end = span or (0, len(page_text.text))
    own = page_text.read_by.removesuffix("+ocr")
    if end <= border:
        return own
    if start >= border:
        return f"{engine}: words of a picture read by OCR, {sure}"
    return f"{own}; words of pictures {'among them' if span else 'on this page'} read by OCR ({engine}), {sure}"

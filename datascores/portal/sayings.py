"""Mentions as people read them: the sentence with the name marked, its page, who speaks, and why the name counts.

Every sentence is one click from its place: the link is the permanent address of the words. Sentences are cut from the
shown text of the page, never from what a mention remembers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from datascores.corpus.models import Mention, Page
from datascores.corpus.permanent import quote_url, why_url
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_texts
from datascores.portal.addresses import page_url
from search.pieces import Piece, cut_pieces, sentence_around


@dataclass(frozen=True)
class Saying:
    """One mention to show; ``is_current`` is false when the page has been read again since."""

    sha256: str
    page: int
    place: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    sentence: str
    surface: str
    speaker: str
    segment: str
    is_evidence: bool
    rule: str
    stance: str
    url: str
    reader_url: str
    why_url: str


def sayings_of(mentions: Iterable[Mention]) -> list[Saying]:
    """Sayings in the order of the mentions; they should come with ``document``, ``page_text`` and ``record`` selected."""
    mentions = list(mentions)
    texts = shown_texts({mention.page_text_id: mention.page_text for mention in mentions}.values())
    pages = pages_of_texts(texts)
    return [_saying_of(mention, texts[mention.page_text_id], pages.get(mention.page_text_id)) for mention in mentions]


def pages_of_texts(text_ids: Iterable[int]) -> dict[int, Page]:
    """The pages of those texts that are the current ones, by the text's primary key, in one query."""
    return {page.text_id: page for page in Page.objects.filter(text__in=list(text_ids)).select_related("text")}


def _saying_of(mention: Mention, text: str, page: Page | None) -> Saying:
    begin, finish = sentence_around(text, mention.start, mention.end)
    return Saying(
        sha256=mention.document.sha256,
        page=mention.page,
        place=place_of(page, mention.start, mention.document.format) if page else f"page {mention.page}",
        start=mention.start,
        end=mention.end,
        pieces=cut_pieces(text, [(mention.start, mention.end)], begin, finish),
        sentence=" ".join(text[begin:finish].split()),
        surface=text[mention.start : mention.end],
        speaker=mention.get_segment_display(),
        segment=mention.segment,
        is_evidence=mention.is_evidence,
        rule=mention.rule,
        stance=mention.get_stance_display(),
        url=quote_url(mention.document.sha256, mention.page, mention.start, mention.end, mention.page_text.text_hash),
        reader_url=f"{page_url(mention.document.sha256, mention.page)}?mark={mention.start}-{mention.end}#hit-1",
        why_url=why_url(mention),
    )

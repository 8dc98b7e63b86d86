"""Mentions as people read them: the sentence with the name marked, its page, who speaks, and why the name counts.

Every sentence is one click from its place: the link is the permanent address of the words. Sentences are cut from the
shown text of the page, never from what a mention remembers, and are whole over page turns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from datascores.corpus.models import Mention
from datascores.corpus.permanent import quote_url, why_url
from datascores.corpus.places import place_of
from datascores.corpus.volumes import Around, around_each
from datascores.portal.addresses import page_url
from search.pieces import Piece
from search.sentences import sentence_at


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
    around = around_each({mention.page_text_id: mention.page_text for mention in mentions}.values())
    return [_saying_of(mention, around[mention.page_text_id]) for mention in mentions]


def _saying_of(mention: Mention, around: Around) -> Saying:
    volume, page = around.volume, around.page
    name = (mention.page, mention.start, mention.end)
    whole = sentence_at(volume, name)
    place = place_of(page, mention.start, mention.document.format) if page else f"page {mention.page}"
    return Saying(
        sha256=mention.document.sha256,
        page=mention.page,
        place=whole.place(place, mention.page),
        start=mention.start,
        end=mention.end,
        pieces=whole.pieces([name]),
        sentence=whole.line,
        surface=volume.text(mention.page)[mention.start : mention.end],
        speaker=mention.get_segment_display(),
        segment=mention.segment,
        is_evidence=mention.is_evidence,
        rule=mention.rule,
        stance=mention.get_stance_display(),
        url=quote_url(mention.document.sha256, mention.page, mention.start, mention.end, mention.page_text.text_hash),
        reader_url=f"{page_url(mention.document.sha256, mention.page)}?mark={mention.start}-{mention.end}#hit-1",
        why_url=why_url(mention),
    )

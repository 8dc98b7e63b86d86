"""All places of a document where the words of a query stand, and the way from each to the next.

A hit is named by its page and its number there. Only words that may be shown are looked at. Very many hits are counted
on every page and listed up to a limit, which is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datascores.corpus.models import Document
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import shown_texts
from datascores.portal.addresses import page_url
from search.engine.clauses import Clause
from search.marks import Span, marks_by_page
from search.pieces import sentence_around
from search.scopes import sheet_of

MOST_LISTED = 300
AROUND = 40  # code points to each side of a listed hit


@dataclass(frozen=True)
class PageHits:
    """How often what was searched for stands on a page, and the link to its first place."""

    number: int
    count: int
    url: str
    is_here: bool


@dataclass(frozen=True)
class Hit:
    """One place with the words around it; ``quote_url`` is the permanent address of its sentence."""

    page: int
    number: int
    url: str
    before: str
    words: str
    after: str
    is_here: bool
    quote_url: str


@dataclass(frozen=True)
class Hits:
    """The hits of a document; ``at`` is which of them is shown, 0 where the page has none, ``more`` how many are not listed.

    ``quote_url`` is the permanent address of the sentence of the hit that is shown.
    """

    total: int = 0
    at: int = 0
    pages: Sequence[PageHits] = ()
    listed: Sequence[Hit] = ()
    more: int = 0
    previous_url: str = ""
    next_url: str = ""
    quote_url: str = ""


Found = Sequence[tuple[int, str, Sequence[Span]]]


def find_marked(document: Document, clause: Clause) -> Found:
    """Each page with its shown words and what is marked in them: of a phrase over two pages its part of each."""
    pages = list(document.pages.select_related("text").prefetch_related("text__segments"))
    texts = shown_texts(row.text for row in pages)
    marks = marks_by_page(clause, [sheet_of(row, texts[row.text_id]) for row in pages])
    return [(row.number, texts[row.text_id], marks[row.number]) for row in pages]


def find_hits(
    found: Found, hashes: Mapping[int, str], sha256: str, page: int, at: int, query: str, **more: str
) -> Hits:
    """The hits of a document as seen from hit ``at`` of ``page``; ``hashes`` are those of the texts of its pages."""

    def url(number: int, hit: int) -> str:
        asked = {"hit": str(hit)} if hit > 1 else {}
        return f"{page_url(sha256, number, query, **asked, **more)}#hit-{hit}"

    def permanent(number: int, text: str, mark: Span) -> str:
        return sentence_url(sha256, number, text, mark, hashes[number])

    places = [(number, hit) for number, _, marks in found for hit in range(1, len(marks) + 1)]
    here = [(text, marks[at - 1]) for number, text, marks in found if number == page and at <= len(marks)]
    before = [place for place in places if place < (page, at)]
    after = [place for place in places if place > (page, at)]
    return Hits(
        total=len(places),
        at=len(before) + 1 if (page, at) in places else 0,
        pages=[PageHits(number, len(marks), url(number, 1), number == page) for number, _, marks in found if marks],
        listed=_listed(found, (page, at), url, permanent),
        more=max(0, len(places) - MOST_LISTED),
        previous_url=url(*before[-1]) if before else "",
        next_url=url(*after[0]) if after else "",
        quote_url=next((permanent(page, text, mark) for text, mark in here), ""),
    )


def sentence_url(sha256: str, number: int, text: str, mark: Span, text_hash: str) -> str:
    """The permanent address of the sentence around a mark, without the blanks at its ends."""
    start, end = sentence_around(text, *mark)
    words = text[start:end]
    return quote_url(sha256, number, start + len(words) - len(words.lstrip()), start + len(words.rstrip()), text_hash)


def _listed(found, here: tuple[int, int], url, permanent) -> list[Hit]:
    listed: list[Hit] = []
    for number, text, marks in found:
        for hit, (start, end) in enumerate(marks[: MOST_LISTED - len(listed)], 1):
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            listed.append(
                Hit(
                    number,
                    hit,
                    url(number, hit),
                    _one_line(before if start <= AROUND else "…" + before.partition(" ")[2]),
                    _one_line(text[start:end]),
                    _one_line(after if end + AROUND >= len(text) else after.rpartition(" ")[0] + "…"),
                    (number, hit) == here,
                    permanent(number, text, (start, end)),
                )
            )
    return listed


def _one_line(words: str) -> str:
    """Blanks folded; one at either end stays, so that words do not run together."""
    folded = " ".join(words.split())
    return f"{' ' if words[:1].isspace() else ''}{folded}{' ' if words[-1:].isspace() and folded else ''}"

"""All places of a document where the words of a query stand, and the way from each to the next.

A hit is named by its page and its number there; one that runs over a page turn is named by where it begins, and counted
once. Only words that may be shown are looked at. Very many hits are counted on every page and listed up to a limit, which is
told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from datascores.corpus.models import Document
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import shown_texts
from datascores.corpus.volumes import volume_of
from datascores.portal.addresses import page_url
from search.engine.clauses import Clause
from search.marks import Marked, Place, Span, find_places
from search.scopes import sheet_of
from search.sentences import around, sentence_at

MOST_LISTED = 300
AROUND = 40  # code points to each side of a listed hit


@dataclass(frozen=True)
class PageHits:
    """How often what was searched for begins on a page, and the link to its first place."""

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


@dataclass(frozen=True)
class Found:
    """The pages of a document, and what is marked on them."""

    volume: Volume = field(default_factory=lambda: Volume(()))
    marked: Marked = field(default_factory=lambda: Marked({}))

    def __bool__(self) -> bool:
        return bool(self.marked.by_page)

    def with_marks(self, number: int, marks: Sequence[Span]) -> Found:
        """The same with other marks on one page."""
        return replace(self, marked=replace(self.marked, by_page={**self.marked.by_page, number: marks}))

    def hits(self) -> Iterator[tuple[tuple[int, int], Place]]:
        """Page and number there of every hit, in order, with its place."""
        at: dict[int, int] = {}
        for place in self.marked.places():
            for number, _, _ in place:
                at[number] = at.get(number, 0) + 1
            yield (place[0][0], at[place[0][0]]), place

    def begins_at(self, number: int, hit: int) -> tuple[int, int]:
        """Page and number of a hit that is named by either of its marks."""
        marks = self.marked.by_page.get(number, ())
        for name, place in self.hits():
            if hit <= len(marks) and (number, *marks[hit - 1]) in place:
                return name
        return number, hit


NOTHING = Found()


def find_marked(document: Document, clause: Clause) -> Found:
    """Each page with its shown words and what is marked in them: of a phrase over two pages its part of each."""
    pages = list(document.pages.select_related("text").prefetch_related("text__segments"))
    shown = shown_texts(row.text for row in pages)
    texts = [(row, shown[row.text_id]) for row in pages]
    return Found(volume_of(texts), find_places(clause, [sheet_of(*text) for text in texts]))


def find_hits(
    found: Found, hashes: Mapping[int, str], sha256: str, page: int, at: int, query: str, **more: str
) -> Hits:
    """The hits of a document as seen from hit ``at`` of ``page``; ``hashes`` are those of the texts of its pages."""

    def url(number: int, hit: int) -> str:
        asked = {"hit": str(hit)} if hit > 1 else {}
        return f"{page_url(sha256, number, query, **asked, **more)}#hit-{hit}"

    def permanent(place: Place) -> str:
        return sentence_url(found.volume, sha256, place, hashes[place[0][0]])

    places = dict(found.hits())
    here = found.begins_at(page, at)
    before, after = [name for name in places if name < here], [name for name in places if name > here]
    on_pages: dict[int, list[int]] = defaultdict(list)
    for number, hit in places:
        on_pages[number].append(hit)
    return Hits(
        total=len(places),
        at=len(before) + 1 if here in places else 0,
        pages=[PageHits(number, len(on), url(number, on[0]), number == page) for number, on in on_pages.items()],
        listed=[
            _listed(found.volume, name, place, url(*name), name == here, permanent(place))
            for name, place in list(places.items())[:MOST_LISTED]
        ],
        more=max(0, len(places) - MOST_LISTED),
        previous_url=url(*before[-1]) if before else "",
        next_url=url(*after[0]) if after else "",
        quote_url=permanent(places[here]) if here in places else "",
    )


def sentence_url(volume: Volume, sha256: str, place: Place, text_hash: str) -> str:
    """The permanent address of the sentence around a place, on the page where the place begins."""
    part = sentence_at(volume, *place).part_on(place[0][0])
    return quote_url(sha256, part.number, part.start, part.end, text_hash)


def _listed(volume: Volume, name: tuple[int, int], place: Place, url: str, is_here: bool, permanent: str) -> Hit:
    text, start, end = around(volume, *place)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Hit(
        *name,
        url,
        _one_line(before if start <= AROUND else "…" + before.partition(" ")[2]),
        _one_line(text[start:end]),
        _one_line(after if end + AROUND >= len(text) else after.rpartition(" ")[0] + "…"),
        is_here,
        permanent,
    )


def _one_line(words: str) -> str:
    """Blanks folded; one at either end stays, so that words do not run together."""
    folded = " ".join(words.split())
    return f"{' ' if words[:1].isspace() else ''}{folded}{' ' if words[-1:].isspace() and folded else ''}"

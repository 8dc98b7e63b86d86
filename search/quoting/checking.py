"""Whether a sentence that somebody quotes stands in the documents held here, where, and whose words it is.

The index only says where to look; what is answered is read in the shown words of the database. So words that are
withheld are confirmed to nobody: they are not in the index, and in the text they are covered. Each answer looks into a
few documents and tells when there are more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from django.urls import reverse

from datascores.corpus.models import Document, Page, Segment
from datascores.corpus.permanent import quote_url
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_documents
from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import And, Clause, Most, Phrase, Term
from search.engine.port import Engine
from search.exports.batches import segment_at
from search.facts import Facts, facts_for
from search.highlight import passages
from search.pieces import Span
from search.quoting.comparing import (
    FEWEST_WORDS,
    LONGEST,
    MOST_GAPS,
    Difference,
    Words,
    bare_letters,
    differences,
    find_quote,
    pieces_of,
    words_of,
)
from search.quoting.surroundings import Surroundings, Turned, surround
from search.scopes import sheet_of
from search.shown_pages import pages_for

LOOKED_INTO = 20  # documents that may hold the quote
MOST_PLACES = 50
NEAREST = 3
NEAREST_LOOKED_INTO = 10
LIKE_ENOUGH = 0.5  # share of words in common below which a passage is no near one
SHARE_WANTED = 2  # one word of so many has to be in a document that may hold something near
WHOSE = {
    Segment.Kind.OWN: "the document’s own words",
    Segment.Kind.REQUEST: "a question put to the body, not its answer",
    Segment.Kind.STANDARD: "standard wording",
    Segment.Kind.HEADER: "the header of a quoted e-mail",
}


@dataclass(frozen=True)
class Place:
    """Where the quote stands; ``whose`` are the kinds of segment it touches, and ``url`` its permanent address.

    Where it ``goes_on`` on the next page, ``words`` and the address are of what stands on the first. ``around`` is the whole
    sentence.
    """

    sha256: str
    title: str
    document_url: str
    facts: Facts
    page: int
    place: str
    url: str
    words: str
    whose: tuple[str, ...]
    around: Surroundings
    goes_on: bool = False

    @property
    def whose_in_words(self) -> str:
        return " and ".join(WHOSE[Segment.Kind(kind)] for kind in self.whose)

    @property
    def is_question(self) -> bool:
        return Segment.Kind.REQUEST in self.whose


@dataclass(frozen=True)
class Near:
    """A passage that is not the quote, with what differs."""

    place: Place
    parts: list[Difference]
    likeness: float


@dataclass(frozen=True)
class Checked:
    """The answer. ``problem`` says why nothing was looked for; ``more`` is how many documents were not looked into,
    ``places_left_out`` how many places of the others are not listed.
    """

    quote: str
    problem: str = ""
    places: list[Place] = field(default_factory=list)
    nearest: list[Near] = field(default_factory=list)
    more: int = 0
    places_left_out: int = 0

    @property
    def stands(self) -> bool:
        return bool(self.places)

    @property
    def is_only_asked(self) -> bool:
        """Whether every place is in a question."""
        return self.stands and all(place.is_question for place in self.places)

    @property
    def is_always_less(self) -> bool:
        """Whether at every place the sentence says more than the quote."""
        return self.stands and all(place.around.says_more for place in self.places)


def check_quote(quote: str, engine: Engine) -> Checked:
    """Look a quote up. Raises EngineUnavailable if the index cannot answer."""
    quote = quote.strip()
    problem, pieces = _read_quote(quote)
    if problem:
        return Checked(quote[:LONGEST], problem)
    page = engine.search(clause_of(pieces), {}, (), "relevance", 0, LOOKED_INTO)
    documents = _documents([hit.id for hit in page.hits])
    texts = pages_for(documents)
    places, left_out = _places_in(documents, texts, pieces)
    more = max(0, page.total - LOOKED_INTO)
    if places:
        return Checked(quote, places=places, more=more, places_left_out=left_out)
    most = _most_of(pieces)
    documents = _documents([hit.id for hit in engine.search(most, limit=NEAREST_LOOKED_INTO).hits])
    texts = pages_for(documents)
    places, left_out = _places_in(documents, texts, pieces)  # a broken word is two for the index
    nearest = [] if places else _nearest(quote, documents, texts, most)
    return Checked(quote, places=places, nearest=nearest, more=more, places_left_out=left_out)


def _read_quote(quote: str) -> tuple[str, list[Words]]:
    """Why a quote cannot be looked up, or nothing, and its pieces. Pure."""
    if len(quote) > LONGEST:
        return f"The quote has {len(quote):,} characters; up to {LONGEST:,} are looked up. Take a part of it.", []
    pieces = pieces_of(quote)
    if len(pieces) > MOST_GAPS + 1:
        return f"A quote may leave words out in {MOST_GAPS} places; this does in {len(pieces) - 1}.", []
    words = [token.key for piece in pieces for token in piece.tokens if token.key[:1].isalnum()]
    if len(words) < FEWEST_WORDS:
        return f"A quote needs {FEWEST_WORDS} words or more; this has {len(words)}.", []
    if not any(map(stem_for, Analysis(quote).exacts)):
        return "These are only words such as “the” and “of”, which stand everywhere; add others.", []
    return "", pieces


def clause_of(pieces: Sequence[Words]) -> Clause:
    """What documents with the quote have in common as the index sees it; words in any form, so it finds too much. Pure."""
    runs = [tuple(Analysis(" ".join(token.key for token in piece.tokens)).exacts) for piece in pieces]
    parts = tuple(Phrase(run) if len(run) > 1 else Term(run[0]) for run in runs if any(map(stem_for, run)))
    return And(parts) if len(parts) > 1 else parts[0]


def _most_of(pieces: Sequence[Words]) -> Most:
    exacts = [word for piece in pieces for word in Analysis(" ".join(token.key for token in piece.tokens)).exacts]
    words = [*dict.fromkeys(word for word in exacts if stem_for(word))][:100]
    pairs = [(one, other) for one, other in pairwise(exacts) if stem_for(one) and stem_for(other)]
    terms = tuple(map(Term, words))
    return Most(terms, -(-len(words) // SHARE_WANTED), tuple(map(Phrase, dict.fromkeys(pairs[:100]))))


def _documents(ids: Sequence[str]) -> list[Document]:
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    return [found[sha256] for sha256 in ids if sha256 in found]


Texts = dict[int, list[tuple[Page, str]]]


def _places_in(documents: Sequence[Document], texts: Texts, pieces: Sequence[Words]) -> tuple[list[Place], int]:
    """The first places of the quote, and how many more there are."""
    facts = facts_for(document.pk for document in documents)
    spots = _spots_in(documents, texts, pieces)
    places = [
        _place_at(document, facts[document.pk], page, turned, marks)
        for document, page, turned, marks in islice(spots, MOST_PLACES)
    ]
    return places, sum(1 for _ in spots)


def _spots_in(
    documents: Sequence[Document], texts: Texts, pieces: Sequence[Words]
) -> Iterator[tuple[Document, Page, Turned, list[Span]]]:
    """Every place of the quote on one page, or from one page to the next, piece by piece."""
    wanted = [bare_letters(piece.letters) for piece in pieces]
    for document in documents:
        pages = texts.get(document.pk, [])
        bare = [*(bare_letters(text) for _, text in pages), ""]
        for at, (page, text) in enumerate(pages):
            if not all(piece in bare[at] + bare[at + 1] for piece in wanted):
                continue
            following = pages[at + 1] if at + 1 < len(pages) else None
            turned = Turned(pages[at - 1][1] if at else "", text, following[1] if following else "")
            borders = _borders_of(page, following[0] if following else None, len(text))
            words = words_of(turned.with_following)
            for found in find_quote(pieces, words, borders):
                marks = [(words.tokens[first].start, words.tokens[end - 1].end) for first, end in found]
                if marks[0][0] < len(text):
                    yield document, page, turned, marks


def _borders_of(page: Page, following: Page | None, length: int) -> list[int]:
    """Where on a page and the following another begins to speak; none at the turn where the same one goes on."""
    here = sorted(page.text.segments.all(), key=lambda segment: segment.start)
    there = sorted(following.text.segments.all(), key=lambda segment: segment.start) if following else []
    borders = {at for segment in here for at in (segment.start, min(segment.end, length))}
    borders |= {at + length + 2 for segment in there for at in (segment.start, segment.end)}
    if here and there and (here[-1].kind, here[-1].pair) == (there[0].kind, there[0].pair):
        borders -= {min(here[-1].end, length), there[0].start + length + 2}
    return sorted(borders)


def _place_at(document: Document, facts: Facts, page: Page, turned: Turned, marks: list[Span]) -> Place:
    """The place of marks in order, the first of which begins on the page."""
    text, start, end = turned.text, marks[0][0], marks[-1][1]
    goes_on = end > len(text)
    end = min(end, len(text.rstrip()))
    kinds = [segment.kind for segment in page.text.segments.all() if segment.start < end and segment.end > start]
    return Place(
        sha256=document.sha256,
        title=str(document),
        document_url=reverse("document", args=[document.sha256]),
        facts=facts,
        page=page.number,
        place=place_of(page, start, document.format),
        url=quote_url(document.sha256, page.number, start, end, page.text.text_hash),
        words=" ".join(text[start:end].split()),
        whose=tuple(dict.fromkeys(kinds)) or (segment_at(page, start),),
        around=surround(turned, marks),
        goes_on=goes_on,
    )


def _nearest(quote: str, documents: Sequence[Document], texts: Texts, most: Most) -> list[Near]:
    """The passages most like the quote, one a document, if any is like it enough."""
    facts = facts_for(document.pk for document in documents)
    near = []
    for document in documents:
        pages = {page.number: (page, text) for page, text in texts.get(document.pk, [])}
        sheets = [sheet_of(page, text) for page, text in pages.values()]
        for passage in passages(most, sheets, width=len(quote) + 40, most=1):
            page, text = pages[passage.page]
            low = max(0, passage.fragment.start - len(quote) // 2)
            parts, likeness = differences(quote, text[low : passage.fragment.end + len(quote) // 2])
            if likeness >= LIKE_ENOUGH:
                marks = [(passage.fragment.start, passage.fragment.end)]
                place = _place_at(document, facts[document.pk], page, Turned("", text, ""), marks)
                near.append(Near(place, parts, likeness))
    return sorted(near, key=lambda one: -one.likeness)[:NEAREST]

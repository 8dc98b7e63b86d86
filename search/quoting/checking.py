"""Whether a sentence that somebody quotes stands in the documents held here, where, and whose words it is.

The index only says where to look; what is answered is read in the shown words of the database. So words that are
withheld are confirmed to nobody: they are not in the index, and in the text they are covered. Each answer looks into a
few documents and tells when there are more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.urls import reverse

from datascores.corpus.models import Document, Page, Segment
from datascores.corpus.page_turns import Volume
from datascores.corpus.permanent import quote_url
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_documents
from datascores.corpus.volumes import volume_of
from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import Most
from search.engine.port import Engine
from search.exports.batches import segment_at
from search.facts import Facts, facts_for
from search.highlight import passages
from search.pieces import Span
from search.quoting.clauses import clause_of, most_of
from search.quoting.comparing import (
    FEWEST_WORDS,
    LONGEST,
    MOST_GAPS,
    Difference,
    differences,
    differs_in_hyphens,
    find_quote,
)
from search.quoting.surroundings import Surroundings, Turned, surround
from search.quoting.words import (
    Told,
    Words,
    ends_in_a_hyphen,
    exacts_of,
    pieces_of,
    plain_letters,
    plain_parts,
    told_differences,
    words_of,
)
from search.scopes import sheet_of
from search.shown_pages import pages_for

LOOKED_INTO = 20  # documents that may hold the quote
MOST_PLACES = 50
NEAREST = 3
NEAREST_LOOKED_INTO = 10
LIKE_ENOUGH = 0.5  # share of words in common below which a passage is no near one
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
    sentence, with what "…" leaves out; ``told`` is what is written otherwise than in the quote.
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
    told: tuple[Told, ...] = ()

    @property
    def leaves_out(self) -> bool:
        return bool(self.around.omissions)

    @property
    def may_be_turned(self) -> bool:
        """Whether what was left out may turn the meaning round."""
        return any(omission.warnings for omission in self.around.omissions)

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

    @property
    def differs_in_hyphens(self) -> bool:
        return differs_in_hyphens(self.parts)


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

    @property
    def always_leaves_out(self) -> bool:
        """Whether at every place there are words where the quote has "…"."""
        return self.stands and all(place.leaves_out for place in self.places)

    @property
    def may_always_be_turned(self) -> bool:
        """Whether at every place the words left out may turn the meaning round."""
        return self.stands and all(place.may_be_turned for place in self.places)

    @property
    def verdict(self) -> str:
        """The answer in a few words, the same on the page and for programs."""
        if not self.stands:
            return "not found word for word"
        if self.may_always_be_turned:
            return "stands here only with words left out that may turn its meaning round"
        return "stands here only with words left out" if self.always_leaves_out else "stands here word for word"


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
    most = most_of(pieces)
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
    words = exacts_of(pieces)
    if len(words) < FEWEST_WORDS:
        return f"A quote needs {FEWEST_WORDS} words or more; this has {len(words)}.", []
    if not any(map(stem_for, Analysis(quote).exacts)):
        return "These are only words such as “the” and “of”, which stand everywhere; add others.", []
    return "", pieces


def _documents(ids: Sequence[str]) -> list[Document]:
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    return [found[sha256] for sha256 in ids if sha256 in found]


Texts = dict[int, list[tuple[Page, str]]]


def _places_in(documents: Sequence[Document], texts: Texts, pieces: Sequence[Words]) -> tuple[list[Place], int]:
    """The first places of the quote, and how many more there are."""
    facts = facts_for(document.pk for document in documents)
    spots = _spots_in(documents, texts, pieces)
    places = [
        _place_at(document, facts[document.pk], page, turned, marks, told)
        for document, page, turned, marks, told in islice(spots, MOST_PLACES)
    ]
    return places, sum(1 for _ in spots)


def _spots_in(
    documents: Sequence[Document], texts: Texts, pieces: Sequence[Words]
) -> Iterator[tuple[Document, Page, Turned, list[Span], tuple[Told, ...]]]:
    """Every place of the quote on one page, or from one page to the next, piece by piece."""
    wanted = plain_parts(pieces)
    for document in documents:
        pages = texts.get(document.pk, [])
        volume = volume_of(pages)
        running = ["", *(volume.without_furniture(page.number) for page, _ in pages), ""]
        plain = [plain_letters(text) for text in running]
        for at, (page, text) in enumerate(pages, 1):
            for turned in _edges_of(volume, page.number, text):
                if all(part in plain_letters(turned.text) for part in wanted):
                    yield from ((document, page, turned, *found) for found in _found_in(turned, pieces, ()))
            letters = plain[at] + plain[at + 1]
            if not all(part in letters for part in wanted):
                continue
            over = volume.page(page.number)
            turned = Turned(running[at - 1], running[at], running[at + 1], over.joints, over.begins_on, over.goes_on_on)
            borders = _borders_of(page, pages[at][0] if at < len(pages) else None, len(text))
            yield from ((document, page, turned, *found) for found in _found_in(turned, pieces, borders))


def _found_in(
    turned: Turned, pieces: Sequence[Words], borders: Sequence[int]
) -> Iterator[tuple[list[Span], tuple[Told, ...]]]:
    """The places of the quote that begin on a page."""
    words = words_of(turned.with_following)
    begins_inside_word = ends_in_a_hyphen(turned.before) and turned.text.lstrip()[:1].isalnum()
    for found in find_quote(pieces, words, borders):
        marks = [(words.tokens[first].start, words.tokens[end - 1].end) for first, end in found]
        if marks[0][0] < len(turned.text) and not (begins_inside_word and found[0][0] == 0):
            yield marks, told_differences(pieces, words, found)


def _edges_of(volume: Volume, number: int, text: str) -> Iterator[Turned]:
    """The furniture of a page that its running words leave out, at its places."""
    for part in (edge.own for edge in volume.edges(number)):
        blank = " " * part.start, " " * (len(text) - part.end)
        yield Turned("", f"{blank[0]}{text[part.start : part.end]}{blank[1]}", "")


def _borders_of(page: Page, following: Page | None, length: int) -> list[int]:
    """Where on a page and the following another begins to speak; none at the turn where the same one goes on."""
    here = sorted(page.text.segments.all(), key=lambda segment: segment.start)
    there = sorted(following.text.segments.all(), key=lambda segment: segment.start) if following else []
    borders = {at for segment in here for at in (segment.start, min(segment.end, length))}
    borders |= {at + length + 2 for segment in there for at in (segment.start, segment.end)}
    if here and there and (here[-1].kind, here[-1].pair) == (there[0].kind, there[0].pair):
        borders -= {min(here[-1].end, length), there[0].start + length + 2}
    return sorted(borders)


def _place_at(
    document: Document, facts: Facts, page: Page, turned: Turned, marks: list[Span], told: tuple[Told, ...] = ()
) -> Place:
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
        told=told,
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

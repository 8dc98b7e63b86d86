"""Words in context: every place of every document of a search as one line, what was found in the middle. Data, never HTML.

All lines of a search are gathered where its documents are few enough to be read while somebody waits: then their number is
exact and the words beside the place can sort. Else the documents are taken a few at a time, in the order of the search,
and the page says so. Words come from the database through ``corpus.visibility``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import Sum
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.models import Document, Page
from datascores.corpus.permanent import quote_url
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_documents
from datascores.corpus.volumes import volume_of
from search.asking import Asked, ask
from search.engine.clauses import word_leaves
from search.engine.port import Engine
from search.exports.batches import segment_at
from search.facts import Facts, facts_for
from search.hits import marking, speaker_at
from search.marks import Marked, Span, find_places
from search.named_places import names_asked_for, places_of_names
from search.query import SearchQuery
from search.scopes import sheet_of
from search.sentences import around, place_over, sentence_at
from search.shown_pages import pages_for

CONTEXT = 60  # characters to each side, blanks folded
LINES_EACH = 50  # lines of a page
DOCUMENTS_EACH = 20  # documents of a page, where they are too many to gather all lines
PART = 200  # lines of such a page shown at a time
WHOLE_DOCUMENTS, WHOLE_CHARACTERS = 200, 2_000_000  # up to which all lines are gathered: a second or two
BATCH = 50
LEFT, RIGHT = "left", "right"
NO_WORDS = (
    "This search has no words and asks for no name, so there is nothing to put in the middle of a line. Add words."
)
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Line:
    """A place with the words around it; ``speaker`` is empty for the document's own words, ``segment`` always its kind."""

    sha256: str
    title: str
    facts: Facts
    page: int
    place: str
    speaker: str
    segment: str
    left: str
    words: str
    right: str
    url: str
    quote_url: str


@dataclass(frozen=True)
class Spot:
    """A place before it is made a line: its page and its words there, the how manieth mark of the page, and what stands
    before, at and after it, over page turns too. ``pages`` are the first and last page that it lies on, ``note`` says on which
    page its sentence may begin or go on."""

    document: Document
    facts: Facts
    page: Page
    mark: Span
    number: int
    context: tuple[str, str, str]
    pages: tuple[Page, Page]
    note: str = ""


@dataclass(frozen=True)
class Concordance:
    """A page of lines. ``lines_total`` are those of all documents where ``is_whole``, else of this page's documents.

    ``first`` is the number of its first line; ``last_page`` and ``last_part`` say how far one can go on.
    """

    total: int
    lines: list[Line]
    lines_total: int
    documents_with_lines: int
    first: int
    is_whole: bool
    last_page: int
    last_part: int = 1
    documents_from: int = 0
    documents_to: int = 0
    is_most: bool = False

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


class NoWords(Exception):
    """The search asks for no words and no name."""


class TooManyToSort(Exception):
    """The words beside the places cannot sort that many documents."""


def make_concordance(query: SearchQuery, by: str, part: int, engine: Engine) -> Concordance:
    """A page of lines; ``by`` is LEFT, RIGHT or empty for the order of the documents.

    Raises EngineUnavailable, NoWords, and TooManyToSort where ``by`` asks for all lines of too many documents.
    """
    asked = ask(query, engine)
    refuse_without_words(asked)
    total = engine.count(asked.clause, query.filters)
    ids = whole_ids(asked, total, engine)
    if ids is None:
        if by:
            raise TooManyToSort(
                f"Sorting by the words beside needs every line at hand, which is done for up to {WHOLE_DOCUMENTS} documents "
                f"with up to {WHOLE_CHARACTERS:,} characters; this search has {total:,} documents. Narrow it, or take the "
                "lines in the order of the documents, as a CSV too, and sort them yourself."
            )
        return _some_documents(asked, total, part, engine)
    spots = sort_spots(spots_of(ids, asked), by)
    first = (query.page - 1) * LINES_EACH
    return Concordance(
        total,
        [line_for(spot, asked) for spot in spots[first : first + LINES_EACH]],
        len(spots),
        len({spot.document.pk for spot in spots}),
        first + 1,
        True,
        -(-len(spots) // LINES_EACH),
        is_most=asked.is_most,
    )


def _some_documents(asked: Asked, total: int, part: int, engine: Engine) -> Concordance:
    query = replace(asked.query, size=DOCUMENTS_EACH)
    hits = engine.search(asked.clause, query.filters, (), query.sort, query.offset, query.size).hits
    spots = list(spots_of([hit.id for hit in hits], asked))
    first = (part - 1) * PART
    return Concordance(
        total,
        [line_for(spot, asked) for spot in spots[first : first + PART]],
        len(spots),
        len({spot.document.pk for spot in spots}),
        first + 1,
        False,
        -(-total // DOCUMENTS_EACH),
        -(-len(spots) // PART),
        query.offset + 1,
        query.offset + len(hits),
        is_most=asked.is_most,
    )


def refuse_without_words(asked: Asked) -> None:
    """Raise NoWords where no line could have a middle."""
    if not word_leaves(asked.clause) and not names_asked_for(asked.clause, asked.query.filters):
        raise NoWords(NO_WORDS)


def whole_ids(asked: Asked, total: int, engine: Engine) -> list[str] | None:
    """The ids of all documents in their order; None where they are too many or too long to gather all lines of."""
    if total > WHOLE_DOCUMENTS:
        return None
    ids = list(engine.iter_ids(asked.clause, asked.query.filters, asked.query.sort))
    texts = Page.objects.filter(document__sha256__in=ids)
    return None if (texts.aggregate(size=Sum(Length("text__text")))["size"] or 0) > WHOLE_CHARACTERS else ids


def all_lines(query: SearchQuery, by: str, engine: Engine) -> Iterator[Line]:
    """Every line, in memory that does not grow with their number; sorted by the words beside only where they are few.

    Raises EngineUnavailable, NoWords and TooManyToSort when the first line is taken.
    """
    asked = ask(query, engine)
    refuse_without_words(asked)
    if by:
        total = engine.count(asked.clause, query.filters)
        ids = whole_ids(asked, total, engine)
        if ids is None:
            raise TooManyToSort(f"{total:,} documents are too many to sort by the words beside.")
        yield from (line_for(spot, asked) for spot in sort_spots(spots_of(ids, asked), by))
        return
    ids_of_all = engine.iter_ids(asked.clause, query.filters, query.sort)
    while batch := list(islice(ids_of_all, BATCH)):
        yield from (line_for(spot, asked) for spot in spots_of(batch, asked))


def spots_of(ids: Sequence[str], asked: Asked) -> Iterator[Spot]:
    """The places of some documents in their order, in a fixed number of queries."""
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    documents = [found[sha256] for sha256 in ids if sha256 in found]
    facts = facts_for(document.pk for document in documents)
    texts = pages_for(documents)
    has_words = bool(word_leaves(asked.clause))
    names = names_asked_for(asked.clause, asked.query.filters)
    named = {} if has_words else places_of_names(documents, names)
    for document in documents:
        pages = texts.get(document.pk, [])
        if has_words:
            marked = find_places(asked.clause, [sheet_of(page, text) for page, text in pages])
        else:
            marked = Marked(named.get(document.pk, {}))
        rows, volume = {page.number: page for page, _ in pages}, volume_of(pages)
        for place in marked.places():
            (on, *mark), last = place[0], place[-1][0]
            number = 1 + [*marked.by_page[on]].index((mark[0], mark[1]))
            context = context_of(*around(volume, *place))
            pages_of, note = (rows[on], rows[last]), sentence_at(volume, *place).note if volume.is_doubtful(on) else ""
            yield Spot(document, facts[document.pk], rows[on], (mark[0], mark[1]), number, context, pages_of, note)


def line_for(spot: Spot, asked: Asked) -> Line:
    """A place as the page shows it."""
    document, page, start = spot.document, spot.page, spot.mark[0]
    left, words, right = spot.context
    places = [place_of(on, 0 if at else start, document.format) for at, on in enumerate(spot.pages)]
    return Line(
        sha256=document.sha256,
        title=str(document),
        facts=spot.facts,
        page=page.number,
        place=_noted(place_over(*places) if spot.pages[0] is not spot.pages[1] else places[0], spot.note),
        speaker=speaker_at(page, start),
        segment=segment_at(page, start),
        left=left,
        words=words,
        right=right,
        url=_reader_url(spot, asked),
        quote_url=quote_url(document.sha256, page.number, *spot.mark, page.text.text_hash),
    )


def _noted(place: str, note: str) -> str:
    return f"{place} (the sentence {note})" if note else place


def _reader_url(spot: Spot, asked: Asked) -> str:
    """The place in the reader, among all that the search marks there; of a name alone, without words, just the name."""
    reader = reverse("page", args=[spot.document.sha256, spot.page.number])
    if not word_leaves(asked.clause):
        return f"{reader}?mark={spot.mark[0]}-{spot.mark[1]}#hit-1"
    more = {"hit": str(spot.number)} if spot.number > 1 else {}
    return f"{reader}?{urlencode({**marking(asked), **more})}#hit-{spot.number}"


def context_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, at and after a place of a text, on one line. Pure."""
    before = _one_line(text[max(0, start - 5 * CONTEXT) : start])
    after = _one_line(text[end : end + 5 * CONTEXT])
    return before[-CONTEXT:], _one_line(text[start:end]), after[:CONTEXT]


def sort_spots(spots: Iterator[Spot], by: str) -> list[Spot]:
    """Places by the words on one side, the nearest word first, without regard to case and signs. Pure."""
    if by == RIGHT:
        return sorted(spots, key=lambda spot: _words_in(spot.context[2]))
    if by == LEFT:
        return sorted(spots, key=lambda spot: _words_in(spot.context[0])[::-1])
    return list(spots)


def _words_in(context: str) -> list[str]:
    return [word for word in _NO_WORD.split(context.casefold()) if word]


def _one_line(words: str) -> str:
    """Blanks folded to one; one at either end stays, so that words do not run together."""
    return re.sub(r"\s+", " ", words)

"""How many bodies say it: the bodies that the documents of a search come from, each with its number and its first passage.

Bodies whose own words have what was searched for are counted and listed first; the others only have documents in which
the question, standard wording or a title has it. A document that comes from two bodies counts for both; documents whose
body is not known yet are counted apart. The body may only be proposed by a rule; the first passage's document says so.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.models import Document, Segment
from datascores.corpus.visibility import shown_documents
from search.asking import Asked, ask
from search.engine.clauses import And, Clause, FieldIs, Not, Or, Where, within, word_leaves
from search.engine.port import Engine
from search.hits import PassageLine, lines_for
from search.links import search_url
from search.query import SearchQuery
from search.shown_pages import pages_for

FACET = "authority"
BODIES_EACH = 25
_KINDS = {str(kind.label): str(kind) for kind in Segment.Kind}


@dataclass(frozen=True)
class BodyLine:
    """A body with the number of its documents, and of those whose own words have it; None where the search has no words.

    Without ``sha256`` none of them can be shown any more.
    """

    slug: str
    name: str
    record_url: str
    count: int
    own: int | None
    search_url: str
    sha256: str = ""
    title: str = ""
    document_url: str = ""
    passage: PassageLine | None = None

    @property
    def is_own(self) -> bool:
        """Whether the body itself says it."""
        return self.own != 0

    @property
    def segment(self) -> str:
        """Whose words the passage is: own, request, standard, header; empty without a passage."""
        return _KINDS.get(self.passage.speaker, str(Segment.Kind.OWN)) if self.passage else ""


@dataclass(frozen=True)
class Bodies:
    """A page of bodies: those whose own words have it first, and of them the one with most such documents.

    ``own_bodies`` is how many these are, ``unknown_own`` how many documents without a body have it in their own words;
    both are None where the search has no words, so that nobody can be said to speak them.
    """

    total: int
    bodies: int
    own_bodies: int | None
    unknown: int
    unknown_own: int | None
    lines: list[BodyLine]
    last_page: int
    first: int
    is_most: bool = False

    @property
    def asked_bodies(self) -> int:
        """How many bodies only have it in words that are not their own."""
        return 0 if self.own_bodies is None else self.bodies - self.own_bodies

    @property
    def is_beyond(self) -> bool:
        """Whether there are bodies, but none on a page so far behind."""
        return bool(self.bodies) and not self.lines

    @property
    def own_lines(self) -> list[BodyLine]:
        return [line for line in self.lines if line.is_own]

    @property
    def asked_lines(self) -> list[BodyLine]:
        return [line for line in self.lines if not line.is_own]

    @property
    def first_asked(self) -> int:
        """The number of the first of the page's bodies that were only asked."""
        return self.first + len(self.own_lines)


@dataclass(frozen=True)
class Counted:
    """A body's slug, its documents, and those of them whose own words have what was searched for."""

    slug: str
    count: int
    own: int | None


def group_by_body(query: SearchQuery, engine: Engine) -> Bodies:
    """The bodies of a search, a page of them. Raises EngineUnavailable if the index cannot answer."""
    asked = ask(query, engine)
    values = counted_bodies(asked, engine)
    own = in_own_words(asked)
    first = (query.page - 1) * BODIES_EACH
    return Bodies(
        total=engine.count(asked.clause, query.filters),
        bodies=len(values),
        own_bodies=sum(1 for value in values if value.own) if own else None,
        unknown=count_unknown(values, asked.clause, asked, engine),
        unknown_own=count_unknown(values, And((asked.clause, own.clause)), asked, engine) if own else None,
        lines=lines_for_bodies(values[first : first + BODIES_EACH], asked, engine),
        last_page=-(-len(values) // BODIES_EACH),
        first=first + 1,
        is_most=asked.is_most,
    )


def all_bodies(query: SearchQuery, engine: Engine) -> tuple[int, Iterator[BodyLine]]:
    """How many documents have no known body, and every body, looked up a page at a time. Raises EngineUnavailable."""
    asked = ask(query, engine)
    values = counted_bodies(asked, engine)
    return count_unknown(values, asked.clause, asked, engine), _lines_of_all(values, asked, engine)


def _lines_of_all(values: Sequence[Counted], asked: Asked, engine: Engine) -> Iterator[BodyLine]:
    for first in range(0, len(values), BODIES_EACH):
        yield from lines_for_bodies(values[first : first + BODIES_EACH], asked, engine)


def in_own_words(asked: Asked) -> Asked | None:
    """The search within what the bodies themselves say; None where it has no words but of titles. Pure."""
    if not any(leaf.where is not Where.TITLE for leaf in word_leaves(asked.clause)):
        return None
    query = replace(asked.query, scope=Where.OWN)
    return replace(asked, query=query, clause=within(asked.clause, Where.OWN) if asked.is_most else query.clause)


def counted_bodies(asked: Asked, engine: Engine) -> list[Counted]:
    """All bodies: those whose own words have it first, the more documents the earlier."""
    clause, filters = asked.under_all_filters(FACET)
    values = engine.facet_values(FACET, clause, filters)
    own = in_own_words(asked)
    if own is None:
        return [Counted(value.value, value.count, None) for value in values if value.count]
    said = engine.facet_values(FACET, And((clause, own.clause)), filters)
    own_counts = {value.value: value.count for value in said}
    counted = [Counted(value.value, value.count, own_counts.get(value.value, 0)) for value in values if value.count]
    return sorted(counted, key=lambda body: -(body.own or 0))


def count_unknown(values: Sequence[Counted], clause: Clause, asked: Asked, engine: Engine) -> int:
    """How many documents of a clause come from none of the search's bodies."""
    known = Or(tuple(FieldIs(FACET, value.slug) for value in values))
    return engine.count(And((clause, Not(known))), asked.query.filters)


def lines_for_bodies(values: Sequence[Counted], asked: Asked, engine: Engine) -> list[BodyLine]:
    """Those bodies with the first document of each, in a fixed number of queries to the database.

    Of a body whose own words have it, the first document and passage are of these.
    """
    query = asked.query
    records = Record.objects.filter(kind=FACET, slug__in=[value.slug for value in values])
    names = dict(records.values_list("slug", "name"))
    own = in_own_words(asked)
    firsts = {value.slug: _first_id(value, asked, own if value.own else None, engine) for value in values}
    documents = list(shown_documents().filter(sha256__in=set(firsts.values())))
    passages = _passages_of(documents, {firsts[value.slug] for value in values if value.own}, asked, own)
    found = {document.sha256: document for document in documents}
    lines = []
    for value in values:
        slug = value.slug
        line = BodyLine(
            slug,
            names.get(slug, slug),
            reverse("authority", args=[slug]) if slug in names else "",
            value.count,
            value.own,
            search_url(replace(query, filters={**query.filters, FACET: (slug,)}), page=1),
        )
        document = found.get(firsts[slug])
        lines.append(_with_document(line, document, passages[document.pk]) if document else line)
    return lines


def _first_id(value: Counted, asked: Asked, own: Asked | None, engine: Engine) -> str:
    """The first document of a body; with ``own`` the first in which the body itself says it."""
    said = (own.clause,) if own else ()
    clause = And((asked.clause, *said, FieldIs(FACET, value.slug)))
    hits = engine.search(clause, asked.query.filters, (), asked.query.sort, 0, 1).hits
    return hits[0].id if hits else ""


def _passages_of(
    documents: Sequence[Document], speaking: Container[str], asked: Asked, own: Asked | None
) -> dict[int, list[PassageLine]]:
    """The passages of each document; of the ``speaking`` those of the body's own words."""
    texts = pages_for(documents)
    passages = lines_for(documents, texts, asked)
    if own:
        passages |= lines_for([document for document in documents if document.sha256 in speaking], texts, own)
    return passages


def _with_document(line: BodyLine, document: Document, passages: Sequence[PassageLine]) -> BodyLine:
    return replace(
        line,
        sha256=document.sha256,
        title=str(document),
        document_url=reverse("document", args=[document.sha256]),
        passage=passages[0] if passages else None,
    )

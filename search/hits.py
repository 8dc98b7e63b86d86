"""The hits of a page or a batch as a reader sees them: facts, and the passages for whose sake the document was found.

Passages are those of the query's words; where the query has none, the sentences in which the filtered names stand; else
the opening of the document. The words come from the database through ``corpus.visibility``, never from the index.
Hits of one page that have the same words stand under the first of them; nothing is counted away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.copies import Copies, copies_for
from datascores.corpus.models import Document, Page, Segment
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_documents
from search.asking import Asked
from search.engine.clauses import Term, word_leaves
from search.facts import Facts, describe_format, facts_for
from search.highlight import Fragment, passages
from search.marks import find_marks, marks_by_page, spans_by_leaf
from search.named_places import Name, Reason, mentions_of_names, names_asked_for, reasons_for
from search.pieces import Piece, cut_pieces, sentence_around
from search.readings import describe_readings
from search.scopes import FIRST_SCOPE, sheet_of
from search.shown_pages import pages_for

PASSAGES_EACH = 3
COPIES_EACH = 10
SENTENCE_ENDS = ".!?:"


@dataclass(frozen=True)
class PassageLine:
    """A passage with its page, its place in the words of the original file, and the link to its mark in the reader.

    ``speaker`` says whose words they are when they are not the document's own.
    """

    page: int
    place: str
    speaker: str
    url: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class CopyLine:
    """Another document with the same words."""

    title: str
    url: str
    facts: Facts
    format: str


@dataclass(frozen=True)
class Item:
    """A hit as the page shows it, with the copies of its words.

    ``number`` counts from the first hit of all pages; ``stands_for`` is how many hits of this page have these words;
    ``reasons`` say where it names what filters ask for;
    ``missing`` are words that were asked for and that it lacks, where most of them were enough; ``readings`` say how its
    words were read where that may have gone wrong.
    """

    number: int
    stands_for: int
    sha256: str
    title: tuple[Piece, ...]
    url: str
    facts: Facts
    format: str
    page_count: int
    status: str
    passages: list[PassageLine]
    copies: list[CopyLine]
    copy_count: int
    missing: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    reasons: Sequence[Reason] = ()


def items_for(ids: Sequence[str], asked: Asked) -> list[Item]:
    """The hits of a page in their order, in a fixed number of queries; what may not be shown is left out."""
    found = {document.sha256: document for document in shown_documents().filter(sha256__in=ids)}
    groups = fold([found[sha256] for sha256 in ids if sha256 in found])
    documents = [group[0] for group in groups]
    copies = copies_for(documents, COPIES_EACH)
    twins = {twin.pk for of in copies.values() for twin in of.first}
    facts = facts_for({document.pk for document in documents} | twins)
    texts = pages_for(documents)
    lines = lines_for(documents, texts, asked)
    reasons = reasons_for(documents, texts, names_asked_for(asked.clause, asked.query.filters))
    numbers = {sha256: number for number, sha256 in enumerate(ids, asked.query.offset + 1)}
    return [
        replace(
            _item_for(
                document, numbers[document.sha256], len(group), facts, asked, lines[document.pk], copies[document.pk]
            ),
            missing=missing_words(document, texts[document.pk], asked),
            readings=describe_readings([page for page, _ in texts[document.pk]]),
            reasons=reasons[document.pk],
        )
        for document, group in zip(documents, groups, strict=True)
    ]


def fold(documents: Sequence[Document]) -> list[list[Document]]:
    """Documents with the same words together, in the order of the first of each; those without words stay alone."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.text_hash or document.sha256, []).append(document)
    return list(groups.values())


def missing_words(document: Document, pages: list[tuple[Page, str]], asked: Asked) -> tuple[str, ...]:
    """The words that a document lacks of those of which most were enough."""
    sheets = [sheet_of(page, text) for page, text in pages] if asked.words else []
    leaves = [Term(word, asked.query.scope) for word in asked.words]
    found = spans_by_leaf(leaves, sheets)
    in_title = asked.query.scope is FIRST_SCOPE
    return tuple(
        leaf.word
        for at, leaf in enumerate(leaves)
        if not any(of_page[at] for of_page in found)
        and not (in_title and find_marks(leaf, str(document), in_title=True))
    )


def lines_for(
    documents: Sequence[Document], texts: Mapping[int, list[tuple[Page, str]]], asked: Asked
) -> dict[int, list[PassageLine]]:
    """The passages of each document for whose sake it was found."""
    if word_leaves(asked.clause):
        return {document.pk: word_lines(document, texts[document.pk], asked) for document in documents}
    lines = name_lines(documents, texts, names_asked_for(asked.clause, asked.query.filters))
    for document in documents:
        lines[document.pk] = lines[document.pk] or word_lines(document, texts[document.pk], asked)
    return lines


def word_lines(document: Document, pages: list[tuple[Page, str]], asked: Asked) -> list[PassageLine]:
    """The passages with the query's words; of a query without words the opening of the document."""
    by_number = {page.number: (page, text) for page, text in pages}
    sheets = [sheet_of(page, text) for page, text in pages]
    marks = marks_by_page(asked.clause, sheets)
    words = f"?{urlencode(marking(asked))}" if word_leaves(asked.clause) else ""
    lines = []
    for passage in passages(asked.clause, sheets, most=PASSAGES_EACH):
        (page, text), fragment = by_number[passage.page], passage.fragment
        first = fragment.marks[0][0] if fragment.marks else fragment.start
        before = sum(1 for start, _ in marks[passage.page] if start < first)
        anchor = f"#hit-{before + 1}" if fragment.marks else ""
        url = reverse("page", args=[document.sha256, passage.page]) + words + anchor
        place = place_of(page, first, document.format)
        lines.append(PassageLine(passage.page, place, speaker_at(page, first), url, _with_dots(text, fragment)))
    return sorted(lines, key=lambda line: bool(line.speaker))  # the document's own words before what it quotes


def marking(asked: Asked) -> dict[str, str]:
    """The parameters with which the reader marks what a search found."""
    more = {"scope": asked.query.scope} if asked.query.scope != FIRST_SCOPE else {}
    return {"q": asked.query.text, **more, **({"match": asked.match} if asked.is_most else {})}


def speaker_at(page: Page, offset: int) -> str:
    """Whose words stand at an offset of a page's text, in words; empty for the document's own."""
    segments = (segment for segment in page.text.segments.all() if segment.start <= offset < segment.end)
    segment = next(segments, None)
    return "" if segment is None or segment.kind == Segment.Kind.OWN else segment.get_kind_display()


def name_lines(
    documents: Sequence[Document], texts: Mapping[int, list[tuple[Page, str]]], names: Collection[Name]
) -> dict[int, list[PassageLine]]:
    """The first sentences of each document in which the names stand, in one query."""
    lines: dict[int, list[PassageLine]] = {document.pk: [] for document in documents}
    places = mentions_of_names(documents, names).values_list("document_id", "page", "start", "end")
    by_pk = {document.pk: document for document in documents}
    for pk, number, start, end in places:
        if len(lines[pk]) < PASSAGES_EACH:
            page, text = next((page, text) for page, text in texts[pk] if page.number == number)
            fragment = Fragment(*sentence_around(text, start, end), ((start, end),))
            url = f"{reverse('page', args=[by_pk[pk].sha256, number])}?mark={start}-{end}#hit-1"
            place = place_of(page, start, by_pk[pk].format)
            lines[pk].append(PassageLine(number, place, speaker_at(page, start), url, _with_dots(text, fragment)))
    return lines


def _item_for(
    document: Document,
    number: int,
    stands_for: int,
    facts: Mapping[int, Facts],
    asked: Asked,
    lines: list[PassageLine],
    copies: Copies,
) -> Item:
    title = str(document)
    is_read = document.status == Document.Status.OK
    return Item(
        number=number,
        stands_for=stands_for,
        sha256=document.sha256,
        title=cut_pieces(title, find_marks(asked.clause, title, in_title=True)),
        url=reverse("document", args=[document.sha256]),
        facts=facts[document.pk],
        format=describe_format(document.format),
        page_count=document.page_count,
        status="" if is_read else document.get_status_display(),
        passages=lines,
        copies=[
            CopyLine(str(twin), reverse("document", args=[twin.sha256]), facts[twin.pk], describe_format(twin.format))
            for twin in copies.first
        ],
        copy_count=copies.count,
    )


def _with_dots(text: str, fragment: Fragment) -> tuple[Piece, ...]:
    """The pieces of a passage, with dots where it begins or ends inside a sentence."""
    pieces = cut_pieces(text, fragment.marks, fragment.start, fragment.end)
    before, after = text[: fragment.start].rstrip(), text[fragment.end :].strip()
    lead = (Piece("… "),) if before and before[-1] not in SENTENCE_ENDS else ()
    inside = after and text[: fragment.end].rstrip()[-1:] not in SENTENCE_ENDS
    return (*lead, *pieces, *((Piece(" …"),) if inside else ()))

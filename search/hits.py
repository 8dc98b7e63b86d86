"""The hits of a page or a batch as a reader sees them: facts, and the passages for whose sake the document was found.

Passages are those of the query's words; where the query has none, the sentences in which the filtered names stand; else
the opening of the document. The words come from the database through ``corpus.visibility``, never from the index.
Hits of one page that have the same words stand under the first of them; nothing is counted away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode

from datascores.corpus.copies import Copies, copies_for
from datascores.corpus.models import Document, Page, Segment
from datascores.corpus.page_turns import Volume
from datascores.corpus.places import place_of
from datascores.corpus.visibility import shown_documents
from datascores.corpus.volumes import volume_of
from search.asking import Asked
from search.engine.clauses import Term, word_leaves
from search.facts import Facts, describe_format, facts_for
from search.highlight import Passage, passages
from search.marks import find_marks, find_places, spans_by_leaf
from search.named_places import Name, Reason, mentions_of_names, names_asked_for, reasons_for
from search.pieces import Piece, cut_pieces
from search.readings import describe_readings
from search.scopes import FIRST_SCOPE, sheet_of
from search.sentences import Place, Whole, completed, joined, overlap, place_over, sentence_at
from search.shown_pages import pages_for

PASSAGES_EACH = 3
COPIES_EACH = 10


@dataclass(frozen=True)
class PassageLine:
    """A passage with its page, its place in the words of the original file, and the link to its mark in the reader.

    ``speaker`` says whose words they are when they are not the document's own; ``note`` that they may begin or go on on a
    page beside, ``note_url`` leads there.
    """

    page: int
    place: str
    speaker: str
    url: str
    pieces: tuple[Piece, ...]
    note: str = ""
    note_url: str = ""


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
    ``other_name`` is the file's own title, or of a mail or web page the name of its file, where the document is not called so;
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
    other_name: tuple[Piece, ...] = ()


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
        and not (
            in_title and any(find_marks(leaf, name, in_title=True) for name in (str(document), document.other_name))
        )
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
    sheets = [sheet_of(page, text) for page, text in pages]
    marked = find_places(asked.clause, sheets)
    words = f"?{urlencode(marking(asked))}" if word_leaves(asked.clause) else ""
    volume = volume_of(pages)
    found: list[tuple[Whole, list[Place]]] = []
    for passage in passages(asked.clause, sheets, most=PASSAGES_EACH):
        for whole, marks in _completed(volume, passage):
            if found and found[-1][0].parts[0].number != passage.page and overlap(found[-1][0], whole):
                found[-1] = (joined(found[-1][0], whole), [*found[-1][1], *marks])
            else:
                found.append((whole, marks))
    rows = {page.number: page for page, _ in pages}
    lines = []
    for whole, marks in found:
        number, first, _ = marks[0] if marks else (whole.parts[0].number, whole.parts[0].start, 0)
        before = sum(1 for start, _ in marked.by_page[number] if start < first)
        url = reverse("page", args=[document.sha256, number]) + words + (f"#hit-{before + 1}" if marks else "")
        lines.append(_passage_line(document, rows, whole, marks, (number, first), url))
    return sorted(lines, key=lambda line: bool(line.speaker))  # the document's own words before what it quotes


def _completed(volume: Volume, passage: Passage) -> Iterator[tuple[Whole, list[Place]]]:
    """A passage whole over page turns, with its marks; what of them stands in the furniture of the page by itself."""
    number, fragment = passage.page, passage.fragment
    stretches = volume.stretches(number, fragment.start, fragment.end) if fragment.marks else ()
    held = [
        (span, [mark for mark in fragment.marks if span[0] <= mark[0] and mark[1] <= span[1]]) for span in stretches
    ]
    if sum(len(marks) for _, marks in held) < len(fragment.marks) or not held:
        held = [((fragment.start, fragment.end), [*fragment.marks])]
    for span, marks in held:
        if marks or len(held) == 1:
            yield completed(volume, number, *span), [(number, *mark) for mark in marks]


def _passage_line(
    document: Document, pages: Mapping[int, Page], whole: Whole, marks: list[Place], at: tuple[int, int], url: str
) -> PassageLine:
    number, first = at
    beside = whole.begins_on or whole.goes_on_on
    return PassageLine(
        number,
        place_in(document, pages, whole, at),
        speaker_at(pages[number], first),
        url,
        whole.pieces(marks),
        whole.note,
        reverse("page", args=[document.sha256, beside]) if beside else "",
    )


def place_in(document: Document, pages: Mapping[int, Page], whole: Whole, at: tuple[int, int]) -> str:
    """Where words stand in the original file: the place ``at`` (page and offset), or the pages of a sentence over a turn."""
    if not whole.is_over_turn:
        return place_of(pages[at[0]], at[1], document.format)
    first, last = whole.parts[0], whole.parts[-1]
    return place_over(
        place_of(pages[first.number], first.start, document.format),
        place_of(pages[last.number], last.start, document.format),
    )


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
    volumes = {pk: volume_of(texts[pk]) for pk in lines}
    for pk, number, start, end in places:
        if len(lines[pk]) < PASSAGES_EACH:
            rows = {page.number: page for page, _ in texts[pk]}
            whole = sentence_at(volumes[pk], (number, start, end))
            url = f"{reverse('page', args=[by_pk[pk].sha256, number])}?mark={start}-{end}#hit-1"
            lines[pk].append(_passage_line(by_pk[pk], rows, whole, [(number, start, end)], (number, start), url))
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
    title, other = str(document), document.other_name
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
        other_name=cut_pieces(other, find_marks(asked.clause, other, in_title=True)) if other else (),
    )

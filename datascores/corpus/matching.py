"""The names of the catalogue become mentions.

Every text is looked through again when a name is added, removed or moved; rows are rewritten only where a record with a
candidate in the document has other rules than those that the rows were made by. So an edit touches what it can change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Q

from datascores.catalogue.rules import Catalogue, read_catalogue
from datascores.corpus.labels import settled_labels
from datascores.corpus.matcher import MATCH_VERSION, Match, Matcher, PageInput
from datascores.corpus.models import Candidate, Document, Label, Mention, Page, PageText, Refusal, Segment
from datascores.corpus.page_turns import TurnedPage, Volume
from datascores.corpus.refusing import Refused
from datascores.corpus.segments import Span
from datascores.corpus.stance import Place, Reading, at_home, is_elsewhere
from datascores.corpus.stance.words import UNCLEAR
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.turned_readings import on_its_page, page_for, read_on
from datascores.corpus.visibility import shown_texts
from datascores.corpus.volumes import volume_of


@dataclass(frozen=True)
class Found:
    """What a document holds: page texts by number, raw candidates, and matches.

    ``readings`` say, match by match, what the text says of the name.
    """

    texts: dict[int, int]
    candidates: dict[int, str]
    matches: list[Match]
    readings: list[Reading]


PlacesByPage = Mapping[int, Sequence[Place]]


class MatchStep(Step):
    """Holds the automaton of one catalogue; a pipeline round makes a new step, so that it sees edits."""

    name = "match"
    after = ("segment",)

    def other_inputs(self):
        """The document's date decides between bodies that followed each other under one name; a person's "wrong" holds."""
        return (
            counted(Label.objects.filter(document=OuterRef("pk"), kind="date"), "value", "standing", "changed_at"),
            counted(Refusal.objects.filter(document=OuterRef("pk")), "pk"),
        )

    def __init__(self) -> None:
        self._matcher: Matcher | None = None
        self._catalogue: Catalogue | None = None

    @property
    def catalogue(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = read_catalogue()
        return self._catalogue

    @property
    def matcher(self) -> Matcher:
        if self._matcher is None:
            self._matcher = Matcher(self.catalogue)
        return self._matcher

    def version(self) -> str:
        return f"{MATCH_VERSION} {self.catalogue.names_hash}"

    def also_due(self) -> Q:
        """Documents with a candidate whose rules have changed since."""
        stale = Q(pk__in=[])
        pairs = Candidate.objects.order_by().values_list("record_id", "rules_hash").distinct()
        changed = {
            record_id
            for record_id, rules_hash in pairs
            if (record := self.catalogue.by_id.get(record_id)) is None or record.rules_hash != rules_hash
        }
        if changed:
            stale |= Q(
                pk__in=[
                    *Candidate.objects.filter(record_id__in=changed).values_list("document_id", flat=True).distinct()
                ]
            )
        return stale

    def standing(self, documents: Sequence[Document]) -> dict[Document, str]:
        """When a name comes or goes, the rows of most documents stay as they are."""
        unchanged = self.unchanged(documents)
        pages: dict[int, list[Page]] = defaultdict(list)
        for page in Page.objects.filter(document__in=unchanged).select_related("text").order_by("number"):
            pages[page.document_id].append(page)
        shown = shown_texts(page.text for found in pages.values() for page in found)
        standing = {}
        for document, output in unchanged.items():
            inputs = [
                PageInput(page.number, shown[page.text_id], (), ocr_start_of(page.text)) for page in pages[document.pk]
            ]
            # the stamp remembers the candidates too: rows of a deleted record are gone with it, and what it overlaid is back
            if output.partition(" ")[2] == candidates_hash(self._candidates(inputs)):
                standing[document] = output
        return standing

    def make(self, document: Document) -> Found:
        pages = list(document.pages.select_related("text").prefetch_related("text__segments"))
        inputs = inputs_of(pages)
        texts = {page.number: page.text_id for page in pages}
        date = settled_labels([document.pk])[document.pk].date
        refused = Refused(document.refusals.select_related("page_text"))
        words = {page.number: page.text for page in inputs}
        matches = refused.standing(self.matcher.match(inputs, date), texts, words, self.catalogue.by_id)
        volume = volume_of((page, words[page.number]) for page in pages)
        readings = self._read(matches, volume, words)
        return Found(texts, self._candidates(inputs), matches, readings)

    def _read(self, matches: list[Match], volume: Volume, words: dict[int, str]) -> list[Reading]:
        """What the text says of each name. What a paper says of another body's use is unclear: it says nothing of its own."""
        places: dict[str, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for match in matches:
            record = self.catalogue.by_id[match.record_id]
            if record.kind != "authority" or match.segment != Segment.Kind.REQUEST:
                slug = record.slug if record.kind == "authority" else ""
                places[record.kind][match.page].append(Place(match.page, match.start, match.end, match.segment, slug))
        bodies, systems = places["authority"], places["system"]
        home = at_home((place for page in bodies.values() for place in page), words.get(min(bodies, default=0), ""))
        return [
            _reading_of(match, volume, bodies, systems, home)
            if self.catalogue.by_id[match.record_id].kind in ("system", "company")
            else _reading_of(match, volume, {}, {}, None)
            for match in matches
        ]

    def _candidates(self, pages: Sequence[PageInput]) -> dict[int, str]:
        """The records of which a name stands in the document, each with the hash of its rules."""
        found = sorted(self.matcher.candidates(pages))
        return {record_id: self.catalogue.by_id[record_id].rules_hash for record_id in found}

    def keep(self, document: Document, result: Found) -> str:
        document.mentions.all().delete()
        Mention.objects.bulk_create(self._rows(document, result))
        document.candidates.all().delete()
        Candidate.objects.bulk_create(
            Candidate(document=document, record_id=record_id, rules_hash=rules_hash)
            for record_id, rules_hash in result.candidates.items()
        )
        rows = document.mentions.order_by("page", "start", "end", "record__kind", "record__slug")
        places = ("page", "start", "end", "record__kind", "record__slug", "segment", "is_evidence", "stance")
        return f"{digest(rows.values_list(*places))} {candidates_hash(result.candidates)}"

    def _rows(self, document: Document, result: Found) -> Iterable[Mention]:
        for match, reading in zip(result.matches, result.readings, strict=True):
            record = self.catalogue.by_id[match.record_id]
            yield Mention(
                document=document,
                page_text_id=result.texts[match.page],
                page=match.page,
                start=match.start,
                end=match.end,
                record_id=match.record_id,
                surface=match.surface[:300],
                rule=match.rule[:400],
                rules_hash=record.rules_hash,
                catalogue_version=self.catalogue.version,
                segment=match.segment,
                is_evidence=match.is_evidence,
                stance=reading.stance,
                sentence_start=reading.start,
                sentence_end=reading.end,
            )


def _reading_of(
    match: Match, volume: Volume, bodies: PlacesByPage, systems: PlacesByPage, home: frozenset[str] | None
) -> Reading:
    """What the sentence of a name says of it; only the body's own words are read, a question affirms nothing.

    ``home`` are the bodies that may be speaking, None where it does not matter whose the thing is.
    """
    page, doubted = page_for(volume, match.page, match.start, match.end)
    start, end = page.inward(match.start) or 0, page.inward(match.end) or 0
    reading = read_on(page, doubted, start, end, is_own=match.segment == Segment.Kind.OWN)
    if home is not None and reading.stance != UNCLEAR:
        place = Place(match.page, start, end, match.segment)
        if is_elsewhere(page.text, place, reading, _within(page, bodies), _within(page, systems), home):
            reading = replace(reading, stance=UNCLEAR, is_of_use=False)
    return on_its_page(page, reading)


def _within(page: TurnedPage, places: PlacesByPage) -> list[Place]:
    """Those of the places that are in the page's words, as places in them."""
    found = []
    for place in (place for part in page.parts for place in places.get(part.number, ())):
        start, end = page.inward(place.start, place.page), page.inward(place.end, place.page)
        if start is not None and end is not None:
            found.append(replace(place, page=page.number, start=start, end=end))
    return found


def candidates_hash(candidates: dict[int, str]) -> str:
    """A hash of the records that have a candidate and of their rules, which include facts that the index carries."""
    return digest(sorted(candidates.items()))


def inputs_of(pages: Sequence[Page]) -> list[PageInput]:
    """Pages as the matcher reads them: the words that may be shown, and their segments; load ``text`` with its segments."""
    shown = shown_texts(page.text for page in pages)
    return [PageInput(page.number, shown[page.text_id], spans_of(page.text), ocr_start_of(page.text)) for page in pages]


def ocr_start_of(page_text: PageText) -> int | None:
    """The code point from which on OCR has read the words; None where it has read none."""
    return 0 if page_text.read_by == "ocr" else page_text.picture_from


def spans_of(page_text: PageText) -> tuple[Span, ...]:
    """The segments of a text as the matcher reads them."""
    return tuple(Span(segment.start, segment.end, segment.kind, segment.pair) for segment in page_text.segments.all())

"""The names of the catalogue become mentions.

Every text is looked through again when a name is added, removed or moved; rows are rewritten only where a record with a
candidate in the document has other rules than those that the rows were made by. So an edit touches what it can change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Q

from datascores.catalogue.rules import Catalogue, read_catalogue
from datascores.corpus.labels import settled_labels
from datascores.corpus.matcher import MATCH_VERSION, Match, Matcher, PageInput
from datascores.corpus.models import Candidate, Document, Label, Mention, Page, PageText, Refusal, Segment
from datascores.corpus.refusing import Refused
from datascores.corpus.segments import Span
from datascores.corpus.stance import Place, Reading, at_home, is_elsewhere, read_within
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.visibility import shown_texts


@dataclass(frozen=True)
class Found:
    """What a document holds: page texts by number, raw candidates, and matches.

    ``readings`` say, match by match, what the text says of the name.
    """

    texts: dict[int, int]
    candidates: dict[int, str]
    matches: list[Match]
    readings: list[Reading]


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
        pages_by_number = {page.number: page for page in inputs}
        readings = [_read(pages_by_number[match.page], match) for match in matches]
        readings = self._of_this_body(matches, readings, words)
        return Found(texts, self._candidates(inputs), matches, readings)

    def _of_this_body(self, matches: list[Match], readings: list[Reading], words: dict[int, str]) -> list[Reading]:
        """Readings in which what a paper says of another body's use is unclear: it says nothing of the paper's own."""
        places: dict[str, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
        for match in matches:
            record = self.catalogue.by_id[match.record_id]
            if record.kind != "authority" or match.segment != Segment.Kind.REQUEST:
                slug = record.slug if record.kind == "authority" else ""
                place = Place(match.page, match.start, match.end, match.segment, slug)
                places[record.kind][match.page].append(place)
        bodies, systems = places["authority"], places["system"]
        home = at_home((place for page in bodies.values() for place in page), words.get(min(bodies, default=0), ""))
        told = []
        for match, reading in zip(matches, readings, strict=True):
            place = Place(match.page, match.start, match.end, match.segment)
            is_thing = self.catalogue.by_id[match.record_id].kind in ("system", "company")
            if (
                is_thing
                and reading.stance != "unclear"
                and is_elsewhere(words[match.page], place, reading, bodies[match.page], systems[match.page], home)
            ):
                reading = replace(reading, stance="unclear", is_of_use=False)
            told.append(reading)
        return told

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


def _read(page: PageInput, match: Match) -> Reading:
    """What the page says of the name there; only the body's own words are read, a question affirms nothing."""
    own = match.segment == Segment.Kind.OWN
    return read_within(page.text, page.segments, match.start, match.end, is_own=own)


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

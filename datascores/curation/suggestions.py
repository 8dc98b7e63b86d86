"""What is missing from the catalogue: terms of the whole corpus, ranked, each with the places it was seen at.

A name that stands near "system" or "supplied by" in the papers of many bodies comes first. Names of the catalogue cut the
text, so that "Xyz Risk Checker" of a listed firm Xyz still shows the checker. Only words that may be shown are read, and
what a suggestion keeps are places, not words: the page that prints it asks `corpus.visibility` again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import log2, sqrt

from datascores.catalogue.rules import Catalogue, read_catalogue
from datascores.corpus.labels import settled_labels
from datascores.corpus.matcher import PageInput
from datascores.corpus.matcher.names import NameIndex
from datascores.corpus.matching import spans_of
from datascores.corpus.models import Document, PageText, Segment
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import COVER, shown_documents, shown_texts
from datascores.corpus.volumes import volumes_around
from datascores.curation.models import Dismissal
from datascores.curation.terms import Sighting, is_plain, is_unusual, key_of, sightings_in
from search.sentences import told_around

PLACES_KEPT = 12
LEAST_WEIGHT = 2.0  # of all sightings together: below it nothing spoke for a product or a firm
ASKED_SHARE = 0.3  # a name in the quoted request is a lead, not a finding
DOUBT = 2  # added to the sightings, so that a term seen once does not beat one seen often
STRONG = 4.0  # the weight of "supplied by", "Ltd" and the like
SUPPLIED = 1.5  # somebody sells it
PLAIN_WORDS = 0.5  # a name of common words only, which nobody shortens, is more often a topic than a product
RARE_WORD = 1.5  # a name with a word that no dictionary has is more often a product than a topic
STANDARD_WORDING = frozenset({Segment.Kind.STANDARD, Segment.Kind.HEADER})
BATCH = 100
WHITESPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Place:
    """Where a term stands: a page's text and code points in it."""

    page_text: int
    start: int
    end: int


@dataclass(frozen=True)
class Suggestion:
    """A term that may belong in the catalogue. ``score`` orders the list and has no unit."""

    key: str
    name: str
    score: float
    sightings: int
    documents: int
    authorities: tuple[str, ...]
    abbreviation: str
    places: tuple[Place, ...]


@dataclass
class _Term:
    surfaces: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    abbreviations: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    weight_by_document: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    authorities: set[str] = field(default_factory=set)
    places: list[tuple[float, Place]] = field(default_factory=list)
    count: int = 0
    best: float = 0.0  # the strongest sighting
    telling: int = 0  # sightings whose surroundings speak for a product or firm

    def add(self, document: int, authority: str, seen: Sighting, weight: float, place: Place) -> None:
        self.count += 1
        self.telling += seen.weight >= 1
        self.best = max(self.best, weight)
        self.surfaces[seen.surface] += 1
        if seen.abbreviation:
            self.abbreviations[seen.abbreviation] += 1
        self.weight_by_document[document] += weight
        if authority:
            self.authorities.add(authority)
        self.places.append((-weight, place))
        if len(self.places) > 4 * PLACES_KEPT:
            self._thin()

    def take_in(self, other: _Term) -> None:
        self.count += other.count
        self.telling += other.telling
        self.best = max(self.best, other.best)
        for document, weight in other.weight_by_document.items():
            self.weight_by_document[document] += weight
        for words, number in other.abbreviations.items():
            self.abbreviations[words] += number
        self.authorities |= other.authorities
        self.places += other.places
        self._thin()

    def _thin(self) -> None:
        self.places = sorted(self.places, key=lambda seen: (seen[0], seen[1].page_text, seen[1].start))[:PLACES_KEPT]


def suggest_names(
    catalogue: Catalogue | None = None,
    dismissed: Iterable[str] = (),
    at_most: int = 200,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> list[Suggestion]:
    """The best suggestions of the whole corpus, best first; ``dismissed`` are keys that a person has ruled out."""
    catalogue = catalogue or read_catalogue()
    terms: dict[str, _Term] = defaultdict(_Term)
    for document, authority, page_text, seen, share in _sightings(catalogue, progress):
        place = Place(page_text, seen.start, seen.end)
        terms[seen.key].add(document, authority, seen, seen.weight * share, place)
    dismissed = {*dismissed, *Dismissal.objects.values_list("key", flat=True)}
    listed = {key_of(name.text) for record in catalogue.records if record.kind != "keyword" for name in record.names}
    return _ranked(_joined(terms), listed | dismissed)[:at_most]


@dataclass(frozen=True)
class Said:
    """A sentence in which a term stands, as it may be shown now."""

    sha256: str
    document: str
    page: int
    start: int
    end: int
    text_hash: str
    before: str
    words: str
    after: str

    @property
    def url(self) -> str:
        """The permanent address of the words."""
        return quote_url(self.sha256, self.page, self.start, self.end, self.text_hash)

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.words}{self.after}".strip()


def said_at(places: Iterable[Place]) -> list[Said]:
    """The sentences of places, read again through ``corpus.visibility``; those no longer shown are left out."""
    places = list(places)
    rows = PageText.objects.filter(pk__in=[place.page_text for place in places], document__in=shown_documents())
    texts = {row.pk: row for row in rows.select_related("document")}
    volumes = volumes_around(texts.values())
    sayings = []
    for place in places:
        row = texts.get(place.page_text)
        if row is None or COVER in volumes[row.pk].text(row.number)[place.start : place.end]:
            continue
        pieces = told_around(volumes[row.pk], (row.number, place.start, place.end))
        before, words, after = (WHITESPACE.sub(" ", piece) for piece in pieces)
        document = row.document
        sayings.append(
            Said(
                document.sha256, str(document), row.number, place.start, place.end, row.text_hash, before, words, after
            )
        )
    return sayings


def _sightings(
    catalogue: Catalogue, progress: Callable[[str, int, int], None]
) -> Iterator[tuple[int, str, int, Sighting, float]]:
    """Every sighting with its document, the body that it comes from, its page text, and how much its speaker counts."""
    names = NameIndex(catalogue)
    done, total = 0, shown_documents().count()
    for batch in _batches():
        labels = settled_labels([document.pk for document in batch])
        for document in batch:
            pages = list(document.pages.select_related("text").prefetch_related("text__segments"))
            shown = shown_texts(page.text for page in pages)
            authority = labels[document.pk].first("authority")
            for page in pages:
                text = shown[page.text_id]
                spans = spans_of(page.text)
                for seen in sightings_in(_cut(text, page.number, names)):
                    kind = next((span.kind for span in spans if span.start <= seen.start < span.end), Segment.Kind.OWN)
                    if kind not in STANDARD_WORDING:
                        share = ASKED_SHARE if kind == Segment.Kind.REQUEST else 1.0
                        yield document.pk, authority, page.text_id, seen, share
        done += len(batch)
        progress("look for names", done, total)


def _cut(text: str, number: int, names: NameIndex) -> str:
    """The text with the names of the catalogue (keywords aside) blotted out, character for character."""
    page = PageInput(number, text)
    pieces, at = [], 0
    for hit in names.hits(text, page.folded):
        if hit.start < at or all(entry.record.kind == "keyword" for entry in hit.entries):
            continue
        pieces += [text[at : hit.start], "_" * (hit.end - hit.start)]
        at = hit.end
    return "".join([*pieces, text[at:]])


def _batches() -> Iterator[list[Document]]:
    last = 0
    while batch := list(shown_documents().filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        yield batch


def _joined(terms: dict[str, _Term]) -> dict[str, _Term]:
    """Abbreviations go to what they stand for; a rarer longer term goes to the commoner one inside it."""
    for key in sorted(terms, key=lambda key: (-terms[key].count, key)):
        term = terms.get(key)
        for short in list(term.abbreviations) if term else ():
            if (own := key_of(short)) != key and own in terms and term is not None:
                term.take_in(terms.pop(own))
    by_words = sorted(terms, key=lambda key: (key.count(" "), key))
    for key in reversed(by_words):
        inner = [part for part in _parts(key) if part in terms and terms[part].count > terms[key].count]
        if inner:
            terms[max(inner, key=lambda part: (part.count(" "), terms[part].count, part))].take_in(terms.pop(key))
    return terms


def _parts(key: str) -> list[str]:
    words = key.split()
    return [
        " ".join(words[start : start + length])
        for length in range(2, len(words))
        for start in range(len(words) - length + 1)
    ]


def _ranked(terms: dict[str, _Term], excluded: set[str]) -> list[Suggestion]:
    found = []
    for key, term in terms.items():
        if key in excluded or sum(term.weight_by_document.values()) < LEAST_WEIGHT:
            continue
        # a paper that repeats itself counts less than a second paper, and a second body counts most
        breadth = sum(sqrt(weight) for weight in term.weight_by_document.values())
        share = term.telling / (term.count + DOUBT)
        bodies = max(1, len(term.authorities))  # papers of unknown bodies come from one at least
        score = breadth * log2(1 + bodies) * sqrt(share)
        is_strong = term.best >= STRONG or len(term.weight_by_document) > 1
        score *= RARE_WORD if is_unusual(key) and is_strong else 1.0
        score *= PLAIN_WORDS if is_plain(key) and not term.abbreviations else 1.0
        score *= SUPPLIED if term.best >= STRONG else 1.0
        term._thin()
        found.append(
            Suggestion(
                key=key,
                name=max(term.surfaces, key=lambda surface: (term.surfaces[surface], surface)),
                score=round(score, 3),
                sightings=term.count,
                documents=len(term.weight_by_document),
                authorities=tuple(sorted(term.authorities)),
                abbreviation=max(term.abbreviations, key=lambda words: (term.abbreviations[words], words), default=""),
                places=tuple(place for _, place in term.places),
            )
        )
    return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.key))

"""What a change of the rules does to one document, and to all of them together. Pure: matches in, numbers and places out.

A document is gained for a record where the body's own words now name it and did not before, lost the other way round;
mentions that are no evidence (only the request names it, or it stays open which record is meant) are counted apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Any

from datascores.catalogue.rules import Catalogue, RecordRules
from datascores.corpus.matcher import Match

SENTENCES = 20  # on either side
Key = tuple[str, str]  # kind and slug


@dataclass(frozen=True)
class Place:
    """A mention that comes or goes, where it stands; no words, so that whoever prints it asks what may be shown."""

    page_text: int
    start: int
    end: int
    kind: str
    slug: str
    name: str
    rule: str
    is_evidence: bool


@dataclass
class Tally:
    """The effect on one record: documents and mentions that it gains and loses, and the bodies whose documents these are."""

    documents_gained: int = 0
    documents_lost: int = 0
    mentions_gained: int = 0
    mentions_lost: int = 0
    others_gained: int = 0  # mentions that are no evidence
    others_lost: int = 0
    authorities: set[str] = field(default_factory=set)


@dataclass
class Effects:
    """The effect on a corpus, document by document in a stable order."""

    tallies: dict[Key, Tally] = field(default_factory=lambda: defaultdict(Tally))
    gained: list[list[Place]] = field(default_factory=list)  # by document, at most SENTENCES each
    lost: list[list[Place]] = field(default_factory=list)
    documents_gained: int = 0
    documents_lost: int = 0
    documents_changed: int = 0
    authorities: set[str] = field(default_factory=set)
    without_authority: int = 0

    def add(self, gained: Sequence[Place], lost: Sequence[Place], changes: DocumentChange) -> None:
        """Count one document; ``changes`` says which records its own words name newly or no longer."""
        if not gained and not lost:
            return
        self.documents_changed += 1
        self.documents_gained += bool(changes.gained)
        self.documents_lost += bool(changes.lost)
        self.authorities |= set(changes.authorities)
        self.without_authority += bool((changes.gained or changes.lost) and not changes.authorities)
        for place in gained:
            tally = self.tallies[place.kind, place.slug]
            tally.mentions_gained += place.is_evidence
            tally.others_gained += not place.is_evidence
        for place in lost:
            tally = self.tallies[place.kind, place.slug]
            tally.mentions_lost += place.is_evidence
            tally.others_lost += not place.is_evidence
        for key in changes.gained:
            self.tallies[key].documents_gained += 1
            self.tallies[key].authorities |= set(changes.authorities)
        for key in changes.lost:
            self.tallies[key].documents_lost += 1
            self.tallies[key].authorities |= set(changes.authorities)
        for kept, places in ((self.gained, gained), (self.lost, lost)):
            if places:
                kept.append(sorted(places, key=lambda place: not place.is_evidence)[:SENTENCES])

    def sentences(self, kept: Iterable[list[Place]]) -> list[Place]:
        """Twenty places, first one of each document, then a second of each, in the order of the documents."""
        rounds = chain.from_iterable(zip_longest(*kept))
        return [place for place in rounds if place is not None][:SENTENCES]


@dataclass(frozen=True)
class DocumentChange:
    """The records that a document's own words name newly and no longer, and the bodies it comes from.

    ``authorities`` is empty where nothing comes or goes as evidence, as well as where no body is known.
    """

    gained: frozenset[Key]
    lost: frozenset[Key]
    authorities: tuple[str, ...] = ()


def compare_matches(
    before: Iterable[Match], after: Iterable[Match], old: Catalogue, new: Catalogue, texts: dict[int, int]
) -> tuple[list[Place], list[Place]]:
    """The places that a document gains and loses; ``texts`` maps page numbers to the texts' primary keys."""
    then, now = _by_place(before, old, texts), _by_place(after, new, texts)
    return (
        [place for key, place in now.items() if key not in then],
        [place for key, place in then.items() if key not in now],
    )


def evidence_of(matches: Iterable[Match], catalogue: Catalogue) -> frozenset[Key]:
    """The records that the document's own words name."""
    return frozenset(_key(catalogue.by_id[match.record_id]) for match in matches if match.is_evidence)


def as_json(effects: Effects, names: dict[Key, str], edited: set[Key]) -> dict[str, Any]:
    """The effects as they are kept with the draft: edited records first, then those that change along."""
    rows = [
        {
            "kind": kind,
            "slug": slug,
            "name": names.get((kind, slug), slug),
            "is_edited": (kind, slug) in edited,
            **{key: value for key, value in vars(tally).items() if key != "authorities"},
            "authorities": len(tally.authorities),
        }
        for (kind, slug), tally in effects.tallies.items()
    ]
    rows.sort(key=lambda row: (not row["is_edited"], row["kind"], row["slug"]))
    return {
        "records": rows,
        "documents_gained": effects.documents_gained,
        "documents_lost": effects.documents_lost,
        "documents_changed": effects.documents_changed,
        "authorities": len(effects.authorities),
        "without_authority": effects.without_authority,
        "gained": [vars(place) for place in effects.sentences(effects.gained)],
        "lost": [vars(place) for place in effects.sentences(effects.lost)],
    }


def _by_place(matches: Iterable[Match], catalogue: Catalogue, texts: dict[int, int]) -> dict[tuple, Place]:
    places = {}
    for match in matches:
        record = catalogue.by_id[match.record_id]
        key = (match.page, match.start, match.end, *_key(record), match.is_evidence)
        places[key] = Place(
            texts[match.page],
            match.start,
            match.end,
            record.kind,
            record.slug,
            record.name,
            match.rule,
            match.is_evidence,
        )
    return places


def _key(record: RecordRules) -> Key:
    return record.kind, record.slug

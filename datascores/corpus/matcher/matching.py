"""Hits to mentions: the rules of the catalogue applied to one document.

An unambiguous name counts by itself, and so does a body's own domain. An ambiguous one wants its case, no reject word
and either what its record wants near it or, in the same document, an accepted hit of its record. What the document says
that letters stand for goes before all that. What becomes of a record depends on its own rules and on those of records
whose names share or overlap its own, on nothing else; so taking a name away and putting it back gives the same rows.
Pure: values in, values out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from datascores.corpus.matcher.claims import Claim, Reason, misread, reasons_of, settle
from datascores.corpus.matcher.context import Words, find_council_word, find_support, is_rejected, words_of
from datascores.corpus.matcher.definitions import Definition, find_definitions, settle_definitions
from datascores.corpus.matcher.disputes import claims_of_dispute, decide, is_disputed, namers_of_disputes
from datascores.corpus.matcher.folding import FoldedText
from datascores.corpus.matcher.initials import bodies_at_home
from datascores.corpus.matcher.names import Entry, Hit, NameIndex
from datascores.corpus.matcher.neighbours import is_named_place, is_of_other_name
from datascores.corpus.matcher.sharing import are_allies, is_within
from datascores.corpus.matcher.supplying import find_supply
from datascores.corpus.segments import Span

if TYPE_CHECKING:
    from datascores.catalogue.rules import Catalogue, RecordRules

# Raised whenever the same texts, segments and catalogue would give other rows.
MATCH_VERSION = "6"


@dataclass(frozen=True)
class PageInput:
    """A page as the matcher reads it. Text outside every segment counts as the body's own.

    From the code point ``ocr_from`` on the words were read by OCR, and names may stand there misread.
    """

    number: int
    text: str
    segments: Sequence[Span] = ()
    ocr_from: int | None = None

    @cached_property
    def folded(self) -> FoldedText:
        return FoldedText(self.text)


class Match(NamedTuple):
    """A record named at a place: code points ``start`` to ``end`` of the page's text, which read ``surface``.

    ``rule`` says in words why it counts; ``is_evidence`` is true where the body's own words name the record beyond
    doubt: not in the quoted request or standard wording, not open, and not as a web address ("see the X website").
    """

    page: int
    start: int
    end: int
    record_id: int
    surface: str
    rule: str
    segment: str
    is_evidence: bool


class Matcher:
    """Finds the records of one catalogue in documents. Building takes a fraction of a second; reuse it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = NameIndex(catalogue)
        self._words: dict[int, Words] = {record.record_id: words_of(record) for record in catalogue.records}

    def candidates(self, pages: Sequence[PageInput]) -> set[int]:
        """Records one of whose names stands in the document, counted or not: those whose rules can touch it."""
        return set().union(*(self._names.record_ids(page.folded, page.ocr_from is not None) for page in pages))

    def walk(self, folded: FoldedText) -> int:
        """How often a name stands in a folded text before any rule is asked: the bare automaton, for measuring."""
        return self._names.count(folded)

    def match(self, pages: Sequence[PageInput], date: str = "") -> list[Match]:
        """The mentions of a document in order; ``date`` is the document's, ISO, possibly only a year, or empty."""
        placed = [
            (index, page, hit)
            for index, page in enumerate(pages)
            for found in self._names.hits(page.text, page.folded, page.ocr_from)
            if (hit := _named_at(found, date))
        ]
        if not placed:
            return []  # without a name there is nothing that letters could stand for
        claims = [settle(self._claims(pages, index, hit), date) for index, _, hit in placed]
        defined = _read_definitions(pages, placed, claims)
        if defined:
            full = _named_in_full(placed, claims)
            spoken = [
                _as_defined(defined.get(page.text[hit.start : hit.end]), hit, settled, full)
                for (_, page, hit), settled in zip(placed, claims, strict=True)
            ]
            placed = [(index, page, hit) for (index, page, _), (hit, _) in zip(placed, spoken, strict=True)]
            claims = [settled for _, settled in spoken]
        reasons = reasons_of(placed, claims)
        namers = namers_of_disputes(placed, claims)
        matches: list[Match] = []
        for (index, page, hit), settled in zip(placed, claims, strict=True):
            if is_disputed(hit):
                settled = decide(index, page, hit, settled, namers, self._words)
            elif not settled:
                settled = settle(list(self._lifted(index, page, hit, reasons)), date)
            elif len(settled) > 1 and not are_allies([claim.record for claim in settled]):
                settled = [claim for claim in settled if claim.record.record_id in reasons] or settled
            if not settled:
                settled = settle(list(self._at_home(pages, page, hit)), date)
            matches.extend(_matches_at(page, hit, settled))
        matches += _new_letters(pages, [found for found in defined.values() if found.records], placed)
        return sorted(set(matches))

    def _claims(self, pages: Sequence[PageInput], index: int, hit: Hit) -> list[Claim]:
        """The claims that stand on the hit and its surroundings alone, the best for each record."""
        if is_disputed(hit):
            return claims_of_dispute(pages[index], hit, self._words)
        if len(hit.entries) == 1:
            only = self._claim(pages, index, hit, hit.entries[0])
            return [only] if only else []
        best: dict[int, Claim] = {}
        for entry in hit.entries:
            claim = self._claim(pages, index, hit, entry)
            known = best.get(entry.record.record_id)
            if claim and (known is None or claim.distance < known.distance):
                best[entry.record.record_id] = claim
        return list(best.values())

    def _claim(self, pages: Sequence[PageInput], index: int, hit: Hit, entry: Entry) -> Claim | None:
        page = pages[index]
        if entry.is_domain:
            return Claim(entry.record, f"domain {entry.text}", 0)
        if not entry.is_ambiguous:
            if entry.record.kind in ("company", "system") and is_named_place(page.text, hit.start, hit.end):
                return None
            is_plain = entry.text == entry.record.name and not hit.is_in_address
            place = " in a web or mail address" if hit.is_in_address else ""
            said = "full name" if is_plain else f'name "{entry.text}"{place}'
            return Claim(entry.record, said + misread(entry), 0)
        words = self._words[entry.record.record_id]
        if self._is_refused(entry.record, hit, page):
            return None
        if found := find_support(words, hit, pages, index):
            return Claim(entry.record, f'name "{entry.text}"{misread(entry)} {found[1]}', found[0] + 1)
        if verb := find_supply(page.text, hit.start, hit.end, entry.record.kind):
            return Claim(entry.record, f'name "{entry.text}" after "{verb}"', 1)
        if word := find_council_word(entry, hit, page.text):
            return Claim(entry.record, f'name "{entry.text}" with council word "{word}"', 1)
        return None

    def _is_refused(self, record: RecordRules, hit: Hit, page: PageInput) -> bool:
        """Whether what stands beside an ambiguous name says that it is something else."""
        if is_rejected(self._words[record.record_id], hit, page.folded.text):
            return True
        return is_of_other_name(page.text, hit.start, hit.end, record.kind == "authority")

    def _lifted(self, index: int, page: PageInput, hit: Hit, reasons: dict[int, Reason]) -> Iterator[Claim]:
        """Claims of short forms whose record is accepted elsewhere in the document.

        A body's short forms count wherever its name or domain stands in the document, others only after the hit.
        """
        for entry in hit.entries:
            reason = reasons.get(entry.record.record_id)
            if reason is None or not entry.record.lifts_short_forms:
                continue
            if self._is_refused(entry.record, hit, page):
                continue
            if entry.record.kind == "authority" or reason.place < (index, hit.start):
                yield Claim(entry.record, f'short form beside "{reason.surface}" on page {reason.page}', 1)

    def _at_home(self, pages: Sequence[PageInput], page: PageInput, hit: Hit) -> Iterator[Claim]:
        """Claims of a council's initials in a document that names its place."""
        for record, place in bodies_at_home(hit, page.text, [other.text for other in pages]):
            if not self._is_refused(record, hit, page):
                yield Claim(record, f'initials in a document that names "{place}"', 1)


def _named_at(hit: Hit, date: str) -> Hit | None:
    """The hit with the names that were the records' names at a date, or None where none was; all, without a date."""
    if not date or not any(any(entry.period) for entry in hit.entries):
        return hit
    entries = tuple(entry for entry in hit.entries if is_within(date, *entry.period))
    return hit._replace(entries=entries) if entries else None


def _read_definitions(
    pages: Sequence[PageInput], placed: Sequence[tuple[int, PageInput, Hit]], claims: Sequence[list[Claim]]
) -> dict[str, Definition]:
    """What the document itself says that letters stand for."""
    definitions = list(find_definitions([page.text for page in pages]))
    if not definitions:
        return {}
    accepted = [
        (index, hit, [claim.record for claim in settled])
        for (index, _, hit), settled in zip(placed, claims, strict=True)
        if settled and are_allies([claim.record for claim in settled])
    ]
    return settle_definitions(definitions, accepted)


def _named_in_full(placed: Sequence[tuple[int, PageInput, Hit]], claims: Sequence[list[Claim]]) -> frozenset[int]:
    """The records that the document names by a name that can only be theirs."""
    return frozenset(
        entry.record.record_id
        for (_, _, hit), settled in zip(placed, claims, strict=True)
        for entry in hit.entries
        if not entry.is_ambiguous and any(claim.record.record_id == entry.record.record_id for claim in settled)
    )


def _as_defined(
    definition: Definition | None, hit: Hit, settled: list[Claim], full: frozenset[int]
) -> tuple[Hit, list[Claim]]:
    """The hit and its claims, as the document defines the letters that stand there; what it names ``full`` stays."""
    if definition is None:
        return hit, settled
    if definition.records:
        return hit, [Claim(record, _said_by(definition), 1) for record in definition.records]
    entries = tuple(
        entry
        for entry in hit.entries
        if entry.record.kind == "keyword" or entry.record.record_id in full or not definition.refuses(entry.record)
    )
    kept = {entry.record.record_id for entry in entries}
    return hit._replace(entries=entries), [claim for claim in settled if claim.record.record_id in kept]


def _said_by(definition: Definition) -> str:
    return f'"{definition.letters}" stands for "{" ".join(definition.spelt.split())}"'


def _new_letters(
    pages: Sequence[PageInput], defined: Sequence[Definition], placed: Sequence[tuple[int, PageInput, Hit]]
) -> Iterator[Match]:
    """Mentions by letters that the document defines and no name of the catalogue stands on."""
    if not defined:
        return
    taken: list[set[int]] = [set() for _ in pages]
    for index, _, hit in placed:
        taken[index].update(range(hit.start, hit.end))
    for definition in defined:
        letters = re.compile(rf"(?<![\w.@/-]){re.escape(definition.letters)}(?![\w@/]|\.\w)")
        for index, page in enumerate(pages):
            if definition.letters not in page.text:
                continue
            for found in letters.finditer(page.text):
                if taken[index].isdisjoint(range(*found.span())):
                    claims = [Claim(record, _said_by(definition), 1) for record in definition.records]
                    yield from _matches_at(page, Hit(*found.span(), 0, 0, (), False, False), claims)


def _matches_at(page: PageInput, hit: Hit, settled: list[Claim]) -> Iterator[Match]:
    segment = _segment_at(page.segments, hit.start)
    is_open = len(settled) > 1 and not are_allies([claim.record for claim in settled])
    for claim in settled:
        is_topic, rule = claim.record.kind == "keyword", claim.rule
        if is_open and not is_topic:
            others = [other.record.name for other in settled if other is not claim and other.record.kind != "keyword"]
            rule = f"open: also {', '.join(others)}"
        yield Match(
            page.number, hit.start, hit.end, claim.record.record_id, page.text[hit.start : hit.end], rule[:400],
            segment, segment == "own" and not hit.is_pointer and (not is_open or is_topic),
        )  # fmt: skip


def _segment_at(segments: Sequence[Span], place: int) -> str:
    return next((span.kind for span in segments if span.start <= place < span.end), "own")

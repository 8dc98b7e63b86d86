"""Hits to mentions: the rules of the catalogue applied to one document.

An unambiguous name counts by itself, and so does a body's own domain. An ambiguous one wants its case, no reject word
and either a context word or, in the same document, an accepted hit of its record. What becomes of a record depends on
its own rules and on those of records whose names share or overlap its own, on nothing else; so taking a name away and
putting it back gives the same rows. Pure: values in, values out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from datascores.corpus.matcher.context import (
    CONTEXT_REACH,
    Words,
    find_context,
    find_council_word,
    is_rejected,
    words_of,
)
from datascores.corpus.matcher.folding import FoldedText
from datascores.corpus.matcher.names import Entry, Hit, NameIndex
from datascores.corpus.matcher.sharing import alive_at, are_allies
from datascores.corpus.segments import Span

if TYPE_CHECKING:
    from datascores.catalogue.rules import Catalogue, RecordRules

# Raised whenever the same texts, segments and catalogue would give other rows.
MATCH_VERSION = "3"


@dataclass(frozen=True)
class PageInput:
    """A page as the matcher reads it. Text outside every segment counts as the body's own."""

    number: int
    text: str
    segments: Sequence[Span] = ()

    @cached_property
    def folded(self) -> FoldedText:
        return FoldedText(self.text)


@dataclass(frozen=True, order=True)
class Match:
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


@dataclass(frozen=True)
class Claim:
    """A record's claim to a hit: ``distance`` to what supports it, 0 for names that need no support."""

    record: RecordRules
    rule: str
    distance: int


@dataclass(frozen=True)
class Reason:
    """The accepted hit that lifts a record's later short forms."""

    place: tuple[int, int]
    page: int
    surface: str


class Matcher:
    """Finds the records of one catalogue in documents. Building takes a fraction of a second; reuse it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = NameIndex(catalogue)
        self._words: dict[int, Words] = {record.record_id: words_of(record) for record in catalogue.records}

    def candidates(self, pages: Sequence[PageInput]) -> set[int]:
        """Records one of whose names stands in the document, counted or not: those whose rules can touch it."""
        return set().union(*(self._names.record_ids(page.folded) for page in pages))

    def match(self, pages: Sequence[PageInput], date: str = "") -> list[Match]:
        """The mentions of a document in order; ``date`` is the document's, ISO, possibly only a year, or empty."""
        placed = [
            (index, page, hit) for index, page in enumerate(pages) for hit in self._names.hits(page.text, page.folded)
        ]
        claims = [_settle(self._claims(pages, index, hit), date) for index, _, hit in placed]
        reasons = _reasons(placed, claims)
        matches: list[Match] = []
        for (index, page, hit), settled in zip(placed, claims, strict=True):
            if not settled:
                settled = _settle(list(self._lifted(index, page, hit, reasons)), date)
            elif not are_allies([claim.record for claim in settled]):
                settled = [claim for claim in settled if claim.record.record_id in reasons] or settled
            matches.extend(_matches_at(page, hit, settled))
        return sorted(set(matches))

    def _claims(self, pages: Sequence[PageInput], index: int, hit: Hit) -> list[Claim]:
        """The claims that stand on the hit and its surroundings alone, the best for each record."""
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
            is_plain = entry.text == entry.record.name and not hit.is_in_address
            place = " in a web or mail address" if hit.is_in_address else ""
            return Claim(entry.record, "full name" if is_plain else f'name "{entry.text}"{place}', 0)
        words = self._words[entry.record.record_id]
        if is_rejected(words, hit, page.folded.text):
            return None
        before = pages[index - 1].folded.text[-CONTEXT_REACH:] if index else ""
        after = pages[index + 1].folded.text[:CONTEXT_REACH] if index + 1 < len(pages) else ""
        if found := find_context(words, hit, page.folded.text, before, after):
            return Claim(entry.record, f'name "{entry.text}" with context "{found[1]}"', found[0] + 1)
        if word := find_council_word(entry, hit, page.text):
            return Claim(entry.record, f'name "{entry.text}" with council word "{word}"', 1)
        return None

    def _lifted(self, index: int, page: PageInput, hit: Hit, reasons: dict[int, Reason]) -> Iterator[Claim]:
        """Claims of short forms whose record is accepted elsewhere in the document.

        A body's short forms count wherever its name or domain stands in the document, others only after the hit.
        """
        for entry in hit.entries:
            reason = reasons.get(entry.record.record_id)
            if reason is None or is_rejected(self._words[entry.record.record_id], hit, page.folded.text):
                continue
            if entry.record.kind == "authority" or reason.place < (index, hit.start):
                yield Claim(entry.record, f'short form beside "{reason.surface}" on page {reason.page}', 1)


def _settle(claims: list[Claim], date: str) -> list[Claim]:
    """The claims that remain where several records claim a hit; more than one of a sort stays open."""
    unique = list({claim.record.record_id: claim for claim in reversed(claims)}.values())
    living = {record.record_id for record in alive_at([claim.record for claim in unique], date)}
    remaining = [claim for claim in unique if claim.record.record_id in living]
    return sorted(remaining, key=lambda claim: (claim.record.kind, claim.record.slug))


def _reasons(placed: list[tuple[int, PageInput, Hit]], claims: list[list[Claim]]) -> dict[int, Reason]:
    """The first accepted, not open hit of each record."""
    reasons: dict[int, Reason] = {}
    for (index, page, hit), settled in zip(placed, claims, strict=True):
        if are_allies([claim.record for claim in settled]):
            for claim in settled:
                reason = Reason((index, hit.start), page.number, page.text[hit.start : hit.end])
                reasons.setdefault(claim.record.record_id, reason)
    return reasons


def _matches_at(page: PageInput, hit: Hit, settled: list[Claim]) -> Iterator[Match]:
    segment = _segment_at(page.segments, hit.start)
    is_open = not are_allies([claim.record for claim in settled])
    for claim in settled:
        others = [other.record.name for other in settled if other is not claim and other.record.kind != "keyword"]
        rule = f"open: also {', '.join(others)}" if is_open and claim.record.kind != "keyword" else claim.rule
        yield Match(
            page.number, hit.start, hit.end, claim.record.record_id, page.text[hit.start : hit.end], rule[:400],
            segment,
            segment == "own" and not hit.is_pointer and (not is_open or claim.record.kind == "keyword"),
        )  # fmt: skip


def _segment_at(segments: Sequence[Span], place: int) -> str:
    return next((span.kind for span in segments if span.start <= place < span.end), "own")

"""All names of the catalogue in one automaton, and their hits in a text before any rule is asked.

A hit is a whole-word occurrence of a name (in its exact case where the name is ambiguous) or of a body's own domain.
Longer names swallow the shorter ones they overlap, accepted or not, so that "Manchester" is never read inside "Greater
Manchester". A company inside the name of a system stands ("Experian Mosaic" names both), and keywords are topics, not
names: they neither swallow other kinds nor are swallowed by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick, Implementation

from datascores.corpus.matcher.addresses import address_around, host_end
from datascores.corpus.matcher.confusions import Skeleton, is_long_enough, looks_in_case, looks_of
from datascores.corpus.matcher.folding import FoldedText, JoinedText, fold, fold_keeping_case, plain_saint
from datascores.corpus.matcher.overlaps import unswallowed
from datascores.corpus.matcher.variants import apostrophe_variants, joined_words, parted_words, patterns_of, plural_of

if TYPE_CHECKING:
    from datascores.catalogue.rules import Catalogue, NameRule, RecordRules

# inside a name blanks, hyphens, apostrophes and "&" may stand for one another, other marks only where the name has them
_SOFT = frozenset(" \n\r\f\v-&_'`´\u00a0\u00ad\u200b\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201b\u2212")
_MOST_SPELLINGS = 50_000  # remembered
_SHARED_DOMAINS = frozenset(
    (
        "gov.uk",
        "gov.scot",
        "gov.wales",
        "nhs.uk",
        "nhs.net",
        "nhs.scot",
        "police.uk",
        "pnn.police.uk",
        "parliament.uk",
        "ac.uk",
        "org.uk",
        "co.uk",
    )
)
_WEBSITE = re.compile(r"(?:['’]s)?\s+web\s?-?(?:site|page)s?\b", re.I)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A name of a record as the automaton knows it; ``exact`` is its cased form where case matters.

    ``period`` is from when until when it is the record's name; ``is_misread`` tells a name as OCR misreads it.
    """

    record: RecordRules
    text: str
    is_ambiguous: bool
    is_domain: bool
    exact: str
    marks: frozenset[str]
    period: tuple[str, str] = ("", "")
    is_misread: bool = False


class Hit(NamedTuple):
    """Where names stand: offsets in the page's text and, for looking around, in its folded form."""

    start: int
    end: int
    folded_start: int
    folded_end: int
    entries: tuple[Entry, ...]
    is_in_address: bool
    is_pointer: bool  # a web address, or "the X website": where to look, not what is said


class NameIndex:
    """The automaton of a catalogue. Built once; of texts it remembers only which spellings of a name stand."""

    def __init__(self, catalogue: Catalogue) -> None:
        by_pattern: dict[str, list[Entry]] = defaultdict(list)
        for record in catalogue.records:
            for pattern, entry in _entries_of(record):
                by_pattern[pattern].append(entry)
        self._entries = [tuple(entries) for entries in by_pattern.values()]
        self._automaton = _automaton_of(by_pattern)
        self._knows_domain = [any(entry.is_domain for entry in entries) for entries in self._entries]
        self._standing: dict[tuple[int, str], list[Entry]] = {}

    @cached_property
    def _misread(self) -> tuple[AhoCorasick, list[tuple[Entry, ...]]]:
        """The automaton of names by their looks, made when the first page comes that OCR has read."""
        by_looks: dict[str, list[Entry]] = defaultdict(list)
        for entries in self._entries:
            for entry in entries:
                if not entry.is_domain and is_long_enough(entry.text):
                    by_looks[looks_of(fold(entry.text))].append(replace(entry, is_misread=True))
        return _automaton_of(by_looks), [tuple(dict.fromkeys(entries)) for entries in by_looks.values()]

    def record_ids(self, folded: FoldedText, by_ocr: bool = False) -> set[int]:
        """The records one of whose names or domains stands in the text in whatever case, or by its looks."""
        found = {index for index, _, _ in self._automaton.find_matches_as_indexes(folded.text, overlapping=True)}
        if folded.breaks:
            joined = JoinedText(folded).text
            found |= {index for index, _, _ in self._automaton.find_matches_as_indexes(joined, overlapping=True)}
        ids = {entry.record.record_id for index in found for entry in self._entries[index]}
        if by_ocr:
            automaton, misread = self._misread
            looks = Skeleton(folded.text).text
            found = {index for index, _, _ in automaton.find_matches_as_indexes(looks, overlapping=True)}
            ids |= {entry.record.record_id for index in found for entry in misread[index]}
        return ids

    def count(self, folded: FoldedText) -> int:
        """Hits of the automaton, overlapping ones too."""
        return len(self._automaton.find_matches_as_indexes(folded.text, overlapping=True))

    def hits(self, text: str, folded: FoldedText, ocr_from: int | None = None) -> list[Hit]:
        """Hits in order of place, the swallowed ones left out; from ``ocr_from`` on the text was read by OCR."""
        spans: dict[tuple[int, int], tuple[tuple[int, int], list[Entry]]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            span = folded.origin_of(start + 1, end - 1)
            standing = self._entries_standing(index, text, span)
            if standing:
                place = spans.get(span)
                spans[span] = (start + 1, end - 1), ([*place[1], *standing] if place else standing)
        for span, found_at, standing in self._broken_names(text, folded):
            spans.setdefault(span, (found_at, standing))
        if ocr_from is not None:
            for span, looks, standing in self._misread_names(text, folded, ocr_from):
                spans.setdefault(span, (looks, standing))  # what is read without doubt stands
        if not spans:
            return []
        return unswallowed(
            [hit for span, found in sorted(spans.items()) if (hit := _hit(text, span, found[0], found[1]))]
        )

    def _entries_standing(self, index: int, text: str, span: tuple[int, int]) -> list[Entry]:
        """Which of a pattern's names stand at a place; a domain depends on what is around it, other names do not."""
        if self._knows_domain[index]:
            return [entry for entry in self._entries[index] if _stands(entry, text, *span)]
        spelling = index, text[span[0] : span[1]]
        standing = self._standing.get(spelling)
        if standing is None:
            if len(self._standing) >= _MOST_SPELLINGS:
                self._standing.clear()
            standing = [entry for entry in self._entries[index] if _stands(entry, text, *span)]
            self._standing[spelling] = standing
        return standing

    def _broken_names(
        self, text: str, folded: FoldedText
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int], list[Entry]]]:
        """Names that a hyphen parts at the end of a line ("Xan-" and "tura")."""
        if not folded.breaks:
            return
        joined = JoinedText(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(joined.text, overlapping=True):
            if place := joined.origin_of(start + 1, end - 1):
                span = folded.origin_of(*place)
                if standing := self._entries_standing(index, text, span):
                    yield span, place, standing

    def _misread_names(
        self, text: str, folded: FoldedText, ocr_from: int
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int], list[Entry]]]:
        automaton, misread = self._misread
        skeleton = Skeleton(folded.text)
        for index, start, end in automaton.find_matches_as_indexes(skeleton.text, overlapping=True):
            place = skeleton.origin_of(start + 1, end - 1)
            span = folded.origin_of(*place)
            if span[0] >= ocr_from and (standing := [entry for entry in misread[index] if _stands(entry, text, *span)]):
                yield span, place, standing


def _automaton_of(patterns: Iterable[str]) -> AhoCorasick:
    """An automaton of whole words."""
    return AhoCorasick(
        [f" {pattern} " for pattern in patterns],
        matchkind=MATCHKIND_STANDARD,
        store_patterns=False,
        implementation=Implementation.DFA,
    )


def _entries_of(record: RecordRules) -> Iterator[tuple[str, Entry]]:
    """The patterns of a record's names with what each means; a variant never stands in the place of a name as given."""
    given = {fold(name.text) for name in record.names}
    for name in record.names:
        folded = fold(name.text)
        if len(folded) < 2 and not name.is_ambiguous:  # one letter alone is no name
            continue
        entry = _entry_of(record, name, name.text, name.is_ambiguous)
        yield from ((pattern, entry) for pattern in _given_or_new(folded, _patterns(folded, entry), given))
        if record.allows_plural:
            plural = plural_of(name.text)
            entry = _entry_of(record, name, plural, name.is_ambiguous)
            yield from ((pattern, entry) for pattern in _patterns(fold(plural), entry) - given)
        if record.kind in ("company", "system") and not name.is_ambiguous:
            if (joined := joined_words(folded)) and joined not in given:
                yield joined, _entry_of(record, name, name.text, False)
            if (parted := parted_words(name.text)) and fold(parted) not in given:
                yield fold(parted), _entry_of(record, name, parted, True)  # its words alone are words of any text
    own = {form for domain in record.domains for form in _forms_of_domain(domain.lower())}
    for domain in sorted(own - _SHARED_DOMAINS):
        yield fold(domain), Entry(record, domain, False, True, "", frozenset("."))


def patterns_of_record(record: RecordRules) -> set[str]:
    """Every folded form in which texts are looked through for a record; they depend on its own rules alone."""
    return {pattern for pattern, _ in _entries_of(record)}


def _entry_of(record: RecordRules, name: NameRule, form: str, is_ambiguous: bool) -> Entry:
    marks = frozenset(mark for mark in name.text if not mark.isalnum() and mark not in _SOFT)
    # a phrase of three words is no chance word: names of systems are written in small letters as often as not
    is_phrase = record.kind != "authority" and fold(form).count(" ") > 1
    exact = fold_keeping_case(form) if is_ambiguous and not is_phrase else ""
    return Entry(record, name.text, is_ambiguous, False, exact, marks, (name.valid_from, name.valid_until))


def _patterns(folded: str, entry: Entry) -> set[str]:
    """The spellings of a name; of one whose case counts only those with and without apostrophe."""
    return apostrophe_variants(folded) if entry.exact else patterns_of(folded)


def _given_or_new(folded: str, patterns: set[str], given: set[str]) -> set[str]:
    return {folded} | (patterns - given)


def _forms_of_domain(domain: str) -> set[str]:
    """Police mail runs over the Police National Network: x.pnn.police.uk is x.police.uk."""
    return {domain, domain.replace(".police.uk", ".pnn.police.uk")} if domain.endswith(".police.uk") else {domain}


def _stands(entry: Entry, text: str, start: int, end: int) -> bool:
    """Whether the stretch of the original is this name, as written there."""
    surface = text[start:end]
    if entry.is_domain:
        before, after = text[start - 1 : start], text[end : end + 2]
        return surface.lower() == entry.text and before not in ("-", "_") and not re.match(r"[-_]|\.\w", after)
    for mark in "" if surface.isalnum() else plain_saint(surface):
        if not (mark.isalnum() or mark in _SOFT or mark in entry.marks or unicodedata.combining(mark)):
            return False
    if entry.is_misread:
        return not entry.exact or looks_in_case(entry.exact) == looks_in_case(fold_keeping_case(surface))
    return not entry.exact or _has_case_of(entry.exact, fold_keeping_case(surface))


def _has_case_of(name: str, surface: str) -> bool:
    """Whether every capital of the name stands; a word may begin with a capital of its own ("CSE Model")."""
    if name == surface:
        return True
    if len(name) != len(surface):  # an apostrophe came or went
        return name.replace(" ", "") == surface.replace(" ", "")
    return all(
        letter == of_name or (letter == of_name.upper() and name[index - 1 : index] == " ")
        for index, (of_name, letter) in enumerate(zip(name, surface, strict=True))
    )


def _hit(text: str, span: tuple[int, int], folded_span: tuple[int, int], entries: list[Entry]) -> Hit | None:
    """The hit, or None where it is only part of an address: a path names nothing, nor does an ambiguous name there."""
    address = address_around(text, *span)
    if address:
        end = host_end(address)
        entries = [entry for entry in entries if entry.is_domain or (not entry.is_ambiguous and span[1] <= end)]
    unique = tuple(dict.fromkeys(entries)) if len(entries) > 1 else tuple(entries)
    is_pointer = bool((address and "@" not in address[0]) or _WEBSITE.match(text, span[1]))
    return Hit(*span, *folded_span, unique, address is not None, is_pointer) if unique else None

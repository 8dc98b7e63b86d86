"""A document as the rules of this room read it, and what they say of it. Pure.

Offsets are code points in the text of a page as it may be shown; words that are withheld are covered by blocks and so
are never taken for a sign or kept in a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from datascores.corpus.segments import Span

OWN, REQUEST, STANDARD, HEADER = "own", "request", "standard", "header"
SALUTATION = re.compile(
    r"^[ \t]*(?:dear\b|good (?:morning|afternoon|evening)\b|to whom it may concern|(?:hi|hello)(?=[ \t]*[,!]|[ \t]+\w+[ \t]*,))",
    re.I | re.M,
)
SIGN_OFF = re.compile(
    r"^[ \t]*(?:yours? (?:sincerely|faithfully|truly)|(?:kind|kindest|best|warm|many) (?:regards|wishes|thanks)|regards\b"
    r"|sincerely\b|yn gywir)[ \t,.]*$",
    re.I | re.M,
)
HEAD = 1500  # code points of the first page in which a letterhead stands
LINE = 2000  # code points to each side that are looked at as one line
SENTENCE = 300  # most code points of a sentence that is kept
_BLANK_LINE = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+(?=[\"“‘(]?[A-Z0-9])")


class Certainty(StrEnum):
    """How sure a rule is; a person reads it before confirming."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Proposal:
    """What a rule proposes; without ``page`` it rests on no words of the document, and ``how`` says on what instead."""

    kind: str
    value: str
    how: str
    certainty: Certainty
    page: int | None = None
    start: int | None = None
    end: int | None = None
    sentence: str = ""


@dataclass(frozen=True)
class Leaf:
    """One page: its number, its text as it may be shown, and who speaks where."""

    number: int
    text: str
    spans: tuple[Span, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    def speaker(self, at: int) -> str:
        """The kind of the segment at a place; what lies in none is the document's own words."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self.spans[index].end:
            return str(self.spans[index].kind)
        return OWN

    def line_at(self, at: int) -> tuple[int, int]:
        """Start and end of the line that holds a place; of a line without end so much as stands near."""
        least, most = max(0, at - LINE), min(len(self.text), at + LINE)
        start, end = self.text.rfind("\n", least, at), self.text.find("\n", at, most)
        return least if start < 0 else start + 1, most if end < 0 else end

    def sentence_at(self, start: int, end: int) -> str:
        """The sentence around some words, or their line in a list or letterhead; blanks folded, at most SENTENCE long."""
        left, right = max(0, start - SENTENCE // 2), min(len(self.text), end + SENTENCE // 2)
        before, after = self.text[left:start], self.text[end:right]
        for edge in (_BLANK_LINE, _SENTENCE_END):
            if found := list(edge.finditer(before)):
                before = before[found[-1].end() :]
            if first := edge.search(after):
                after = after[: first.start() + (1 if edge is _SENTENCE_END else 0)]
        if left and before == self.text[left:start]:
            before = before.partition(" ")[2]  # no half word at either end
        if right < len(self.text) and after == self.text[end:right]:
            after = after.rpartition(" ")[0]
        return " ".join(f"{before}{self.text[start:end]}{after}".split())


@dataclass(frozen=True)
class Paper:
    """The pages that are looked at (the first and the last of long documents), names and format."""

    leaves: tuple[Leaf, ...]
    page_count: int = 0
    name: str = ""
    title: str = ""
    format: str = ""
    received: str = ""  # ISO; no date later than this is the document's

    @property
    def first(self) -> Leaf:
        return self.leaves[0] if self.leaves else Leaf(1, "")

    @cached_property
    def salutation(self) -> int:
        """Where the greeting of the first page stands, or -1; only a greeting that the body itself writes."""
        for match in SALUTATION.finditer(self.first.text):
            if self.first.speaker(match.start()) in (OWN, STANDARD):
                return match.start()
        return -1

    @cached_property
    def head_end(self) -> int:
        """Where the letterhead of the first page ends at the latest."""
        return min(HEAD, self.salutation) if self.salutation >= 0 else min(HEAD, len(self.first.text))

    @cached_property
    def sign_offs(self) -> tuple[tuple[int, int], ...]:
        """Page and end of each "Yours sincerely" that the body writes."""
        return tuple(
            (leaf.number, match.end())
            for leaf in self.leaves
            for match in SIGN_OFF.finditer(leaf.text)
            if leaf.speaker(match.start()) in (OWN, STANDARD)
        )

    def said(self, *speakers: str) -> Iterator[tuple[Leaf, int, int]]:
        """The stretches of text by these speakers, page by page."""
        for leaf in self.leaves:
            if not leaf.spans and OWN in speakers:
                yield leaf, 0, len(leaf.text)
            for span in leaf.spans:
                if str(span.kind) in speakers:
                    yield leaf, span.start, span.end

    def words_of(self, *speakers: str, most: int = 20000) -> str:
        """What these speakers say, one stretch after the other, at most so many code points."""
        parts: list[str] = []
        length = 0
        for leaf, start, end in self.said(*speakers):
            parts.append(leaf.text[start:end])
            length += end - start
            if length >= most:
                break
        return "\n".join(parts)[:most]


def propose(leaf: Leaf, kind: str, value: str, how: str, certainty: Certainty, start: int, end: int) -> Proposal:
    """A proposal that rests on words of a page."""
    return Proposal(kind, value, how, certainty, leaf.number, start, end, leaf.sentence_at(start, end))

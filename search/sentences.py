"""Sentences as every outlet shows them: whole, also over a page turn, and never over the border of two speakers. Pure.

A sentence is a row of parts, page by page, so that its addresses stay those of pages. It tells where it is cut: by its
length, by a border between speakers, or because it may go on on the page beside; then its words have dots there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datascores.corpus.page_turns import Part, TurnedPage, Volume, doubt_in_words
from search.pieces import BORDER, Piece, Span, cut_pieces, sentence_around

DOTS = "…"
_ENDS = ".!?:"
Place = tuple[int, int, int]  # number of a page, start and end on it


@dataclass(frozen=True)
class Whole:
    """A sentence, or several, in parts. ``begins_on`` and ``goes_on_on`` are the pages on which it may begin or go on, 0 where
    that is not in question; ``is_cut_before`` and ``is_cut_after`` say that words of it are not here."""

    volume: Volume
    parts: tuple[Part, ...]
    is_cut_before: bool = False
    is_cut_after: bool = False
    begins_on: int = 0
    goes_on_on: int = 0

    @property
    def text(self) -> str:
        """The words as they stand, with a line break at a page turn and dots where they are cut."""
        words = "\n".join(self.volume.text(part.number)[part.start : part.end] for part in self.parts)
        return f"{f'{DOTS} ' if self.is_cut_before else ''}{words}{f' {DOTS}' if self.is_cut_after else ''}"

    @property
    def line(self) -> str:
        """The same on one line."""
        return " ".join(self.text.split())

    @property
    def pages(self) -> tuple[int, int]:
        return self.parts[0].number, self.parts[-1].number

    @property
    def is_over_turn(self) -> bool:
        return len(self.parts) > 1

    @property
    def note(self) -> str:
        """What has to be said of the pages that it may begin or go on on."""
        return doubt_in_words(self.begins_on, self.goes_on_on)

    def place(self, place: str, number: int) -> str:
        """The place of a page, in words, with the other page that it runs on to, or may."""
        if self.is_over_turn:
            place = place_over(*(place.replace(str(number), str(page), 1) for page in self.pages))
        return f"{place} (the sentence {self.note})" if self.note else place

    def part_on(self, number: int) -> Part:
        """Its part on a page."""
        return next((part for part in self.parts if part.number == number), self.parts[0])

    def pieces(self, marks: Iterable[Place]) -> tuple[Piece, ...]:
        """Its words cut at marks, with dots where they are cut."""
        marks, found, first = list(marks), [Piece(f"{DOTS} ")] if self.is_cut_before else [], 1
        for part in self.parts:
            found += [Piece(" ")] if part is not self.parts[0] else []
            spans = [(start, end) for number, start, end in marks if number == part.number]
            pieces = cut_pieces(self.volume.text(part.number), spans, part.start, part.end, first)
            first += sum(piece.is_mark for piece in pieces)
            found += pieces
        return (*found, *([Piece(f" {DOTS}")] if self.is_cut_after else []))


def sentence_at(volume: Volume, *place: Place) -> Whole:
    """The sentence that holds a place; a place over a page turn is given in its two parts."""
    page, first, last = _located(volume, place)
    low, high = page.bounds_at(first, last)
    begin, finish = sentence_around(page.text[low:high], first - low, last - low)
    return _whole(volume, page, begin + low, finish + low)


def told_around(volume: Volume, place: Place) -> tuple[str, str, str]:
    """The sentence that holds a place, as what stands before, at and after it; a doubt whether it is whole comes last."""
    whole = sentence_at(volume, place)
    pieces = whole.pieces([place])
    at = next(at for at, piece in enumerate(pieces) if piece.is_mark)
    before, after = ("".join(piece.text for piece in some) for some in (pieces[:at], pieces[at + 1 :]))
    return before, pieces[at].text, f"{after} [the sentence {whole.note}]" if whole.note else after


def completed(volume: Volume, number: int, start: int, end: int) -> Whole:
    """A stretch of a page as it is, but whole where a page turn cuts its first or last sentence.

    Furniture is left out beside other words, and stays where it is all there is.
    """
    own = volume.page(number).own
    if volume.text(number)[max(start, own.start) : min(end, own.end)].strip():
        start, end = max(start, own.start), min(end, own.end)
    page = volume.holding(number, start, end)
    begin, finish = page.inward(start) or 0, page.inward(end) or 0
    first, last = page.inward(page.own.start) or 0, page.inward(page.own.end) or 0
    if first and not page.text[first:begin].strip():
        begin = _bounded(page, begin, begin + 1)[0]
    if last < len(page.text) and not page.text[finish:last].strip():
        finish = _bounded(page, max(finish - 1, 0), finish)[1]
    return _whole(volume, page, begin, finish)


def around(volume: Volume, *place: Place) -> tuple[str, int, int]:
    """The words around a place, with those over a page turn, and where in them it stands; dots where a turn leaves a doubt."""
    page, first, last = _located(volume, place)
    is_doubtful = page.begins_on and page.parts[0].number == page.number, page.goes_on_on
    lead, rest = (f"{DOTS} " if is_doubtful[0] else ""), (f" {DOTS}" if is_doubtful[1] else "")
    return f"{lead}{page.text}{rest}", first + len(lead), last + len(lead)


def joined(first: Whole, second: Whole) -> Whole:
    """Two that overlap as one."""
    bounds: dict[int, tuple[int, int]] = {}
    for part in (*first.parts, *second.parts):
        start, end = bounds.get(part.number, (part.start, part.end))
        bounds[part.number] = (min(start, part.start), max(end, part.end))
    parts = tuple(Part(number, *bounds[number]) for number in sorted(bounds))
    last = max(first, second, key=lambda whole: (whole.parts[-1].number, whole.parts[-1].end))
    return Whole(first.volume, parts, first.is_cut_before, last.is_cut_after, first.begins_on, last.goes_on_on)


def overlap(first: Whole, second: Whole) -> bool:
    """Whether the second begins before the first has ended."""
    end, start = first.parts[-1], second.parts[0]
    return (start.number, start.start) < (end.number, end.end)


def _located(volume: Volume, place: Sequence[Place]) -> tuple[TurnedPage, int, int]:
    """The words in which a place stands, and where in them."""
    (number, start, end), (on, _, finish) = place[0], place[-1]
    page = volume.holding(number, start, end)
    first, last = page.inward(start), page.inward(finish, on)
    if first is None or last is None:
        page = volume.forced(number, on)
        first, last = page.inward(start) or 0, page.inward(finish, on) or len(page.text)
    return page, first, last


def _bounded(page: TurnedPage, start: int, end: int) -> Span:
    low, high = page.bounds_at(start, end)
    begin, finish = sentence_around(page.text[low:high], start - low, end - low)
    return begin + low, finish + low


def _whole(volume: Volume, page: TurnedPage, begin: int, finish: int) -> Whole:
    words = page.text[begin:finish]
    begin, finish = begin + len(words) - len(words.lstrip()), finish - (len(words) - len(words.rstrip()))
    before, after = page.text[:begin], page.text[finish:]
    begins_on = page.begins_on if not before.strip() else 0
    goes_on_on = page.goes_on_on if not after.strip() else 0
    return Whole(
        volume,
        page.outward(begin, finish),
        bool(begins_on) or _is_inside(page, begin, page.bounds_at(begin, begin + 1)[0]),
        bool(goes_on_on) or _is_inside(page, finish, page.bounds_at(finish - 1, finish)[1]),
        begins_on,
        goes_on_on,
    )


def _is_inside(page: TurnedPage, at: int, border: int) -> bool:
    """Whether a place where words begin or end is within a sentence; ``border`` is where the speaker begins or ends there."""
    before, after = page.text[:at], page.text[at:]
    if not before.strip() or not after.strip() or before.rstrip().rstrip("\"'”’)]")[-1:] in _ENDS:
        return False
    between = before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())]
    if border == at and "\n" in between and not after.lstrip()[:1].islower():
        return False  # what somebody else says on another line
    tail, head = before[-200:], after[:200]
    return not any(match.start() <= len(tail) <= match.end() for match in BORDER.finditer(tail + head))


def place_over(one: str, other: str) -> str:
    """Two places of a document, of the first page and the last, as one: "page 1–2, read by OCR". Pure."""
    first, last = re.match(r"page (\d+)(.*)", one), re.match(r"page (\d+)(.*)", other)
    if first is None or last is None or first[1] == last[1]:
        return one
    return f"page {first[1]}–{last[1]}{first[2] or last[2]}"

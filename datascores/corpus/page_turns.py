"""Words that run over a page turn: whether they do, where they end on the one page and go on on the next. Pure.

A page turn is no end of a sentence. What runs over it is read and shown whole, and each part keeps its page and its places
there; furniture of pages is no part of it. Nothing is joined across speakers; where it cannot be told whether a sentence
goes on, nothing is joined, and the doubt is kept for whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from datascores.corpus.page_edges import (
    REACH,
    SPOKEN,
    Side,
    begins_inside,
    is_open_over_notes,
    running_words,
    runs_on,
)
from datascores.corpus.segments import Span
from datascores.corpus.stance.sentences import is_item

_KIND = "own"  # of a page that is not cut into segments


@dataclass(frozen=True)
class Part:
    """Code points ``start`` to ``end`` of the text of a page."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Turn:
    """The words of a page end at ``end`` and go on at ``start`` of the next; perhaps only, where it is not sure.

    ``may_join`` is false where they are not to be put together even to see what that would say: where another seems to speak,
    or something stands between. ``between`` is what parts them: a blank within a sentence, a line break before an item of a
    list or after a colon.
    """

    end: int
    start: int
    is_sure: bool = True
    may_join: bool = True
    between: str = " "


@dataclass(frozen=True)
class TurnedPage:
    """The words of a page with what runs into them and on from them, a blank or a line break at each turn.

    ``segments`` count in ``text``. ``begins_on`` and ``goes_on_on`` are the pages before and after where it is not sure that
    they run on, else 0. At a turn that they run over, or may, furniture is left out.
    """

    number: int
    text: str
    segments: Sequence[Span]
    parts: tuple[Part, ...]
    begins_on: int = 0
    goes_on_on: int = 0

    @property
    def own(self) -> Part:
        return next(part for part in self.parts if part.number == self.number)

    @property
    def joints(self) -> tuple[str, str]:
        """What parts the page's own words from those before and after them; empty where there are none."""
        at = self.parts.index(self.own)
        before, own = (self.parts[0].end - self.parts[0].start if at else -1), self.own.end - self.own.start
        after = before + 1 + own
        return self.text[before : before + 1] if at else "", self.text[after : after + 1]

    def inward(self, place: int, number: int | None = None) -> int | None:
        """Where a place of a page stands in ``text``; None where it is left out, as furniture is."""
        at = 0
        for part in self.parts:
            if part.number == (self.number if number is None else number) and part.start <= place <= part.end:
                return at + place - part.start
            at += part.end - part.start + 1
        return None

    def outward(self, start: int, end: int) -> tuple[Part, ...]:
        """The places of a stretch of ``text``, page by page; pages of which it holds only blanks are left out."""
        found, at = [], 0
        for part in self.parts:
            first, last = max(start, at), min(end, at + part.end - part.start)
            if self.text[first:last].strip():
                found.append(Part(part.number, part.start + first - at, part.start + last - at))
            at += part.end - part.start + 1
        return tuple(found)

    def bounds_at(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of one speaker that holds a place; of a place over the border of two, no more than it."""
        first, last = (
            next((span for span in self.segments if span.start <= at < span.end), None) for at in (start, end - 1)
        )
        if first is None and last is None:
            return 0, len(self.text)
        if first is None or last is None or (first is not last and (first.kind, first.pair) != (last.kind, last.pair)):
            return start, end
        return first.start, last.end


class Volume:
    """The pages of a document as they may be shown, each with what runs over its turns; made when asked for.

    The words of the page ``alone`` are put together with no others; that they run on is a doubt.
    """

    def __init__(self, sides: Iterable[Side], alone: int | None = None) -> None:
        self._sides = {side.number: side for side in sides}
        self._alone = alone
        self._turned: dict[int, TurnedPage] = {}

    def text(self, number: int) -> str:
        return self._sides[number].text

    def speakers(self, number: int, start: int, end: int) -> Iterator[Span]:
        """The stretches of a page by one speaker within bounds, in order; what lies between goes with the one before."""
        kind, at = _segment_at(self._sides[number], start)[0], start
        for span in sorted(self._sides[number].segments, key=lambda span: span.start):
            if at < span.start < end and span.kind != kind:
                yield Span(at, span.start, kind)
                kind, at = span.kind, span.start
        yield Span(at, end, kind)

    def page(self, number: int) -> TurnedPage:
        """A page with what runs over the turns before and after it."""
        if number not in self._turned:
            page = turned_page(self._sides, number)
            self._turned[number] = apart(self._sides[number], page) if number == self._alone else page
        return self._turned[number]

    def holding(self, number: int, start: int, end: int) -> TurnedPage:
        """The same; for a place in the furniture of the page that furniture by itself."""
        page = self.page(number)
        if page.own.start <= start and end <= page.own.end:
            return page
        edges = (edge for edge in self.edges(number) if edge.own.start <= start and end <= edge.own.end)
        return next(edges, None) or straddled_page(self._sides[number], page)

    def edges(self, number: int) -> list[TurnedPage]:
        """The furniture at the head and the foot of a page, where its words run over that turn or may."""
        side, own = self._sides[number], self.page(number).own
        bounds = ((0, own.start), (own.end, len(side.text)))
        return [cut_page(side, start, end) for start, end in bounds if side.text[start:end].strip()]

    def without_furniture(self, number: int) -> str:
        """The words of a page with blanks for its furniture at a turn that they run over, or may; places stay as they are."""
        own, text = self.page(number).own, self.text(number)
        return f"{' ' * own.start}{text[own.start : own.end]}{' ' * (len(text) - own.end)}"

    def stretches(self, number: int, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch of a page without its furniture, and what of that is in it, in order."""
        own = self.page(number).own
        borders = sorted({start, end, *(at for at in (own.start, own.end) if start < at < end)})
        return [(one, other) for one, other in pairwise(borders) if self.text(number)[one:other].strip()]

    def is_doubtful(self, number: int) -> bool:
        """Whether the words of a page may run over a turn of it."""
        return bool(self.page(number).begins_on or self.page(number).goes_on_on)

    def doubted(self, number: int) -> TurnedPage | None:
        """The page with what only may run over its turns too; None where there is nothing of the kind."""
        page = self.page(number)
        if number == self._alone or not self.is_doubtful(number):
            return None
        joined = turned_page(self._sides, number, trusts=True)
        return joined if len(joined.parts) > len(page.parts) else None

    def forced(self, number: int, other: int) -> TurnedPage:
        """Two pages together for words that stand over the turn."""
        return forced_page(self._sides, number, other)


def doubt_in_words(begins_on: int, goes_on_on: int) -> str:
    """What is to be said of a sentence, by the pages on which it may begin or go on; empty for neither."""
    said = [f"may begin on page {begins_on}"] if begins_on else []
    return " and ".join([*said, *([f"may go on on page {goes_on_on}"] if goes_on_on else [])])


def cut_page(side: Side, start: int, end: int) -> TurnedPage:
    """A stretch of the page by itself."""
    segments = list(_clipped(side.segments, start, end, -start))
    return TurnedPage(side.number, side.text[start:end], segments, (Part(side.number, start, end),))


def straddled_page(side: Side, page: TurnedPage) -> TurnedPage:
    """The page with its furniture for words that stand partly in it; what runs over its turns is told as a doubt."""
    return _doubting(cut_page(side, 0, len(side.text)), page)


def apart(side: Side, page: TurnedPage) -> TurnedPage:
    """The running words of a page by themselves; what runs over its turns is told as a doubt."""
    return _doubting(cut_page(side, page.own.start, page.own.end), page)


def _doubting(cut: TurnedPage, page: TurnedPage) -> TurnedPage:
    numbers = {part.number for part in page.parts}
    begins_on = page.number - 1 if page.number - 1 in numbers else page.begins_on
    goes_on_on = page.number + 1 if page.number + 1 in numbers else page.goes_on_on
    return replace(cut, begins_on=begins_on, goes_on_on=goes_on_on)


def turned_page(sides: Mapping[int, Side], number: int, *, trusts: bool = False) -> TurnedPage:
    """A page with what runs over the turns before and after it; of the pages beside only the stretch of that speaker.

    Set ``trusts`` to take what may run over a turn for what does, as long as it is one speaker's.
    """
    side = sides[number]
    before, after = turn_at(sides, number - 1), turn_at(sides, number)
    begins_on = number - 1 if before and not before.is_sure else 0
    goes_on_on = number + 1 if after and not after.is_sure else 0
    own = Part(number, before.start if before else 0, after.end if after else len(side.text))
    before, after = (
        turn if turn and (turn.is_sure or (trusts and turn.may_join)) else None for turn in (before, after)
    )
    if own.start >= own.end:
        before = after = None
        own = Part(number, 0, len(side.text))
    head = _head_of(sides, number - 1, before.end) if before else None
    tail = _tail_of(sides, number + 1, after.start) if after else None
    parts = tuple(part for part in (head, own, tail) if part)
    joints = [turn.between for turn in (before, after) if turn]
    words = (sides[part.number].text[part.start : part.end] for part in parts)
    return TurnedPage(
        number,
        "".join(word + joint for word, joint in zip_longest(words, joints, fillvalue="")),
        _joined_segments(side, own, head, tail),
        parts,
        begins_on,
        goes_on_on,
    )


def forced_page(sides: Mapping[int, Side], number: int, other: int) -> TurnedPage:
    """A page with the next as it is, for words that stand over the turn whatever else does. Segments stay apart."""
    one, next_one = sides[number], sides[other]
    end, start = len(one.text.rstrip()), len(next_one.text) - len(next_one.text.lstrip())
    shift = end + 1 - start
    moved = [
        Span(max(span.start, start) + shift, span.end + shift, span.kind, span.pair)
        for span in next_one.segments
        if span.end > start
    ]
    here = [Span(span.start, min(span.end, end), span.kind, span.pair) for span in one.segments if span.start < end]
    return TurnedPage(
        number,
        f"{one.text[:end]}\n{next_one.text[start:]}",
        [*here, *moved],
        (Part(number, 0, end), Part(other, start, len(next_one.text))),
    )


def turn_at(sides: Mapping[int, Side], number: int) -> Turn | None:
    """Whether the words of a page run on to the next, as far as the pages from one before to two after it tell."""
    one, other = sides.get(number), sides.get(number + 1)
    if one is None or other is None or not (one.is_flowing and other.is_flowing):
        return None
    end = running_words(sides, number)[1]
    start = running_words(sides, number + 1)[0]
    found = runs_on(one.text[:end], other.text[start : start + REACH])
    is_within = begins_inside(other.text[start : start + REACH])
    if found is None:
        is_cut = end > 0 and (is_within or is_open_over_notes(one.text[:end]))
        return Turn(end, start, False, False) if is_cut else None
    spoken, goes_on = _segment_at(one, end - 1), _segment_at(other, start)
    if spoken[0] not in SPOKEN and not found:
        return None  # standard wording ends in names and roles
    if spoken != goes_on:
        return Turn(end, start, False, False) if is_within else None
    is_listed = one.text[end - 1] == ":" or is_item(other.text[start:].split("\n", 1)[0])
    return Turn(end, start, found, between="\n" if is_listed else " ")


def _segment_at(side: Side, place: int) -> tuple[str, int | None]:
    """Who speaks there, as kind and pair."""
    held = _span_at(side, place)
    return (held.kind, held.pair) if held else (_KIND, None)


def _span_at(side: Side, place: int) -> Span | None:
    return next((span for span in side.segments if span.start <= place < span.end), None)


def _head_of(sides: Mapping[int, Side], number: int, end: int) -> Part:
    side, held = sides[number], _span_at(sides[number], end - 1)
    low = max(held.start if held else 0, min(running_words(sides, number)[0], end - 1))
    if end - low > REACH:
        line = side.text.find("\n", end - REACH, end)
        low = line + 1 if line >= 0 else end - REACH
    return Part(side.number, low, end)


def _tail_of(sides: Mapping[int, Side], number: int, start: int) -> Part:
    side, held = sides[number], _span_at(sides[number], start)
    high = min(held.end if held else len(side.text), max(running_words(sides, number)[1], start + 1))
    if high - start > REACH:
        line = side.text.rfind("\n", start, start + REACH)
        high = line if line > start else start + REACH
    return Part(number, start, high)


def _joined_segments(side: Side, own: Part, head: Part | None, tail: Part | None) -> list[Span]:
    """The segments of a page in the words with what runs into the first and on from the last."""
    lead = head.end - head.start + 1 if head else 0
    spans = list(_clipped(side.segments, own.start, own.end, lead - own.start))
    if spans and head:
        spans[0] = Span(0, spans[0].end, spans[0].kind, spans[0].pair)
    if spans and tail:
        end = lead + own.end - own.start + 1 + tail.end - tail.start
        spans[-1] = Span(spans[-1].start, end, spans[-1].kind, spans[-1].pair)
    return spans


def _clipped(segments: Sequence[Span], low: int, high: int, shift: int) -> Iterator[Span]:
    for span in segments:
        start, end = max(span.start, low), min(span.end, high)
        if start < end:
            yield Span(start + shift, end + shift, span.kind, span.pair)

"""What a page says of a name where the sentence may run over a page turn. Pure.

A denial is not to be read as a use because its "not" stands on the page before. Where it cannot be told whether a sentence
runs on, it is read both ways, and what they do not agree on is unclear. What seems to run on from another speaker's words is
not put together with them, and is unclear too.
"""

from __future__ import annotations

from dataclasses import replace

from datascores.corpus.page_turns import TurnedPage, Volume
from datascores.corpus.stance import Reading, read_within
from datascores.corpus.stance.words import UNCLEAR


def read_on(page: TurnedPage, doubted: TurnedPage | None, start: int, end: int, *, is_own: bool) -> Reading:
    """What is said of the name at ``start`` to ``end`` of the page's text, to which the places of the reading belong too.

    ``doubted`` is the page with what only may run over its turns.
    """
    reading = read_within(page.text, page.segments, start, end, is_own=is_own)
    if _is_cut(page, doubted, reading):
        return replace(reading, stance=UNCLEAR)
    if doubted is None:
        return reading
    at = max(page.own.start, doubted.own.start)
    shift = (doubted.inward(at) or 0) - (page.inward(at) or 0)
    other = read_within(doubted.text, doubted.segments, start + shift, end + shift, is_own=is_own)
    return reading if other.stance == reading.stance else replace(reading, stance=UNCLEAR)


def _is_cut(page: TurnedPage, doubted: TurnedPage | None, reading: Reading) -> bool:
    """Whether the sentence stands at a turn over which nothing may be put together."""
    joined = {part.number for part in doubted.parts} if doubted else {0}
    return (page.begins_on not in joined | {0} and not page.text[: reading.start].strip()) or (
        page.goes_on_on not in joined | {0} and not page.text[reading.end :].strip()
    )


def on_its_page(page: TurnedPage, reading: Reading) -> Reading:
    """The same with the places that it has on the page itself."""
    parts = [part for part in page.outward(reading.start, reading.end) if part.number == page.number]
    return replace(reading, start=parts[0].start, end=parts[0].end) if parts else reading


def page_for(volume: Volume, number: int, start: int, end: int) -> tuple[TurnedPage, TurnedPage | None]:
    """The words in which a place of a page is read, and those with what only may run over its turns."""
    page = volume.holding(number, start, end)
    return page, volume.doubted(number) if page is volume.page(number) else None

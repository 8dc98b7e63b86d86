"""What an address of words says when it is cited: words on the page, or the sentence they stand in, whole over a page turn.

The words that are cited are those at the address that is given with them; what of them stands on the page beside is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from datascores.corpus.page_turns import Volume
from datascores.portal.addresses import page_url
from search.pieces import Span
from search.sentences import Whole, completed, sentence_at

SHORT_QUOTE = 60
OTHER_SPEAKER = " [another speaker:] "


@dataclass(frozen=True)
class Quoted:
    """Words to cite and where they stand: ``span`` on the page of the address; ``place`` also names a page on which they go
    on or may do so."""

    words: str
    place: str
    span: Span
    is_over_turn: bool = False


@dataclass(frozen=True)
class Turned:
    """What runs into a page from the one before, or on to the next; ``words`` are those on that page, empty where it is not
    sure."""

    number: int
    url: str
    words: str
    is_before: bool


def quoted_at(volume: Volume, number: int, place: str, start: int, end: int) -> Quoted:
    """The words at an address; of a name alone the sentence it stands in."""
    is_short = end - start < SHORT_QUOTE
    whole = sentence_at(volume, (number, start, end)) if is_short else completed(volume, number, start, end)
    part = whole.part_on(number)
    place = whole.place(place, number)
    return Quoted(_words_of(whole), place, (part.start, part.end), whole.is_over_turn)


def turns_of(volume: Volume, number: int, sha256: str) -> list[Turned]:
    """What runs over the edges of a page, as far as can be told."""
    page = volume.page(number)
    found = []
    for is_before, beside, doubt in ((True, number - 1, page.begins_on), (False, number + 1, page.goes_on_on)):
        if doubt:
            found.append(Turned(doubt, page_url(sha256, doubt), "", is_before))
            continue
        at = (page.own.start, page.own.start + 1) if is_before else (page.own.end - 1, page.own.end)
        rest = (
            [part for part in sentence_at(volume, (number, *at)).parts if part.number == beside] if at[0] >= 0 else []
        )
        for part in rest:
            words = " ".join(volume.text(beside)[part.start : part.end].split())
            found.append(Turned(beside, page_url(sha256, beside), words, is_before))
    return found


def _words_of(whole: Whole) -> str:
    """The words on one line; where another begins to speak that is told."""
    if whole.is_over_turn:
        return whole.line
    part, text = whole.parts[0], whole.volume.text(whole.parts[0].number)
    said = [text[span.start : span.end] for span in whole.volume.speakers(part.number, part.start, part.end)]
    spoken = [" ".join(words.split()) for words in said if words.strip()]
    return whole.line if len(spoken) < 2 else OTHER_SPEAKER.join(spoken)

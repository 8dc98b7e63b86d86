"""The whole sentence around quoted words, so that nobody takes a piece of a denial for a claim. Pure.

Works on shown words. A sentence is that of ``corpus.stance``: an item of a list has its lead-in with it, and one may go on
from page to page. Says whether the quote begins or ends inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datascores.corpus.page_turns import doubt_in_words
from datascores.corpus.stance import Sentence, sentence_around
from search.pieces import Piece, Span, cut_pieces
from search.quoting.omissions import Omission, omissions_between

BESIDE = 1500  # code points of the neighbouring pages that are looked at
_WORD = re.compile(r"[^\W_]")
_BULLET = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])?\s*")
_ENDS = ("", *".!?:;)”’\"'")


@dataclass(frozen=True)
class Surroundings:
    """The sentences that hold a quote with its words marked, whether they say more before or after it, and what it leaves out.

    ``note`` says on which page beside they may begin or go on, where that cannot be told.
    """

    pieces: tuple[Piece, ...] = ()
    begins_inside: bool = False
    ends_inside: bool = False
    omissions: tuple[Omission, ...] = ()
    note: str = ""

    @property
    def says_more(self) -> bool:
        return self.begins_inside or self.ends_inside

    @property
    def words(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True)
class Turned:
    """A page's shown words between those of its neighbours; places after the page count on after a blank line.

    ``joints`` are what parts it from its neighbours where its words run over that turn, empty where they do not; ``begins_on``
    and ``goes_on_on`` are the pages beside over whose turn they may run, where that is not sure, else 0.
    """

    before: str
    text: str
    after: str
    joints: tuple[str, str] = ("\n", "\n")
    begins_on: int = 0
    goes_on_on: int = 0

    @property
    def with_following(self) -> str:
        return f"{self.text}\n\n{self.after}"


def surround(page: Turned, marks: Sequence[Span]) -> Surroundings:
    """The sentences around quoted words; marks are places in ``page.with_following``, in order."""
    is_over = marks[-1][1] > len(page.text)
    text, tail = page.text.strip(), page.after.lstrip() if is_over or page.joints[1] else ""
    head = page.before.rstrip()[-BESIDE:] if page.joints[0] else ""
    lead = len(head) + 1 if head else 0
    blank = len(page.text) - len(page.text.lstrip())
    turn = lead + len(text) + 1 - (len(page.text) + 2 + len(page.after) - len(tail))
    joined = (f"{head}{page.joints[0]}" if head else "") + text + (f"{page.joints[1] or chr(10)}{tail}" if tail else "")

    def moved(place: int) -> int:
        return place + (lead - blank if place <= len(page.text) else turn)

    spans = [(moved(start), moved(end)) for start, end in marks]
    start, end = spans[0][0], spans[-1][1]
    first, last = sentence_around(joined, start, start + 1), sentence_around(joined, end - 1, end)
    begin, finish = min(first.bounds[0], start), max(last.end, end)
    pieces = (*_lead_of(joined, first), *cut_pieces(joined, spans, begin, finish))
    if finish < len(joined) and _is_cut(joined[:finish], joined[finish:]):
        pieces = (*pieces, Piece(" …"))
    bullet = _BULLET.match(joined, begin, start)
    begins_inside = first.lead is not None or bool(_WORD.search(joined, bullet.end() if bullet else begin, start))
    ends_inside = bool(_WORD.search(joined, end, finish))
    doubts = page.begins_on if begin == lead else 0, page.goes_on_on if finish == lead + len(text) else 0
    return Surroundings(pieces, begins_inside, ends_inside, omissions_between(joined, spans), doubt_in_words(*doubts))


def _lead_of(text: str, sentence: Sentence) -> tuple[Piece, ...]:
    """The lead-in of a list where it stands too far above its item to be shown with all between; dots where words are cut."""
    begin = sentence.bounds[0]
    if sentence.lead and sentence.lead[0] < begin:
        return (Piece(text[slice(*sentence.lead)]), Piece(" … "))
    return (Piece("… "),) if _is_cut(text[:begin], text[begin:]) else ()


def _is_cut(before: str, after: str) -> bool:
    """Whether a sentence without an end was cut between two words of a line."""
    between = before[len(before.rstrip()) :] + after[: len(after) - len(after.lstrip())]
    return bool(after.strip()) and before.rstrip()[-1:] not in _ENDS and "\n" not in between

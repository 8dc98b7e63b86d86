"""Where the words of a page begin and end without its furniture, and whether they run on to the next page. Pure.

Furniture is what repeats at the edges: numbers of pages, running heads, feet. Whether a sentence runs on is told from its last
words and the first ones of the next page; what cannot be told is said to be unsure and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from datascores.corpus.segments import Span
from datascores.corpus.segments.restating import is_verbless
from datascores.corpus.stance.sentences import ABBREVIATIONS, FULL_LINE, Line, is_item
from datascores.corpus.visibility import COVER

REACH = 2000  # code points of the pages beside that are looked at
BESIDE = 2  # pages before and after that tell what is furniture; left and right pages may have heads of their own
_EDGE = 4  # lines at the head or foot of a page that may be its furniture
_FURNITURE = 200  # code points up to which a line, or standard wording at an edge, may be furniture
_FOLIO = re.compile(
    r"[\s\-–—|]*(?:(?:page|tudalen|p\.?)[\s|]*)?\d{1,4}(?:\s*(?:of|o|/)\s*\d{1,4})?[\s|]*(?:page|tudalen)?[\s\-–—|]*",
    re.I,
)
_ENDED = re.compile(r"[.?!:…][\"'”’)\]]*$")
_LAST_WORD = re.compile(r"([^\W_][\w.’']*)\W*$")
_OPENS = (  # words after which no sentence ends
    "a an the of and or but nor not never no any to by with without for from in on at as into than that "
    "which who whose if is are was were be been being has have had do does did will would shall should "
    "may might can could must its their our your this these those via per between under about called"
)
_OPEN_WORDS = frozenset(_OPENS.split())
# "never use", but not "in use"
_OPEN_VERB = re.compile(r"\b(?!(?:in|of|for|its|their|our|the)\b)[a-z]+\s+(?:use|uses|using|hold|holds)\W*$")
_LINE_END = 80  # code points
_NOTE = re.compile(r"\s*(?:\d{1,2}|[*†‡§])\s?[^\W_]")
_LIST_LINES = 6  # at the end of a page, one of which must be an item for the next page's to belong to its list
_NOTE_LINES = 10  # at the foot of a page that may be notes, with the line above them
SPOKEN = ("own", "request")


@dataclass(frozen=True)
class Side:
    """A page as it may be shown.

    ``words_end`` is where words begin that were read from pictures on it, which run on nowhere; ``is_flowing`` is false for
    slides, sheets and what else stands by itself.
    """

    number: int
    text: str
    segments: Sequence[Span] = ()
    words_end: int | None = None
    is_flowing: bool = True


def running_words(sides: Mapping[int, Side], number: int) -> tuple[int, int]:
    """Where the words of a page begin and end without the furniture at its head and foot; equal where none are left."""
    side = sides[number]
    end = len(side.text) if side.words_end is None else min(side.words_end, len(side.text))
    lines = _lines(side.text, end)
    beside = [sides[near] for near in range(number - BESIDE, number + BESIDE + 1) if near in sides and near != number]
    first, last = 0, len(lines)
    heads = {_shape(line.text) for near in beside for line in _lines(near.text, len(near.text))[:_EDGE]}
    while first < min(last, _EDGE) and _is_furniture(side, lines[first], heads):
        first += 1
    feet = {_shape(line.text) for near in beside for line in _lines(near.text, len(near.text))[-_EDGE:]}
    while last > max(first, len(lines) - _EDGE) and _is_furniture(side, lines[last - 1], feet):
        last -= 1
    if first == last:
        return 0, 0
    begin = lines[first].start + len(lines[first].text) - len(lines[first].text.lstrip())
    return begin, lines[last - 1].start + len(lines[last - 1].text.rstrip())


def _lines(text: str, end: int) -> list[Line]:
    """The lines that hold something."""
    return [Line(match.start(), match[0]) for match in re.finditer(r"[^\n]*\S[^\n]*", text[:end])]


def _shape(words: str) -> str:
    return re.sub(r"\d+", "0", " ".join(words.casefold().split()))


def _is_furniture(side: Side, line: Line, at_edges: set[str]) -> bool:
    words = line.text.strip()
    if _FOLIO.fullmatch(words):
        return True
    if len(words) > _FURNITURE:
        return False
    if _shape(words) in at_edges and re.search(r"[^\W\d_]{2}", words):
        return True
    start = line.start + len(line.text) - len(line.text.lstrip())
    return any(
        span.kind not in SPOKEN and span.start <= start < span.end and span.end - span.start <= _FURNITURE
        for span in side.segments
    )


def runs_on(before: str, after: str) -> bool | None:
    """Whether words run on: True where it is sure, False where they may, None where they do not.

    A list runs on to its next item, which belongs to the words that open the list.
    """
    lines = _lines(before[-REACH:], REACH)
    if not lines or not after:
        return None
    last, first = lines[-1].text.rstrip(), after.split("\n", 1)[0]
    if is_item(first) and "\t" not in first:
        return True if last.endswith(":") or any(is_item(line.text) for line in lines[-_LIST_LINES:]) else None
    if "\t" in last.strip() or Line(0, first).begins:
        return None
    if last.endswith(":"):
        return False
    opening = first.lstrip("\"'“‘([")[:1]
    word = _LAST_WORD.search(last)
    if _ENDED.search(last):
        is_short = word is not None and last.endswith(".") and word[1].lower().rstrip(".") in ABBREVIATIONS
        return True if is_short and opening.islower() else None
    if opening.islower() or last.endswith(("-", "–", "&", "(", "/")):
        return True
    if last.endswith(","):
        return len(last) >= FULL_LINE
    if _is_open(" ".join(before[-_LINE_END:].split())):
        return True
    return None if _is_heading(lines) and not last.endswith(COVER) else False


def begins_inside(after: str) -> bool:
    """Whether words begin as no sentence does."""
    first = after.split("\n", 1)[0]
    opening = re.match(r"[^\W\d_]++(?![\w.@/:]*[@/:]|\.\w)", first)
    return opening is not None and opening[0].islower() and not Line(0, first).begins


def is_open_over_notes(before: str) -> bool:
    """Whether a line that no sentence ends with stands above the notes at the foot of a page."""
    lines = _lines(before[-REACH:], REACH)[-_NOTE_LINES:]
    return any(
        _NOTE.match(note.text) and not _NOTE.match(line.text) and _is_open(line.text.rstrip())
        for line, note in pairwise(lines)
    )


def _is_open(words: str) -> bool:
    """Whether no sentence ends with these words."""
    word = _LAST_WORD.search(words)
    is_open_word = word is not None and word[0] == word[1] in _OPEN_WORDS
    return is_open_word or bool(_OPEN_VERB.search(words[-_LINE_END:]))


def _is_heading(lines: Sequence[Line]) -> bool:
    """Whether the last line is a heading or a name alone, and not the end of a paragraph that lacks its full stop."""
    last = lines[-1].text.strip()
    above = lines[-2].text.rstrip() if len(lines) > 1 else ""
    is_run_into = len(above) >= FULL_LINE and not _ENDED.search(above) and lines[-1].start == lines[-2].end + 1
    return len(last) < FULL_LINE and not last[:1].islower() and not is_run_into and is_verbless(last)

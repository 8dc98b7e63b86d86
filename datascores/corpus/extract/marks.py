"""Marks in a running text for words that a person looking at the file does not see, and the way from marks to spans.

A reader writes the marks while it puts the text together; they come out again before anything else sees it. They are
code points that Unicode keeps free for such uses (U+FDD0 to U+FDEF); those of the file itself are dropped by `bare`.
"""

from __future__ import annotations

import re

from .normalise import normalise, normalise_traced
from .reading import HiddenSpan
from .tracing import Traced

HIDDEN_TEXT = "formatted as hidden text"
BLACKED_OUT = "under black highlighting"
TINY = "in letters too small to see"
SAME_COLOUR = "in the colour of its background"
SEE_THROUGH = "in letters that are see-through"
SHOWS_NOTHING = "in a number format that shows nothing"
HIDDEN_SHAPE = "in a hidden shape"
OFF_SLIDE = "outside the slide"
COVERED = "under a filled shape or a picture"
DELETED = "deleted in tracked changes"
HIDDEN_SECTION = "in a hidden section"
HIDDEN_ROW = "in a hidden row"
HIDDEN_COLUMN = "in a hidden column"
HIDDEN_SHEET = "on a hidden sheet"
HIDDEN_SLIDE = "on a hidden slide"
SCATTERED = "hidden words all over the page"
_REASONS = (HIDDEN_ROW, HIDDEN_COLUMN, HIDDEN_TEXT, BLACKED_OUT, TINY, SAME_COLOUR, SEE_THROUGH, SHOWS_NOTHING,
            HIDDEN_SHAPE, OFF_SLIDE, COVERED, DELETED, HIDDEN_SECTION, SCATTERED)  # fmt: skip

_FIRST, CLOSE = 0xFDD0, "\ufdef"
_MARK = re.compile("[\ufdd0-\ufdef]")
_SHORTEST = 4  # letters of hidden words that can be known again elsewhere
_MOST_SPANS = 1_000  # of one page; a moderator rules on them one by one


def bare(text: str) -> str:
    """The text without code points that could be taken for marks."""
    return _MARK.sub("", text) if _MARK.search(text) else text


def opening(reason: str) -> str:
    """The mark with which words hidden for this reason begin; `CLOSE` ends them."""
    return chr(_FIRST + _REASONS.index(reason))


def mark(text: str, reason: str) -> str:
    """The text between marks; unmarked when there is no reason."""
    return f"{opening(reason)}{text}{CLOSE}" if reason and text else text


def take_marks(marked: str) -> tuple[str, tuple[HiddenSpan, ...]]:
    """The text without its marks, otherwise unchanged, and what they enclosed."""
    if not _MARK.search(marked):
        return marked, ()
    pieces: list[str] = []
    spans: list[HiddenSpan] = []
    at = length = 0
    reason = ""
    for found in [*_MARK.finditer(marked), None]:
        piece = marked[at : found.start() if found else len(marked)]
        pieces.append(piece)
        if reason and piece:
            spans.append(HiddenSpan(length, length + len(piece), reason))
        length += len(piece)
        if found:
            reason = "" if found[0] == CLOSE else _REASONS[ord(found[0]) - _FIRST]
            at = found.end()
    text = "".join(pieces)
    return text, join_spans(text, spans)


def leave_out(marked: str) -> str:
    """The text without what stands between marks."""
    text, spans = take_marks(marked)
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    return text


def mark_same(text: str, other: str) -> str:
    """A text with marks also around the words that its other form hides and does not show anywhere else."""
    text, own = take_marks(text)
    whole_other, spans = take_marks(other)
    shown = " ".join(leave_out(other).split()) if spans else ""
    found = [(span.start, span.end, span.reason) for span in own]
    for span in spans:
        words = whole_other[span.start : span.end].split()
        if sum(map(len, words)) >= _SHORTEST and " ".join(words) not in shown:
            same = re.finditer(r"\s+".join(map(re.escape, words)), text)
            found.extend((match.start(), match.end(), span.reason) for match in same)
    pieces, at = [], 0
    for start, end, reason in sorted(found):
        start = max(start, at)  # marks do not nest
        if start < end:
            pieces += [text[at:start], mark(text[start:end], reason)]
            at = end
    return "".join([*pieces, text[at:]])


def normalise_marked(marked: str) -> tuple[str, tuple[HiddenSpan, ...]]:
    """The normalised text without its marks, and what they enclosed in it."""
    text, spans = take_marks(marked)
    clean = normalise(text)
    if not spans:
        return clean, ()
    traced = normalise_traced(Traced.with_spans(text, [(span.start, span.end) for span in spans]))
    return clean, join_spans(clean, [HiddenSpan(a, b, spans[number - 1].reason) for a, b, number in traced.spans()])


def whole(text: str, reason: str) -> tuple[HiddenSpan, ...]:
    """All of a text as one span; none for an empty text."""
    return (HiddenSpan(0, len(text), reason),) if text else ()


def join_spans(text: str, spans: list[HiddenSpan]) -> tuple[HiddenSpan, ...]:
    """The spans that hold words, without blanks at their ends, joined over blanks; one over all when they are many."""
    joined: list[HiddenSpan] = []
    for span in spans:
        words = text[span.start : span.end]
        if not any(letter.isalnum() for letter in words):
            continue  # a hidden dot says nothing
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - len(words) + len(words.rstrip())
        last = joined[-1] if joined else None
        if last and last.reason == span.reason and not text[last.end : start].strip():
            joined[-1] = HiddenSpan(last.start, end, last.reason)
        else:
            joined.append(HiddenSpan(start, end, span.reason))
    if len(joined) > _MOST_SPANS:
        return (HiddenSpan(joined[0].start, joined[-1].end, SCATTERED),)
    return tuple(joined)

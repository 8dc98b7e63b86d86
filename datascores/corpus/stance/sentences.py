"""The sentence around a place, in running text, lists, tables and lines that a PDF has broken.

Lines are first put together to blocks: a line goes on in the next one unless something ends it (a blank line, a bullet, a
number, a table's tab, a short line). Within a block Punkt (of nltk, with abbreviations of official letters instead of a
trained model, which it would have to fetch) finds the sentences. An item of a list brings its lead-in with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

REACH = 2000  # code points to each side in which a sentence and its lead-in are looked for
LONGEST = 700  # of a sentence that is kept; a page without full stops is cut at its lines
FULL_LINE = 45  # code points from which on a line may have been broken by its length
ITEMS_BEFORE = 1500  # code points between a lead-in and its item
_ABBREVIATED = (
    "mr mrs ms dr prof rev sir st no nos ref refs tel ext fax e.g eg i.e ie cf etc vs v para paras s ss sect sec art "
    "reg regs sch ch ltd plc inc co corp dept approx incl fig figs p pp vol ed eds c.c u.k u.s a.m p.m jan feb mar apr "
    "jun jul aug sep sept oct nov dec al ibid assoc est max min"
)
ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_PARAMETERS = PunktParameters()
_PARAMETERS.abbrev_types = set(ABBREVIATIONS)
_PUNKT = PunktSentenceTokenizer(_PARAMETERS)

_BULLET = re.compile(r"\s*(?:[•·●▪‣◦○o*\-–—\uf0b7\uf0a7]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
_LABEL = re.compile(r"\s*(?:[QA]\d{1,2}[a-z]?\b|Question\s+\d|Answer\b|Response\b|Request\b)")
_LINE = re.compile(r"[^\n]*\n?")
_BLANKS = " \t\n\r\u00a0"


@dataclass(frozen=True)
class Sentence:
    """Code points ``start`` to ``end``; ``lead`` is the lead-in of the list that it is an item of, if there is one."""

    start: int
    end: int
    lead: tuple[int, int] | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        """What a reader must see: from the lead-in to the end of the item, unless too much stands between."""
        if self.lead and self.end - self.lead[0] <= LONGEST:
            return self.lead[0], self.end
        return self.start, self.end


@dataclass(frozen=True)
class Line:
    """A line with its end mark left out."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def begins(self) -> bool:
        """Whether something new begins here whatever stands above: an item, a question, a row of a table."""
        return bool(_BULLET.match(self.text) or _LABEL.match(self.text)) or "\t" in self.text.strip()


def is_item(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(line))


def sentence_around(text: str, start: int, end: int) -> Sentence:
    """The sentence, item, line or row of a table that holds the place ``start`` to ``end``."""
    left = max(text.rfind("\n", max(0, start - 2 * REACH), max(0, start - REACH)) + 1, start - 2 * REACH, 0)
    lines = _lines(text, left, end + REACH)
    starts = [line.start for line in lines]
    first = last = bisect_right(starts, start) - 1
    first = _first_line(lines, first)
    while last + 1 < len(lines) and (lines[last].end < end or _goes_on(lines[last], lines[last + 1])):
        last += 1
    begin, finish = _within(text, lines[first].start, lines[last].end, start, end)
    is_first = begin <= _bare_start(text, lines[first].start, lines[first].end)
    lead = _lead_in(text, lines, first) if is_first or _BULLET.match(lines[first].text) else None
    return Sentence(begin, finish, lead)


def sentences_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """All sentences of a stretch, in order."""
    at, end = start, len(text) if end is None else end
    while at < end:
        if text[at] in _BLANKS:
            at += 1
            continue
        sentence = sentence_around(text, at, at + 1)
        finish = min(max(sentence.end, at + 1), end)
        yield Sentence(max(sentence.start, at), finish, sentence.lead)
        at = finish


def next_sentence(text: str, sentence: Sentence) -> Sentence | None:
    """The sentence that follows in the same paragraph; None where a blank line or the end of the text comes first."""
    at = sentence.end
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    if at >= len(text) or "\n\n" in text[sentence.end : at].replace(" ", ""):
        return None
    return sentence_around(text, at, at + 1)


def preceding_words(text: str, sentence: Sentence) -> str:
    """The sentence before, across at most one blank line; empty at the beginning of the text."""
    at = (sentence.lead[0] if sentence.lead else sentence.start) - 1
    while at >= 0 and text[at] in _BLANKS:
        at -= 1
    if at < 0 or text[at + 1 : sentence.start].count("\n") > 2:
        return ""
    before = sentence_around(text, at, at + 1)
    return text[before.start : before.end]


def _lines(text: str, left: int, right: int) -> list[Line]:
    """The lines from the left to the one that holds the right; of a line without end so much as may matter."""
    lines, at, most = [], left, min(len(text), right + REACH)
    while at < most:
        match = _LINE.match(text, at, most)
        if match is None:
            break
        lines.append(Line(at, match[0].rstrip("\n")))
        at = match.end()
        if at > right:
            break
    return lines


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a sentence may run from one line into the next."""
    if line.is_blank or after.is_blank or after.begins or "\t" in line.text.strip():
        return False
    words = line.text.rstrip()
    if after.text.lstrip()[:1].islower() or words.endswith((",", "-", "–", "&", "(", "/")):
        return True
    return len(words) >= FULL_LINE and not words.endswith(":")


def _bare_start(text: str, start: int, end: int) -> int:
    """Where the words of a line begin, after blanks and its bullet."""
    bullet = _BULLET.match(text, start, end)
    at = bullet.end() if bullet else start
    while at < end and text[at] in _BLANKS:
        at += 1
    return at


def _within(text: str, begin: int, finish: int, start: int, end: int) -> tuple[int, int]:
    """The sentence of a block that holds a place; one that runs too long is cut at its lines."""
    begin = max(min(_bare_start(text, begin, finish), start), start - 2 * LONGEST)
    finish = min(finish, end + 2 * LONGEST)  # more would be cut away below
    spans = [(begin + a, begin + b) for a, b in _PUNKT.span_tokenize(text[begin:finish])]
    held = [(a, b) for a, b in spans if a < end and b > start]
    if not held:
        return start, end
    first, last = min(held[0][0], start), max(held[-1][1], end)
    if last - first > LONGEST:
        first = max(first, text.rfind("\n", first, max(first, start - LONGEST // 2)) + 1, start - LONGEST)
        cut = text.find("\n", min(end + LONGEST // 2, last), last)
        last = min(cut if cut > 0 else last, end + LONGEST)
    return first, last


def _lead_in(text: str, lines: list[Line], index: int) -> tuple[int, int] | None:
    """The words that open the list of which the line is an item: those that end with a colon, or that stand over bullets."""
    is_item = bool(_BULLET.match(lines[index].text))
    above = index - 1
    while above >= 0 and lines[index].start - lines[above].start < ITEMS_BEFORE:
        words = lines[above].text.rstrip()
        if not words:
            above -= 1
            continue
        first = _first_line(lines, above)
        is_other_item = bool(_BULLET.match(lines[first].text))
        if words.endswith(":") and not (
            is_other_item and is_item and _bullet_of(lines[first]) == _bullet_of(lines[index])
        ):
            return _whole_lead(text, lines, first, above)
        if is_other_item and is_item:
            above = first - 1
        elif is_item:
            is_over = not words.endswith((".", "?", "!", ";")) and _is_in_list(lines, above, index)
            return _whole_lead(text, lines, first, above) if is_over else None
        elif not is_other_item and len(words) < FULL_LINE and not words.endswith((".", "?", "!")):
            above -= 1  # a list of short lines without bullets
        else:
            return None
    return None


def _bullet_of(line: Line) -> str:
    """The sort of a line's bullet: the mark itself, or whether it counts in digits or letters."""
    mark = _BULLET.match(line.text)
    return re.sub(r"[a-z]+(?=[.)])", "a", re.sub(r"\d+", "1", mark[0].strip())) if mark else ""


def _is_in_list(lines: list[Line], above: int, index: int) -> bool:
    """Whether nothing but items, what they run on to, and single blank lines stand between."""
    blanks = sum(line.is_blank for line in lines[above + 1 : index])
    return blanks <= 1 + sum(bool(_BULLET.match(line.text)) for line in lines[above + 1 : index + 1])


def _first_line(lines: list[Line], index: int) -> int:
    """The first of the lines that run on into this one."""
    while index > 0 and _goes_on(lines[index - 1], lines[index]):
        index -= 1
    return index


def _whole_lead(text: str, lines: list[Line], first: int, last: int) -> tuple[int, int]:
    end = lines[last].start + len(lines[last].text.rstrip())
    return _within(text, lines[first].start, end, end - 1, end)

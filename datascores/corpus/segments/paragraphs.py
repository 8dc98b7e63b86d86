"""Pages as paragraphs, whether lines are paragraphs (word processors) or a paragraph runs over lines (PDF, mail).

A paragraph ends at an empty line, before a bullet, number, label or mail field, and after a line that ends a sentence
well short of the page's width. Knows nothing of who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from datascores.corpus.segments.phrases import (
    BULLET,
    LONE_ITEM,
    MAIL_BREAK,
    MAIL_FIELD,
    QUOTED_LINE,
    REPLY_LABEL,
    REQUEST_LABEL,
    SIGN_OFF,
)

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]]*$")
_RAGGED = 0.85  # of the width: a full line is rarely shorter
_TITLE_WIDTH = 0.6
_UNFINISHED = re.compile(
    r"(?:[,&(/–-]|\b(?:a|an|and|as|at|by|for|from|in|into|of|on|or|the|to|with|that|which|your|our|their))$", re.I
)
_LONGEST_PRINTED = 180  # no printed line is longer: it is a paragraph of a word processor


@dataclass(frozen=True)
class Paragraph:
    """A stretch of a page with its text on one line."""

    page: int
    start: int
    end: int
    text: str
    is_ragged: bool  # its last line is short: the paragraph ends here, not only the line


def paragraphs_of(page: int, text: str) -> list[Paragraph]:
    """The paragraphs of a page in order; blank stretches belong to none."""
    filled = [match.span() for match in _LINE.finditer(text) if match[0].strip()]
    lines = [piece for start, end in filled for piece in _cells(text, start, end)]
    width = _width([end - start for start, end in lines])
    paragraphs: list[Paragraph] = []
    begin = 0
    for index, (start, end) in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if following and not _ends_here(text, (start, end), following, width):
            continue
        first = lines[begin][0]
        is_ragged = end - start < width * _RAGGED or bool(_SENTENCE_END.search(text[start:end].rstrip()))
        paragraphs.append(Paragraph(page, first, end, text[first:end].replace("\n", " ").strip(" "), is_ragged))
        begin = index + 1
    return paragraphs


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line, parted after the cell of a table that asks: the next cell answers."""
    line = text[start:end]
    for tab in re.finditer("\t", line):
        cell = BULLET.sub("", line[: tab.start()].strip(), count=1)
        if (cell.endswith("?") or LONE_ITEM.match(cell)) and line[tab.end() :].strip():
            return [(start, start + tab.start()), (start + tab.end(), end)]
    return [(start, end)]


def _width(lengths: list[int]) -> int:
    """The length that nine lines in ten keep to."""
    return sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0


def _ends_here(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    between = text[line[1] : following[0]]
    this, after = text[line[0] : line[1]].strip(), text[following[0] : following[1]].strip()
    if "\t" in between or between.count("\n") > 1 or _is_label(after) or MAIL_FIELD.match(this):
        return True
    if QUOTED_LINE.match(this) or QUOTED_LINE.match(after):
        return True
    length = line[1] - line[0]
    if max(length, width) > _LONGEST_PRINTED:
        return True
    if _SENTENCE_END.search(this):
        # a full line may end a sentence by chance; the next word would then have found no room
        return length < width * _RAGGED or this.endswith((":", "?")) or bool(LONE_ITEM.match(after))
    if _UNFINISHED.search(this):
        return False
    room = width - length
    word = len(after.split(" ", 1)[0])
    return (length < width * _TITLE_WIDTH and room > word + 1 and not after[:1].islower()) or this.endswith("\t")


def _is_label(line: str) -> bool:
    return bool(
        BULLET.match(line)
        or MAIL_FIELD.match(line)
        or MAIL_BREAK.match(line)
        or SIGN_OFF.match(line)
        or REQUEST_LABEL.match(line)
        or REPLY_LABEL.match(line)
    )

"""Words that OCR saw, as plain values, and how they become lines and text. Pure.

Nothing here knows Tesseract: it takes its table of words (TSV), drops what is noise, joins words broken at line ends,
brings the labels of a drawing into an order in which they can be read, and writes the text with the place of each word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..normalise import normalise
from ..quality import is_known_word

# Measured on scans, screenshots and charts: right words lie above, specks and hatching that look like letters below.
LEAST_CONFIDENCE = 0.5
LEAST_FOR_KNOWN = 0.2  # for a word of English or Welsh
_SURE = 0.8  # a lone short word counts only from here on
_LONG_RUN = 6  # letters and digits; specks and hatching seldom look like more than three side by side
_NOT_BY_CHANCE = 0.15  # long runs in grain and hatching come with less confidence
_LETTERS = re.compile(r"[^\W_]")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
# What "®" and "™" behind a name are read as.
_LONE_MARK = re.compile(r"^([A-Za-z]\w*)[”°]$|^([A-Z]{2,})’$")
_NUMBER = re.compile(r"\W*\d[\d.,:/%£-]*\w?\W*")


class Word(NamedTuple):
    """A word, how sure OCR is of it (0 to 1), and its box: in pixels from the picture's top left, later in points."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


Line = tuple[Word, ...]  # an empty line parts paragraphs
Box = tuple[int, int, float, float, float, float]  # start, end in the text; left, top, right, bottom


def lines_from_table(table: str) -> list[Line]:
    """The lines of Tesseract's TSV, with an empty one between paragraphs; words without any letter or digit are left out."""
    lines: list[Line] = []
    words: list[Word] = []
    here: tuple[str, ...] = ()
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != "5":
            continue
        place = tuple(cells[1:5])  # page, block, paragraph, line
        if place != here:
            lines.append(tuple(words))
            if place[:3] != here[:3]:
                lines.append(())
            words, here = [], place
        text = _LONE_MARK.sub(r"\1\2", " ".join(normalise(cells[11]).split()))
        if _LETTERS.search(text):
            left, top, width, height = (float(value) for value in cells[6:10])
            words.append(Word(text, float(cells[10]) / 100, left, top, left + width, top + height))
    lines.append(tuple(words))
    return lines


def without_noise(lines: Iterable[Line]) -> list[Line]:
    """The lines without words that OCR was not sure of, and without lines of nothing but specks."""
    kept = []
    for line in lines:
        words = tuple(word for word in line if word.confidence >= LEAST_CONFIDENCE or _is_likely(word))
        if not line or any(_LONG_WORD.search(word.text) or _is_sure_number(word) for word in words):
            kept.append(words)
    return kept


def looks_written(lines: Iterable[Line]) -> bool:
    """Whether what was seen is more than specks, though OCR may be unsure of every sign: a run too long for chance."""
    return any(
        word.confidence >= _NOT_BY_CHANCE and len(_LETTERS.findall(word.text)) >= _LONG_RUN
        for line in lines
        for word in line
    )


def _is_likely(word: Word) -> bool:
    bare = bare_word(word)
    return word.confidence >= LEAST_FOR_KNOWN and len(bare) > 3 and is_known_word(bare)


def bare_word(word: Word) -> str:
    """Its text without the marks around it."""
    return word.text.strip(".,:;!?()\"“”‘’'")


def _is_sure_number(word: Word) -> bool:
    return word.confidence >= _SURE and _NUMBER.fullmatch(word.text) is not None


def in_blocks(lines: Iterable[Line]) -> list[Line]:
    """The lines of a drawing, those that stand closely under each other together, from top left to bottom right."""
    blocks: list[list[Line]] = []
    for line in _in_rows([line for line in lines if line]):
        for block in blocks:
            if _continues(block[-1], line):
                block.append(line)
                break
        else:
            blocks.append([line])
    return [line for block in blocks for line in (*block, ())]


def _in_rows(lines: list[Line]) -> list[Line]:
    """From top to bottom, and from left to right those that stand beside each other."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: _box(line)[1]):
        middle = (_box(line)[1] + _box(line)[3]) / 2
        if rows and _box(rows[-1][0])[1] <= middle <= _box(rows[-1][0])[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: _box(line)[0])]


def not_under(lines: Iterable[Line], others: Iterable[Line]) -> list[Line]:
    """The words of ``lines`` at places where ``others`` have none."""
    taken = [word for line in others for word in line]
    kept = (tuple(word for word in line if not any(_overlap(word, other) for other in taken)) for line in lines)
    return [line for line in kept if line]


def _overlap(one: Word, other: Word) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _continues(upper: Line, lower: Line) -> bool:
    left, top, right, bottom = _box(upper)
    other_left, other_top, other_right, other_bottom = _box(lower)
    overlap = min(right, other_right) - max(left, other_left)
    height = max(bottom - top, other_bottom - other_top)
    return overlap >= 0.5 * min(right - left, other_right - other_left) and -0.5 * height < other_top - bottom < height


def _box(line: Line) -> tuple[float, float, float, float]:
    return (
        min(word.left for word in line),
        min(word.top for word in line),
        max(word.right for word in line),
        max(word.bottom for word in line),
    )


def without_known(lines: Iterable[Line], text: str) -> list[Line]:
    """The lines that ``text`` does not have already: a line goes when most of its pairs of words stand there as well."""
    have = _pairs(text)
    return [line for line in lines if not line or not _is_known(" ".join(word.text for word in line), have)]


def _is_known(line: str, have: set[tuple[str, ...]]) -> bool:
    mine = _pairs(line, with_single=len(_words(line)) == 1)
    return len(mine & have) * 10 >= len(mine) * 6


def _pairs(text: str, with_single: bool = True) -> set[tuple[str, ...]]:
    words = _words(text)
    pairs: set[tuple[str, ...]] = set(pairwise(words))
    return pairs | {(word,) for word in words} if with_single else pairs


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def write_out(lines: Sequence[Line]) -> tuple[str, list[Box]]:
    """The text of the lines and the box of each word in it. A word broken at a line's end is joined and has two boxes."""
    pieces: list[str] = []
    boxes: list[Box] = []
    at = 0
    lines = _tidy(lines)
    for number, line in enumerate(lines):
        for place, word in enumerate(line):
            text, glue = word.text, " " if place + 1 < len(line) else "\n"
            below = lines[number + 1] if glue == "\n" and number + 1 < len(lines) else ()
            if below and _is_broken(text, below[0].text):
                text, glue = text[:-1], ""
            pieces += [text, glue]
            boxes.append((at, at + len(text), *(round(value, 1) for value in word[2:])))  # type: ignore[arg-type]
            at += len(text) + len(glue)
        if not line:
            pieces.append("\n")
            at += 1
    return "".join(pieces).rstrip("\n"), boxes


def _is_broken(first: str, second: str) -> bool:
    """Whether "infor-" and "mation" at the border of two lines are one word."""
    start, rest = re.search(r"([^\W\d_]+)-$", first), re.match(r"[^\W\d_]+", second)
    return bool(start and rest and rest[0].islower() and is_known_word(start[1] + rest[0]))


def _tidy(lines: Iterable[Line]) -> list[Line]:
    """No empty line at the beginning or the end, and never two after each other."""
    tidy: list[Line] = []
    for line in lines:
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return tidy[:-1] if tidy and not tidy[-1] else tidy


def mean_confidence(lines: Iterable[Line]) -> float | None:
    """The mean over all words, each by its length; None without words."""
    words = [word for line in lines for word in line]
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 3) if letters else None

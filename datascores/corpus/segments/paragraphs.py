"""Pages as paragraphs, whether lines are paragraphs (word processors) or a paragraph runs over lines (PDF, mail).

A paragraph ends at an empty line, before a bullet, number, label or mail field, and after a line that ends a sentence
well short of the page's width. A line of a table is parted at the column of the answers, a line that asks and answers at
the answer. Who speaks is decided elsewhere; only a table with named columns says so itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from datascores.corpus.segments.asked import BARE_ANSWER, WANT
from datascores.corpus.segments.phrases import (
    ANSWERS_NUMBER,
    BULLET,
    CONTACT_LINE,
    INLINE_ANNOUNCEMENT,
    INLINE_ANSWER,
    INLINE_REPLY_LABEL,
    INTERROGATIVE,
    LONE_ITEM,
    MAIL_BREAK,
    MAIL_FIELD,
    QUOTED_LINE,
    REPLIER,
    REPLY_LABEL,
    REQUEST_LABEL,
    REQUESTER,
    RESTATES_START,
    SIGN_OFF,
    STANDARD,
    TABLE_HEAD,
    UNFINISHED,
)

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.?!:;][\"”’')\]]*$")
_RAGGED = 0.85  # of the width: a full line is rarely shorter
_TITLE_WIDTH = 0.6
_ASKING = re.compile(r"\?[\"”’')]*\s+(?=\S)")
_STATEMENT = re.compile(
    r"(?!(?:For|This|These|That|Also|And|Or|Please|Thank|By|You|Your|Specifically|In\s+particular|Examples?|[a-z][.)])\b)[A-Z£\d]"
)
_INLINE = 1500  # code points of a paragraph in which question and answer may stand side by side
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# words without a capital in the midst of a sentence, and answers of one word
_SENTENCE_START = re.compile(
    r"(?:We|You|There|Please|Thank)\s+[a-z]|(?:Yes|None|Nil|N/A)(?:[\s,.;:–-]|$)|No(?:[,.]|\s+(?:we|it|the|there)\b|$)"
)
_CONTACT = 60
# code points after which a paragraph is parted at a sentence or blank: the rules' time grows with the square of its length
_LONGEST = 2000
_BREAK = re.compile(r"[.!?;][\"”’')\]]*[ \t]+(?=\S)")
_RUN = re.compile(r"(\S{80})\S++")  # longer than any word; what it goes on with tells nothing
_BLANKS = re.compile(r"\s{8}\s++")
_LONGEST_PRINTED = 180  # no printed line is longer: it is a paragraph of a word processor


@dataclass(frozen=True)
class Paragraph:
    """A stretch of a page with its text on one line."""

    page: int
    start: int
    end: int
    text: str
    is_ragged: bool  # its last line is short: the paragraph ends here, not only the line
    column: str = ""  # "request" or "own" in a table that names its columns
    follows_question: bool = False  # it stands in one line with the question before it


def paragraphs_of(page: int, text: str, border: int | None = None, is_lined: bool = False) -> list[Paragraph]:
    """The paragraphs of a page in order; blank stretches belong to none, and none runs over the border.

    ``is_lined`` says that each line is a paragraph.
    """
    filled = [piece for match in _LINE.finditer(text) if match[0].strip() for piece in _parted(text, *match.span())]
    if border:
        filled = [piece for start, end in filled for piece in _parted_at(text, start, end, border)]
    columns = _table_cells(text, filled)
    lines = [piece for start, end in filled for piece in columns.get(start) or _cells(text, start, end)]
    spoken = {piece: column for cells in columns.values() for piece, column in cells.items()}
    width = _width([end - start for start, end in lines])
    paragraphs: list[Paragraph] = []
    begin = 0
    for index, (start, end) in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        is_apart = spoken.get(lines[index]) or (following and (spoken.get(following) or following[0] == border))
        first = lines[begin][0]
        is_long = following and following[1] - first > _LONGEST
        if following and not (is_apart or is_lined or is_long or _ends_here(text, (start, end), following, width)):
            continue
        is_ragged = end - start < width * _RAGGED or bool(_SENTENCE_END.search(text[start:end].rstrip()))
        words = text[first:end].replace("\n", " ")
        if len(words) > _INLINE:  # nothing is parted within it, so that its places do not count
            words = _BLANKS.sub("  ", _RUN.sub(r"\1", words))
        column = spoken.get((start, end), "")
        paragraphs += _sides(Paragraph(page, first, end, words.strip(" "), is_ragged, column), words)
        begin = index + 1
    return paragraphs


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line in pieces that are no longer than a paragraph may be; pieces of blanks are none."""
    while end - start > _LONGEST:
        most = start + _LONGEST
        breaks = [found.end() for found in _BREAK.finditer(text, start + _LONGEST // 2, most)]
        blank = max(text.rfind(" ", start + 1, most), text.rfind("\t", start + 1, most)) + 1
        cut = breaks[-1] if breaks else blank if blank > start + _LONGEST // 2 else most
        if text[start:cut].strip():
            yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _parted_at(text: str, start: int, end: int, border: int) -> list[tuple[int, int]]:
    if not start < border < end:
        return [(start, end)]
    return [piece for piece in ((start, border), (border, end)) if text[slice(*piece)].strip()]


def _table_cells(text: str, lines: list[tuple[int, int]]) -> dict[int, dict[tuple[int, int], str]]:
    """Question and answer of each row of a table whose first row names these columns, by the start of the row.

    The table ends with the first empty line or the first row of another shape.
    """
    rows: dict[int, dict[tuple[int, int], str]] = {}
    before = tabs = at = -1
    for start, end in lines:
        line = text[start:end]
        if tabs >= 0 and text.count("\n", before, start) > 1:
            tabs = -1
        before = end
        if head := TABLE_HEAD.match(line.strip("\t ")):
            tabs, at = line.strip("\t ").count("\t"), head.string[: head.start("gap")].count("\t") + 1
        elif tabs > 0 and line.count("\t") == tabs:
            tab = _nth_tab(line, at)
            sides = {(start, start + tab): "request", (start + tab + 1, end): "own"}
            rows[start] = {side: column for side, column in sides.items() if text[slice(*side)].strip()}
        elif "\t" in line.strip():
            tabs = -1
    return rows


def _nth_tab(line: str, number: int) -> int:
    at = -1
    for _ in range(number):
        at = line.index("\t", at + 1)
    return at


def _sides(paragraph: Paragraph, words: str) -> list[Paragraph]:
    """A paragraph, parted where it quotes or asks first and answers then."""
    cut, is_question = (0, False) if paragraph.column or len(words) > _INLINE else _side_of(paragraph.text)
    if not cut:
        return [paragraph]
    middle = paragraph.start + len(words) - len(words.lstrip(" ")) + cut
    one, other = paragraph.text[:cut], paragraph.text[cut:]
    first = Paragraph(paragraph.page, paragraph.start, middle, one.strip(), True, "", paragraph.follows_question)
    rest = Paragraph(paragraph.page, middle, paragraph.end, other, paragraph.is_ragged, "", is_question)
    return [first, *_sides(rest, other)]


def _side_of(text: str) -> tuple[int, bool]:
    """Where the answer begins in "Do you use it? No.", "Q1. … A1. …" and "Request: … Response: …"; 0 for nowhere.

    And whether a question stands before it.
    """
    label = REQUEST_LABEL.match(text)
    if label and (found := INLINE_REPLY_LABEL.search(text, label.end())):
        return found.end(), False
    if not label and (found := INLINE_ANNOUNCEMENT.search(text)):
        return found.end(), False
    bare = text[label.end() :].strip() if label else BULLET.sub("", text, count=1)
    if RESTATES_START.match(bare):
        for found in INLINE_ANSWER.finditer(text):
            rest = text[found.end() :]
            is_next = found[0].rstrip()[-1] in ".\"”’'" and _STATEMENT.match(rest) and not RESTATES_START.match(rest)
            if _answers(rest) or (is_next and not _goes_on_asking(rest)):
                return found.end(), False
        return 0, False
    if INTERROGATIVE.match(bare) or label:
        for found in _ASKING.finditer(text):
            rest = text[found.end() :]
            if _answers(rest) or (not label and _STATEMENT.match(rest) and not _goes_on_asking(rest)):
                return found.end(), True
        return 0, False
    if REQUESTER.match(bare) and bare != text:  # an item of a list that wants something, and what it got
        found = next((found for found in INLINE_ANSWER.finditer(text) if _gives(text[found.end() :])), None)
        return (found.end(), True) if found else (0, False)
    sentences = (found.end() for found in INLINE_ANSWER.finditer(text))
    return next((at for at in sentences if RESTATES_START.match(text, at)), 0), False


def _answers(rest: str) -> bool:
    return REPLIER.match(rest) is not None and not _goes_on_asking(rest)


def _gives(rest: str) -> bool:
    """Whether words answer a want: the body's turn of phrase, an answer of a word, a sum."""
    return _answers(rest) or bool(BARE_ANSWER.fullmatch(rest) or re.match(r"£\d", rest))


def _goes_on_asking(rest: str) -> bool:
    return bool(REQUESTER.match(rest) or INTERROGATIVE.match(rest))


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line, parted after the cell of a table that asks: the next cell answers."""
    line, begin = text[start:end], 0
    for tab in re.finditer("\t", line):
        cell, begin = BULLET.sub("", line[begin : tab.start()].strip(), count=1), tab.end()
        if cell.endswith("?") or LONE_ITEM.match(cell) or WANT.match(cell):
            return [(start, start + tab.start()), (start + begin, end)] if line[begin:].strip() else [(start, end)]
    return [(start, end)]


def _width(lengths: list[int]) -> int:
    """The length that nine lines in ten keep to."""
    return sorted(lengths)[int(len(lengths) * 0.9)] if lengths else 0


def _ends_here(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    between = text[line[1] : following[0]]
    this, after = text[line[0] : line[1]].strip(), text[following[0] : following[1]].strip()
    if "\t" in between or between.count("\n") > 1 or _is_label(after) or MAIL_FIELD.match(this) or SIGN_OFF.match(this):
        return True
    if QUOTED_LINE.match(this) or QUOTED_LINE.match(after) or _is_contact(this) or _is_contact(after):
        return True
    if any(line[:1].isupper() and BARE_ANSWER.fullmatch(line) for line in (this, after)) or _is_heading(this):
        return True
    if _ADDRESS.fullmatch(this) and after[:1].isupper():
        return True
    length = line[1] - line[0]
    if max(length, width) > _LONGEST_PRINTED:
        return True
    if _SENTENCE_END.search(this):
        # a full line may end a sentence by chance; the next word would then have found no room
        is_turn = LONE_ITEM.match(after) or RESTATES_START.match(after) or STANDARD.match(after)
        return length < width * _RAGGED or this.endswith((":", "?")) or bool(is_turn)
    if UNFINISHED.search(this):
        return False
    if _SENTENCE_START.match(after):
        return True
    room = width - length
    word = len(after.split(" ", 1)[0])
    if BULLET.match(this) and length < width * _RAGGED and room > word and after[:1].isupper():
        return True
    return (length < width * _TITLE_WIDTH and room > word + 1 and not after[:1].islower()) or this.endswith("\t")


def _is_contact(line: str) -> bool:
    return CONTACT_LINE.match(line) is not None and len(line) < _CONTACT and (line[:1].isupper() or "@" in line)


def _is_heading(line: str) -> bool:
    """A label that stands alone, "RESPONSE": what follows is another paragraph."""
    labels = (REQUEST_LABEL.match(line), REPLY_LABEL.match(line))
    return line[:1].isupper() and any(label is not None and label.end() == len(line) for label in labels)


def _is_label(line: str) -> bool:
    return bool(
        BULLET.match(line)
        or MAIL_FIELD.match(line)
        or MAIL_BREAK.match(line)
        or SIGN_OFF.match(line)
        or REQUEST_LABEL.match(line)
        or REPLY_LABEL.match(line)
        or (line[:1].isupper() and ANSWERS_NUMBER.match(line))
    )

"""From paragraphs to segments: who speaks, carried from paragraph to paragraph and over page breaks.

A quoted request begins with its label, a mail header or the requester's own turn of phrase. It ends with the reply's
label or turn of phrase, or, once it has come to its list of wants, with the first paragraph that is no want. Where
nothing speaks against it, a paragraph is the body's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from datascores.corpus.segments import phrases
from datascores.corpus.segments.paragraphs import Paragraph, paragraphs_of

# Raised whenever the same texts would be cut in another way.
SEGMENT_VERSION = "4"

OWN, REQUEST, STANDARD, HEADER = "own", "request", "standard", "header"
_SHEETS_AND_SLIDES = frozenset({"xlsx", "xls", "xlsb", "ods", "pptx", "ppt", "odp", "csv", "json"})
_HEAD = 3000  # code points in which a letter shows that it is one
_SIGNATURE_WIDTH = 100
_LETTERHEAD_WIDTH = 200
_LETTERHEAD_LENGTH = 25
_TELLING = 1000


@dataclass(frozen=True)
class Span:
    """Code points ``start`` to ``end`` of a page's text; ``kind`` is own, request, standard or header."""

    start: int
    end: int
    kind: str


class Mode(Enum):
    """Whose turn it is."""

    REPLY = auto()
    SIGNATURE = auto()  # short lines after "Yours sincerely" or an announced address
    QUOTED = auto()  # a mail below the reply: it runs to a reply's label or another mail
    LABELLED = auto()  # a request that a label opened: it runs to the reply's label or, where there is none, its voice
    TOLD = auto()  # a request that began with its own words
    LISTED = auto()  # it has come to its list: it runs as long as wants follow


def cut_segments(pages: Sequence[str], format: str = "") -> list[list[Span]]:
    """The segments of each page: in order, without overlap, every character but blanks within one.

    ``format`` is the document's; sheets and slides are never letters.
    """
    paragraphs = [paragraphs_of(number, text) for number, text in enumerate(pages)]
    flat = [paragraph for page in paragraphs for paragraph in page]
    if format in _SHEETS_AND_SLIDES or not is_letter("\n".join(pages)):
        kinds = [OWN] * len(flat)
    else:
        kinds = _speakers(flat)
    spans: list[list[Span]] = [[] for _ in pages]
    for paragraph, kind in zip(flat, kinds, strict=True):
        _append(spans[paragraph.page], Span(paragraph.start, paragraph.end, kind))
    return spans


def is_letter(text: str) -> bool:
    """Whether a text answers a request: it names the law and addresses somebody, or answers by number."""
    head = text.lstrip()[:_HEAD]
    questions, answers = phrases.QUESTION_AND_ANSWER
    if len(questions.findall(head)) > 1 and len(answers.findall(head)) > 1:
        return True
    return bool(phrases.LAW_WITHIN.search(head) and phrases.ADDRESS_WITHIN.search(head))


def _append(spans: list[Span], span: Span) -> None:
    if spans and spans[-1].kind == span.kind:
        spans[-1] = Span(spans[-1].start, span.end, span.kind)
    else:
        spans.append(span)


def _speakers(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The kind of each paragraph of a letter."""
    kinds = [STANDARD] * _letterhead(paragraphs)
    mode = Mode.REPLY
    headers = _headers(paragraphs)
    awaited = _awaited_labels(paragraphs)
    asked: set[str] = set()
    for index, paragraph in enumerate(paragraphs[len(kinds) :], len(kinds)):
        if index in headers:
            kind, mode = HEADER, headers[index]
        elif kinds and _goes_on(paragraphs[index - 1], paragraph):
            kind = kinds[-1]
        else:
            kind, mode = _speaker(_telling(paragraph.text), mode, asked, awaited[index])
        kinds.append(kind)
    return kinds


def _telling(text: str) -> str:
    """The beginning and the end of a paragraph: what tells its speaker, however long it is."""
    return text if len(text) <= 2 * _TELLING else text[:_TELLING] + " " + text[-_TELLING:]


def _letterhead(paragraphs: Sequence[Paragraph]) -> int:
    """How many short paragraphs stand before the salutation; none where something else comes first."""
    for index, paragraph in enumerate(paragraphs[:_LETTERHEAD_LENGTH]):
        if phrases.SALUTATION.match(paragraph.text):
            return index
        is_turn = phrases.REQUEST_LABEL.match(paragraph.text) or phrases.MAIL_FIELD.match(paragraph.text)
        if len(paragraph.text) > _LETTERHEAD_WIDTH or is_turn or phrases.REQUESTER.match(paragraph.text):
            return 0
    return 0


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a sentence runs over the break of a page."""
    return paragraph.page != before.page and not before.is_ragged and paragraph.text[:1].islower()


def _awaited_labels(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph, whether "Our response:" or the like comes after it and before the next request."""
    awaited = [False] * len(paragraphs)
    is_awaited = False
    for index in range(len(paragraphs) - 1, -1, -1):
        awaited[index] = is_awaited
        if phrases.PLAIN_REPLY_LABEL.match(paragraphs[index].text):
            is_awaited = True
        elif phrases.REQUEST_LABEL.match(paragraphs[index].text):
            is_awaited = False
    return awaited


def _speaker(text: str, mode: Mode, asked: set[str], is_reply_awaited: bool) -> tuple[str, Mode]:
    """Who speaks in a paragraph, and whose turn it is after it."""
    if phrases.QUOTED_LINE.match(text):
        return REQUEST, mode
    bare = phrases.BULLET.sub("", text, count=1).strip(phrases.QUOTATION_MARKS)
    if (labelled := _labelled(text, asked)) is not None:
        return labelled
    if mode is Mode.QUOTED or (is_reply_awaited and mode in (Mode.LABELLED, Mode.TOLD, Mode.LISTED)):
        return REQUEST, mode
    if mode in (Mode.LABELLED, Mode.TOLD, Mode.LISTED):
        return _in_request(text, bare, mode)
    return _in_reply(text, bare, mode)


def _labelled(text: str, asked: set[str]) -> tuple[str, Mode] | None:
    """The turn that a label gives: "Your request:", "Our response:", "Q1", "A1"."""
    if phrases.REPLY_LABEL.match(text):
        return OWN, Mode.REPLY
    label = phrases.REQUEST_LABEL.match(text)
    if label is None:
        return None
    after = text[label.end() :].strip()
    number = re.sub(r"\W", "", label[0]).lower()
    is_numbered = re.fullmatch(r"q(?:uestion)?\d+\w?", number) is not None
    if is_numbered and number in asked and after:
        return OWN, Mode.REPLY  # the number stands a second time: this is its answer
    asked.add(number)
    if _replies(after):
        return OWN, Mode.REPLY
    return REQUEST, Mode.LISTED if after.endswith("?") or (is_numbered and after) else Mode.LABELLED


def _in_request(text: str, bare: str, mode: Mode) -> tuple[str, Mode]:
    if _replies(bare) and not phrases.REQUESTER.match(bare):
        return _in_reply(text, bare, Mode.REPLY)
    if phrases.STANDARD.match(bare):
        return STANDARD, Mode.REPLY
    if mode is Mode.LISTED and not _is_want(text, bare):
        return _in_reply(text, bare, Mode.REPLY)
    if mode is Mode.TOLD and phrases.LIST_END.search(text):
        return REQUEST, Mode.LISTED
    return REQUEST, mode


def _is_want(text: str, bare: str) -> bool:
    is_item = phrases.ITEM.match(bare) and not phrases.PREDICATE_WITHIN.search(bare)
    is_marked = phrases.BULLET.match(text) is not None or text.startswith(("“", '"'))
    return bool(is_item or is_marked or phrases.REQUESTER.match(bare) or _is_question(bare) or not bare)


def _is_question(bare: str) -> bool:
    return bare.endswith("?") and bool(phrases.INTERROGATIVE.match(bare))


def _replies(bare: str) -> bool:
    """Whether the body's turn of phrase begins; "Does the council hold ...?" has its words and is a question."""
    return bool(phrases.REPLIER.match(bare)) and not _is_question(bare)


def _in_reply(text: str, bare: str, mode: Mode) -> tuple[str, Mode]:
    if phrases.SIGN_OFF.match(text):
        return STANDARD, Mode.SIGNATURE
    if phrases.STANDARD.match(bare) or phrases.STANDARD_WITHIN.search(text):
        return STANDARD, Mode.SIGNATURE if text.endswith(":") or phrases.COMMISSIONER.fullmatch(text) else mode
    if phrases.CONTACT_LINE.match(text):
        return STANDARD, mode
    if mode is Mode.SIGNATURE and len(text) < _SIGNATURE_WIDTH and not _replies(bare):
        return STANDARD, mode
    if phrases.RESTATES_START.match(bare):
        return REQUEST, Mode.LISTED
    if _replies(bare):
        return OWN, Mode.REPLY
    if text.endswith(":") and phrases.RESTATES.search(text) and not phrases.PREDICATE_WITHIN.search(text):
        return REQUEST, Mode.LISTED
    if phrases.REQUESTER.match(bare):
        if phrases.LIST_END.search(text):
            return REQUEST, Mode.LISTED
        return REQUEST, Mode.TOLD if _opens_request(text) else Mode.REPLY
    if (phrases.LONE_ITEM.match(bare) and not phrases.PREDICATE_WITHIN.search(bare)) or _is_question(bare):
        return REQUEST, Mode.REPLY
    return OWN, Mode.REPLY


def _opens_request(text: str) -> bool:
    return phrases.LAW_WITHIN.search(text) is not None or "whom it may concern" in text


def _headers(paragraphs: Sequence[Paragraph]) -> dict[int, Mode]:
    """The paragraphs that are quoted mail headers, each with whose turn it is after it."""
    headers: dict[int, Mode] = {}
    for index, paragraph in enumerate(paragraphs):
        if index in headers:
            continue
        if phrases.MAIL_BREAK.fullmatch(paragraph.text):
            headers[index] = _turn_after(paragraph.text, index)
        elif re.match(r"From:", paragraph.text, re.I):
            fields = _fields_from(paragraphs, index)
            if len([field for field in fields if phrases.MAIL_FIELD.match(paragraphs[field].text)]) >= 3:
                headers.update(dict.fromkeys(fields, _turn_after(paragraph.text, index)))
    return headers


def _turn_after(sender: str, index: int) -> Mode:
    """A public body's mail, and the mail that the document itself is, is a reply; other quoted mail is the request."""
    return Mode.REPLY if index == 0 or phrases.PUBLIC_SENDER.search(sender) else Mode.QUOTED


def _fields_from(paragraphs: Sequence[Paragraph], index: int) -> Iterable[int]:
    """The fields that follow "From:", and the odd line between them that belongs to the field before."""
    last = index
    for offset in range(index, min(index + 9, len(paragraphs))):
        if phrases.MAIL_FIELD.match(paragraphs[offset].text):
            last = offset
        elif offset - last > 1:
            break
    following = paragraphs[last + 1 : last + 2]
    if following and following[0].start == paragraphs[last].end + 1 and following[0].text[:1].islower():
        last += 1  # a long subject on two lines
    return range(index, last + 1)

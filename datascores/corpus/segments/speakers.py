"""Whose turn it is in a letter, carried from paragraph to paragraph and over page breaks.

A quoted request begins with its label, an announcement, a mail header or the requester's own turn of phrase. It ends
with the reply's label or turn of phrase, or, once it has come to its list of wants, with the first paragraph that is no
want. Where nothing speaks against it, a paragraph is the body's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from datascores.corpus.segments import asked, phrases
from datascores.corpus.segments.frame import (
    blocks_of,
    closing_of,
    is_contact,
    is_quoted_foot,
    is_row,
    is_subject,
    letterhead_of,
)
from datascores.corpus.segments.numbering import number_of, restarts
from datascores.corpus.segments.paragraphs import Paragraph
from datascores.corpus.segments.quoting import headers_of, runs_on
from datascores.corpus.segments.restating import (
    announces,
    introduces_quotation,
    is_question,
    opens_list,
    replies,
    speaks_of_answer,
)
from datascores.corpus.segments.turns import (
    HEADER,
    OWN,
    REQUEST,
    STANDARD,
    Mode,
    Turn,
    awaited_replies,
    opens_reply,
    turn_of_label,
)
from datascores.corpus.segments.wants import (
    ends_in_question,
    is_bare_answer,
    is_lone_item,
    is_want_phrase,
    speaks_to_requester,
    surely_asks,
    wants_of,
)

_SIGNATURE_WIDTH = 100
_SIGNATURE_LINES = 14
_SIGNATURE_OVER_PAGES = 3
_TELLING = 1000
_QUOTATION = 30  # paragraphs
_TWO = 2  # numbers make a list
_PIPES = 2
_TURNS = (phrases.REPLY_LABEL, phrases.REQUEST_LABEL, phrases.APPENDIX, phrases.QUOTED_LINE, phrases.SALUTATION)


_ASKING = (Mode.HEADED, Mode.LABELLED, Mode.ANNOUNCED, Mode.TOLD, Mode.LISTED)


def speakers_of(paragraphs: Sequence[Paragraph], mail: Mode | None = None, *, has_letterhead: bool = True) -> list[str]:
    """The kind of each paragraph of a letter; ``mail`` is whose turn the head of a mail gives, None for what is no mail."""
    wants = wants_of(paragraphs)
    kinds = [STANDARD] * (letterhead_of(paragraphs, wants) if has_letterhead and mail is not Mode.QUOTED else 0)
    closing = closing_of(paragraphs)
    headers, blocks = headers_of(paragraphs, is_within=mail is not None), blocks_of(paragraphs)
    awaited = awaited_replies(paragraphs)
    has_gaps = any(after.start > before.end + 1 for before, after in pairwise(paragraphs))
    turn = Turn(mail or Mode.REPLY, has_gaps=has_gaps)
    for index, paragraph in enumerate(paragraphs[len(kinds) :], len(kinds)):
        text = _telling(paragraph.text)
        _turn_page(turn, paragraphs, index)
        if index in headers:
            kind, turn.mode = HEADER, headers[index]
        elif paragraph.column:
            kind, turn.mode = paragraph.column, Mode.REPLY
        elif index in blocks or (index >= closing and turn.mode in (Mode.REPLY, Mode.SIGNATURE)):
            kind = STANDARD
        elif kinds and _goes_on(paragraphs[index - 1], paragraph, kinds[-1]):
            kind = kinds[-1]
        elif (
            index <= turn.quotation_end
            or (paragraph.follows_question and kinds[-1] == REQUEST and _explains(turn, paragraphs[index - 1], text))
            or (turn.is_block and _is_same_block(paragraphs[index - 1], paragraph))
        ):
            kind = REQUEST
        else:
            turn.is_block = turn.has_gaps and turn.mode in (Mode.ANNOUNCED, Mode.HEADED)
            kind, mode = _speaker(text, turn, awaited[index], index in wants)
            if kind == STANDARD and (phrases.STANDARD.match(text) or is_contact(text)):
                turn.signature = 0
            turn.mode = _mind_quotation(turn, paragraphs, index, kind, mode)
        _remember(turn, text, kind)
        kinds.append(kind)
    return kinds


def _telling(text: str) -> str:
    """The beginning and the end of a paragraph: what tells its speaker, however long it is."""
    return text if len(text) <= 2 * _TELLING else text[:_TELLING] + " " + text[-_TELLING:]


def _turn_page(turn: Turn, paragraphs: Sequence[Paragraph], index: int) -> None:
    """A signature ends after some lines; a new page or a table after it is an appendix."""
    if turn.mode is not Mode.SIGNATURE:
        turn.signature = 0
        return
    turn.signature += 1
    text = paragraphs[index].text
    is_new_page = index and paragraphs[index].page != paragraphs[index - 1].page
    is_table = "\t" in phrases.BULLET.sub("", text, count=1).strip() and not is_contact(text)
    most = _SIGNATURE_OVER_PAGES if is_new_page else _SIGNATURE_LINES
    if turn.signature > most or is_table or phrases.APPENDIX.match(text):
        turn.mode = Mode.REPLY


def _remember(turn: Turn, text: str, kind: str) -> None:
    if kind == REQUEST:
        number = number_of(text)
        turn.memory.hear(text, number)
        if number and number not in turn.numbers and len(turn.numbers) < _TWO:
            turn.numbers.append(number)
    elif kind == OWN:
        turn.numbers.clear()
        turn.has_begun = turn.has_begun or not phrases.SALUTATION.match(text)
    turn.is_quoting = kind == OWN and introduces_quotation(text)
    turn.is_listing = kind == OWN and (opens_list(text) or (turn.is_listing and _is_listed(text)))


def _mind_quotation(turn: Turn, paragraphs: Sequence[Paragraph], index: int, kind: str, mode: Mode) -> Mode:
    """A request in quotation marks over several paragraphs runs to the closing mark; then only wants go on."""
    text = paragraphs[index].text
    if kind != REQUEST or text[:1] not in '“"‘' or not (turn.mode in _ASKING or mode in _ASKING):
        return mode
    closing = {"“": "”", "‘": "’"}.get(text[0], text[0])
    for offset, paragraph in enumerate(paragraphs[index : index + _QUOTATION], index):
        words = paragraph.text[1:] if offset == index else paragraph.text
        if words.rstrip(" .").endswith(closing):
            turn.quotation_end = offset
            return Mode.LISTED
    return mode


def _explains(turn: Turn, question: Paragraph, text: str) -> bool:
    """Whether it is the requester who goes on after a question, not the body that answers in the same line."""
    is_quoting = turn.mode in (Mode.LABELLED, Mode.TOLD, Mode.QUOTED)
    is_item = turn.mode in (Mode.LISTED, Mode.ANNOUNCED) and phrases.BULLET.match(question.text)
    return not replies(text) and bool(is_quoting or is_item)


def _is_same_block(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a sentence on the body stands right below an announced request, in a letter with empty lines."""
    is_body = phrases.BODY.match(paragraph.text) and not is_bare_answer(paragraph.text)
    return bool(is_body and paragraph.page == before.page and paragraph.start == before.end + 1)


def _is_listed(text: str) -> bool:
    return phrases.BULLET.match(text) is not None


def _goes_on(before: Paragraph, paragraph: Paragraph, kind: str) -> bool:
    """Whether a sentence runs over the break of a page, or over an empty line that OCR read into it."""
    text = paragraph.text
    if kind == REQUEST and runs_on(before, paragraph):
        return True
    is_near = len(text) < _SIGNATURE_WIDTH and paragraph.page == before.page and "\t" not in text
    is_turn = replies(text) or is_row(text) or any(turn.match(text) for turn in _TURNS)
    if kind == STANDARD and is_near and before.text.endswith((",", ":")) and not is_turn:
        return len(before.text) < _SIGNATURE_WIDTH or text[:1].islower()
    if not text[:1].islower() or phrases.BULLET.match(text) or before.column:
        return False
    if paragraph.page != before.page:
        return not before.is_ragged
    if kind == REQUEST and before.text[-1:].isalnum() and not phrases.REPLIER.match(text):
        return True
    return phrases.UNFINISHED.search(before.text) is not None


def _speaker(text: str, turn: Turn, is_reply_awaited: bool, is_want: bool) -> tuple[str, Mode]:
    """Who speaks in a paragraph, and whose turn it is after it."""
    mode = turn.mode
    if phrases.QUOTED_LINE.match(text):
        return REQUEST, mode
    bare = phrases.BULLET.sub("", text, count=1).strip(phrases.QUOTATION_MARKS)
    if not turn.has_begun and mode is Mode.REPLY and is_subject(text):
        return STANDARD, mode
    if turn.is_quoting and text[:1] in '"“' and mode is not Mode.QUOTED:
        return REQUEST, Mode.LISTED
    if turn.is_listing and mode is Mode.REPLY and _is_listed(text) and not bare.endswith("?"):
        return OWN, mode
    if (labelled := turn_of_label(text, turn.memory, is_reply_awaited)) is not None:
        return labelled
    if mode is Mode.FOOT or (mode is Mode.QUOTED and is_quoted_foot(text)):
        return STANDARD, Mode.FOOT
    if mode is Mode.QUOTED:
        return REQUEST, mode
    is_body = phrases.BODY.match(bare) or not replies(
        bare
    )  # "I can confirm" is no requester's, "The council uses" may be
    if is_reply_awaited and mode in _ASKING and (is_body or mode is not Mode.LISTED):
        return REQUEST, Mode.LABELLED if mode in (Mode.ANNOUNCED, Mode.HEADED) else mode
    if mode is Mode.LISTED and is_want:
        return REQUEST, mode
    if mode in _ASKING:
        return _in_request(text, bare, turn)
    if answered := phrases.ANSWERS_NUMBER.match(text):
        number, rest = re.sub(r"\W", "", answered[1]).lower(), text[answered.end() :]
        return (REQUEST if turn.memory.restates(number, rest) else OWN), Mode.REPLY
    if is_want:
        return REQUEST, Mode.REPLY
    kind, after = _in_reply(text, bare, mode)
    return (REQUEST, Mode.REPLY) if kind == OWN and turn.memory.repeats(text) else (kind, after)


def _in_request(text: str, bare: str, turn: Turn) -> tuple[str, Mode]:
    is_in_marks = text[:1] in phrases.QUOTATION_MARKS
    if turn.mode is Mode.ANNOUNCED and (is_in_marks or phrases.BODY.match(bare)):
        return REQUEST, Mode.LISTED
    is_headed = turn.mode is Mode.HEADED and phrases.BODY.match(bare) and not speaks_to_requester(bare)
    if turn.mode is Mode.HEADED:
        turn.mode = Mode.LABELLED
    if is_headed or (turn.mode is Mode.LABELLED and is_in_marks) or surely_asks(bare):
        return REQUEST, Mode.LISTED if turn.mode is Mode.ANNOUNCED else turn.mode
    if opens_reply(text):
        return OWN, Mode.REPLY
    if replies(bare) and not phrases.REQUESTER.match(bare):
        return _in_reply(text, bare, Mode.REPLY)
    if phrases.STANDARD.match(bare) or phrases.SIGN_OFF.match(text):
        return STANDARD, Mode.SIGNATURE if phrases.SIGN_OFF.match(text) else Mode.REPLY
    if phrases.ANSWERS_NUMBER.match(text) or restarts(turn.numbers, text, bare):
        turn.mode = Mode.REPLY
        return _speaker(text, turn, False, False)
    if turn.mode is Mode.ANNOUNCED:
        return REQUEST, Mode.ANNOUNCED if text.endswith(":") else Mode.LISTED
    if turn.mode is Mode.LISTED and not _is_want(text, bare) and not turn.memory.repeats(text):
        return _in_reply(text, bare, Mode.REPLY)
    if turn.mode is Mode.TOLD and phrases.LIST_END.search(text):
        return REQUEST, Mode.LISTED
    return REQUEST, turn.mode


def _is_want(text: str, bare: str) -> bool:
    is_item = (phrases.ITEM.match(bare) and not phrases.PREDICATE_WITHIN.search(bare)) or is_want_phrase(bare)
    is_marked = phrases.BULLET.match(text) is not None or text.startswith(("“", '"'))
    is_unmarked = phrases.UNMARKED_QUESTION.match(bare) is not None
    return bool(is_item or is_marked or is_unmarked or phrases.REQUESTER.match(bare) or is_question(bare) or not bare)


def _in_reply(text: str, bare: str, mode: Mode) -> tuple[str, Mode]:
    if phrases.SIGN_OFF.match(text):
        return STANDARD, Mode.SIGNATURE
    if phrases.STANDARD.match(bare) or phrases.STANDARD_WITHIN.search(text):
        return STANDARD, Mode.SIGNATURE if text.endswith(":") or phrases.COMMISSIONER.fullmatch(text) else mode
    if is_contact(text):
        return STANDARD, mode
    if mode is Mode.SIGNATURE and _is_signature_line(text) and not replies(bare):
        return STANDARD, mode
    if surely_asks(bare) or ends_in_question(bare):
        return REQUEST, Mode.LISTED if phrases.LIST_END.search(text) else Mode.REPLY
    if phrases.RESTATES_START.match(bare):
        return REQUEST, Mode.ANNOUNCED if text.endswith(":") else Mode.LISTED
    if replies(bare):
        return OWN, Mode.ANNOUNCED if announces(text) else Mode.REPLY
    if text.endswith(":") and phrases.RESTATES.search(text) and not phrases.PREDICATE_WITHIN.search(text):
        return (OWN if speaks_of_answer(text) else REQUEST), Mode.LISTED
    if announces(text):
        return OWN, Mode.ANNOUNCED
    if phrases.REQUESTER.match(bare) and not asked.ASKS_BACK_WITHIN.search(bare):
        if phrases.LIST_END.search(text):
            return REQUEST, Mode.LISTED
        return REQUEST, Mode.TOLD if _opens_request(text) else Mode.REPLY
    if is_lone_item(bare) or is_question(bare):
        return REQUEST, Mode.REPLY
    return OWN, Mode.REPLY


def _is_signature_line(text: str) -> bool:
    return (len(text) < _SIGNATURE_WIDTH or text.count("|") > _PIPES) and not is_row(text)


def _opens_request(text: str) -> bool:
    return phrases.LAW_WITHIN.search(text) is not None or "whom it may concern" in text

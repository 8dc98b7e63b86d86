"""What frames a letter: letterhead, contact details, signature and labels of replies.

Found by their shape (short lines, fields, roles) before anybody's words are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from datascores.corpus.segments import phrases
from datascores.corpus.segments.paragraphs import Paragraph
from datascores.corpus.segments.restating import is_verbless

_LETTERHEAD_WIDTH = 200
_LETTERHEAD_LENGTH = 25
_SHORT = 80
_CONTACTS = 2
_BLOCK = 4
_SIGNATURE = 8
_ROLE = re.compile(
    r"\b(?:officer|manager|team|unit|department|director\w*|head\s+of|adviser|advisor|coordinator|co-ordinator|supervisor"
    r"|administrator|assistant|solicitor|clerk|secretary|swyddog|tîm|adran|services?|governance|headquarters|pencadlys)\b",
    re.I,
)
_FIGURES = re.compile(r"[£%]|\b\d{1,3}(?:,\d{3})+\b|\t")
# a row of a table or a field that answers, "System: X | In use: No": nobody's name and no address
_ROW = re.compile(
    r":[^|:]+\|[^|:]+:|[:|]\s*(?:yes|no|none|nil|n/?a|in\s+use|live|(?:not\s+)?(?:used|held)|withdrawn|planned)\W*$",
    re.I,
)
_FIELD = re.compile(
    r"(?:date|dyddiad|(?:our|your|my|foi|ein|eich)?\s*(?:ref(?:erence)?|cyf)\b[\s./\w]{0,20}|via\s+e-?mail|by\s+e-?mail)\s*(?::|$|\.)",
    re.I,
)
_SENTENCE = re.compile(r"\w.*[.?!]$|\b(?:you|we)\b", re.I)
_QUOTED_FOOT = re.compile(
    r"(?:[-_=*]{6,}\s*)?(?:disclaimer|confidentiality\s+notice)\b|hide\s+quoted|please\s+use\s+this\s+e-?mail\s+address\s+for\s+all"
    r"|this\s+(?:e-?mail|message|communication)\b.{0,80}(?:confidential|intended)",
    re.I,
)


def letterhead_of(paragraphs: Sequence[Paragraph], wants: set[int]) -> int:
    """How many short paragraphs stand before the salutation or the first words of the letter; wants are no letterhead."""
    for index, paragraph in enumerate(paragraphs[:_LETTERHEAD_LENGTH]):
        text = paragraph.text
        if phrases.SALUTATION.match(text):
            return index
        if index in wants:
            return _plain_head(paragraphs[:index])
        if phrases.REQUEST_LABEL.match(text) or phrases.MAIL_FIELD.match(text) or phrases.REQUESTER.match(text):
            return _plain_head(paragraphs[:index])
        if phrases.REPLIER.match(text) or phrases.REPLY_LABEL.match(text) or len(text) > _LETTERHEAD_WIDTH:
            return _plain_head(paragraphs[:index])
    return 0


def _plain_head(head: Sequence[Paragraph]) -> int:
    """Without a salutation only lines that say nothing are a letterhead."""
    for index, paragraph in enumerate(head):
        text = paragraph.text
        is_said = (
            _FIGURES.search(text) or is_row(text) or phrases.PREDICATE_WITHIN.search(text) or _SENTENCE.search(text)
        )
        if (len(text) > _SHORT and not phrases.CONTACT_LINE.match(text)) or (is_said and not is_contact(text)):
            return index
    return len(head)


def is_contact(text: str) -> bool:
    """A line of an address block: "Tel: …", "Our ref: …", an e-mail address or a postcode alone."""
    return bool(len(text) <= 2 * _SHORT and (phrases.CONTACT_LINE.match(text) or _FIELD.match(text)))


def is_row(text: str) -> bool:
    """Whether a short line answers by field, "System: X | In use: No", so that it belongs to no address or signature."""
    return _ROW.search(text) is not None and not is_contact(text)


def is_subject(text: str) -> bool:
    """The line that says what a letter is about, "Re: ...", in the words of the request it answers."""
    if (
        len(text) > _LETTERHEAD_WIDTH
        or text.endswith((".", "?", ":"))
        or "\t" in text
        or phrases.REQUEST_LABEL.match(text)
    ):
        return False
    names_request = phrases.LAW_WITHIN.search(text) or re.search(r"\brequest\b", text, re.I)
    return bool(
        re.match(r"(?:re|subject|title|pwnc)\s*:", text, re.I)
        or (names_request and is_verbless(text) and not re.search(r"\byou\b", text, re.I))
    )


def is_quoted_foot(text: str) -> bool:
    """What mail programs and request sites put below a mail; the requester did not write it."""
    return bool(_QUOTED_FOOT.match(text))


def blocks_of(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The paragraphs of contact blocks in the midst of a letter, where a page's margin was read after its text.

    And the numbers of its pages.
    """
    found = {index for index, paragraph in enumerate(paragraphs) if phrases.FOLIO.fullmatch(paragraph.text)}
    run: list[int] = []
    for index, paragraph in enumerate([*paragraphs, None]):
        if (
            paragraph is not None
            and _is_short_line(paragraph.text)
            and (not run or paragraphs[run[0]].page == paragraph.page)
        ):
            run.append(index)
            continue
        if len(run) >= _BLOCK and sum(is_contact(paragraphs[at].text) for at in run) >= _CONTACTS:
            found.update(run)
        run = []
    return found


def _is_short_line(text: str) -> bool:
    if is_contact(text):
        return True
    is_turn = (
        is_row(text)
        or phrases.BULLET.match(text)
        or phrases.REQUEST_LABEL.match(text)
        or phrases.REPLY_LABEL.match(text)
        or phrases.SALUTATION.match(text)
        or phrases.QUOTED_LINE.match(text)
        or phrases.MAIL_FIELD.match(text)
        or phrases.REPLIER.match(text)
        or phrases.LONE_ITEM.match(text)
    )
    return len(text) < _SHORT // 2 and not is_turn and not _FIGURES.search(text) and not text.endswith((".", "?", ":"))


def closing_of(paragraphs: Sequence[Paragraph]) -> int:
    """Where the names and roles begin that end a letter without "Yours sincerely"; its length where there are none."""
    begin = len(paragraphs)
    while begin and len(paragraphs) - begin < _SIGNATURE and _is_short_line(paragraphs[begin - 1].text):
        begin -= 1
    block = paragraphs[begin:]
    is_cut = begin and _is_short_line(paragraphs[begin - 1].text)  # more short lines: a list or a table
    if is_cut or len(block) < 2 or not any(_ROLE.search(paragraph.text) for paragraph in block):
        return len(paragraphs)
    return begin

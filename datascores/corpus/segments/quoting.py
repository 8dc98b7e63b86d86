"""Quoted mails, told by the marks of mail programs: "On … wrote:", blocks of From and Sent, lines that begin with ">".

They hold in any text, whether or not it is a letter: what somebody else wrote is not the body's own word. A memo of the
body with its From and To is no quoted mail, nor is the path "> File > Print" in a guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from datascores.corpus.segments import phrases
from datascores.corpus.segments.paragraphs import Paragraph
from datascores.corpus.segments.turns import HEADER, OWN, REQUEST, Mode
from datascores.corpus.segments.wants import denied_statements

_FIELDS = 3
_FIELDS_WITHIN = 9  # paragraphs
_BREAK_LINES = 3
_NAMED_ABOVE = 2  # lines with name and time above the fields of older programs
_SHORT = 100
_FULL_LINE = 60  # code points: a marked line so long may have been broken by a program that did not mark the rest
_FROM = re.compile(r"\*?From:", re.I)
_OPENS_BREAK = re.compile(r"(?:On|At)\s[^.?!]*\d", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.|\bat\s+[\w-]+\.\w|\([\w-]+(?:\.[\w-]+)+\)")
_PATH = re.compile(r"\w\s*>\s*\w")
_WROTE = re.compile(r"(?:\bwrote\b.{0,40}|>\s*):[\s_*-]*$|\bwrote\s*[-_]+$", re.I)
_RULED = re.compile(r"[\s>]*(?:[-_]{2,}|Begin\s+forwarded\s+message|(?:in)?active\s+hide\s+details)", re.I)


def headers_of(paragraphs: Sequence[Paragraph], *, is_within: bool = False, is_letter: bool = True) -> dict[int, Mode]:
    """The paragraphs that head a quoted mail, each with whose turn it is below.

    ``is_within`` says that the document's own head has been taken off, so that a first header is a quoted one, too.
    Outside letters a header must bear an address or a time of day.
    """
    headers: dict[int, Mode] = {}
    for index in range(len(paragraphs)):
        if index in headers:
            continue
        if lines := _break_at(paragraphs, index):
            text = " ".join(line.text for line in paragraphs[index : index + lines])
            after = paragraphs[index + lines].text if index + lines < len(paragraphs) else ""
            is_marked = phrases.QUOTED_LINE.match(after) is not None and _WROTE.search(text) is not None
            if is_letter or is_marked or _ADDRESS.search(text) or _CLOCK.search(text) or _RULED.match(text):
                # where the program marks each line that it quotes, what it does not mark is not quoted
                mode = Mode.REPLY if is_marked or phrases.PUBLIC_SENDER.search(text) else Mode.QUOTED
                headers.update(dict.fromkeys(range(index, index + lines), mode))
        elif fields := _header_at(paragraphs, index):
            texts = [paragraphs[at].text for at in fields]
            if (is_letter and _FROM.match(texts[0])) or _is_sent(texts):
                is_documents = fields[0] == 0 and not is_within
                headers.update(dict.fromkeys(fields, _turn_below(texts, is_documents)))
    return headers


def is_outsiders(head: str) -> bool:
    """Whether a mail's head says that somebody else wrote to a public body."""
    lines = head.split("\n")
    sender = next((line for line in lines if _FROM.match(line)), "")
    receivers = " ".join(line for line in lines if re.match(r"\*?To:", line, re.I))
    is_public = phrases.PUBLIC_SENDER.search(sender) is not None
    return bool(_ADDRESS.search(sender) and not is_public and phrases.PUBLIC_SENDER.search(receivers))


def goes_outside(head: str) -> bool:
    """Whether a mail's head names a receiver with an address outside public bodies."""
    receivers = next((line for line in head.split("\n") if re.match(r"\*?To:", line, re.I)), "")
    return any(_ADDRESS.search(one) and not phrases.PUBLIC_SENDER.search(one) for one in receivers.split(","))


def quoted_within(paragraphs: Sequence[Paragraph], mail: Mode | None = None) -> list[str]:
    """The kinds of the paragraphs of a text that is no letter: its own, but for what it quotes and what it denies.

    ``mail`` is whose turn the head of a mail gives, None for what is no mail.
    """
    headers = headers_of(paragraphs, is_within=mail is not None, is_letter=mail is not None)
    denied = denied_statements(paragraphs)
    kinds: list[str] = []
    mode = mail or Mode.REPLY
    for index, paragraph in enumerate(paragraphs):
        kind = OWN
        if index in headers:
            kind, mode = HEADER, headers[index]
        elif is_marked(paragraph.text) or (
            kinds and kinds[-1] == REQUEST and runs_on(paragraphs[index - 1], paragraph)
        ):
            kind = REQUEST
        elif mode is Mode.QUOTED:
            kind, mode = (OWN, Mode.REPLY) if phrases.REPLY_LABEL.match(paragraph.text) else (REQUEST, mode)
        elif index in denied:
            kind = REQUEST
        kinds.append(kind)
    return kinds


def is_marked(text: str) -> bool:
    """Whether a line is quoted by its mark, ">"."""
    found = phrases.QUOTED_LINE.match(text)
    return found is not None and (_PATH.search(text, found.end()) is None or "@" in text)


def runs_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a line without the mark is the end of the marked one above it, which some program broke."""
    is_near = paragraph.page == before.page and paragraph.start <= before.end + 1
    is_open = len(before.text) >= _FULL_LINE and before.text[-1:] not in tuple(".?!:;")
    return is_near and is_open and phrases.QUOTED_LINE.match(before.text) is not None


def _break_at(paragraphs: Sequence[Paragraph], index: int) -> int:
    """How many paragraphs are the line "On … wrote:", which programs break where it is long; 0 for none."""
    text = paragraphs[index].text
    if phrases.MAIL_BREAK.fullmatch(text):
        return 1
    if not _OPENS_BREAK.match(text):
        return 0
    for lines in range(2, _BREAK_LINES + 1):
        block = paragraphs[index : index + lines]
        is_block = len(block) == lines and block[-1].start <= block[-2].end + 1 and block[-1].page == block[0].page
        if not is_block:
            return 0
        if phrases.MAIL_BREAK.fullmatch(" ".join(line.text for line in block)):
            return lines
    return 0


def _header_at(paragraphs: Sequence[Paragraph], index: int) -> Sequence[int]:
    """The paragraphs of the header that begins here, with its fields in any order; none where none begins."""
    text = paragraphs[index].text
    if phrases.MAIL_FIELD.match(text):
        fields = _fields_from(paragraphs, index)
        named = [paragraphs[at].text for at in fields if phrases.MAIL_FIELD.match(paragraphs[at].text)]
        return fields if len(named) >= _FIELDS and any(map(_FROM.match, named)) else ()
    above = paragraphs[index : index + _NAMED_ABOVE]
    below = next((at for at, line in enumerate(above) if phrases.MAIL_FIELD.match(line.text)), len(above))
    said = " ".join(line.text for line in above[:below])
    block = paragraphs[index : index + below + 1]
    is_apart = any(after.start > before.end + 1 for before, after in pairwise(block))
    if is_apart or len(said) > _SHORT or not _CLOCK.search(said) or index + below >= len(paragraphs):
        return ()
    fields = _fields_from(paragraphs, index + below)
    words = " ".join(paragraphs[at].text for at in fields).lower()
    return range(index, fields[-1] + 1) if "to:" in words and "subject:" in words else ()


def _fields_from(paragraphs: Sequence[Paragraph], index: int) -> range:
    """The fields that follow the first, and the odd line between them that belongs to the field before."""
    last, names = index, set()
    for offset in range(index, min(index + _FIELDS_WITHIN, len(paragraphs))):
        if field := phrases.MAIL_FIELD.match(paragraphs[offset].text):
            name = field[0].strip("*: \t").lower()
            if name in names:
                break  # the header of another mail
            names.add(name)
            last = offset
        elif offset - last > 1:
            break
    following = paragraphs[last + 1 : last + 2]
    if following and following[0].start == paragraphs[last].end + 1 and following[0].text[:1].islower():
        last += 1  # a long subject on two lines
    return range(index, last + 1)


def _is_sent(fields: Iterable[str]) -> bool:
    """Whether the fields are a mail's: a sender with an address, or a time of day; a memo has neither."""
    return any(
        (_FROM.match(field) and "@" in field) or re.match(r"\*?Sent:", field, re.I) or _CLOCK.search(field)
        for field in fields
    )


def _turn_below(fields: Sequence[str], is_documents: bool) -> Mode:
    """A public body's mail, and the mail that the document itself is, is a reply; other quoted mail is the request."""
    sender = next((field for field in fields if _FROM.match(field)), fields[0])
    if phrases.PUBLIC_SENDER.search(sender):
        return Mode.REPLY
    return Mode.REPLY if is_documents and not is_outsiders("\n".join(fields)) else Mode.QUOTED

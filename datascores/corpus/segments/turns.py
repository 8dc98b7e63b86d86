"""The kinds of segments, whose turn it is in a letter, and the turns that labels give: "Your request:", "RESPONSE", "Q1"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from datascores.corpus.segments import phrases
from datascores.corpus.segments.numbering import number_of
from datascores.corpus.segments.paragraphs import Paragraph
from datascores.corpus.segments.restating import Memory, replies
from datascores.corpus.segments.wants import surely_asks

OWN, REQUEST, STANDARD, HEADER = "own", "request", "standard", "header"
_NUMBERED = re.compile(r"(?:q|question|cwestiwn|part|section)(?:\d+\w?|[li])")
_THEIRS = re.compile(r"(?:your|original|my|their|full|(?:wording|text|details|copy)\s+of)\b", re.I)
# heads a chapter of the reply as well: it closes no request by itself
_CHAPTER = re.compile(r"(?:the\s+)?(?:(?!our\b|my\b)\w+\s+)?(?:decision|comment|disclosure)s?\s*$", re.I)
# the body says in a sentence that its answers come now
_REPLY_OPENS = re.compile(
    r"(?:(?:I|we)\s+(?:now\s+|have\s+|will\s+)?(?:set|provide|give|list|enclose|answer|respond)\b|(?:please\s+)?(?:find|see)\b|below\b|here\b"
    r"|(?:our|the|my|this)\b)(?:[^.?]{0,12}\b(?:position|findings|outcome|result|facts|details)\s+(?:is|are|was|were)\s+as\s+follows[.:]?$|[^.?]{0,80}\b(?:repl(?:y|ies)|responses?|answers?)\b[^.?]{0,60}(?:\b(?:below|follows?|following|turn|attached)\b[^.?]{0,20})[.:]?$)",
    re.I,
)


class Mode(Enum):
    """Whose turn it is."""

    REPLY = auto()
    SIGNATURE = auto()  # short lines after "Yours sincerely" or an announced address
    QUOTED = auto()  # a mail below the reply: it runs to a reply's label or another mail
    FOOT = auto()  # what a request site or a mail program puts below that mail
    HEADED = auto()  # a label stands alone: the next paragraph is the request, though it speaks of the body
    LABELLED = auto()  # a request that a label opened: it runs to the reply's label or, where there is none, its voice
    ANNOUNCED = auto()  # "..., which reads:": the next paragraph is the request, whatever its words
    TOLD = auto()  # a request that began with its own words
    LISTED = auto()  # it has come to its list: it runs as long as wants follow


@dataclass
class Turn:
    """What is known of the letter so far."""

    mode: Mode = Mode.REPLY
    memory: Memory = field(default_factory=Memory)
    numbers: list[str] = field(default_factory=list)  # the first two of the wants of the present request
    signature: int = 0  # lines since "Yours sincerely" or the last standard wording
    quotation_end: int = -1  # the paragraph that closes the quotation marks
    has_begun: bool = False  # the body has said more than a greeting
    is_quoting: bool = False  # the body has introduced the requester's words, though not said so outright
    is_listing: bool = False  # the body has announced a list of its own
    has_gaps: bool = False  # empty lines part the paragraphs of this letter
    is_block: bool = False  # the request has been announced and goes on where no empty line stands


def awaited_replies(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph, whether "Our response:", "RESPONSE" or the like comes after it and before the next request."""
    awaited = [False] * len(paragraphs)
    is_awaited = False
    for index in range(len(paragraphs) - 1, -1, -1):
        awaited[index] = is_awaited
        text = paragraphs[index].text
        if opens_reply(text):
            is_awaited = True
        elif phrases.REQUEST_LABEL.match(text) or phrases.PART_LABEL.match(text):
            is_awaited = False
    return awaited


def opens_reply(text: str) -> bool:
    """Whether a label or a whole sentence says that the reply begins here."""
    if phrases.REPLY_LABEL.match(text):
        return not _CHAPTER.fullmatch(text)
    return _REPLY_OPENS.match(text) is not None


def turn_of_label(text: str, memory: Memory, is_awaited: bool) -> tuple[str, Mode] | None:
    """Who speaks behind a label, and whose turn it is after the paragraph; None where no label stands."""
    if phrases.REPLY_LABEL.match(text):
        return OWN, Mode.REPLY
    label = phrases.REQUEST_LABEL.match(text) or (is_awaited and phrases.PART_LABEL.match(text)) or None
    if label is None:
        return None
    after = text[label.end() :].strip()
    if phrases.REFERENCE.fullmatch(after) and not re.search(r"\d", label[0]):
        return STANDARD, Mode.REPLY
    number = re.sub(r"\W", "", label[0]).lower()
    is_numbered = _NUMBERED.fullmatch(number) is not None
    is_known = is_numbered and (number in memory.labels or memory.knows(number_of(text)))
    if is_known and after and not memory.restates(number_of(text), after):
        return OWN, Mode.REPLY  # the number stands a second time: this is its answer
    memory.labels.add(number)
    is_asked = is_awaited or surely_asks(after) or (_THEIRS.match(text) and not is_numbered)
    if replies(after) and not is_asked:
        return OWN, Mode.REPLY
    if not after and not is_numbered:
        return REQUEST, Mode.HEADED
    return REQUEST, Mode.LISTED if after.endswith("?") or (is_numbered and after) or is_known else Mode.LABELLED

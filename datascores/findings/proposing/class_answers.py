"""A whole class that the answer to a question denies: "Do you use any predictive software? No.", "Any algorithms used: none".

The words for the class are the requester's, the "none" is the body's; a question that names a product, or asks for plans or
papers, gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datascores.corpus.segments import Span
from datascores.corpus.stance import LONGEST, answer_to, cues, sentences_of
from datascores.corpus.stance.words import DENIED
from datascores.findings.proposing.asking import REACH, answering
from datascores.findings.proposing.denials import class_at
from datascores.findings.proposing.rows import REQUEST

_QUESTION = "Do you use §?"
_ASKED = re.compile(
    r"\W*(?:q(?:uestion)?\s?\d*\s*[.:)]\s*)?(?:\(?(?:\d{1,2}|[a-z])[.)]\s*)?(?:please\s+(?:state|say|confirm"
    r"|tell\s+(?:me|us))\s+)?"
    rf"(?:(?:(?:whether|if)\s+)?(?:do|does|did|has|have|whether|if)\s+[^?;,]{{1,50}}?\s(?:{cues.USE_VERBS}"
    r"|makes?\s+use\s+of|rel(?:y|ies)\s+on)\s+(?P<object>.+)"
    r"|(?:is|are)\s+(?:there\s+)?(?P<there>any\s+.+)|(?P<any>any\s+.+)|(?:details|names?|a?\s*list"
    r"|particulars)\s+of\s+(?P<list>(?:any|all)\s+.+)"
    r"|(?:which|what)\s+(?P<which>.+?)\s+(?:do|does|are|is|has|have)\s.+)",
    re.S,
)
_OTHER_QUESTION = re.compile(
    r"\b(?:plan(?:s|ning|ned)?|intend\w*|consider\w*|evaluat\w*|look(?:ed|ing)|review\w*|stop\w*|replac\w*|no"
    r"|not|never|how|why|when|other)\b"
)
_USED = re.compile(
    rf"\s+(?:(?:that|which)\s+)?(?:(?:is|are|being|currently|presently)\s+)*(?:{cues.USED}|in\s+use)(?!\w).*", re.S
)


@dataclass(frozen=True)
class AnsweredClass:
    """``words`` name the class as the question does; ``start`` to ``end`` bound question and answer."""

    words: str
    start: int
    end: int


def answered_classes(text: str, segments: Sequence[Span]) -> Iterator[AnsweredClass]:
    """The classes that plain answers on a page deny."""
    spans = list(segments)
    for index, span in enumerate(spans):
        if span.kind != REQUEST:
            continue
        said = answering(text, spans, index)
        if said is None:
            continue
        for question in sentences_of(text, span.start, span.end):
            words = class_asked(text[question.start : question.end])
            told = text[said.start : min(said.end, said.start + REACH)]
            if not words or text[question.end : span.end].strip(" ?\n\t") or _denies(told) != DENIED:
                continue
            end = said.start + len(re.split(r"(?<=\w\w)[.;\n]", told, maxsplit=1)[0])
            yield AnsweredClass(words, question.start, end if end - question.start <= LONGEST else question.end)


def class_asked(question: str) -> str:
    """The class of things that a question asks for, in its words; empty where it asks for something else."""
    plain = question.lower()
    match = _ASKED.fullmatch(plain.strip())
    if match is None or match.lastgroup is None or _OTHER_QUESTION.search(plain):
        return ""
    shift = len(plain) - len(plain.lstrip())
    begin, end = match.span(match.lastgroup)
    thing = _USED.sub("", plain.strip()[begin:end]).rstrip(" ?.:")
    if not class_at(thing):
        return ""
    return " ".join(question[shift + begin : shift + begin + len(thing)].split())


def _denies(answer: str) -> str:
    return answer_to(_QUESTION, len(_QUESTION) - 2, len(_QUESTION) - 1, answer)

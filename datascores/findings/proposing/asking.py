"""The answer that follows a question in a letter, where it is a plain one: "Do you use X?", "No, we do not."

The question's words are the requester's and no evidence; the answer's are the body's. What is shown runs from the question
to the end of the answer's first sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from datascores.corpus.segments import Span
from datascores.corpus.stance import LONGEST, answer_to, sentence_around
from datascores.findings.proposing.rows import OWN, REQUEST

REACH = 300  # code points of an answer that are read
# what may stand between the question and its answer: more of the same question
_SAME_QUESTION = re.compile(
    r"[\s\"'”’)]*(?:(?:and|if\s+(?:so|yes|not)|please|send|supply|provide|when|how|what|for\s+what|since)\b"
    r"[^?]{0,200}\??)?\s*",
    re.I,
)

_IS_IT_RIGHT = "Is it right that "
_IS_THAT_RIGHT = re.compile(r"\s*is\s+(?:that|this|it)\s+(?:right|correct|true|so|the\s+case|accurate)\s*\?\s*", re.I)
_WE_UNDERSTAND = re.compile(
    r"\W*(?:q\s?\d*[.:)]\s*)?(?:\d+[.)]\s*)?(?:(?:we|i)\s+(?:understand|believe|gather|have\s+(?:read|heard))"
    r"|it\s+is\s+said)\s+(?:that\s+)?",
    re.I,
)


@dataclass(frozen=True)
class Answer:
    """``start`` to ``end`` bound question and answer, ``at`` is where the answer begins."""

    stance: str
    start: int
    at: int
    end: int


def answer_in(text: str, segments: Sequence[Span], start: int, end: int) -> Answer | None:
    """What follows the question that names something at ``start`` to ``end``; None where no plain answer does."""
    spans = list(segments)
    index = next((at for at, span in enumerate(spans) if span.kind == REQUEST and span.start <= start < span.end), None)
    said = None if index is None else answering(text, spans, index)
    if index is None or said is None:
        return None
    asked = spans[index]
    question = sentence_around(text[asked.start : asked.end], start - asked.start, end - asked.start)
    begin, finish = asked.start + question.start, asked.start + question.end
    words, lead = text[begin:finish], 0
    if _IS_THAT_RIGHT.fullmatch(text[finish : asked.end]):
        opened = _WE_UNDERSTAND.match(words)
        words = f"{_IS_IT_RIGHT}{words[opened.end() :] if opened else words}"
        lead = len(_IS_IT_RIGHT) - (opened.end() if opened else 0)
    elif not _SAME_QUESTION.fullmatch(text[finish : asked.end]):
        return None
    told = text[said.start : min(said.end, said.start + REACH)]
    stance = answer_to(words, start - begin + lead, end - begin + lead, told)
    if not stance:
        return None
    at = said.start + len(text[said.start : said.end]) - len(text[said.start : said.end].lstrip())
    last = said.start + _first_sentence_end(text[said.start : said.end], at - said.start)
    return Answer(stance, begin if last - begin <= LONGEST else at, at, last)


def answering(text: str, spans: Sequence[Span], index: int) -> Span | None:
    """The body's words right behind a question, or those that bear its number in the block of answers below."""
    asked = spans[index]
    own = [span for span in spans[index + 1 :] if span.kind == OWN]
    if asked.pair is not None:
        return next((span for span in own if span.pair == asked.pair), None)
    is_next = own and own[0] is spans[index + 1] and own[0].pair is None
    return own[0] if is_next and not text[asked.end : own[0].start].strip() else None


def _first_sentence_end(words: str, at: int) -> int:
    """Where the sentence ends that says something: a bare "A1." or "1." is none."""
    end = at
    while end < len(words):
        sentence = sentence_around(words, at, at + 1)
        end = max(sentence.end, at + 1)
        if re.search(r"[a-z]{2}", words[at:end]):
            break
        at = end + len(words[end:]) - len(words[end:].lstrip())
        if at >= len(words):
            break
    return end

"""What a reply answers to each numbered question: by the question that it quotes and the body's words that belong to it.

A question's number is the one it is quoted with; what the body says next is its answer, unless several questions are quoted
in a row, which is the request as a whole. An answer may also begin with the number itself. A letter that answers some of the
quoted questions and says nothing to another does not acknowledge that one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datascores.corpus.describing.paper import OWN, Leaf, Paper
from datascores.corpus.segments import Span
from foi.replies.sayings import Saying
from foi.replies.signs import Sign, signs_of

POSITIVE, NEGATIVE, SILENT = "positive", "negative", "not acknowledged"
WITHHELD, POINTING = "withheld", "pointing to documents"
_ABOUT = r"\W*(?:in\s+(?:relation|response|answer|reply)\s+to\s+|re(?:garding|sponse\s+to)\s+|as\s+to\s+)?"
_QUOTED = re.compile(_ABOUT + r"(?:q(?:uestion)?\.?\s*)?(?P<number>\d{1,2})\s*(?:[.):\-–](?!\d)|(?=\s))", re.I)
_NAMED = (
    r"(?:q(?:uestion)?|a(?:nswer)?|r(?:esponse)?(?:\s+to)?(?:\s+q(?:uestion)?)?)\s*(?P<named>\d{1,2})(?:\b|(?=[a-h]\b))"
)
_ANSWERED = re.compile(rf"{_ABOUT}(?:{_NAMED}|(?P<number>\d{{1,2}})[.)](?!\d))", re.I)
_OTHERS = re.compile(
    r"\b(?:other|remaining|rest\s+of\s+(?:the|your))\s+(?:\w+\s+){0,2}?(?:parts?|questions?|points?|request)\b", re.I
)
_NO = re.compile(
    r"\W*(?:a(?:nswer)?\s*\d*\W+)?(?:no\b(?!\.\s*\d)|none\b|nil\b|n/?a\b|not\s+applicable\b|0\W*$|zero\b"
    r"|there\s+(?:is|are|was|were|has\s+been|have\s+been)\s+no\b)",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:please\s+(?:see|find|refer\s+to)|see|refer\s+to)\s+(?:\w+\s+){0,4}?(?:attach\w*|enclos\w*|annex|appendix"
    r"|documents?|links?|spreadsheet|presentation|file)\b|\b(?:attached|enclosed|embedded)\b|https?://|\bwww\.",
    re.I,
)
_MOST = 30  # a number beyond is a year, a sum or a section


@dataclass(frozen=True)
class Answer:
    """What is said to a question, why it is taken so, and the sentence, None where nothing is said."""

    number: int
    rating: str
    how: str
    saying: Saying | None = None


def answers_of(paper: Paper, sayings: Sequence[Saying]) -> list[Answer]:
    """The answers by the numbers of their questions; empty where the letter numbers nothing."""
    by_number: dict[int, list[Saying]] = defaultdict(list)
    quoted: set[int] = set()
    asked: set[int] = set()  # the numbers quoted since the body spoke last
    running, was_own = 0, False
    for leaf, span in _stretches(paper):
        words = leaf.text[span.start : span.end]
        if str(span.kind) == "request":
            asked |= set(_numbers_in(words))
            was_own = False
        elif str(span.kind) == OWN:
            if asked or was_own:
                running = next(iter(asked)) if len(asked) == 1 else 0  # several in a row are the request quoted whole
            quoted |= asked
            asked, was_own = set(), True
            for saying in sayings:
                if saying.leaf is leaf and span.start <= saying.start < span.end:
                    running = _number_of(saying.words) or running
                    if running:
                        by_number[running].append(saying)
    told = [_rated(number, said) for number, said in by_number.items()]
    if len(told) > 1:
        told += [_of_others(number, sayings) for number in (quoted | asked) - set(by_number)]
    return sorted(told, key=lambda answer: answer.number)


def _stretches(paper: Paper) -> Iterator[tuple[Leaf, Span]]:
    for leaf in paper.leaves:
        for span in leaf.spans or (Span(0, len(leaf.text), OWN),):
            yield leaf, span


def _numbers_in(words: str) -> Iterator[int]:
    """The numbers of the questions in a quoted stretch."""
    for line in re.finditer(r"^.+$", words, re.M):
        begun = _QUOTED.match(line[0])
        if begun and 0 < int(begun["number"]) <= _MOST and len(line[0]) > begun.end() + 8:
            yield int(begun["number"])


def _number_of(words: str) -> int:
    """The number with which an answer begins; 0 for none."""
    begun = _ANSWERED.match(words)
    number = int(begun["named"] or begun["number"]) if begun else 0
    return number if number <= _MOST else 0


def _of_others(number: int, sayings: Sequence[Saying]) -> Answer:
    """A question that is quoted and not answered by itself: "the other parts" may be answered together."""
    for saying in sayings:
        if _OTHERS.search(saying.words):
            seen = signs_of(saying.words)
            if Sign.WITHHOLDS in seen:
                return Answer(number, WITHHELD, "the other questions are refused together", saying)
            if seen & {Sign.NOT_HELD, Sign.NO_SYSTEM}:
                return Answer(number, NEGATIVE, "of the other questions nothing is held", saying)
    return Answer(number, SILENT, "the letter quotes the question and answers others")


def _rated(number: int, said: Sequence[Saying]) -> Answer:
    signs = [(saying, signs_of(_unnumbered(saying.words))) for saying in said]
    for rating, how, wanted in (
        (WITHHELD, "its answer withholds something", {Sign.WITHHOLDS}),
        (POINTING, "its answer points to documents or pages", {Sign.ELSEWHERE, Sign.REFERS}),
    ):
        for saying, seen in signs:
            points = rating == POINTING and _POINTS.search(saying.words) and not seen & {Sign.NOT_HELD, Sign.NO_SYSTEM}
            if seen & wanted or points:
                return Answer(number, rating, how, saying)
    gives = any(Sign.GIVES in seen for _, seen in signs)
    for at, (saying, seen) in enumerate(signs):
        says_no = _NO.match(_unnumbered(saying.words)) and (at == 0 or not gives)
        if says_no or (seen & {Sign.NOT_HELD, Sign.NO_SYSTEM} and not gives):
            return Answer(number, NEGATIVE, "its answer is no, or that nothing is held", saying)
    return Answer(number, POSITIVE, "it is answered, and not with no", said[0])


def _unnumbered(words: str) -> str:
    begun = _ANSWERED.match(words)
    return words[begun.end() :].lstrip(" .:)-–") if begun else words

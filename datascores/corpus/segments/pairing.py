"""Question and answer that belong together, in letters that answer question by question.

An answer belongs to the question whose number it bears, else to the question that stands right before it. A letter with
one request and one answer has no pairs; nor has a list of questions that one text answers as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from datascores.corpus.segments import phrases
from datascores.corpus.segments.numbering import letter_of, number_of, roman_of
from datascores.corpus.segments.paragraphs import Paragraph

OWN, REQUEST, STANDARD = "own", "request", "standard"
# the body speaks of the request as a whole again: the last answer by number has ended
_WHOLE = re.compile(
    r"(?:in\s+relation\s+to\s+|with\s+regard\s+to\s+|for\s+)?(?:(?:any|all)\s+(?:of\s+)?(?:the\s+)?(?:further|other)\b|(?:the\s+)?(?:remainder|rest)\s+of\s+(?:the|your))|in\s+accordance\s+with\s+section"
    r"|section\s+\d+\w?\b(?:\s*\(|\s+[–-]|\s+is\b)|(?:I\s+have|we\s+have)\s+(?:carefully\s+)?considered|I\s+am\s+not\s+(?:required|obliged)|I\s+hope|we\s+hope"
    r"|thank\s+you|public\s+interest|factors?\s+(?:in\s+)?favour|balanc(?:e|ing)\s+test|decision$|this\s+(?:response|letter|concludes|completes)|please\s+note",
    re.I,
)
# so a letter begins: no answer yet
_OPENING = re.compile(
    r"thank\s+you\s+for\s+your|(?:I|we)\s+(?:write|refer|am\s+writing|are\s+writing)\b|further\s+to\s+your|dear\b", re.I
)


@dataclass
class _State:
    """The question that an answer would belong to, and whether it is one of several that stand together."""

    pair: int | None = None
    before: str = ""
    questions: int = 0  # in the present stretch of the request
    number: str = ""
    last: int = 0
    by_number: dict[str, int] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()  # the numbers that answers bear

    def new(self) -> int:
        self.last += 1
        return self.last


def pairs_of(paragraphs: Sequence[Paragraph], kinds: Sequence[str]) -> list[int | None]:
    """For each paragraph the number of its question in the document, or None; from 1, in the order of the questions."""
    own = [paragraph.text for paragraph, kind in zip(paragraphs, kinds, strict=True) if kind == OWN]
    numbers = [number_of(text) for text in own]
    romans = [] if any(numbers) else [roman_of(text) for text in own]  # within numbers they part one answer
    state = _State(answered=frozenset([*numbers, *(roman for roman in romans if romans.count(roman) == 1)]))
    pairs: list[int | None] = []
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind == REQUEST:
            pair = _asked(state, paragraph.text)
        elif kind == OWN:
            pair = _answered(state, paragraph.text)
        else:
            pair = None
            if kind == STANDARD and state.before == OWN and phrases.FOLIO.fullmatch(paragraph.text) is None:
                state.pair = None
        if kind in (REQUEST, OWN):
            state.before = kind
        pairs.append(pair)
    labels = [_is_bare_label(paragraph.text) for paragraph in paragraphs]
    return _kept(pairs, [STANDARD if is_label else kind for kind, is_label in zip(kinds, labels, strict=True)])


def _is_bare_label(text: str) -> bool:
    """ "Our response:" alone: it answers nothing yet."""
    label = phrases.REPLY_LABEL.match(text)
    return label is not None and label.end() == len(text)


def _asked(state: _State, text: str) -> int | None:
    number = _number_in(state, text)
    is_new_stretch = state.before != REQUEST
    if is_new_stretch:
        state.questions = 0
    if number:
        state.number = number
        if number in state.by_number:
            state.pair = state.by_number[number]  # asked again before its answer
            state.questions = 1 if is_new_stretch else state.questions + 1
        else:
            state.pair = state.by_number[number] = state.new()
            state.questions += 1
    elif is_new_stretch or state.pair is None:
        state.pair = state.new()
        state.questions = 1
    return state.pair


def _number_in(state: _State, text: str) -> str:
    if number := number_of(text):
        return number
    if (roman := roman_of(text)) and roman in state.answered:
        return roman
    letter = letter_of(text)
    digits = re.match(r"\d+", state.number)
    lettered = digits[0] + letter if letter and digits else ""
    return lettered if lettered in state.answered else ""  # else "(b) ..." is a part of its question


def _answered(state: _State, text: str) -> int | None:
    if _OPENING.match(text):
        state.pair = None
        return None
    number = number_of(text) or roman_of(text)
    is_label = bool(phrases.REPLY_LABEL.match(text) or phrases.ANSWERS_NUMBER.match(text))
    if number and (number in state.by_number) and (is_label or state.before == OWN or state.questions > 1):
        state.pair = state.by_number[number]
    elif number and is_label and phrases.ANSWERS_NUMBER.match(text):
        state.pair = None
    elif state.before == REQUEST and state.questions > 1:
        state.pair = None  # one text answers them all, until numbers say otherwise
    elif state.pair is not None and _WHOLE.match(text) and state.before == OWN:
        state.pair = None
    return state.pair


def _kept(pairs: list[int | None], kinds: Sequence[str]) -> list[int | None]:
    """The pairs that have both sides, counted anew; none where there is only one."""
    asked = {pair for pair, kind in zip(pairs, kinds, strict=True) if pair and kind == REQUEST}
    both = sorted({pair for pair, kind in zip(pairs, kinds, strict=True) if pair in asked and kind == OWN and pair})
    if len(both) < 2:
        return [None] * len(pairs)
    order = {pair: number for number, pair in enumerate(both, 1)}
    return [order.get(pair) if pair else None for pair in pairs]

"""Numbers of questions and answers: "Q1", "1.", "Question 1a", "In relation to Question 3:", and who shares which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from datascores.corpus.segments import phrases
from datascores.corpus.segments.paragraphs import Paragraph
from datascores.corpus.segments.restating import is_verbless

_NUMBER = re.compile(
    r"(?:(?:Q(?:uestion)?|A(?:ns(?:wer)?)?|request|response|reply|point|item|part|cwestiwn|ateb)\s*\.?\s*(?:no\.?\s*)?)?"
    r"\(?(?P<number>\d{1,2})\s?\(?(?P<letter>[a-z])?\)?(?:[.):\t]|\s[–-]|\s|$)(?!\d)",
    re.I,
)
_BARE_NUMBER = re.compile(r"\s*\d{1,2}\s?[a-z]?(?:\s+(?![–-])|$)", re.I)  # "2011 was", "30 days": no label
_LETTER = re.compile(r"\s*\(?([a-z])[.)]\s", re.I)
_ONE = re.compile(r"(?:Q|A)[lI][.:)]")
_WORDS = 4  # of a want; a heading is shorter
_MANY_WORDS = 8  # of a want without a number
_ALTERNATING = 2  # wants between answers: then others may be there that do not begin as one


def number_of(text: str) -> str:
    """The number that a paragraph bears, "3" or "3a"; "" without one."""
    if answered := phrases.ANSWERS_NUMBER.match(text):
        return re.sub(r"\W", "", answered[1]).lower()
    if _ONE.match(text):
        return "1"
    found = _NUMBER.match(text)
    if found is None or (_BARE_NUMBER.match(text) and "\t" not in text[: found.end()]):
        return ""
    return str(int(found["number"])) + (found["letter"] or "").lower()


def letter_of(text: str) -> str:
    """The letter of "a. If yes, …" or "(b) …"; "" without one."""
    found = _LETTER.match(text)
    return found[1].lower() if found else ""


def restarts(numbers: Sequence[str], text: str, bare: str) -> bool:
    """Whether the numbers of a list of wants begin anew with what asks for nothing: then these are the answers.

    ``numbers`` are the first ones of the list.
    """
    if len(numbers) < 2 or number_of(text) != numbers[0]:
        return False
    asks = phrases.REQUESTER.match(bare) or phrases.ITEM.match(bare) or bare.endswith("?")
    return not asks


def wants_by_number(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Numbered items without a verb, each followed by words without a number: questions with their answers below.

    One such item may be a heading; two with numbers that follow each other are taken for questions.
    """
    found: dict[int, int] = {}
    for index, (paragraph, after) in enumerate(pairwise(paragraphs)):
        number = number_of(paragraph.text)
        if not number.isdigit() or number_of(after.text) or phrases.ANSWERS_NUMBER.match(paragraph.text):
            continue
        bare = phrases.BULLET.sub("", paragraph.text, count=1)
        is_followed = not phrases.BULLET.match(after.text) and not phrases.SIGN_OFF.match(after.text)
        is_asking = is_verbless(bare) or phrases.UNMARKED_QUESTION.match(bare)
        if is_followed and len(bare.split()) >= _WORDS and is_asking and not bare.endswith((":", ";")):
            found[index] = int(number)
    numbers = set(found.values())
    return {index for index, number in found.items() if number + 1 in numbers or number - 1 in numbers}


def wants_before_replies(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Long phrases without verb and full stop right before the body's voice, in a letter with wants between its answers."""
    lone = sum(phrases.LONE_ITEM.match(paragraph.text) is not None for paragraph in paragraphs)
    if lone < _ALTERNATING:
        return set()
    return {
        index
        for index, (paragraph, after) in enumerate(pairwise(paragraphs))
        if len(paragraph.text.split()) >= _MANY_WORDS
        and paragraph.text[-1].isalpha()
        and not phrases.BULLET.match(paragraph.text)
        and phrases.REPLIER.match(after.text)
        and is_verbless(paragraph.text)
    }

"""Numbers of questions and answers: "Q1", "1.", "Question 1a", "In relation to Question 3:", and who shares which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from datascores.corpus.segments import phrases

_NUMBER = re.compile(
    r"(?:(?:Q(?:uestion)?|A(?:ns(?:wer)?)?|request|response|reply|point|item|part|cwestiwn|ateb)\s*\.?\s*(?:no\.?\s*)?)?"
    r"\(?(?P<number>\d{1,2})\s?\(?(?P<letter>[a-z])?\)?(?:[.):\t]|\s[–-]|\s|$)(?!\d)",
    re.I,
)
_BARE_NUMBER = re.compile(r"\s*\d{1,2}\s?[a-z]?(?:\s+(?![–-])|$)", re.I)  # "2011 was", "30 days": no label
_LETTER = re.compile(r"\s*\(?([a-z])[.)]\s", re.I)
_ROMAN = re.compile(r"\s*\(?(x?(?:iv|ix|v?i{1,3}|v|x))[.)]\s", re.I)
_ONE = re.compile(r"(?:Q|A)[lI][.:)]")


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


def roman_of(text: str) -> str:
    """The Roman number of "ii) If so, …", in small letters; "" without one."""
    found = _ROMAN.match(text)
    return found[1].lower() if found else ""


def restarts(numbers: Sequence[str], text: str, bare: str) -> bool:
    """Whether the numbers of a list of wants begin anew with what asks for nothing: then these are the answers.

    ``numbers`` are the first ones of the list.
    """
    if len(numbers) < 2 or number_of(text) != numbers[0]:
        return False
    asks = phrases.REQUESTER.match(bare) or phrases.ITEM.match(bare) or bare.endswith("?")
    return not asks

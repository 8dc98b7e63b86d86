"""Which runs of letters are words of a language at all, and how they are spelt. Pure.

Reference numbers, postcodes and abbreviations say nothing on whether a text layer is nonsense: a sheet of codes is sound
without a word in it. Nonsense of capitals alone is told from abbreviations by its many long words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ]+\b")
_WITH_DIGIT = re.compile(r"(?<!\S)[^\s\d]*\d\S*")
_SWITCH = re.compile(r"\d[^\W\d_]|[^\W\d_]\d")
_MOST_SWITCHES = 3  # from letters to digits or back in a code; a font without a map mixes them at random
_LONG_CAPITALS, _MANY_LONG = 7, 0.2  # letters; of the words of three and more: of English ones a third are as long …
_MANY_SHORT = 0.15  # … and a quarter of all have one letter or two


@lru_cache(maxsize=4)  # asked for each line of a page
def without_codes(text: str) -> str:
    """The text in lower case, sign for sign, with blanks in place of reference numbers and abbreviations."""
    text = _WITH_DIGIT.sub(_blank_code, text)
    if _are_abbreviations(_CAPITALS.findall(text)):
        text = _CAPITALS.sub(_blank, text)
    low = text.lower()
    return low if len(low) == len(text) else text  # some letters of other scripts become two


def long_words(text: str) -> list[str]:
    """The words of three letters and more in Latin letters of a text in lower case."""
    return [word for word in _WORD.findall(text) if len(word) >= 3 and (word.isascii() or max(word) < "\u0250")]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blank_code(found: re.Match[str]) -> str:
    """Where letters and digits stand together as in a reference number."""
    token = found[0]
    return _blank(found) if len(_SWITCH.findall(token)) <= _MOST_SWITCHES else token


def _are_abbreviations(capitals: Sequence[str]) -> bool:
    """Whether words in capitals are abbreviations, not sentences, which have many long words and many short ones."""
    count, words = len(capitals), sum(len(word) >= 3 for word in capitals)
    return (
        words > 0
        and sum(len(word) >= _LONG_CAPITALS for word in capitals) <= _MANY_LONG * words
        and count - words <= _MANY_SHORT * count
    )


def shares_of_three(words: Sequence[str], of: frozenset[str]) -> float:
    """The share of all three signs in a row, ends of words included, that stand in the words of a list; 0 without words."""
    parts = [part for word in words for part in _parts(word)]
    known = _parts_of_list(of)
    return sum(part in known for part in parts) / len(parts) if parts else 0.0


@lru_cache(maxsize=2)
def _parts_of_list(words: frozenset[str]) -> Collection[str]:
    return frozenset(part for word in words for part in _parts(word))


def _parts(word: str) -> list[str]:
    ended = f"^{word}$"
    return [ended[at : at + 3] for at in range(len(ended) - 2)]

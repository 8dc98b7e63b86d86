"""Which letter on a page each sign of a stored text is. Pure.

The stored text has ligatures written out, words joined over line ends, other bullets and blanks, perhaps an older reader's
order. So both are cut into words of nothing but letters and digits, hyphens left out, and equal words are matched in order;
where the page and the text differ, nothing is matched rather than something guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

NOWHERE = -1
_MOST_COMPARED = 25_000_000  # words of one side times words of the other, in the stretch that differs
_WORD = re.compile("[^\\W_](?:[\\w\u0300-\u036f\u00ad\u200b\ufeff\ufffe\x02-]*[^\\W_])?[\u0300-\u036f]*")
_SAME_SIGN = {"\u00a0": " ", "\ufffe": "-", "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "•", "\uf02d": "-"}


class _Word(NamedTuple):
    """The letters of a word without hyphens and accents, and the place of each in its text."""

    letters: str
    places: tuple[int, ...]


def align(text: str, signs: str) -> list[int]:
    """For each code point of ``text`` the index of its sign on the page, or NOWHERE."""
    found = [NOWHERE] * len(text)
    for wanted, given in _equal_words(list(_words(text)), list(_words(signs))):
        for place, index in zip(wanted, given, strict=True):
            if found[place] == NOWHERE:  # of a letter that is written out as two, the first
                found[place] = index
    _add_neighbours(found, text, signs)
    return found


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        letters, places = [], []
        for place in range(*match.span()):
            for letter in unicodedata.normalize("NFKD", text[place]):
                if letter.isalnum():
                    letters.append(letter)
                    places.append(place)
        yield _Word("".join(letters), tuple(places))


def _equal_words(text: list[_Word], page: list[_Word]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Places in the text with places on the page, for runs of words that are the same however they are cut."""
    start, least = 0, min(len(text), len(page))
    while start < least and text[start].letters == page[start].letters:
        start += 1
    end = 0
    while end < least - start and text[-1 - end].letters == page[-1 - end].letters:
        end += 1
    here, there = text[start : len(text) - end], page[start : len(page) - end]
    equal = [*zip(text[:start], page[:start], strict=True)]
    if end:
        equal += zip(text[-end:], page[-end:], strict=True)
    yield from ((one.places, other.places) for one, other in equal)
    if len(here) * len(there) > _MOST_COMPARED:
        return
    matcher = SequenceMatcher(None, [word.letters for word in here], [word.letters for word in there], autojunk=False)
    for kind, low, high, from_low, from_high in matcher.get_opcodes():
        one, other = here[low:high], there[from_low:from_high]
        if kind == "equal" or (kind == "replace" and _joined(one) == _joined(other)):
            yield _places(one), _places(other)


def _joined(words: list[_Word]) -> str:
    return "".join(word.letters for word in words)


def _places(words: list[_Word]) -> tuple[int, ...]:
    return tuple(place for word in words for place in word.places)


def _add_neighbours(found: list[int], text: str, signs: str) -> None:
    """Signs that are no letters ("£", "%", a hyphen) where they stand beside a letter that was found, on either side."""
    for step, order in ((1, range(1, len(text))), (-1, range(len(text) - 2, -1, -1))):
        for place in order:
            beside = found[place - step]
            if found[place] != NOWHERE or beside == NOWHERE or text[place].isspace():
                continue
            index = beside + step
            if 0 <= index < len(signs) and _same(signs[index]) == text[place]:
                found[place] = index


def _same(sign: str) -> str:
    return _SAME_SIGN.get(sign, sign)

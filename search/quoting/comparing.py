"""Whether a quoted sentence stands in a text word for word. Pure.

Compared are the words, letter for letter, and the signs that mean something (£, %, &, +). Capitals, blanks, line breaks,
quotation marks, dashes and punctuation may differ; a word broken with a hyphen is whole. "…" or "[…]" in a quote is
a gap. What is covered in a text is a sign of its own, so that no quote runs over it. Offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import regex

from datascores.corpus.visibility import COVER
from search.engine.analysis import WORD, fold

FEWEST_WORDS = 3
LONGEST = 2000  # characters of a quote
LONGEST_GAP = 300  # characters of the text that "…" may stand for
MOST_GAPS = 10
_GAP = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,}")
_TOKEN = regex.compile(rf"{COVER}+|{WORD.pattern}|[\p{{Sc}}%&+=<>@#]")
_QUOTES = re.compile("[’‘ʼ＇`´]")
_NO_LETTER = re.compile(r"[\W_]+")
_SOFT = regex.compile(r"\s*[\p{Pd}\u00ad\u2010\u2011]+\s*|\u00ad+")  # dashes that may part a word


@dataclass(frozen=True)
class Token:
    """A word or sign as compared, and where it stands."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """A text as compared: its letters without anything between, and where its words begin.

    ``soft`` are beginnings that only a dash parts from the word before, such as the second part of a broken word.
    """

    tokens: tuple[Token, ...]
    letters: str
    at: dict[int, int] = field(hash=False)  # place in the letters → number of the token that begins there
    soft: frozenset[int]


def words_of(text: str) -> Words:
    """A text made comparable."""
    tokens = tuple(
        Token(COVER if match[0][0] == COVER else _QUOTES.sub("'", fold(match[0])), *match.span())
        for match in _TOKEN.finditer(text)
    )
    at: dict[int, int] = {}
    soft: set[int] = set()
    place = 0
    for number, token in enumerate(tokens):
        at[place] = number
        if number and _SOFT.fullmatch(text, tokens[number - 1].end, token.start):
            soft.add(place)
        place += len(token.key)
    at[place] = len(tokens)
    return Words(tokens, "".join(token.key for token in tokens), at, frozenset(soft))


def pieces_of(quote: str) -> list[Words]:
    """The pieces of a quote between its gaps, those without a word left out."""
    return [words for words in map(words_of, _GAP.split(quote)) if words.tokens]


def bare_letters(text: str) -> str:
    """The letters and figures of a text with nothing between: a quick look whether a piece can stand in it."""
    return _NO_LETTER.sub("", _QUOTES.sub("'", fold(text)))


def find_piece(piece: Words, words: Words) -> Iterator[tuple[int, int]]:
    """Where a piece stands among the letters: its first place and the one after its last."""
    length = len(piece.letters)
    place = words.letters.find(piece.letters)
    while length and place >= 0:
        if _is_same(piece, words, place, length):
            yield place, place + length
        place = words.letters.find(piece.letters, place + 1)


def _is_same(piece: Words, words: Words, place: int, length: int) -> bool:
    """Whether the letters there are parted into the same words, but for parts of words that only a dash parts."""
    if place not in words.at or place + length not in words.at:
        return False
    for at in range(1, length):
        is_here, is_asked = place + at in words.at, at in piece.at
        if is_here != is_asked and not (place + at in words.soft if is_here else at in piece.soft):
            return False
    return True


Tokens = tuple[int, int]  # numbers of the first token and of the one after the last


def find_quote(pieces: Sequence[Words], words: Words, borders: Sequence[int] = ()) -> Iterator[tuple[Tokens, ...]]:
    """Where all pieces stand one after the other, piece by piece; no two of these places overlap.

    What a gap leaves out is at most LONGEST_GAP characters long and holds none of the ``borders``, sorted places of the
    text where another speaks: else a quote could be put together from words that have nothing to do with each other.
    """
    # of each piece its places, and the number of the place of the piece before that each follows
    layers: list[list[tuple[Tokens, int]]] = []
    for places in _places_of(pieces, words):
        layers.append(_linked(layers[-1], places, words, borders) if layers else [(place, -1) for place in places])
        if not layers[-1]:
            return
    done = 0
    for at in range(len(layers[-1])):
        found = _traced(layers, at)
        if found[0][0] >= done:
            yield found
            done = found[-1][1]


def _places_of(pieces: Sequence[Words], words: Words) -> Iterator[list[Tokens]]:
    kept: dict[tuple[str, frozenset[int], frozenset[int]], list[Tokens]] = {}
    for piece in pieces:
        key = (piece.letters, frozenset(piece.at), piece.soft)
        if key not in kept:
            kept[key] = [(words.at[first], words.at[end]) for first, end in find_piece(piece, words)]
        yield kept[key]


def _linked(
    before: list[tuple[Tokens, int]], places: list[Tokens], words: Words, borders: Sequence[int]
) -> list[tuple[Tokens, int]]:
    """The places that follow one of the piece before; the nearest, since a longer gap holds all that a shorter one does."""
    linked, nearest = [], -1
    for place in places:
        while nearest + 1 < len(before) and before[nearest + 1][0][1] <= place[0]:
            nearest += 1
        if nearest >= 0 and _may_leave_out(before[nearest][0], place, words, borders):
            linked.append((place, nearest))
    return linked


def _may_leave_out(one: Tokens, other: Tokens, words: Words, borders: Sequence[int]) -> bool:
    start, end = words.tokens[one[1] - 1].end, words.tokens[other[0]].start
    at = bisect_left(borders, start)
    return end - start <= LONGEST_GAP and not (at < len(borders) and borders[at] <= end)


def _traced(layers: list[list[tuple[Tokens, int]]], at: int) -> tuple[Tokens, ...]:
    found = []
    for layer in reversed(layers):
        place, at = layer[at]
        found.append(place)
    return tuple(reversed(found))


@dataclass(frozen=True)
class Difference:
    """A stretch of a passage beside a quote: ``same`` words, or what stands only ``there`` and only in the quote."""

    same: str = ""
    there: str = ""
    quoted: str = ""


def differences(quote: str, passage: str) -> tuple[list[Difference], float]:
    """The passage from the first to the last word it shares with the quote, word by word, and how alike they are, 0 to 1."""
    asked, words = words_of(quote), words_of(passage)
    matcher = SequenceMatcher(None, [t.key for t in asked.tokens], [t.key for t in words.tokens], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return [], 0.0
    shared = sum(block.size for block in blocks)
    low, high = blocks[0].b, blocks[-1].b + blocks[-1].size
    likeness = 2 * shared / (len(asked.tokens) + high - low)
    found = [Difference(quoted=_between(quote, asked, 0, blocks[0].a))]
    for number, block in enumerate(blocks):
        found.append(Difference(same=_between(passage, words, block.b, block.b + block.size)))
        for following in blocks[number + 1 : number + 2]:
            there = _between(passage, words, block.b + block.size, following.b)
            found.append(Difference(there=there, quoted=_between(quote, asked, block.a + block.size, following.a)))
    found.append(Difference(quoted=_between(quote, asked, blocks[-1].a + blocks[-1].size, len(asked.tokens))))
    return [part for part in found if part != Difference()], likeness


def _between(text: str, words: Words, first: int, end: int) -> str:
    return " ".join(text[words.tokens[first].start : words.tokens[end - 1].end].split()) if first < end else ""

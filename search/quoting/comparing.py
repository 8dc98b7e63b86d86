"""Whether a quoted sentence stands in a text word for word. Pure.

Compared are whole words and figures, letter for letter, by the rules of ``words``. "…" or "[…]" in a quote is a gap; what it
leaves out is for ``omissions`` to judge. Offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import regex

from search.quoting.words import Words, words_of

FEWEST_WORDS = 3
LONGEST = 2000  # characters of a quote
LONGEST_GAP = 300  # characters of the text that "…" may stand for
MOST_GAPS = 10

Tokens = tuple[int, int]  # numbers of the first token and of the one after the last


def find_piece(piece: Words, words: Words) -> Iterator[Tokens]:
    """Where a piece stands, word for word."""
    length = len(piece.tokens)
    place = words.row.find(piece.row) if length else -1
    while place >= 0:
        first = words.at[place]
        if (piece.is_plain and words.is_plain) or _is_same(piece, words, first):
            yield first, first + length
        place = words.row.find(piece.row, place + 1)


def _is_same(piece: Words, words: Words, first: int) -> bool:
    """Whether the words from ``first`` are those of the piece, hyphens too, which the rows do not have."""
    length = len(piece.tokens)
    if piece.keys == words.keys[first : first + length]:
        return True
    return all(a.is_same(b) for a, b in zip(piece.tokens, words.tokens[first : first + length], strict=True))


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
    kept: dict[tuple[tuple[str, ...], ...], list[Tokens]] = {}
    for piece in pieces:
        if piece.keys not in kept:
            kept[piece.keys] = [*find_piece(piece, words)]
        yield kept[piece.keys]


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
    one, other = ([token.keys[-1] for token in side.tokens] for side in (asked, words))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
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


def differs_in_hyphens(parts: Sequence[Difference]) -> bool:
    """Whether nothing but hyphens differs, which a word broken at a line end may have kept or lost on the way."""

    def bare(text: str) -> str:
        return regex.sub(r"(?<=\p{L})[\s\p{Pd}]+(?=\p{L})", "", text).lower()

    others = [part for part in parts if not part.same]
    return bool(others) and all(
        bare(part.there) == bare(part.quoted) and regex.search(r"\p{L}\p{Pd}\p{L}", part.there + part.quoted)
        for part in others
    )


def _between(text: str, words: Words, first: int, end: int) -> str:
    return " ".join(text[words.tokens[first].start : words.tokens[end - 1].end].split()) if first < end else ""

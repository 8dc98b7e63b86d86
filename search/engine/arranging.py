"""The ways in which the words of a phrase may stand, for engines whose own slop is not exact."""

from __future__ import annotations

import itertools

Place = tuple[int, str]  # where in a phrase which stem stands


def arrange(places: list[Place], slop: int) -> list[list[Place]]:
    """Every way the words may stand if moved by at most `slop` in all, as exact phrases.

    tantivy's own slop finds too much or too little with three words or with a word twice; exact phrases are exact.
    Lucene's rule: each word is moved by some number of places, and the largest and the smallest move differ by at most
    `slop`. There are up to (slop + 1)^n - slop^n ways; the language keeps slop small (`widest_slop`).
    """
    ways = []
    for moves in itertools.product(range(slop + 1), repeat=len(places)):
        if min(moves) == 0:
            moved = sorted((at + move, word) for (at, word), move in zip(places, moves, strict=True))
            if len({at for at, _ in moved}) == len(moved):
                ways.append(from_zero(moved))
    return ways


def from_zero(places: list[Place]) -> list[Place]:
    """The same places counted from the first one."""
    return [(at - places[0][0], word) for at, word in places]

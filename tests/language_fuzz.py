"""Random strings through the language of the search: no exception, and how long the slowest takes, in time of this process.

    python -m tests.language_fuzz [strings] [seed]

Strings are made of the language's own signs, of words, and of what no query should hold; some are very long.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import time

SIGNS = ['"', "(", ")", "|", "+", "-", "*", "~", "~2", "~99999999999", ":", " ", "\t", "\n", "\\", "“", "”", "､", "　"]
WORDS = [
    "risk",
    "the",
    "a",
    "NEAR",
    "OR",
    "mosaic",
    "I",
    "x" * 300,
    "café",
    "e\u0301",
    "שלום",
    "\u202e",
    "中文",
    "2018",
    "s.40",
]
FIELDS = [
    "system:",
    "authority:",
    'company:"',
    "after:",
    "before:2018-13-45",
    "year:undated",
    "title:(",
    "nix:",
    "type:pdf",
]
BAD = ["\0", "\ud800", "\udfff", "\ufeff", "\u200b", "🂡", "\x1b[0m", "'; DROP TABLE", "<script>", "%00", "\x85"]


def random_string(rnd: random.Random) -> str:
    """One string; one in fifty is several thousand characters long."""
    kind = rnd.random()
    pieces = rnd.choices([SIGNS, WORDS, FIELDS, BAD], [5, 4, 2, 1], k=rnd.randint(0, 25 if kind > 0.02 else 2000))
    if kind > 0.95:
        return "".join(chr(rnd.randrange(0x110000)) for _ in range(rnd.randint(1, 60)))
    if kind < 0.01:
        return rnd.choice(SIGNS + FIELDS) * rnd.randint(1000, 6000)
    return rnd.choice(["", " "]).join(rnd.choice(piece) for piece in pieces)


def main(count: int, seed: int) -> None:
    import django

    django.setup()
    from search.language import parse

    parse("the first query loads what all need")
    gc.freeze()  # what was loaded until now is no query's garbage
    rnd, taken = random.Random(seed), []
    for _ in range(count):
        text = random_string(rnd)
        start = time.process_time()
        parse(text)
        taken.append(((time.process_time() - start) * 1000, text))
    taken.sort()
    (p50, _), (p99, _), (most, slowest) = taken[count // 2], taken[count * 99 // 100], taken[-1]
    print(f"{count:,} strings: p50 {p50:.2f} ms, p99 {p99:.2f} ms, slowest {most:.1f} ms")
    print(f"The slowest has {len(slowest):,} characters: {slowest[:80]!r}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 6)

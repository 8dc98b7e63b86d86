"""Made documents for measuring: seeded, of the length and word frequencies of letters, with names strewn in.

Words are drawn by Zipf's law from invented syllables, so that posting lists have the shape of a language; nothing here is
anybody's text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from search.engine.port import Record

SYLLABLES = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er", "is", "ol")]
VOCABULARY = 20_000
WORDS_A_DOCUMENT = 400
PHRASES = ("risk score", "predictive model", "data warehouse", "fraud detection", "early help")


def vocabulary(seed: int = 1) -> list[str]:
    """Invented words, the most frequent first."""
    rng = random.Random(seed)
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 4)))] = None
    return list(words)


def made_records(count: int, seed: int = 1) -> Iterator[Record]:
    """``count`` records with eight facets; the same for the same seed."""
    rng, words = random.Random(seed), vocabulary()
    weights = list(_cumulative_zipf(len(words)))
    for number in range(count):
        text = rng.choices(words, cum_weights=weights, k=WORDS_A_DOCUMENT)
        for _ in range(rng.randint(0, 4)):
            text.insert(rng.randrange(len(text)), rng.choice(PHRASES))
        yield Record(
            id=f"{rng.getrandbits(256):064x}",
            title=" ".join(rng.choices(words, cum_weights=weights, k=6)),
            text=" ".join(text),
            facets=_made_facets(rng),
            date=rng.choice(
                ["", f"{rng.randint(2009, 2025)}", f"{rng.randint(2009, 2025)}-{rng.randint(1, 12):02}-15"]
            ),
            received=f"2026-01-01T00:00:00.{number:06}",
        )


def made_queries(count: int, seed: int = 2) -> list[str]:
    """Queries as people type them: words, phrases, prefixes, exclusions."""
    rng, words = random.Random(seed), vocabulary()[50:3000]
    forms = (
        lambda: f"{rng.choice(words)} {rng.choice(words)}",
        lambda: f'"{rng.choice(PHRASES)}"',
        lambda: f"{rng.choice(words)}|{rng.choice(words)}",
        lambda: f"{rng.choice(words)} -{rng.choice(words)}",
        lambda: f"{rng.choice(words)[:4]}*",
        lambda: rng.choice(PHRASES),
    )
    return [rng.choice(forms)() for _ in range(count)]


def _cumulative_zipf(size: int) -> Iterator[float]:
    total = 0.0
    for rank in range(1, size + 1):
        total += 1 / rank
        yield total


def _made_facets(rng: random.Random) -> dict[str, tuple[str, ...]]:
    def some(name: str, values: int, most: int) -> tuple[str, ...]:
        return tuple(sorted({f"{name}-{int(rng.paretovariate(1)) % values}" for _ in range(rng.randint(0, most))}))

    facets: dict[str, Sequence[str]] = {
        "authority": some("authority", 400, 1),
        "named": some("authority", 400, 4),
        "company": some("company", 80, 3),
        "system": some("system", 120, 3),
        "keyword": some("keyword", 280, 8),
        "source": ("files",),
        "format": (rng.choice(["pdf", "docx", "html", "eml"]),),
        "kind": some("kind", 10, 1),
    }
    return {name: tuple(values) for name, values in facets.items() if values}

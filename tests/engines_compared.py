"""Random searches put to the embedded engine and to servers: every id, every count of a facet, and the order compared.

    python -m tests.engines_compared [--documents 5000] [--searches 2000] [--kinds elasticsearch opensearch]

Documents have words of which few are common and most rare, stretches, facets, dates and bodies; searches are trees of
every kind of leaf over words that stand in them, with filters. Prints each difference and their number, and ends with
status 1 if there is one.
Order: the first 50 hits by relevance, where hits whose scores differ by less than a thousandth count as ties.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from search.engine.analysis import Analysis, stem_for
from search.engine.clauses import (
    And,
    Clause,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Most,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    Where,
    within,
)
from search.engine.elastic import ElasticEngine
from search.engine.elastic_client import Access, Cluster
from search.engine.embedded import EmbeddedEngine
from search.engine.port import SORTS, Engine, Hit, Record
from tests.servers.engine import KINDS, EngineServer

FACETS = ("system", "company", "authority", "kind", "year", "month")
_FIRST = 50  # hits of which the order is compared
_TIE = 1e-3  # of a score


def make_words(rnd: random.Random, count: int = 3000) -> list[str]:
    """Words of which few are common and most are rare, as in any text; some differ in their ending only."""
    syllables = ["ra", "ste", "mo", "lin", "cor", "den", "pho", "qui", "bel", "tas", "ge", "vul", "ner", "as", "ess"]
    stems = ["".join(rnd.choices(syllables, k=rnd.randint(1, 4))) for _ in range(count // 3)]
    return [stem + ending for stem in stems for ending in rnd.sample(["", "s", "ing", "ed", "ment", "'s"], 3)]


def make_records(count: int, words: list[str], rnd: random.Random) -> list[Record]:
    weights = [1 / (rank + 3) for rank in range(len(words))]
    stops = ["the", "of", "and", "to", "in"]

    def write(fewest: int, most: int) -> str:
        told = rnd.choices(words, weights, k=rnd.randint(fewest, most))
        told = [f"{word[:2]}-\n{word[2:]}" if len(word) > 4 and rnd.random() < 0.03 else word for word in told]
        return " ".join(word if rnd.random() < 0.7 else f"{rnd.choice(stops)} {word}" for word in told)

    def some(name: str, of: int, most: int) -> tuple[str, ...]:
        return tuple({f"{name}-{min(int(rnd.expovariate(0.05)), of)}" for _ in range(rnd.randint(0, most))})

    dates = ("", "2016", "2017-03", "2018-05", "2018-05-20", "2019-01-02", "2020-11")
    return [
        Record(
            id=f"{rnd.getrandbits(256):064x}",
            title=write(0, 8),
            text=write(0, 300),
            own=tuple(write(1, 60) for _ in range(rnd.randint(0, 3))),
            questions=tuple(write(1, 40) for _ in range(rnd.randint(0, 2))),
            facets={
                "system": some("system", 40, 3),
                "company": some("company", 200, 2),
                "authority": some("body", 400, 1),
                "kind": (rnd.choice(["letter", "contract", "guide"]),),
                "text": (f"{rnd.randint(0, count * 3)}",),
            },
            date=rnd.choice(dates),
            received=f"202{rnd.randint(0, 5)}-0{rnd.randint(1, 9)}-{rnd.randint(10, 28)}T10:00:00.000000+00:00",
            body=rnd.choice(["", "Alston Council", "brack", "Cole"]),
        )
        for _ in range(count)
    ]


def random_clause(words: list[str], rnd: random.Random, depth: int = 2) -> Clause:
    if depth and rnd.random() < 0.55:
        parts = tuple(random_clause(words, rnd, depth - 1) for _ in range(rnd.randint(2, 3)))
        return rnd.choice([And(parts), Or(parts), And((parts[0], Not(parts[1]))), Not(parts[0])])
    if rnd.random() < 0.2:
        return within(random_clause(words, rnd, 0), rnd.choice([Where.OWN, Where.QUESTIONS, Where.TITLE]))
    some = [exact for exact in Analysis(" ".join(rnd.choices(words[:400], k=4))).exacts if stem_for(exact)]
    leaves: list[Clause] = [
        Term(some[0]),
        Term(rnd.choice(some)),
        Phrase(tuple(some[:2])),
        Phrase(tuple(rnd.choices([*some[:3], "the", ""], k=3)), rnd.randint(0, 3)),
        Phrase(("of", some[0])),
        Phrase(tuple(some[:2]), rnd.randint(1, 5)),
        Exact(tuple(some[: rnd.randint(1, 2)])),
        Prefix(some[0][: rnd.randint(1, 5)]),
        Fuzzy(some[0], rnd.randint(1, 2)),
        Most(tuple(Term(word) for word in some), rnd.randint(1, 3), (Phrase(tuple(some[:2]), 2),)),
        FieldIs("system", f"system-{rnd.randint(0, 30)}"),
        DateRange(rnd.choice(["", "2018"]), rnd.choice(["", "2018-06", "2019"])),
        Everything(),
    ]
    return rnd.choice(leaves)


def random_filters(rnd: random.Random) -> dict[str, list[str]]:
    offered = {
        "system": [f"system-{number}" for number in range(20)],
        "authority": [f"body-{number}" for number in range(20)],
        "kind": ["letter", "contract", "nosuch"],
        "year": ["2018", "2019", "undated"],
    }
    return {name: rnd.sample(values, rnd.randint(1, 3)) for name, values in offered.items() if rnd.random() < 0.25}


def differences(one: Engine, other: Engine, clause: Clause, filters: dict, sort: str) -> Iterator[str]:
    """What two engines answer differently, in words."""
    first, second = (engine.search(clause, filters, FACETS, sort, limit=_FIRST) for engine in (one, other))
    if first.total != second.total:
        yield f"total {first.total} and {second.total}"
    for facet in FACETS:
        if first.facets[facet] != second.facets[facet]:
            yield f"counts of {facet}"
    if one.count_distinct("text", clause, filters) != other.count_distinct("text", clause, filters):
        yield "number of different texts"
    ids, other_ids = (list(engine.iter_ids(clause, filters, sort)) for engine in (one, other))
    if sorted(ids) != sorted(other_ids):
        yield f"ids: {len({*ids} ^ {*other_ids})} in one only"
    elif sort != "relevance" and ids != other_ids:
        yield f"order by {sort}"
    elif sort == "relevance" and (wrong := misplaced(first.hits, second.hits)):
        yield f"order by relevance: {wrong}"


def misplaced(hits: tuple[Hit, ...], others: tuple[Hit, ...]) -> str:
    """The first place where another hit stands than one of nearly the same score; scores are those of the first engine."""
    scores = {hit.id: hit.score for hit in hits}
    least = hits[-1].score if hits else 0.0
    for at, (hit, other) in enumerate(zip(hits, others, strict=False)):
        score = scores.get(other.id, least)
        if abs(score - hit.score) > _TIE * max(1.0, abs(hit.score)):
            return f"place {at + 1}: scores {hit.score:.4f} and {score:.4f}"
    return ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=5000)
    options.add_argument("--searches", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    options.add_argument("--shards", type=int, default=1)
    options.add_argument("--release", default="", help="of the one kind asked for")
    options.add_argument("--java-home", default="")
    asked = options.parse_args()
    rnd = random.Random(asked.seed)
    words = make_words(rnd)
    records = make_records(asked.documents, words, rnd)
    with ExitStack() as stack:
        embedded = EmbeddedEngine(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "index")
        embedded.rebuild(records)
        engines: dict[str, Engine] = {}
        for kind in asked.kinds:
            server = stack.enter_context(EngineServer(kind, asked.release, asked.java_home))
            engines[kind] = ElasticEngine(Cluster(Access(kind, (server.url,))), shards=asked.shards)
            started = time.monotonic()
            engines[kind].rebuild(records)
            print(f"{kind}: {len(records) / (time.monotonic() - started):.0f} documents a second", flush=True)
        found = dict.fromkeys(engines, 0)
        for number in range(asked.searches):
            clause, filters = random_clause(words, rnd), random_filters(rnd)
            sort = rnd.choice(["relevance", "relevance", *SORTS])
            for kind, engine in engines.items():
                for difference in differences(embedded, engine, clause, filters, sort):
                    found[kind] += 1
                    print(f"{kind}, search {number}: {difference}; {clause} {filters}", flush=True)
        print(f"{asked.searches} searches over {len(records)} documents; differences: {found}")
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

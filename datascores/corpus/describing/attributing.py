"""Which body a document comes from: every sign in it is weighed, and the body for which most speaks is proposed. Pure.

What a letter says of itself weighs most (letterhead, signature, "received by", its own address), what it merely names
little. The bodies of the standard wording are never taken, nor one to which the reply sends the requester on. Where two
bodies stand close to each other, or nothing but a weak sign speaks, it stays open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from datascores.corpus.describing.bodies import Bodies
from datascores.corpus.describing.paper import OWN, STANDARD, Certainty, Paper, Proposal, propose
from datascores.corpus.describing.signs import Named, Sign, signs_of

ENOUGH = 3.0  # points below which nothing is proposed
LEAD = 1.5  # points by which the first must lead the second
SURE, LIKELY = 8.0, 5.0

_SORT_WORDS = {
    "council": re.compile(r"\b[Tt]he\s+(?:City\s+|County\s+|Borough\s+)?Council\b|\bthe\s+council\b"),
    "force": re.compile(r"\b(?:[Tt]he|[Yy]our|[Oo]ur|this)\s+(?:[Ff]orce|[Cc]onstabulary)\b"),
    "trust": re.compile(r"\b(?:[Tt]he|this|[Oo]ur)\s+Trust\b"),
    "ccg": re.compile(r"\b(?:[Tt]he|this)\s+CCG\b"),
    "department": re.compile(r"\b(?:[Tt]he|this)\s+Department\b"),
}


def propose_body(
    paper: Paper,
    named: Iterable[Named],
    systems: Mapping[int, tuple[int, int, int]],
    bodies: Bodies,
    is_letter: bool,
    candidates: Iterable[int] = (),
) -> Proposal | None:
    """The body a document comes from, with the strongest sign as the words it rests on; None where it stays open.

    ``systems`` are records that the document itself names by the matcher's rules, with page, start and end of the first
    place; ``candidates`` those of which a name stands in it, accepted or not.
    """
    signs = list(signs_of(paper, list(named), systems, set(candidates), bodies, is_letter))
    scores, best = weigh(signs)
    _resolve(paper, scores, bodies)
    ranking = sorted(scores, key=lambda slug: (-scores[slug], slug))
    if not ranking or scores[ranking[0]] < ENOUGH:
        return None
    first = ranking[0]
    second = scores[ranking[1]] if len(ranking) > 1 else 0.0
    if scores[first] - second < LEAD or second > 0.75 * scores[first]:
        return None
    lead = scores[first] - second
    certainty = (
        Certainty.SURE
        if scores[first] >= SURE and lead >= 4
        else Certainty.LIKELY
        if scores[first] >= LIKELY
        else Certainty.DOUBTFUL
    )
    sign = best[first]
    leaf = next((leaf for leaf in paper.leaves if leaf.number == sign.page), None)
    others = sorted({other.how for other in signs if other.slug == first and other.how != sign.how})
    how = "; ".join([sign.how, *others])[:200]
    if leaf is None:
        return Proposal("authority", first, how, certainty)
    return propose(leaf, "authority", first, how, certainty, sign.start, sign.end)


def weigh(signs: Iterable[Sign]) -> tuple[dict[str, float], dict[str, Sign]]:
    """Points by body, and the strongest sign of each: a sort of sign counts once in full and again at a quarter, twice at
    most, so that a body that is only named often gains little."""
    by_sort: dict[str, dict[str, list[Sign]]] = defaultdict(lambda: defaultdict(list))
    for sign in signs:
        by_sort[sign.slug][sign.how].append(sign)
    scores, best = {}, {}
    for slug, sorts in by_sort.items():
        tops = [max(same, key=lambda sign: sign.points) for same in sorts.values()]
        scores[slug] = sum(top.points for top in tops)
        scores[slug] += sum(
            0.25 * top.points * min(2, len(same) - 1) for top, same in zip(tops, sorts.values(), strict=True)
        )
        placed = [top for top in tops if top.page] or tops
        best[slug] = max(placed, key=lambda sign: sign.points)
    return scores, best


def _resolve(paper: Paper, scores: dict[str, float], bodies: Bodies) -> None:
    """ "The Council", "the force": one point for bodies that would call themselves so, among those that anything speaks for."""
    own = paper.words_of(OWN, STANDARD, most=12000)
    counts = {sort: len(pattern.findall(own)) for sort, pattern in _SORT_WORDS.items()}
    if not any(counts.values()):
        return
    sort = max(counts, key=lambda sort: counts[sort])
    for slug in scores:
        if sort in bodies.sorts(slug):
            scores[slug] += 1.0

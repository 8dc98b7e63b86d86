"""A reply read whole: its outcome, sections, types and answers, as proposals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from datascores.corpus.describing.kinds import LETTER
from datascores.corpus.describing.paper import OWN, Certainty, Paper, Proposal
from foi.replies.answers import answers_of
from foi.replies.outcomes import decide
from foi.replies.sayings import Saying, sayings_of
from foi.replies.sections import claims_of
from foi.replies.signs import Sign, signs_of
from foi.replies.types import types_of

_NAMES_LAW = (OWN, "standard", "header")


def read_reply(paper: Paper, kind: str, nation: str = "") -> list[Proposal]:
    """What a document of a kind says as a reply of a body of a nation; a document that is none says so."""
    sayings = sayings_of(paper)
    seen = _seen(sayings)
    is_overturned = bool(seen.get(Sign.OVERTURNED))
    claims = claims_of(sayings, paper.words_of(*_NAMES_LAW), nation, is_overturned=is_overturned)
    if not kind and paper.salutation >= 0 and (claims or _answers_somebody(sayings, seen)):
        kind = LETTER  # who greets and relies on a section, or answers "your request", answers one
    verdict = decide(kind, seen, claims)
    if verdict is None:
        return []
    told = [_proposal("outcome", verdict.value, verdict.how, verdict.certainty, verdict.saying)]
    if verdict.value == "not a response":
        return told
    for claim in claims:
        certainty = Certainty.SURE if claim.is_named else Certainty.LIKELY
        how = f"{claim.label.split()[0]}{claim.detail} is cited in the body’s own words"
        told.append(_proposal("exemption", claim.label, how, certainty, claim.saying))
    for value, how, saying in types_of(sayings, seen, claims, verdict):
        told.append(_proposal("response type", value, how, Certainty.LIKELY, saying))
    for answer in answers_of(paper, sayings):
        value = f"{answer.number}: {answer.rating}"
        told.append(_proposal("answer", value, answer.how, Certainty.LIKELY, answer.saying))
    return told


_SOMEBODYS = re.compile(
    r"\byour\s+(?:\w+\s+){0,2}?(?:requests?|questions?|enquir\w+|quer(?:y|ies)|e-?mails?|letter)\b", re.I
)
_ANSWERING = (Sign.GIVES, Sign.NOT_HELD, Sign.NO_SYSTEM, Sign.WITHHOLDS, Sign.ASKS)


def _answers_somebody(sayings: Sequence[Saying], seen: dict[Sign, list[Saying]]) -> bool:
    """Whether the body speaks of somebody's request or question and says something to it."""
    return any(sign in seen for sign in _ANSWERING) and any(_SOMEBODYS.search(saying.words) for saying in sayings)


def _seen(sayings: Sequence[Saying]) -> dict[Sign, list[Saying]]:
    seen: dict[Sign, list[Saying]] = defaultdict(list)
    for saying in sayings:
        for sign in signs_of(saying.words):
            seen[sign].append(saying)
    return dict(seen)


def _proposal(kind: str, value: str, how: str, certainty: Certainty, saying: Saying | None) -> Proposal:
    if saying is None:
        return Proposal(kind, value, how, certainty)
    return Proposal(kind, value, how, certainty, saying.leaf.number, saying.start, saying.end, saying.words)

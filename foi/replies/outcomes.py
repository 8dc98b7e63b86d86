"""What a reply comes to: one word from the signs of its sentences, by a table that is read from the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from datascores.corpus.describing.kinds import LETTER, REVIEW
from datascores.corpus.describing.paper import Certainty
from foi.replies.sayings import Saying
from foi.replies.sections import Claim
from foi.replies.signs import Sign

NO_REPLY = "not a response"
NO_REFUSAL = frozenset({"s17 FOISA"})  # gives notice that something is not held
Seen = Mapping[Sign, Sequence[Saying]]


@dataclass(frozen=True)
class Verdict:
    """An outcome, why, and the sentence that decides."""

    value: str
    how: str
    certainty: Certainty
    saying: Saying | None


@dataclass(frozen=True)
class Rule:
    """``holds`` is asked of the signs that were seen; ``by`` names the sign whose first sentence is shown."""

    value: str
    how: str
    certainty: Certainty
    by: Sign | None
    holds: Callable[[Seen], bool]


def _has(seen: Seen, *signs: Sign) -> bool:
    return any(seen.get(sign) for sign in signs)


def _only_refers(seen: Seen) -> bool:
    """Whether all that is given is the response to an earlier request."""
    given, referring = seen.get(Sign.GIVES, ()), seen.get(Sign.REFERS, ())
    return (
        bool(given) and all(saying in referring for saying in given) and not _has(seen, Sign.NOT_HELD, Sign.NO_SYSTEM)
    )


_ANSWERS = (Sign.GIVES, Sign.NOT_HELD, Sign.NO_SYSTEM, Sign.WITHHOLDS, Sign.ELSEWHERE, Sign.REFERS)
_S, _L, _D = Certainty.SURE, Certainty.LIKELY, Certainty.DOUBTFUL
RULES = (
    Rule(
        "clarification sought",
        "the body asks for a name",
        _S,
        Sign.ASKS_NAME,
        lambda s: _has(s, Sign.ASKS_NAME) and not _has(s, Sign.GIVES, Sign.NOT_HELD, Sign.NO_SYSTEM),
    ),
    Rule(
        "clarification sought",
        "the body asks what is meant",
        _S,
        Sign.ASKS,
        lambda s: _has(s, Sign.ASKS) and not _has(s, *_ANSWERS),
    ),
    Rule(
        NO_REPLY,
        "an answer is promised and none given",
        _L,
        Sign.PUTS_OFF,
        lambda s: _has(s, Sign.PUTS_OFF) and not _has(s, *_ANSWERS),
    ),
    Rule("referred to earlier response", "what is given is an earlier response", _L, Sign.REFERS, _only_refers),
    Rule(
        "partly disclosed",
        "something is given and something withheld",
        _L,
        Sign.WITHHOLDS,
        lambda s: _has(s, Sign.GIVES) and _has(s, Sign.WITHHOLDS),
    ),
    Rule(
        "partly disclosed",
        "something is given and something is not held",
        _L,
        Sign.NOT_HELD,
        lambda s: _has(s, Sign.GIVES) and _has(s, Sign.NOT_HELD),
    ),
    Rule(
        "referred to earlier response",
        "an earlier response is pointed to",
        _L,
        Sign.REFERS,
        lambda s: _has(s, Sign.REFERS) and not _has(s, Sign.NOT_HELD, Sign.NO_SYSTEM, Sign.WITHHOLDS),
    ),
    Rule("disclosed", "something is given and nothing withheld", _L, Sign.GIVES, lambda s: _has(s, Sign.GIVES)),
    Rule(
        "refused",
        "something is withheld and nothing given",
        _L,
        Sign.WITHHOLDS,
        lambda s: _has(s, Sign.WITHHOLDS) and not _has(s, Sign.NO_SYSTEM),
    ),
    Rule("no such system", "the body says that it has none", _L, Sign.NO_SYSTEM, lambda s: _has(s, Sign.NO_SYSTEM)),
    Rule("not held", "the body says that it holds nothing", _L, Sign.NOT_HELD, lambda s: _has(s, Sign.NOT_HELD)),
    Rule(
        "disclosed", "an answer follows, and nothing is withheld", _D, Sign.ANNOUNCES, lambda s: _has(s, Sign.ANNOUNCES)
    ),
    Rule("refused", "it is to be found elsewhere", _D, Sign.ELSEWHERE, lambda s: _has(s, Sign.ELSEWHERE)),
    Rule("clarification sought", "the body asks what is meant", _L, Sign.ASKS, lambda s: _has(s, Sign.ASKS)),
)


def decide(kind: str, seen: Seen, claims: Sequence[Claim]) -> Verdict | None:
    """The outcome of a document of a kind; None where nothing speaks for any."""
    if kind == REVIEW:
        for sign, value in ((Sign.OVERTURNED, "internal review overturned"), (Sign.UPHELD, "internal review upheld")):
            if seen.get(sign):
                return Verdict(value, f"a sentence {sign}", Certainty.SURE, seen[sign][0])
    if kind not in (LETTER, REVIEW):
        if kind:
            return Verdict(NO_REPLY, f"its kind is “{kind}”", Certainty.LIKELY, None)
        puts_off = seen.get(Sign.PUTS_OFF) if not _has(seen, *_ANSWERS) else None
        return (
            Verdict(NO_REPLY, "an answer is promised and none given", Certainty.LIKELY, puts_off[0])
            if puts_off
            else None
        )
    grounds = [claim.saying for claim in claims if claim.label not in NO_REFUSAL]
    told = {**seen, Sign.WITHHOLDS: [*seen.get(Sign.WITHHOLDS, ()), *grounds]}
    for rule in RULES:
        if rule.holds(told):
            saying = told[rule.by][0] if rule.by else None
            return Verdict(rule.value, rule.how, rule.certainty, saying)
    return None

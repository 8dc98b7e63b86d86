"""What complicates a reply, in the words of `foi.response_types`: by the sections it relies on and by what its sentences say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi.replies.outcomes import Seen, Verdict
from foi.replies.sayings import Saying
from foi.replies.sections import Claim
from foi.replies.signs import Sign

_BY_SECTION = {
    "s12 FOIA": "time / price",
    "s12 FOISA": "time / price",
    "s43 FOIA": "commercial sensitivity",
    "s33 FOISA": "commercial sensitivity",
    "s31 FOIA": "interfere law enforcement",
    "s35 FOISA": "interfere law enforcement",
    "s17 FOISA": "not held",
    "s21 FOIA": "available elsewhere",
    "s25 FOISA": "available elsewhere",
    "s22 FOIA": "to be published",
    "s27 FOISA": "to be published",
    "s22A FOIA": "research in progress",
    "s40 FOIA": "personal data",
    "s38 FOISA": "personal data",
    "r13 EIR": "personal data",
    "r11 EISR": "personal data",
}
_BY_SIGN = {
    Sign.NOT_HELD: "not held",
    Sign.NO_SYSTEM: "no such system declared",
    Sign.ASKS: "clarification",
    Sign.ASKS_NAME: "name pushback",
}
_BY_WORDS = {
    "commercial sensitivity": (
        r"\bcommercially\s+(?:sensitive|confidential)\b|\bcommercial\s+(?:sensitivit|confidential|interests?\b)"
    ),
    "time / price": r"\bexceeds?\s+the\s+(?:\w+\s+){0,3}?(?:limit|threshold)\b|\bappropriate\s+limit\b",
    "asked to refine": (
        r"\b(?:narrow|refine|reduce|limit)\w*\s+(?:down\s+)?(?:the\s+(?:scope|terms)\s+of\s+)?(?:your|the)\s+(?:request|scope)\b"
    ),
    "refusal notice": r"\brefusal\s+notice\b",
    "pointed to another body": (
        r"\b(?:redirect|re-?submit|direct|address|send|submit|make|forward)\s+(?:your|this|the|a)\s+(?:\w+\s+){0,2}?"
        r"(?:request|enquiry|questions?)\b[^.]{0,80}?\bto\b"
        r"|\b(?:contact|request\s+(?:this\s+)?from)\s+(?:the\s+)?(?-i:[A-Z])\w+(?:\s+(?-i:[A-Z])\w+)*[^.]{0,60}\b"
        r"(?:directly|foi@|(?:who|which|they)\s+(?:may|will|might|hold)|(?:more\s+)?likely\s+to\s+hold)"
    ),
    "invitation to talk": (
        r"\b(?:invite|welcome|happy|pleased|glad|like)\b[^.]{0,60}\b(?:to\s+meet|to\s+discuss|to\s+talk|meeting|a\s+conversation)\b"
    ),
    "available elsewhere": r"\balready\s+(?:\w+\s+)?(?:published|in\s+the\s+public\s+domain)\b|\breasonably\s+accessible\b",
}
_COMPILED = {value: re.compile(pattern, re.I) for value, pattern in _BY_WORDS.items()}
_GIVEN = ("disclosed", "partly disclosed")


def types_of(
    sayings: Sequence[Saying], seen: Seen, claims: Sequence[Claim], verdict: Verdict | None
) -> Iterator[tuple[str, str, Saying]]:
    """Each type once with why and its sentence, in the order in which they are met."""
    found: dict[str, tuple[str, Saying]] = {}
    for claim in claims:
        if value := _BY_SECTION.get(claim.label):
            found.setdefault(value, (f"{claim.label} is relied on", claim.saying))
    outcome = verdict.value if verdict else ""
    for sign, value in _BY_SIGN.items():
        if seen.get(sign) and not (sign is Sign.ASKS and outcome != "clarification sought"):
            if sign is Sign.NO_SYSTEM and outcome in _GIVEN:
                continue  # it denies one system and names another
            found.setdefault(value, (f"a sentence {sign}", seen[sign][0]))
    withheld = [*seen.get(Sign.WITHHOLDS, ()), *(claim.saying for claim in claims)]
    for saying in sayings:
        for value, pattern in _COMPILED.items():
            if pattern.search(saying.words) and (value != "commercial sensitivity" or saying in withheld):
                found.setdefault(value, ("the words of the sentence", saying))
    if outcome == "partly disclosed" and withheld:
        found.setdefault("part withheld", ("something is given and something withheld", withheld[0]))
    yield from ((value, how, saying) for value, (how, saying) in found.items())

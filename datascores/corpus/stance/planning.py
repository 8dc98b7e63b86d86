"""Whether a clause says that the name is to come: planned, on order, being bought; and what came to nothing before it began."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import plain

GIVEN_UP = re.compile(  # of a plan
    r"\b(?:withdrew|abandoned|cancelled|scrapped|shelved|aborted|lapsed|collapsed"
    r"|came\s+to\s+(?:nothing|nought)|dropped|halted|postponed\s+indefinitely"
    r"|called\s+off|stillborn|rebuffed|lost\s+the)\b"
)
MOOTED = re.compile(  # of a pilot that is only talked of
    r"\b(?:discuss(?:ed|ion|ions|ing)|suggest(?:ed|ion|ions)|mooted|debated|requested|sought|recommended|offered|invited"
    r"|conceivable|imaginable)\b"
)
# what only was to be, and then ended: "the order for X was cancelled"
_MEANT = re.compile(
    r"\b(?:orders?|proposals?|plans?|purchase|procurement|tender|bid|intention|idea|scheme)\s+(?:for"
    r"|of|to|by)\b[^.;]*$"
    r"|\b(?:intended|meant|hoped|wanted|wished|(?:was|were)\s+(?:going\s+)?)\s*to\s+(?!be\b)\w+[^.;]*$"
)
_MEANT_ONLY = re.compile(r"\b(?:intended|meant|hoped|wanted|wished|was|were)\s+(?:going\s+)?to\s+(?!be\b)\w+[^.;]*$")
_NOT_YET = re.compile(
    r"\b(?:not\s+yet|(?:is|has|are|have)\s+yet\s+to|yet\s+to|(?:not|n't)(?=[^.;]{0,40}\b(?:yet|until|before)\b))"
)


def is_meant(before: str) -> bool:
    """Whether it is an order, a proposal or a purchase of the name that is spoken of: what ends then is no use."""
    return bool(_MEANT.search(before))


def is_meant_only(before: str) -> bool:
    """Whether it was only meant to be: "we intended to use X"."""
    return bool(_MEANT_ONLY.search(before))


def is_given_up(clause: str, sentence: str) -> bool:
    """Whether a plan has come to nothing: refused, not pursued, cancelled."""
    clause = _NOT_YET.sub(" ", clause)
    return bool(
        cues.NEGATIVE.search(clause)
        or GIVEN_UP.search(sentence)
        or cues.NEVER_LIVE.search(_NOT_YET.sub(" ", plain(sentence)))
    )


def is_planned(before: str, after: str) -> bool:
    """Whether the clause says that the name is to come."""
    if re.search(rf"(?<!\w)(?:{cues.PLAN})(?!\w)", before):
        return True
    if cues.WILL.search(before) and re.search(
        rf"(?<!\w)(?:will|shall|going\s+to|'ll)\s+(?:\w+ly\s+|also\s+|be\s+|then\s+"
        rf"|soon\s+)*(?:{cues.USE_VERBS}|replace|become|start|begin)(?!\w)",
        before,
    ):
        return True
    if re.search(r"\b(?:will|shall)\s+be\s+\w+ing\s+(?:the\s+)?$", before):
        return True
    verb = cues.VERB.search(after)
    plan = re.search(rf"(?<!\w)(?:{cues.PLAN})(?!\w)", after)
    if plan and len(after[: plan.start()].split()) <= 8 and not re.search(r"\b(?:we|us|our|uses?|using)\b", before):
        return True
    return bool(
        verb
        and verb[0] in ("will", "shall")
        and not cues.VERB.search(before)
        and not re.search(r"(?<!\w)(?:when|once|if|click|select)(?!\w)", before + after)
    )

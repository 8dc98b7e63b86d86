"""The stance of one clause to a name in it, and what a second statement of the same subject makes of it.

The order of questions is the order of caution: doubt first, then denial and ending, then plan and trial, then evidence of use.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.affirming import affirmed
from datascores.corpus.stance.clauses import last_end, plain
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.denial import OTHER, USE, denied, denied_later, is_nil
from datascores.corpus.stance.ending import ended
from datascores.corpus.stance.others import is_of_others
from datascores.corpus.stance.planning import GIVEN_UP, MOOTED, is_given_up, is_meant, is_meant_only, is_planned
from datascores.corpus.stance.words import AFFIRMED, DENIED, ENDED, PILOTED, PLANNED, UNCLEAR

_WHICH_IS = re.compile(r"\s*,?\s*which(?=\s+(?:is|are)\b)")
_AND_IS = re.compile(r"\s*,?\s*and(?=\s+(?:is|are)\b)")
_WHICH_WE = re.compile(r"\s*,?\s*(?:which|that)(?=\s+(?:we|our\s+\w+|the\s+(?:council|trust|force|board))\s)")
_AND_WE_USE_IT = re.compile(
    r"\s*,?\s*and\s+(?:we|they|the\s+\w+|our\s+\w+)\s+(?:\w+\s+)?(?:uses?|rel(?:y|ies)\s+on|ha(?:ve|s)"
    r"|holds?)\s+it(?!\w)"
)
_IS_A = re.compile(r"(?:\s+(?:is|are)\s+(?:an?|the|one\s+of\s+(?:the|our))\s+\w+)?\s*,?\s*")


def judge(before: str, after: str, aside: str, sentence: str) -> tuple[str, bool]:
    """The stance of a clause, and whether it is having or using the name that is spoken of; plain words but for ``sentence``."""
    before, after = cues.FALSE_NEGATION.sub(" ", before), cues.FALSE_NEGATION.sub(" ", after)
    before, _, after = cues.EXCLUSIVE.sub(" ", f"{before}{NAME}{after}").partition(NAME)
    clause = f"{before}{NAME}{after}"
    if aside and (found := _of_aside(aside)):
        return found, found != UNCLEAR  # "click to open X (if installed)" is no statement of use
    if is_nil(before, after):
        return DENIED, True
    if _in_doubt(before, after) or cues.REFUSES_TO_SAY.search(plain(sentence)):
        return UNCLEAR, True
    what = denied(before, after)
    if cues.EXCEPTION.search(before) and not cues.VERB.search(before[last_end(cues.EXCEPTION, before) :]):
        outside = plain(sentence)
        if what or cues.NEGATION.search(cues.FALSE_NEGATION.sub(" ", outside)):
            return AFFIRMED, True
    if over := ended(before, after, sentence):
        return (UNCLEAR if over == ENDED and is_meant(before) else over), True
    if what == OTHER:
        return UNCLEAR, False
    if what:
        return DENIED, what == USE
    if is_meant_only(before):
        return UNCLEAR, True
    if is_planned(before, after):
        return (UNCLEAR if is_given_up(clause, sentence) else PLANNED), True
    if guarded := denied_later(before, sentence):
        return guarded
    if cues.REFUSAL.search(clause) or cues.NEGATIVE.search(cues.HARMLESS.sub(NAME, clause)):
        return UNCLEAR, True
    if is_of_others(before, after):
        return UNCLEAR, False
    if cues.PILOT.search(cues.FALSE_PILOT.sub(" ", clause)):
        return (UNCLEAR if GIVEN_UP.search(clause) or MOOTED.search(clause) else PILOTED), True
    return (AFFIRMED, True) if affirmed(before, after, sentence) else (UNCLEAR, False)


def _of_aside(aside: str) -> str:
    """What brackets right after a name say of it: "(not used)", "(pilot)", "(no longer in use)", "(planned)"."""
    if re.fullmatch(r"\s*(?:yes|no|n/a)\W*", aside):
        return AFFIRMED if "yes" in aside else DENIED
    if re.match(r"\s*(?:if|where|when)\s+(?:available|installed|required|applicable)", aside):
        return UNCLEAR
    if (
        re.search(cues.NO_LONGER, aside)
        or re.match(rf"\s*(?:{cues.ENDING_VERB}|{cues.FORMER})", aside)
        or cues.UNTIL.match(aside)
    ):
        return ENDED
    if re.match(rf"\s*(?:(?:is|was|which|this)\s+)*(?:currently\s+)?not\s+(?:currently\s+|yet\s+)?{cues.USED}", aside):
        return PLANNED if re.search(r"not\s+yet", aside) else DENIED
    if cues.PILOT.search(aside):
        return PILOTED
    return PLANNED if re.match(rf"\s*(?:{cues.PLAN})", aside) else ""


def _in_doubt(before: str, after: str) -> bool:
    """Whether the clause only supposes, asks or refuses to say; a doubt after the name counts where it is its verb."""
    before = cues.FALSE_DOUBT.sub(" ", before)
    if re.match(r"\W*(?:should|were)\s+(?:the\s+|an?\s+)?\w", before):
        return True  # "Should Members agree, …"
    if cues.DOUBT.search(before):
        return True
    after = cues.FALSE_DOUBT.sub(" ", after)
    match = cues.DOUBT.search(after)
    if match is None:
        return False
    if match[0] in ("if", "unless", "whether"):
        return False  # a condition that follows: "we use X if needed"
    return not cues.VERB.search(after, 0, match.start()) and not cues.VERB.search(before)


def said_further(left: str, right: str, rest: str) -> str:
    """affirmed where a clause that follows says so of the same name: "X, which is used by our teams", "X, which we use"."""
    if which := _WHICH_WE.match(rest):
        if not _IS_A.fullmatch(right) or (right.strip(" ,") and left.strip()):
            return ""
        said = judge(re.split(r"[,.]", rest[which.end() :])[0] + " ", "", "", f"{rest[which.end() :]} {NAME}")
    elif which := _WHICH_IS.match(rest) or (None if left.strip() else _AND_IS.match(rest)):
        said = judge("", rest[which.end() :].partition(",")[0], "", f"{NAME}{rest[which.end() :]}")
    elif not left.strip() and _AND_WE_USE_IT.match(rest) and not cues.NEGATIVE.search(right + rest):
        return AFFIRMED
    else:
        return ""
    return said[0] if said[0] == AFFIRMED else ""


def of_second(left: str, rest: str, sentence: str) -> str:
    """What a second statement of the same subject takes back: "X was bought but never went live"; or empty."""
    opening = cues.SAME_SUBJECT.match(rest)
    if opening is None or not opening.end():
        return ""
    predicate = rest[opening.end() :]
    if end := cues.BREAK.search(predicate):
        predicate = predicate[: end.start()]
    if over := ended(left, " " + predicate, sentence):
        return over if over == ENDED else ""
    if re.match(r"\s*will\b", predicate) and is_planned(left, " " + predicate):
        return PLANNED if not cues.VERB.search(left) and re.match(r"\s*,?\s*which\b", rest) else ""
    if (
        cues.NEVER_LIVE.search(predicate)
        or cues.REFUSAL.match(predicate)
        or (denied(left, " " + predicate) and not is_limited(predicate))
    ):
        return UNCLEAR
    return PILOTED if re.match(r"\s*(?:is|are)\b", predicate) and cues.PILOT.search(predicate) else ""


def is_limited(words: str) -> bool:
    """Whether one use is denied, not all: "is not used to decide", "is not used in court"."""
    return bool(re.search(rf"{cues.USED}\s+(?:to|for|as|in)\b", words))

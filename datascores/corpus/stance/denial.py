"""What a clause denies: the use of the name, information about it, something else, or nothing."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import last_end, plain
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.words import DENIED, UNCLEAR

USE, INFORMATION, OTHER = "use", "information", "other"  # what is denied
_ANSWER_NO = re.compile(
    r"^[\s\"'”’)]*(?:[:\t–—-]|\s-\s)+\s*(?:no|none|nil|n/a|not\s+(?:used|held|in\s+use|applicable|currently\s+used))(?!\w)(?!\s+longer)"
)
_USING = re.compile(
    rf"(?<!\w)(?:{cues.USE_VERBS}|plans?|intend|intentions?|contract(?:ed|s)?|us[ea]|rely|relies|made)(?!\w)"
)
_AUXILIARY = re.compile(r"is|are|was|were|has|have|had|be|been|do|does|did|can|will|would")
_PREPOSED = re.compile(
    r"(?:about|on|regarding|concerning|relating\s+to|related\s+to|of|for|in\s+relation\s+to|with|in|from|by)\b"
)


def denied(before: str, after: str) -> str:
    """What is denied with the name: its use, information about it, something else, or nothing (empty)."""
    if cues.INSTEAD.search(before) and len(before[last_end(cues.INSTEAD, before) :].split()) <= 3:
        return USE
    if _ANSWER_NO.match(after):
        return USE
    negations = list(cues.NEGATION.finditer(before))
    if negations:
        return _denied_before(before[negations[-1].start() :], negations[-1][0], is_double=len(negations) == 2)
    return _denied_after(after, before)


def denied_later(before: str, sentence: str) -> tuple[str, bool] | None:
    """What the rest of the sentence takes back: "others use X, we do not", "X: we have no such system".

    Where the name's own clause says that it is used, and the rest that it is not, by whomever, it is unclear.
    """
    first, _, rest = (cues.FALSE_NEGATION.sub(" ", plain(part)) for part in sentence.partition(NAME))
    is_topic = bool(cues.TOPIC.search(first) or re.match(r"[\s\"'”’)]*(?::|[–—]|\s-\s|\t)", rest))
    if cues.NOTHING_HELD.search(rest):
        return DENIED, False
    denial = cues.OPEN_DENIAL.search(rest)
    if denial is None:
        return (UNCLEAR, True) if is_topic and cues.NEGATION.search(rest) else None
    if re.search(r"\b(?:which|who|that|whose)\s+(?:\w+\s+){0,2}$", rest[: denial.start()]):
        return UNCLEAR, True  # denied of something that the sentence names later
    is_used = (not is_topic and cues.FINITE.search(before)) or re.search(
        r"\b(?:is|are)\s+(?:\w+ly\s+)?used\b", rest[: denial.start()]
    )
    return (UNCLEAR, True) if is_used else (DENIED, True)


def _denied_before(scope: str, negation: str, is_double: bool) -> str:
    """The negation stands before the name; ``scope`` runs from it to the name."""
    if is_double and re.match(r"not\b.*\bwithout\b", scope):
        return ""
    between = scope[len(negation) :]
    if re.match(r"(?:not|never)\b.*\b(?:replac|decommission|ceas|stopp|withdr|discontinu|cancel)", scope):
        return ""  # "we have not replaced X"
    if re.search(rf"(?<!\w){cues.INFORMATION}(?!\w)", between):
        return INFORMATION
    uses = bool(_USING.search(between))
    if negation in ("nor", "neither") or re.fullmatch(r"\s*(?:the|any|our|even|currently|to)?\s*", between):
        return USE  # "but not X"
    if negation in ("not", "never", "cannot", "unable to", "yet to") or negation.endswith("n't"):
        held = re.search(r"\bany\s+(?P<noun>\w+)\s+(?:\w+\s+)?(?:with|for|of|in|from|about|on)\b", between)
        if uses and held and not re.fullmatch(rf"{cues.USE_NOUNS}|part|form|kind|module|element", held["noun"]):
            return OTHER
        return USE if uses else OTHER
    if re.match(rf"\s*(?:\w+\s+)?{cues.USE_NOUNS}(?!\w)", between):
        return USE  # "no software that is supplied by X"
    preposed = re.search(rf"\b(\w+)\s+{_PREPOSED.pattern}", between)
    if preposed and not re.fullmatch(cues.USE_NOUNS, preposed[1]) and not uses:
        return ""  # "no suppliers are involved with X": what is denied is the supplier
    return USE if uses or not cues.VERB.search(between) else ""


def _denied_after(after: str, before: str) -> str:
    """The negation stands after the name: its use is denied where the verb that follows is one of use."""
    match = cues.NEGATION.search(after)
    if match is None or len(after[: match.start()].split()) > 12:
        return ""
    first = cues.VERB.search(after)
    if first and first.end() < match.start() and not _AUXILIARY.fullmatch(first[0]):
        return ""
    if cues.VERB.search(before) and re.search(r"\b(?:we|it|they|council|uses?|used|using|ha[sd]|have)\b", before):
        return ""  # the name is an object: the negation that follows has its own
    rest = after[match.end() :]
    if re.match(rf"\s+(?:\w+ly\s+|been\s+|being\s+|actually\s+|in\s+the\s+)*{cues.USED}(?!\w)", rest):
        return USE
    if re.match(
        r"\s+(?:a|an|one\s+of|part\s+of|among|something)\b.*\b(?:we|us|our|council|force|trust|hold|use[sd]?)\b", rest
    ):
        return USE
    return ""

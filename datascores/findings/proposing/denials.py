"""Denials of a whole class: "does not have any software that …", "no automated decision making", "have not deployed any
predictive analytics". What is denied must be a thing that decides, scores or analyses, never information about one: "no
documents about such systems are held" denies documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from datascores.corpus.stance import cues

LONGEST = 250
_HAVING = re.compile(
    rf"(?:\s+\w+){{0,4}}?\s+(?:{cues.USE_VERBS}|make|makes|take|takes|generate|generates|produce|produces"
    r"|perform|performs"
    r"|undertake|undertakes|undertaken|conduct|conducts|carry\s+out|carries\s+out|engage\s+in"
    r"|rely\s+on)\s+(?P<thing>.+)",
    re.S,
)
_BEFORE_NO = re.compile(
    rf"(?:(?:{cues.USE_VERBS}|is|are|were|was|make|makes|with|and|takes?)(?:\s+\w+ly|\s+currently)?|^)\s*$"
)
_HEAD_ENDS = re.compile(
    r"[,;:.()]|\b(?:that|which|who|to|for|within|in|on|about|by|from|with|as|at|where|when|relating|related"
    r"|concerning"
    r"|regarding|designed|used|using|is|are|has|have|being|such|or|and|of\s+(?:any|this|whatever"
    r"|every)\s+(?:kind|sort|type|description|nature|form|character)|whatsoever|whatever|at\s+all|other\s+than"
    r"|capable|takes?|place|so|yet|here|anywhere|currently)\b"
)
_OPENING = re.compile(
    r"\s*(?:(?:any|an?|the|such|this|these|those|of|other|similar|specific|currently|at\s+present|kind|type"
    r"|form|sort)\s+)*"
)
_THING = re.compile(
    r"\b(?:software|systems?|tools?|algorithms?|models?|modelling|analytics|profiling|scoring|platforms?"
    r"|applications?"
    r"|technolog(?:y|ies)|machine\s+learning|artificial\s+intelligence|ai|programs?|programmes?)$"
)
_TOPIC = re.compile(
    r"\b(?:predict\w*|analytic\w*|algorithm\w*|automat\w*|scor(?:e|es|ing)|profil(?:e|es|ing)"
    r"|machine\s+learning|artificial\s+intelligence"
    r"|data\s+analy\w+|trends?|risk\s+(?:assess\w*|stratif\w*|rating)|decision[\s-]making|this|these|such"
    r"|of\s+(?:this|that)\s+(?:kind|sort|type))\b"
)
_MECHANICAL = re.compile(r"\b(?:predict\w*|analytics?|algorithm\w*|automat\w*|scoring|profiling|machine[\s-]\w+)\b")
_DOING = re.compile(
    r"\b(?:decisions?|decision[\s-]making|process(?:es|ing)?|methods?|techniques?|scores?|assessments?|policing"
    r"|practices?|analysis)$"
)
# "algorithms are not used to rank people": what is denied is that use, and the words say so
_ONE_USE = re.compile(rf"\s+(?:\w+ly\s+|been\s+|being\s+)*{cues.USED}\s+(?P<use>(?:to|for)\b[^.;]*)")
_ARE_USED = re.compile(rf"\s+(?:is|are|was|were|has\s+been|have\s+been)\s+(?:\w+ly\s+|being\s+)*{cues.USED}\W*$")
_ONLY_POINTED = re.compile(r"(?:any\s+)?(?:such|this|these|that|the|similar)\s+\w+")  # no class in words
_NOT_OURS = re.compile(
    r"\b(?:suppliers?|providers?|vendors?|contracts?|decision[- ]makers?|plans?|requirement|reason|evidence"
    r"|need|change|way)\b"
)


@dataclass(frozen=True)
class ClassDenial:
    """``words`` name what is denied, as the sentence does; ``at`` is where in the sentence the denial begins."""

    words: str
    at: int


def class_denials_in(sentence: str) -> Iterator[ClassDenial]:
    """What a sentence denies as a whole."""
    plain = sentence.lower()
    if len(plain) != len(sentence) or re.search(r"\?\s*$", sentence):
        return
    exception = cues.EXCEPTION.search(plain)
    for begin, end in _clauses(plain):
        clause = re.sub(r"\s", " ", plain[begin:end])
        masked = cues.FALSE_NEGATION.sub(lambda match: "_" * len(match[0]), clause)
        for negation in cues.NEGATION.finditer(masked):
            span = _denied_thing(masked, negation)
            if span is None or cues.DOUBT.search(masked[: negation.start()]) or "no longer" in masked:
                continue
            if exception and exception.start() < begin + negation.start():
                continue  # "Other than X we use no such tool": the class is not denied as a whole
            if _ONLY_POINTED.fullmatch(clause[slice(*span)].strip(" ,;:.")):
                continue
            words = " ".join(sentence[begin + span[0] : begin + span[1]].split())
            if span[1] <= negation.start() and (limit := _ONE_USE.match(clause, negation.end())):
                words += " … " + " ".join(sentence[begin + limit.start("use") : begin + limit.end("use")].split())
            yield ClassDenial(words[:LONGEST].strip(" ,;:."), begin + negation.start())
            break


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    """Clauses by the words that bound a negation, relative clauses left with what they describe."""
    at = 0
    for match in cues.BREAK.finditer(plain):
        if match[0].strip() in ("which", "who", "whose"):
            continue
        yield at, match.start()
        at = match.end()
    yield at, len(plain)


def _denied_thing(clause: str, negation: re.Match[str]) -> tuple[int, int] | None:
    rest = clause[negation.end() :]
    if negation[0] in ("no", "without"):
        if not _BEFORE_NO.search(clause[: negation.start()].replace("there", "")):
            return None
        start = negation.end()
    elif negation[0] in ("not", "never") or negation[0].endswith(("n't", "n’t")):
        if (passive := _passive(clause, negation)) is not None:
            return passive
        having = _HAVING.match(rest)
        if having is None:
            return None
        start = negation.end() + having.start("thing")
    else:
        return None
    opening = _OPENING.match(clause, start)
    head_start = opening.end() if opening else start
    if re.match(r"(?:for|to|in|as|by|on|with|at)\b", clause[head_start:]):
        return None  # "is not used for …": a use of something is denied, no class
    ends = _HEAD_ENDS.search(clause, head_start + 1)
    head = clause[head_start : ends.start() if ends else len(clause)].strip()
    if not _is_class(head, clause):
        return None
    used = _ARE_USED.search(clause, head_start)
    begin = start + len(clause[start:]) - len(clause[start:].lstrip())
    return begin, used.start() if used and negation[0] == "no" else len(clause)


def class_at(words: str) -> bool:
    """Whether words (in lower case, with their article) name a class of things that decide, score or analyse."""
    opening = _OPENING.match(words)
    start = opening.end() if opening else 0
    ends = _HEAD_ENDS.search(words, start + 1)
    return _is_class(words[start : ends.start() if ends else len(words)].strip(), words)


def _passive(clause: str, negation: re.Match[str]) -> tuple[int, int] | None:
    """ "Predictive analytics are not used": the thing stands before."""
    if not re.match(
        rf"\s+(?:\w+ly\s+|been\s+|being\s+)*{cues.USED}\s*(?:\W|by\b|within\b|in\b|at\b|anywhere\b|$)",
        clause[negation.end() :],
    ):
        return None
    before = re.sub(
        r"\s+(?:is|are|was|were|has|have|been|being|currently|does|do)*(?:\s+(?:is|are|been|currently))*\s*$",
        "",
        clause[: negation.start()],
    )
    head = re.sub(r"^.*?[,:]\s*", "", before).strip()
    if not head or cues.VERB.search(head) or not _is_class(head, clause):
        return None
    begin = clause.index(head)
    return begin, begin + len(head)


def _is_class(head: str, clause: str) -> bool:
    if (
        not head
        or re.search(rf"\b{cues.INFORMATION}\b", re.sub(r"assessments?", "", head))
        or _NOT_OURS.search(head)
        or len(head.split()) > 9
    ):
        return False
    if _THING.search(head):
        return bool(_TOPIC.search(clause))
    return bool(_MECHANICAL.search(head) and _DOING.search(head))

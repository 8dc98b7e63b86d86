"""Whose system a sentence speaks of: the body that is its subject or agent, else the body that the document comes from.

"Croydon piloted X", "X is used by the Fire Service", "Kent's use of X", "X in Kent" name their body; "we use X" and
sentences without a subject of their own are the author's. A subject that nobody knows ("Harris County uses X") is
somebody else, and the sentence then says nothing of the author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from datascores.corpus.stance import cues
from datascores.corpus.stance.abroad import is_abroad

BY_DOCUMENT = "the body that the document comes from"
_GIVEN_TO = re.compile(
    r"\b(?:used|operated|run|held|owned|deployed|commissioned|piloted|licensed)\s+"
    r"(?:by|to|within|in)\s+(?:the\s+)?$"
)
_SORT = re.compile(
    r"\bthe\s+(?P<sort>[Ff]ire(?:\s+and\s+[Rr]escue)?|[Pp]olice|[Aa]mbulance|[Pp]robation)\s+[Ss]ervices?\b"
)
_THEY = re.compile(r"(?<!\w)(?:they|them|their)(?!\w)", re.I)
_WE_USE = re.compile(r"\b(?:[Ww]e|us|I)\b")
_AUXILIARY = (
    r"(?:\s+(?:has|have|had|is|are|was|were|be|been|being|do|does|did|not|never|will|would|may|can"
    r"|could|also|now|currently"
    r"|no|longer|still|already|previously|only|both|plans?\s+to|intends?\s+to|\w+ly)|\s*\([^()]{0,40}\)"
    r"|\s*,\s+(?:which|who)\b)*"
)
_POSSESSED = r"['’]s?(?:\s+\w+){1,4}?"
_ITS_USE = re.compile(r"['’]s?\s+(?:use|trial|pilot|deployment|adoption|version|procurement)\b", re.I)
_VERB = re.compile(rf"(?<!\w){cues.USE_VERBS}(?!\w)", re.I)
_DONE_BY = re.compile(rf"(?<!\w)(?:{cues.USE_VERBS}|engaged|contracted|appointed|hired)(?!\w)", re.I)
_AGENT = re.compile(r"\bby\s+(?:the\s+)?", re.I)
_BEFORE_NAME = re.compile(r"(?:\bby|\bwithin|\bin|\bat|\bacross|\binside)\s+(?:the\s+)?$", re.I)
_OTHERS = re.compile(  # "other forces use", "some neighbouring councils have"
    r"\b(?:other|others|some|most|many|several|neighbouring|partner)(?:\s+\w+){0,2}?"
    r"(?:\s+(?:councils|authorities|forces|trusts|bodies|boroughs|agencies|organisations|areas))?\s*$",
    re.I,
)
_SUBJECT = re.compile(
    r"(?P<words>(?:[A-Z][\w&’'.-]*|of|and|the|for|upon|in)(?:\s+(?:[A-Z][\w&’'.-]*|of|and|the|for|upon|in))*)\s*$"
)
# words of a subject that make nobody a stranger: "Social Workers use", "The Council", "Public Health"
_OWN_WORDS = frozenset(
    re.findall(
        r"\w+",
        "we our i the this these those it its they their all both each every some staff officers "
        "analysts practitioners"
        " managers social workers teams team department directorate service services council "
        "councils constabulary force"
        " trust authority board group office college ccg nhs users user practices gp gps data public "
        "health and of for"
        " in a an no which who that one everyone everybody nobody someone anyone none yes nor "
        "neither if housing finance procurement legal education"
        " planning transport it ict hr audit benefits revenues safeguarding probation custody "
        "library libraries business company management"
        " currently there however although also as while to research intelligence performance children adult adults",
    )
)


@dataclass(frozen=True)
class Body:
    """A public body named in a sentence, with where it stands in the sentence's words."""

    slug: str
    start: int
    end: int


@dataclass(frozen=True)
class Holder:
    """Whose system it is, and how that was found, in words."""

    slug: str
    how: str


def holder_of(
    words: str, start: int, end: int, bodies: Sequence[Body], others: Sequence[tuple[int, int]], author: str
) -> Holder | None:
    """Whose is the thing at ``start`` to ``end`` of a sentence's ``words``; None where it is somebody unknown's.

    ``others`` are the places of systems, which are no strangers when they are the subject; ``author`` is the slug of the
    body that the document comes from, or empty.
    """
    begin, finish = _stretch(words, start, end)
    words, start, end = words[begin:finish], start - begin, end - begin
    bodies = [
        replace(body, start=body.start - begin, end=body.end - begin) for body in bodies if begin <= body.start < finish
    ]
    others = [(left - begin, right - begin) for left, right in others if begin <= left < finish]
    for body in bodies:
        if _is_owner(words, body, start, end):
            return Holder(body.slug, "named as its owner or user")
    if is_abroad(words, start, (author, *(body.slug for body in bodies)), others):
        return None
    verb = _verb_before(words, start)
    if verb is not None:
        subject = words[: verb.start()]
        for body in reversed(bodies):
            if body.end <= verb.start() and re.fullmatch(_AUXILIARY + r"\s*", words[body.end : verb.start()], re.I):
                return Holder(body.slug, "named as the subject")
            if body.end <= verb.start() and re.fullmatch(
                _POSSESSED + _AUXILIARY + r"\s*", words[body.end : verb.start()], re.I
            ):
                return Holder(body.slug, "named as the subject")
        is_singular = bool(re.fullmatch(r"(?!access)\w*[^s]s|has", verb[0], re.I))
        if _is_stranger(subject, others, is_singular):
            return None
    for match in _AGENT.finditer(words):
        if _is_stranger_name(words[match.end() :], words, match.end(), bodies, others):
            return None
    for body in reversed(bodies):
        if body.end <= start and re.match(_AUXILIARY + r"\s+(?:is|are|was|were)\b", words[body.end :], re.I):
            return Holder(body.slug, "named as the subject")
    return Holder(author, BY_DOCUMENT) if author else None


def carried(holder: Holder, words: str, before: Sequence[tuple[str, str]], author: str) -> Holder | None:
    """Whose it is where a letter answers for another body: "… are used by the Fire Service", and later "they model risk".

    ``before`` are the bodies named so far, each with the words that lead to it. A sentence that speaks of somebody as (
        "they"
    )
    or (
        "the Fire Service"
    ) speaks of the body that such words last gave a system to, and of nobody known where it names a
    sort of body that is not the author's.
    """
    if holder.slug != author or holder.how != BY_DOCUMENT:
        return holder
    users = [slug for slug, lead in before if slug != author and _GIVEN_TO.search(lead)]
    sort = _SORT.search(words)
    if sort and not any(word in author for word in re.findall(r"[a-z]+", sort["sort"].lower())):
        word = sort["sort"].lower().split()[0]
        known = [slug for slug, _ in before if word in slug]
        return Holder(known[-1], f"“{sort[0]}” after it was named") if known else None
    if users and _THEY.search(words) and not _WE_USE.search(words):
        return Holder(users[-1], "named before as the user")
    return holder


def _stretch(words: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons that holds a place; those at the ends of a list's items part nothing."""
    begin = max((match.end() for match in re.finditer(r"; ", words[:start])), default=0)
    finish = words.find("; ", end)
    return begin, len(words) if finish < 0 else finish


def subject_of(words: str, at: int, bodies: Sequence[Body], author: str) -> Holder | None:
    """The body that is the subject of the words before ``at``, where a denial begins."""
    before = words[:at]
    for body in reversed(bodies):
        if body.end <= at and len(words[body.end : at].split()) <= 4 and not re.search(r"[.;:]", words[body.end : at]):
            return Holder(body.slug, "named as the subject")
    if re.search(
        r"\b(?:other|some|most|many|those|few|all)\s+(?:\w+\s+)?(?:councils|authorities|forces|trusts"
        r"|bodies|boroughs)\b",
        before,
        re.I,
    ):
        return None
    if _is_stranger(before, ()):
        return None
    return Holder(author, BY_DOCUMENT) if author else None


def _is_owner(words: str, body: Body, start: int, end: int) -> bool:
    """Whether the sentence gives the thing to the body: its name in the genitive, "used by" it, or in it."""
    if body.end <= start:
        between = words[body.end : start]
        if re.fullmatch(r"['’]s?\s+(?:\w+\s+){0,2}", between) or _ITS_USE.match(between):
            return True
    elif body.start < end:
        return False
    if (
        body.end <= start
        and re.fullmatch(r"\W*(?:in|at)\s+(?:the\s+)?", words[: body.start], re.I)
        and words[body.end : body.end + 1] == ","
    ):
        return True  # "In Kent, X scores families"
    found = _BEFORE_NAME.search(words[: body.start])
    if found is None:
        return False
    if found[0].lower().startswith("by"):
        return bool(_VERB.search(words[max(0, body.start - 60) : body.start]))
    return 0 <= body.start - end < 80


def _verb_before(words: str, start: int) -> re.Match[str] | None:
    """The last verb of use before a place, in the same clause."""
    found = None
    for match in _VERB.finditer(words, 0, start):
        if not (found and re.match(r"\s+of\b", words[match.end() :])):  # "piloted the use of": a noun
            found = match
    if found and re.search(r"[.;]\s", words[found.end() : start]):
        return None
    return found


def _is_stranger(subject: str, others: Sequence[tuple[int, int]], is_singular: bool = False) -> bool:
    """Whether the words before a verb end with a name that nobody here knows."""
    subject = re.sub(_AUXILIARY + r"\s*$", "", subject)
    if _OTHERS.search(subject):
        return True
    match = _SUBJECT.search(subject)
    if match is None or any(start < match.end("words") and end > match.start("words") for start, end in others):
        return False
    return _is_foreign(match["words"], not subject[: match.start()].strip(), is_singular)


def _is_stranger_name(
    after: str, words: str, at: int, bodies: Sequence[Body], others: Sequence[tuple[int, int]]
) -> bool:
    if not _DONE_BY.search(words[max(0, at - 40) : at]) or any(body.start <= at + 4 < body.end for body in bodies):
        return False
    if any(start <= at + 1 < end for start, end in others):
        return False
    match = re.match(r"(?:[A-Z][\w&’'.-]*\s+(?:and\s+|of\s+|for\s+)?)+[A-Z][\w&’'.-]*", after)
    return match is not None and _is_foreign(match[0], at_start=False)


def _is_foreign(name: str, at_start: bool, is_singular: bool = False) -> bool:
    """Whether a name is somebody's of whom nobody here knows; the first word of a sentence has a capital in any case, and
    is a name only before a verb in the singular: "Hackney uses X", not "Officers use X"."""
    parts = [part for part in re.findall(r"[\w’'-]+", name) if part.lower() not in _OWN_WORDS]
    capitals = [part for part in parts if part[0].isupper() and not part.isupper()]
    is_alone = at_start and len(capitals) == 1 and len(name.split()) == 1 and is_singular
    return (is_alone or len(capitals) > (1 if at_start else 0)) and not name.lower().startswith(
        ("the council", "our ", "we ")
    )

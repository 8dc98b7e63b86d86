"""A place named at the head of a sentence: "In Chicago, police use X" in Kent's letter speaks of Chicago.

A place is told by its form alone, capitals after "in" or "at", not by a list of places. The body's own place, its
departments, months, and what a letter counts (Phase 2, Section 4) are none; nor is any where the body itself is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_HEAD = re.compile(
    r"\W*(?:(?:However|Elsewhere|Similarly|Likewise|For\s+example|For\s+instance|By\s+contrast|Meanwhile|And|But),?\s+)?"
    r"(?:[Ii]n|[Aa]t|[Aa]cross|[Tt]hroughout|[Ww]ithin|[Oo]ver\s+in|[Aa]round|[Dd]own\s+in|[Uu]p\s+in)\s+(?:(?:the|neighbouring|nearby)\s+)?"
    r"(?P<place>(?:St\.?\s+)?[A-Z][\w’'.-]*(?:\s+(?:(?:of|upon|on|in|and|the|under|le)\s+)?[A-Z][\w’'-]*){0,4})(?P<after>\s*,|\s+)"
)
# what has capitals and is no place of another body
_NO_PLACE = frozenset(
    re.findall(
        r"\w+",
        "january february march april may june july august september october november december spring summer "
        "autumn winter monday tuesday wednesday thursday friday saturday sunday christmas easter q1 q2 q3 q4 phase "
        "year section appendix annex annexe question part table stage week day period paragraph schedule exhibit "
        "figure response answer addition summary total general particular practice short fact principle order "
        "relation respect regard line light conclusion accordance turn term terms our we us this that these it its "
        "their your my all each every present first last most some services service team teams department "
        "departments directorate directorates unit division office group board committee cabinet council councils "
        "authority force constabulary trust housing finance revenues benefits benefit care social adult adults "
        "children child childrens family families education schools school learning skills health public "
        "environment planning transport highways legal human resources hr it ict digital customer customers "
        "procurement audit business intelligence performance policy data research analytics community communities "
        "safeguarding safety probation custody library libraries leisure culture parks waste regeneration growth "
        "economy corporate democratic electoral registration payroll property assets estates insurance fraud "
        "enforcement licensing trading standards youth early help support intervention prevention offending sen "
        "send tax nndr commissioning operations headquarters hq hall house head wards ward accident emergency "
        "radiology outpatients theatre pharmacy maternity ",
    )
)
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "city county borough district greater north south east west of and the upon on in royal st london new central upper "
        "lower under le",
    )
)
_ITSELF = re.compile(
    r"(?:we|our|us|i|this\s+(?:council|authority|force|trust|service)|the\s+(?:council|trust|force|constabulary|board|authority))\b",
    re.I,
)
_COUNTRIES = frozenset(("US", "USA", "UK", "EU", "UAE"))


def is_abroad(words: str, start: int, home: Iterable[str], things: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether the sentence ``words`` begins with a place that is no home's, and the thing at ``start`` belongs there.

    ``home`` are slugs of the bodies that speak; ``things`` are the places of systems, which are no places on a map.
    """
    head = _HEAD.match(words, 0, start)
    if head is None:
        return False
    begin, finish = head.span("place")
    if any(left < finish and right > begin for left, right in things):
        return False
    parts = [part for part in re.findall(r"[\w’'-]+", head["place"]) if part[0].isupper()]
    if any(part.isupper() and part not in _COUNTRIES for part in parts) or re.search(r"\d", head["place"]):
        return False
    lower = [re.sub(r"['’]s?$|['’]", "", part.lower()) for part in parts]
    if any(part in _NO_PLACE for part in lower):
        return False
    if head["after"].strip() and head["place"].endswith("'s"):
        return False
    own = {word for slug in home for word in slug.split("-")}
    telling = [part for part in lower if part not in _GENERIC] or lower
    if own and all(piece in own for part in telling for piece in part.split("-")):
        return False
    rest = words[head.end() : start]
    return not (_ITSELF.match(rest.lstrip()) or re.search(r"\b(?:we|us|our)\b", f"{rest}{words[start:][:40]}"))

"""Words right beside an ambiguous name that make it part of something else: a road, a centre, a person, a course, a meeting.

"Acorn Centre", "Hart Road", "Mr Compass", "item i2", "the Advanced diploma course": whatever context stands near, the name
there is another's. Told by the sort of word, never by a list of places. Pure.
"""

from __future__ import annotations

import re

_REACH = 60  # characters on either side
_ROADS = (
    r"Road|Rd|Street|Avenue|Ave|Lane|Drive|Crescent|Terrace|Grove|Mews|Close|Boulevard|Parade|Square|Gardens|Way|Hill"
    r"|Estate|Roundabout"
)
_BUILDINGS = (
    r"Centre|House|Lodge|Hall|Court|Hotel|Inn|School|Schools|College|Academy|Nursery|Nurseries|Church|Chapel"
    r"|Library|Theatre|Cinema|Museum"
    r"|Hospital|Hospice|Surgery|Clinic|Ward|Farm|Bridge|Station|Park|Tower|Wharf|Quay|Stadium|Pavilion"
    r"|Gallery|Playgroup|Pre-?school|Café|Cafe"
    r"|Care\s+Home|Nursing\s+Home|Day\s+Centre"
)
# what a road or building may have between its name and its sort
_SORT = (
    r"Leisure|Community|Business|Shopping|Retail|Industrial|Children['’]?s|Health|Medical|Day|Sports|Primary"
    r"|Infants?|Juniors?|Secondary|High"
    r"|Grammar|Street|Road|Park|Town|City|North|South|East|West|Upper|Lower|Old|New|Family|Youth|Treatment|Resource"
)
_PLACE = re.compile(rf"(?:['’]s)?[ \t]+(?:(?:{_SORT})[ \t]+){{0,2}}(?:{_ROADS}|{_BUILDINGS})\b")
_COURSE = re.compile(
    r"\s+(?:(?!training|user)[a-z][\w-]*\s+){0,2}(?:course|class|workshop|seminar|lesson|apprenticeship"
    r"|diploma|certificate|degree|qualification|GCSE)s?\b"
)
_PEOPLE = re.compile(
    r"\s+(?:paramedics?|ambulances?|crews?|nurses?|midwives|firefighters?|pupils?|schoolchildren|players?"
    r"|patients?|parishioners|tenants|residents"
    r"|volunteers?|choir|orchestra|brand\s+of|virus|tiles?|trees?)\b"
)
_GATHERING = re.compile(r"\b(?:Group|Network|Forum|Club|Circle|Society|Panel|Partnership|Team)$")
_MEETS = re.compile(
    r"[ \t]+(?:(?:also|usually|normally|now|will|next|last)\s+)*(?:meets?\b|met\b|is\s+meeting|meetings?\b"
    r"|minutes\b|members?(?:hip)?\b|volunteers?\b"
    r"|(?:is|are)\s+chaired|chair\b)"
)
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Alderman|Sgt|Sergeant"
    r"|Inspector|Superintendent|Rev|Reverend|Judge|Justice)"
    r"\.?[ \t]+(?:[A-Z](?:\.|[a-z]+)[ \t]+)?$"
)
_NUMBERED = re.compile(
    r"\b(?:items?|section|table|row|column|fig(?:ure)?|paragraph|para|clause|annexe?|appendix|question|point"
    r"|step|cell|grid|zone|form|page|level"
    r"|grade|type|class|option|note|part|junction|line|tab|sheet|gate|unit|flat|plot|block|entry|lot|no"
    r"|number|stage|phase|chapter|rule)s?\.?[ \t]*[(\[]?$",
    re.I,
)
_LIKE_A_NUMBER = re.compile(r"[A-Za-z]{0,2}\d{1,3}[A-Za-z]?|[A-Za-z]|[Oo]ne|[Tt]wo|[Tt]hree")


def is_of_other_name(text: str, start: int, end: int, is_body: bool) -> bool:
    """Whether the name at a place belongs to its neighbours; ``is_body`` tells names of public bodies, whose residents and
    members are their own."""
    name, before, after = text[start:end], text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _GATHERING.search(name):
        return not is_body and _MEETS.match(after) is not None
    if " " in name:
        return False
    if _PLACE.match(after) or _PERSON.search(before):
        return True
    if is_body:
        return False
    is_numbered = _LIKE_A_NUMBER.fullmatch(name) and _NUMBERED.search(before)
    return bool(is_numbered or _COURSE.match(after) or _PEOPLE.match(after))

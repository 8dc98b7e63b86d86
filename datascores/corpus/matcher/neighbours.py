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
# places that are named for firms, wherever these are known; a firm's products are no parks and towers
_NAMED_PLACE = re.compile(
    r"[ \t]+(?:(?:Road|Street|Avenue|Lane|Crescent|Terrace|Square|Roundabout|Estate|House|Court|Park|Tower|Lodge|Hall|Stadium"
    r"|Arena|Building|Buildings|Plaza|Pavilion|Theatre|Bridge|Wharf|Quay|Close|Gardens|Way(?!\s+(?:of|to|for|forward|in)\b))\b"
    r"|(?:road|street|avenue|lane)\b(?=\s*(?:[.,;:)!?]|$)|\s+(?:in|is|was|and|near|at|to|off|by|between)\b))"
)
_PLAYERS = re.compile(
    r"[ \t]+(?:choir|orchestra|(?:brass[ \t]+)?band[ \t]+(?:us|play|perform|rehears|practis|hire|meet|gave)\w*)\b"
)
_SMALL = (
    r"(?!(?:is|are|was|were|has|have|had|by|for|to|in|on|of|with|and|or|as|at|from|that|which|who|can|will|use[sd]?"
    r"|gives|lets|helps|allows)\b)"
)
_LEARNERS = re.compile(
    rf"\s+(?:{_SMALL}[a-z][\w-]*\s+){{0,3}}(?:students?|learners?|graduates?|trainees?|apprentices?|practitioners?)\b"
)
# a thing is of something where a product is not: "a mosaic of sites", though "bought from X of the ..." is a firm
_OF = re.compile(r"\s+of\s+(?!course\b|which\b|whom\b)[a-z]")
_GIVEN = re.compile(r"\b(?:by|to|from|with|using|in|via|through|on|under)\s+(?:the\s+)?$", re.I)
_REPORTS_OF = re.compile(r"s\s+of\s+(?:the|an?|my|his|her)\s+[a-z]")
_ANY = re.compile(r"(?:^|[.?!:\n])\s*$")
# "X is our motto", "our newsletter, X"
_MOTTO = (
    r"(?:mottos?|slogans?|strap\s?lines?|watchwords?|visions?|missions?|ethos|values?|promises?|pledges?|aims?|ambitions?|theme"
    r"|news\s?letters?|magazines?|charit(?:y|ies)|campaigns?|festivals?|choirs?|bands?|clubs?)"
)
_IS_MOTTO = re.compile(
    rf"(?:\s+(?:is|was|remains|became)|,)\s+(?:our|the|their|its|his|her|an?|one\s+of\s+our)\s+(?:[\w’'-]+\s+){{0,2}}?{_MOTTO}\b",
    re.I,
)
_MOTTO_IS = re.compile(rf"\b{_MOTTO}\s*(?:,|:|\bis\b|\bwas\b|[“\"‘'])\s*[“\"‘']?$", re.I)
_CAPITALS = re.compile(r"[A-Z]{3,}")
_WORD_BEFORE = re.compile(r"(?<![\w.:;,(|–—-])([a-z][a-z’']*)[ ]$")
_WORD_AFTER = re.compile(r"[ ]([a-z][a-z’'-]*)")
# after these a name may stand …
_BEFORE_NAME = frozenset(
    """
    the a an our its your their his her this that these those each every no any some all both another such same
    use uses used using utilise utilises run runs ran running buy buys bought procured purchased licensed called named
    of for with by on in into from via as is are was were be been about like including and or nor not than to at under
    within through between over per plus versus without include includes trial trialled piloted new old current existing
    previous former online digital local national internal external hold holds held has have had implemented deployed
    introduced apply applied considered chose choose adopt adopted replace replaced replacing only either neither
    """.split()  # noqa: SIM905
)
# … and these follow it; what else stands between two small words is a verb in capitals
_AFTER_NAME = frozenset(
    """
    is are was were has have had will would can could may might must should shall does do did be been being
    in for by on at to and or nor from since with without under until that which who when where as of than into via per if
    but so because while not also only now then currently
    system systems software tool tools model models data database dataset package platform product programme program
    module licence license licences contract form forms report reports score scores scoring profile profiles profiling
    assessment assessments app application solution suite team user users version website data-set analysis index
    segmentation classification toolkit framework rating ratings pilot trial project
    """.split()  # noqa: SIM905
)
_COURSE = re.compile(
    r"\s+(?:(?!training|user|of)[a-z][\w-]*\s+){0,2}(?:course|class|workshop|seminar|lesson|apprenticeship"
    r"|diploma|certificate|degree|qualification|GCSE)s?\b"
)
_PEOPLE = re.compile(
    r"\s+(?:paramedics?|ambulances?|crews?|nurses?|midwives|firefighters?|pupils?|schoolchildren|players?"
    r"|patients?|parishioners|tenants|residents"
    r"|volunteers?|choir|orchestra|brand\s+of|virus|tiles?|trees?|art|arts|artists?|artworks?|antiques|floors?|pavements?)\b"
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

# another firm's trade: "Acorn Stairlifts"
_TRADES = (
    r"Stairlifts?|Recruitment|Fencing|Roofing|Glazing|Plumbing|Removals|Taxis|Cars|Coaches|Buses|Motors|Garages?|Tyres|Catering"
    r"|Foods|Bakery|Butchers|Florists|Kitchens|Bathrooms|Flooring|Carpets|Furniture|Blinds|Cleaning|Laundry|Landscapes|Gardening"
    r"|Scaffolding|Joinery|Builders|Homes|Lettings|Solicitors|Dental|Dentists|Opticians|Veterinary|Paramedics|Brewery|Cycles|Toys"
    r"|Paints|Tiles|Hairdressing|Fitness|Gym|Stationery|Printers|Signs|Skips|Electrical|Heating|Drainage|Nurseries"
)
_TRADE = re.compile(rf"[ \t]+(?:{_TRADES})\b")
# a telephone line or a scheme for staff, which is no system
_LINE = re.compile(
    r"[ \t]+(?:\w+\s+)?(?:help\s?line|hot\s?line|counselling\s+\w+|employee\s+assistance)\b"
    r"|[^.]{0,80}\b(?:is|as|an?|our|the)\s+(?:\w+\s+)?employee\s+assistance\b",
    re.I,
)
_LINE_REACH = 100
_SAYS_LINE = re.compile(r"help\s?line|hot\s?line|counselling|employee\s+assistance", re.I)
# in folded words: what makes a name that would speak for another a road's or another firm's
_LENDS_NOTHING = re.compile(
    rf"[a-z]{{0,2}} ?(?:{_ROADS.lower()}|house|court|lodge|tower|{_TRADES.lower()}|stadium|arena)\b"
)


def lends_nothing(folded: str, end: int) -> bool:
    """Whether a name that ends at a place of folded words is a road's or another firm's: "experian road"."""
    return _LENDS_NOTHING.match(folded, end) is not None


def _is_line(text: str, name: str) -> bool:
    """Whether the page says of a name that it is a help line or a scheme for staff; then it is so throughout."""
    if not _SAYS_LINE.search(text):
        return False
    places = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    return any(_LINE.match(text, found.end(), found.end() + _LINE_REACH) for found in places)


def is_of_other_name(text: str, start: int, end: int, is_body: bool) -> bool:
    """Whether the name at a place belongs to its neighbours; ``is_body`` tells names of public bodies, whose residents and
    members are their own."""
    name, before, after = text[start:end], text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if not is_body and (_IS_MOTTO.match(after) or _MOTTO_IS.search(before) or is_named_place(text, start, end)):
        return True
    if not is_body and (_TRADE.match(after) or _is_line(text, name)):
        return True
    if _GATHERING.search(name):
        return not is_body and _MEETS.match(after) is not None
    if " " in name:
        return False
    if _PLACE.match(after) or _PERSON.search(before):
        return True
    if is_body:
        return False
    is_numbered = _LIKE_A_NUMBER.fullmatch(name) and _NUMBERED.search(before)
    is_thing = _OF.match(after) and not _GIVEN.search(before)
    is_of_people = _COURSE.match(after) or _PEOPLE.match(after) or _LEARNERS.match(after)
    return bool(is_numbered or is_thing or is_of_people or is_verb(text, start, end))


def is_named_place(text: str, start: int, end: int) -> bool:
    """Whether a firm's name is that of a road, house or park, or a plural is followed by whose it is ("Reports of the mine")."""
    after = text[end : end + _REACH]
    if _NAMED_PLACE.match(after) or _PLAYERS.match(after):
        return True
    before = text[max(0, start - _REACH) : start]
    is_plural = (
        " " in text[start:end] and text[end - 1 : end] == "s" and _REPORTS_OF.match(text[end - 1 : end + _REACH])
    )
    return bool(is_plural and _ANY.search(before))


def is_verb(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals stands where a verb does, "Our staff FACE complaints": between a noun and what it has."""
    if not _CAPITALS.fullmatch(text, start, end):
        return False
    before = _WORD_BEFORE.search(text[max(0, start - _REACH) : start])
    plural = re.search(r"(?:^|[.?!]\s+)[A-Z][a-z]+s[ ]$", text[max(0, start - _REACH) : start])
    after = _WORD_AFTER.match(text, end)
    if after is None or after[1] in _AFTER_NAME:
        return False
    return bool(
        plural or (before and before[1] not in _BEFORE_NAME and not before[1].endswith(("'s", "’s", "s’", "s'")))
    )

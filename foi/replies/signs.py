"""What a sentence of a reply does: gives, denies, withholds, asks back, puts off. One sentence may do several."""

from __future__ import annotations

import re
from enum import StrEnum


class Sign(StrEnum):
    """What a sentence does."""

    GIVES = "gives information"
    ANNOUNCES = "says that an answer follows"
    NOT_HELD = "says that nothing is held"
    NO_SYSTEM = "says that there is no such system"
    WITHHOLDS = "withholds"
    ELSEWHERE = "says where it can be found"
    REFERS = "points to an earlier response"
    ASKS = "asks what is meant"
    ASKS_NAME = "asks for a name"
    PUTS_OFF = "says that an answer will come"
    UPHELD = "upholds the first decision"
    OVERTURNED = "overturns the first decision"


_WE = r"(?:we|I|(?:the|this)\s+(?:\w+\s+){0,3}?(?:council|authority|force|trust|board|department|constabulary|police|service"
r"|organisation|ccg|borough|county)|[A-Z]\w+(?:\s+[A-Z]\w+){0,4})"
_SYSTEMS = (
    r"(?:predictive|analytic\w*|algorithm\w*|automat\w+|artificial|machine\s+learning|risk[\s-]?(?:based|scor\w+|assess\w+"
    r"|model\w*|stratif\w+|profil\w+)"
    r"|scor(?:e|es|ing)|profil\w+|software|systems?|tools?|models?|modelling|technolog\w+|products?|data\s+(?:analytics"
    r"|mining|matching))"
)
_PATTERNS: dict[Sign, tuple[str, ...]] = {
    Sign.GIVES: (
        r"\b(?:please\s+(?:find|see)|(?:is|are|have\s+been)\s+)(?:\s*\w+){0,3}?\s*\b(?:attached|enclosed|provided|appended)\b",
        r"\b(?:attached|enclosed)\s+(?:is|are|in|with|herewith|spreadsheet|document|file|response)\b|\b(?:I"
        r"|we)\s+(?:\w+\s+){0,2}?(?:attach|enclose|can\s+provide)\b",
        r"\bin\s+the\s+(?:table|attached|attachment|enclosed|appendix|annex)",
        r"\b(?:we|council|force|trust|authority|police|team|constabulary|department)\s+(?:\w+\s+){0,2}?(?:uses?|used"
        r"|utilises?|operates?|employs?|has\s+(?:procured|purchased|developed|commissioned)|purchased|procured|bought"
        r"|implemented|have\s+(?:developed|procured|purchased|access))\b",
        r"\b(?:is|was|were|are)\s+(?:supplied|provided|developed|built|procured|purchased|used|written|designed"
        r"|hosted)\s+(?:by|from|with|to|in|for)\b",
        r"^\W*(?:(?:a(?:nswer)?\s*\d*|response)\s*[:.)–-]*\s*)?yes\b",
        r"£\s?\d|\bsince\s+(?:19|20)\d\d\b",
        r"\binformation\s+(?:requested\s+)?(?:is|can\s+be)\s+(?:provided|supplied|disclosed|released)\b",
    ),
    Sign.ANNOUNCES: (
        r"\b(?:as\s+follows|answered|set\s+out|responses?|answers?|see|listed|shown|detailed)\b[^.]{0,60}\bbelow\b"
        r"|\bas\s+(?:follows|below)\b|\bfollowing\s+(?:answers?|response|information)\b",
    ),
    Sign.NOT_HELD: (
        r"\b(?:(?:do|does|did)\s+not|(?:don|doesn|didn)['’]t)\s+(?:\w+\s+)?(?:hold|retain|record)\b(?!\s+to\b)|\b(?:do|does"
        r"|did)\s+not\s+(?:\w+\s+)?(?:have|possess)\s+(?:any\s+|the\s+|this\s+|that\s+|such\s+|recorded\s+)*(?:information"
        r"|records?|documents?|data\s+(?:requested|on|about)|documentation|cop(?:y|ies)|papers)\b",
        r"\bnot\s+(?:currently\s+)?held\b|\b(?:hold|holds|held)\s+(?:no|none|nothing)\b",
        r"\bno\s+(?:\w+\s+){0,3}?(?:information|records?|documents?|data|documentation|material)\s+(?:\w+\s+){0,4}?(?:is\s+"
        r"|are\s+|was\s+|were\s+)?held\b",
        r"\b(?:there\s+is|there\s+are)\s+no\s+(?:\w+\s+)?(?:information|records?|documents?|recorded)\b",
        r"\bnil\s+return\b|\binformation\s+does\s+not\s+exist\b",
    ),
    Sign.NO_SYSTEM: (
        rf"\b(?:(?:do|does|did|have|has)\s+not|(?:don|doesn|didn|haven|hasn)['’]t)\s+(?:\w+\s+){{0,2}}?(?:use|used|utilise\w*|operate|employ|deploy\w*|undertake"
        rf"|carry\s+out|have|run|possess|make\s+use\s+of|using|adopt\w*|implement\w*|engage\s+in)\b[^.]{{0,120}}?\b{_SYSTEMS}",
        rf"\b(?:is|are)\s+not\s+(?:currently\s+)?using\b[^.]{{0,120}}?\b{_SYSTEMS}",
        rf"\b(?:uses?|has|have|operates?|there\s+(?:is|are))\s+no\s+(?:\w+\s+){{0,4}}?{_SYSTEMS}",
        rf"\bno\s+(?:such\s+)?(?:\w+\s+){{0,3}}?{_SYSTEMS}\s+(?:\w+\s+){{0,3}}?(?:is|are)\s+(?:\w+\s+)?(?:in\s+use|used"
        rf"|in\s+place|operated|deployed)",
        r"\b(?:(?:do|does)\s+not|(?:don|doesn)['’]t)\s+use\s+(?:any\s+)?(?:such|these|this|that|any\s+of|anything)\b",
    ),
    Sign.WITHHOLDS: (
        r"\bwithh[eo]ld\w*|\bexempt(?:ed)?\s+(?:from|under|by|as|in|information)|\b(?:is|are)\s+(?:therefore\s+|also\s+"
        r"|considered\s+(?:to\s+be\s+)?)?exempt\b|\bexcepted\b",
        r"\brefus(?:e|es|ed|ing|al\s+notice)\b|\bnot\s+oblig(?:ed|ated)\s+to\b|\bneither\s+confirm\s+nor\s+deny\b",
        r"\b(?:unable|not\s+able|not\s+(?:be\s+)?(?:willing|prepared)|cannot|can\s+not"
        r"|will\s+not)\s+(?:\w+\s+){0,2}?(?:provide|disclose|share|release|supply|comply|give|be\s+(?:provided|disclosed"
        r"|released|supplied))\b",
        r"\bredact\w*|\b(?:names?|details|data)\b[^.]{0,60}\bremoved\b",
        r"\bcommercially\s+(?:sensitive|confidential)\b|\bcommercial\s+(?:sensitivit\w+|confidential\w*)\b",
        r"\bexemptions?\s+(?:\w+\s+){0,3}?(?:appl\w+|engaged|relied)\b|\bsection\s+\d{2}A?\b[^.]{0,40}\b(?:applies|applied"
        r"|engaged)\b",
        r"\b(?:would\s+)?exceeds?\s+the\s+(?:\w+\s+){0,3}?(?:limit|threshold)|\brather\s+not\s+answer\b",
    ),
    Sign.ELSEWHERE: (
        r"\b(?:available|accessible|published|found|viewed|accessed|downloaded)\s+(?:\w+\s+){0,4}?(?:on\s+(?:our|the"
        r"|its)\s+(?:\w+\s+){0,3}?(?:web\s?site|pages?)|at\s*:?\s*(?:https?:|www\.)|online|via\s+the\s+(?:link|following)"
        r"|by\s+other\s+means|here\b|from\s+the\s+(?:link|following)|at\s+the\s+(?:following\s+)?link)",
        r"\balready\s+(?:\w+\s+)?(?:published|available|accessible|in\s+the\s+public\s+domain)\b|\breasonably\s+accessible\b"
        r"|\bfollowing\s+(?:web\s?)?link",
    ),
    Sign.REFERS: (
        r"\b(?:earlier|previous|prior)\s+(?:foi\s+)?(?:response|reply|answer|disclosure|request)s?\b|\b(?:previously"
        r"|already)\s+(?:been\s+)?(?:answered|responded|replied|provided|disclosed|released|dealt)\b",
        r"\bresponse\s+(?:\w+\s+)?(?:in\s+relation\s+to|to|for)\s+(?:a|an|another)\s+(?:very\s+)?(?:similar|identical|earlier"
        r"|previous)\s+request",
        r"\banswered\s+(?:a|your|this)\s+request\s+of\s+this\s+kind\s+before\b|\b(?:same|similar"
        r"|identical)\s+(?:foi\s+)?request\b[^.]{0,80}\b(?:response|answered|reply)\b",
    ),
    Sign.ASKS: (
        r"\b(?:need|require|seek(?:ing)?|request(?:ing)?|ask(?:ing)?\s+(?:you\s+)?for"
        r"|would\s+like)\s+(?:\w+\s+){0,4}?(?:clarification|clarify)\b",
        r"\b(?:please|could\s+you|can\s+you|would\s+you|grateful\s+if\s+you)\s+(?:could\s+|would\s+|please\s+)*(?:clarify"
        r"|explain\s+what\s+you\s+mean|be\s+more\s+specific|specify|confirm\s+(?:what|which|whether)|define"
        r"|provide\s+(?:\w+\s+){0,3}(?:clarification|definition))",
        r"\bask\s+you\s+to\s+(?:confirm|specify|clarify|explain)\b|\bon\s+hold\s+(?:until|pending)\b|\b(?:until|once)\s+(?:we"
        r"|I)\s+(?:have\s+)?(?:receive|received|hear|heard)\b[^.]{0,40}\b(?:clarification|answer|reply|from\s+you)\b",
        r"\b(?:could|can|would)\s+you\s+(?:please\s+)?(?:let\s+(?:us|me)\s+know|tell\s+us|confirm|say)\s+(?:what|which|whether|if)\b",
        r"\bbefore\s+(?:we|I)\s+can\s+(?:proceed|process|consider|answer)\b|\bwhen\s+we\s+(?:hear|receive)\b[^.]{0,60}\bfrom\s+you\b",
        r"\bwhat\s+(?:do\s+you|you)\s+mean\s+by\b|\bunclear\s+(?:what|which|from)\b",
    ),
    Sign.ASKS_NAME: (
        r"\b(?:provide|supply|state|give|confirm|require|need|let\s+us\s+have|tell\s+us|obliged"
        r"|grateful)\b[^.]{0,60}?\b(?:your|real|full|own|the)\s+(?:\w+\s+)?name\b(?!s)(?!\s+of\s+(?:the\s+)?(?:system"
        r"|software|product|company|supplier))",
    ),
    Sign.PUTS_OFF: (
        r"\b(?:will|shall|should|aim\s+to|endeavour\s+to)\s+(?:\w+\s+){0,3}?(?:receive|respond|reply|send|write"
        r"|provide\s+(?:you\s+with\s+)?(?:a|our)\s+(?:full\s+)?(?:response|reply)|be\s+(?:dealt|processed|answered"
        r"|in\s+touch))\b",
        r"\b(?:is|are)\s+being\s+(?:considered|processed|dealt\s+with|handled)\b|\bautomat(?:ic|ed)\s+(?:reply|response"
        r"|message|acknowledgement)\b|\backnowledg\w+\s+(?:of\s+)?(?:receipt|your)",
        r"\bneed\s+(?:more|further|additional)\s+time\b|\bextend(?:ing)?\s+the\s+(?:time|deadline|period)\b",
    ),
    Sign.UPHELD: (
        r"\b(?:I|we|panel|review|reviewer|officer)\b[^.]{0,120}\buph[eo]ld\s+(?:the|our|its"
        r"|this)\s+(?:\w+\s+){0,4}?(?:decision|response|refusal|exemption|application|use|view|position)|\b(?:decision"
        r"|response|refusal|exemption)\w*\s+(?:\w+\s+){0,4}?(?:is|was|has\s+been|be|are|were)\s+(?:\w+\s+)?upheld\b",
        r"\b(?:was|were|been|is)\s+(?:correctly|rightly|properly|appropriately)\s+(?:applied|engaged|handled|refused|withheld"
        r"|used)\b|\bcorrect\s+to\s+(?:apply|withhold|refuse|rely)\b",
        r"\b(?:do|does|did)\s+not\s+uphold\s+(?:your|the)\s+complaint\b|\bcomplaint\s+(?:is|was"
        r"|has)\s+(?:been\s+)?not\s+(?:been\s+)?upheld\b",
    ),
    Sign.OVERTURNED: (
        r"\bshould\s+not\s+have\s+been\s+(?:refused|withheld|applied|relied|redacted)\b|\boverturn\w*|\b(?:was|were"
        r"|been)\s+(?:wrongly|incorrectly|not\s+correctly)\s+(?:applied|engaged|refused|withheld|handled)"
        r"|\b(?:section|exemption|regulation)\b[^.]{0,30}\b(?:was|were)\s+not\s+engaged\b",
        r"\buph[eo]ld\w*\s+your\s+complaint\b|\byour\s+complaint\s+(?:is|has\s+been|was)\s+(?:\w+\s+)?upheld\b|\bset\s+aside\b"
        r"|\bwithdr[ae]wn?\s+(?:the|our)\s+(?:exemption|refusal)",
    ),
}
_COMPILED = {sign: tuple(re.compile(pattern, re.I) for pattern in patterns) for sign, patterns in _PATTERNS.items()}
_SHORT_NO = re.compile(
    r"^\W*(?:(?:a(?:nswer)?\s*\d*|response)\s*[:.)–-]*\s*)?(?:not\s+held|none(?:\s+held)?|no\s+information\s+held|nil)\W*$",
    re.I,
)
_ATTACHED = re.compile(r"\b(?:I|we)\s+(?:\w+\s+)?(?:attach|enclose)\b|\b(?:attached|enclosed)\b", re.I)
_NO_CLARIFYING = re.compile(
    r"\b(?:thank\s+you\s+for|following|further\s+to|received|provided)\s+(?:\w+\s+){0,3}?clarif", re.I
)
_NOTHING_WITHHELD = re.compile(
    r"\b(?:no|nothing)\b(?:\s+\w+){0,3}?\s+(?:been\s+|is\s+|was\s+)?(?:withheld|redacted|refused)|exemptions?\s+(?:applied"
    r"|applicable)\W+(?:n/?a|none|not\s+applicable|no\b)"
    r"|\b(?:does|do|did)\s+not\s+(?:apply|engage)|\bwhether\s+[^.]*\bdoes\s+not\b|\bdecided\s+that\s+it\s+does\s+not\b",
    re.I,
)
_DUTY = re.compile(r"\bdut(?:y|ies)\b|\bneither\s+confirm\b", re.I)


# sums that it would cost to answer, which give nothing
_COST = re.compile(
    r"\b(?:comply\w*|estimat\w+|prescribed|limit|threshold|officer\s+time|fees?\s+(?:notice|regulations))\b", re.I
)
_SUM = re.compile(r"£\s?\d")


def signs_of(words: str) -> frozenset[Sign]:
    """What a sentence does; blanks must be single."""
    found = {sign for sign, patterns in _COMPILED.items() if any(pattern.search(words) for pattern in patterns)}
    if Sign.GIVES in found and _SUM.search(words) and _COST.search(words):
        rest = _SUM.sub("", words)
        if not any(pattern.search(rest) for pattern in _COMPILED[Sign.GIVES]):
            found.discard(Sign.GIVES)
    if _SHORT_NO.match(words):
        found.add(Sign.NOT_HELD)
    if _NOTHING_WITHHELD.search(words) and not _DUTY.search(words):
        found.discard(Sign.WITHHOLDS)
    if _NO_CLARIFYING.search(words):
        found.discard(Sign.ASKS)
    if found & {Sign.WITHHOLDS, Sign.NOT_HELD, Sign.NO_SYSTEM, Sign.OVERTURNED} and not _ATTACHED.search(words):
        found.discard(Sign.GIVES)
    if Sign.OVERTURNED in found:
        found -= {Sign.UPHELD, Sign.WITHHOLDS}
    return frozenset(found)

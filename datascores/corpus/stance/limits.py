"""What a denial leaves standing: a place in which nothing is found, a purpose that is ruled out, a figure that is not to be had.

"The number is not held in X" and "we cannot extract this from X" say what X holds, not that there is no X; "we do not use X
for profiling" denies one use. And what denies without a verb of use: a pilot that did not go ahead, "but not Y or X".
Decides only about what has been read as a denial; never makes one use unless the sentence says so.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.words import AFFIRMED, DENIED, UNCLEAR

_KEEP = (
    r"(?:h[eo]ld(?:s|ing)?|record(?:s|ed|ing|able)?|report(?:s|ed|ing|able)?|extract(?:s|ed|ing|able)?|stor(?:e|es|ed|ing)"
    r"|ke(?:ep|eps|pt)|captur(?:e|es|ed)|log(?:s|ged)?|retriev\w+|retain(?:s|ed)?|enter(?:s|ed)?|collect(?:s|ed)?|collat\w+"
    r"|produc(?:e|es|ed)|obtain(?:s|ed|able)?|provid(?:e|es|ed)|identif\w+|search\w*|f(?:ind|ound)|answer(?:s|ed)?|available"
    r"|generat\w+|deriv\w+|present|contain(?:s|ed)?|show[ns]?|list(?:ed)?|ascertain\w*|calculat\w+|compil\w+|download\w*"
    r"|export\w*|gather\w*|quantif\w+|appear(?:s|ed)?|exist(?:s|ed)?|included?|flag(?:ged)?|note[ds]?|disaggregat\w+|separat\w+"
    r"|break\s+down|broken\s+down|answerable|accessible|visible|located?|readily)"
)
_NOT = rf"(?:{cues.NEGATION.pattern}|not\s+possible\s+to|impossible\s+to|not\s+able\s+to)"
_BEFORE_NAME = r"\s+(?:(?:the|our|its)\s+)?(?:\w+\s+(?=system))?$"
_IN = re.compile(
    rf"(?<!\w)(?P<not>{_NOT})(?P<object>(?:\s+[^.;]*?)?)\s(?P<verb>{_KEEP})(?!\w)(?P<between>[^.;]*?)\s*"
    rf"(?<!\w)(?P<link>in|within|inside|from|on|by\s+means\s+of|out\s+of|across|into|onto|through|via|using|with)"
    rf"(?:\s+\w+\s+(?:in|on|within))?{_BEFORE_NAME}"
)
# a right or a bond is denied, wherever it comes from: "we hold no licence from X"
_BOND = re.compile(
    r"\b(?:licen[cs]es?|contracts?|subscriptions?|agreements?|accounts?|cop(?:y|ies)|software|systems?|tools?|shares?|users?"
    r"|interests?|access|products?|invoices?|spend\w*|expenditure|payments?|suppliers?|class(?:es)?)\b"
)
# "no information is held on X" is about X; "this information is not held on X" is within it
_ABOUT = re.compile(
    rf"(?<!this\s)(?<!that\s)(?<!these\s)(?<!such\s)(?<!the\s)(?<!requested\s)(?<!\w)(?:{cues.INFORMATION}|data|anything|nothing"
    r"|any|none(?!\s+of\s+(?:th|your)))(?!\w)"
)
_NO_LESS = re.compile(
    rf"(?<!\w)(?:{cues.NEGATION.pattern})\s+(?:\w+\s+){{0,3}}?(?:{cues.USE_VERBS}|licen[cs]es?|contracts?|subscriptions?)"
    r"\s+(?:(?:for|with|to|of)\s+)?(?:it|them)\b"
)
_CANNOT = re.compile(
    r"^(?:\s+(?:system|database|software|data|records?))?\s+(?:do(?:es)?\s+not|don't|doesn't|did\s+not|didn't|cannot|can't"
    r"|(?:is|are)\s+(?:not\s+able|unable)\s+to|(?:is|are)\s+not\s+(?:configured|set\s+up|designed)\s+to)\s+(?:\w+ly\s+)*"
    rf"{_KEEP}(?!\w)\s+(?!by\b|within\b|here\b|at\b)\w"
)
# "but the figures are not held in it": what follows the name and denies nothing of it
_NOT_IN_IT = re.compile(
    rf"(?:,\s*|\b(?:but|and|though|although|however)\s+)[^.;]*?(?<!\w){_NOT}(?:\s+[^.;]*?)?\s(?:{_KEEP})(?!\w)[^.;]*?"
    r"\b(?:in|on|within|from)\s+(?:it|them|that\s+system|the\s+system)\b"
)
_USE = (
    r"(?:us(?:e|es|ed|ing)|utili[sz](?:e|es|ed|ing)|employ(?:s|ed)?|deploy(?:s|ed)?|appl(?:y|ies|ied)|run|operate[ds]?"
    r"|rel(?:y|ies|ied)\s+(?:up)?on)"
)
_USES_NOT = re.compile(
    rf"(?<!\w)(?:{cues.NEGATION.pattern})(?!\w)[^.;]{{0,60}}?(?<!\w){_USE}\s+(?:of\s+)?(?:the\s+|our\s+)?$"
)
_NOT_USED = re.compile(
    rf"^(?:\s+(?:system|software|data|tool|model))?\s+(?:is|are|was|were|ha[sd](?:\s+been)?|have(?:\s+been)?)?\s*(?:{cues.NEGATION.pattern})"
    rf"\s+(?:\w+ly\s+|been\s+|being\s+)*{_USE}(?=\s)"
)
_PURPOSE = re.compile(
    r"^(?:\s+(?:system|software|data|tool|model|scores?|itself|directly))?\s+(?:to\s+(?!date\b|any\b|us\b|our\b|the\b|a\b|an\b|my\b"
    r"|all\b)[a-z]{3,}|for\s+(?!any\b|the\s+time\b|now\b|the\s+present\b|the\s+moment\b|anything\b|this\b|these\b|such\b|that\b"
    r"|purposes\b|\w+\s+years\b|(?:example|instance)\b|reasons\b|financial\s+reasons\b)\w+)"
)
_ONLY = re.compile(
    rf"(?:[,;–—-]\s*|\bbut\s+|\band\s+)(?:but\s+|and\s+)?(?:(?:we\s+|it\s+)?(?:do\s+|is\s+)?(?:{_USE}\s+(?:it\s+)?)?)?"
    r"(?:only|solely|just|merely|purely|simply)\s+(?:used\s+)?(?:to|for|as)\s+\w"
)
_ATTEMPT = (
    r"(?:pilots?|trials?|purchase|procurement|acquisition|introduction|implementation|roll-?out|project|proposals?|contract"
    r"|deal|deployment|scheme|proof\s+of\s+concept|installation|adoption|order)"
)
_TRIED = re.compile(rf"\b{_ATTEMPT}\s+(?:of|for|with|to\s+\w+|from)\s+(?:the\s+|our\s+)?$")
_INTENDED = re.compile(
    rf"\b(?:planned|proposed|intended|envisaged|projected|prospective|mooted)\s+(?:\w+\s+)?{_ATTEMPT}\s+(?:of|for|with|to\s+\w+"
    r"|from)\s+(?:the\s+)?$"
)
_CAME_NOT = re.compile(
    rf"^(?:\s+(?:{_ATTEMPT}|system|software))?\s+(?:did\s+not|didn't|never|has\s+not|has\s+never|does\s+not|do\s+not|will\s+not)"
    r"(?:\s+\w+ly)?\s+(?:in\s+fact\s+|in\s+the\s+end\s+)?"
    r"(?:go(?:ne)?\s+(?:ahead|forward)|went\s+ahead|tak(?:e|en)\s+place|took\s+place|proceed(?:ed)?|happen(?:ed)?|materialised?"
    r"|start(?:ed)?|beg[aiu]n|commenced?|come?\s+(?:about|to\s+\w+|off)|came\s+(?:about|to\s+\w+|off)|get\s+off|got\s+off)\b"
)
_GIVEN_UP = re.compile(
    r"^\s+(?:was|were|has\s+been|have\s+been)\s+(?:\w+ly\s+|then\s+|later\s+)*(?:abandoned|cancelled|canceled|dropped|shelved|scrapped"
    r"|aborted|withdrawn|called\s+off|halted|not\s+(?:pursued|progressed|proceeded\s+with|taken\s+forward|approved))\b"
)
_ATTEMPT_AFTER = re.compile(
    r"^\s+(?:pilots?|trials?|purchase|procurement|project|proposal|implementation|roll-?out)(?=\s)"
)
_OR = re.compile(r"(?:\bbut|\band|,)\s+not\s+(?P<first>[^.;,:]{1,50}?),?\s+n?or\s+(?:the\s+)?$")
_NO_FAILURE = re.compile(
    rf"(?<!\w)(?:{cues.NEGATION.pattern})(?:\s+(?:\w+ly|been|once|ever))*\s+(?:fail\w*|omit\w*|neglect\w*|forg[oe]t\w*"
    r"|refus\w*|declin\w*)\s+to\s+\w+\s+(?:(?:our|the)\s+)?(?:(?:contract|licence|license|subscription)\s+(?:for|with|to)\s+)?(?:the\s+)?$"
)


def left_standing(before: str, after: str) -> str:
    """What a sentence that was read as a denial says of the name all the same, unclear or affirmed; empty for a denial.

    ``before`` and ``after`` are plain words of the clause and what follows it in the sentence.
    """
    if _NO_LESS.search(after):
        return ""
    if _is_place(before) or (_CANNOT.match(after) and not cues.NEGATION.search(before)):
        return UNCLEAR
    passive = _NOT_USED.match(after)
    if passive or _USES_NOT.search(before):
        rest = after[passive.end() :] if passive else after
        if _PURPOSE.match(rest):
            return AFFIRMED if _ONLY.search(rest) else UNCLEAR
    return ""


def without_place(later: str) -> str:
    """What follows a name without the words that only say what is not held in it."""
    return _NOT_IN_IT.sub(" ", later)


def _is_place(before: str) -> bool:
    """Whether the name is where something is not held, or from where it is not to be had."""
    found = _IN.search(before)
    if found is None or _BOND.search(found["object"] + found["between"]):
        return False
    said = f"{before[: found.start()][-60:]} {found['not']} {found['object']} | {found['between']}"
    if found["link"] == "on":
        return not _ABOUT.search(said)
    if found["link"] in ("using", "via", "through", "with"):
        return bool(re.match(r"cannot|can't|unable|not\s+possible|impossible|not\s+able", found["not"])) or bool(
            re.search(r"\bnot\s+(?:possible|able)\b", found[0])
        )
    is_source = found["link"] in ("from", "out of")
    return not (is_source and re.match(r"h[eo]ld|ke", found["verb"]) and _ABOUT.search(said))


def came_to_nothing(before: str, after: str) -> str:
    """denied where what was tried or meant never came about, or the name is the second of "not A or B"; unclear where a
    failure to renew is denied; or empty. Plain words."""
    clause = re.split(r"[.;:!?]\s", before)[-1]
    if _NO_FAILURE.search(clause):
        return UNCLEAR
    tail = _ATTEMPT_AFTER.sub("", after)
    is_tried = _TRIED.search(clause) or tail != after
    if (is_tried and _CAME_NOT.match(tail)) or (
        _INTENDED.search(clause) and (_GIVEN_UP.match(tail) or _CAME_NOT.match(tail))
    ):
        return "" if re.search(r"\b(?:until|before|yet)\b", after) else DENIED
    either = _OR.search(clause)
    if either and not cues.VERB.search(either["first"]) and re.match(r"\s*(?:[.;,!)]|$)", after):
        return DENIED
    return ""

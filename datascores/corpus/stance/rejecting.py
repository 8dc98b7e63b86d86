"""Whether a thing was looked at and not taken: shortlisted and not selected, dismissed, outbid; or is not to be had at all.

Such a statement denies use without a verb of use. Read in a clause and in what follows of the same subject.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues

_NOT = rf"(?:{cues.NEGATION.pattern})"
_BODY = (
    r"(?:we|it|they|nobody\s+here|our\s+\w+|this\s+\w+|the\s+(?:\w+\s+)?(?:council|trust|force|constabulary"
    r"|authority|board|service|police"
    r"|university|members?|cabinet|committee|panel))"
)
# what may stand between the verb and the name: "the purchase of", "buying", "the bid from"
_OBJECT = (
    r"\s+(?:(?:the|our|any|its|an?)\s+)?(?:(?:use|purchase|adoption|procurement|introduction|bid|tender|offer"
    r"|proposal|option|idea|acquisition"
    r"|business\s+case)\s+(?:of|from|for|by|to)\s+)?(?:\w+ing\s+(?:(?:for|with|up|to|an?|contract"
    r"|licence)\s+)*)?(?:the\s+)?$"
)
_REJECTS = (
    r"(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|discount(?:ed|ing)|disregarded|rul(?:ed|ing)\s+out|turn(?:ed"
    r"|ing)\s+down|pass(?:ed|ing)\s+(?:over|on|up)"
    r"|vetoed|(?:decid|opt|vot|argu)(?:ed|ing)\s+against|walk(?:ed|ing)\s+away\s+from|back(?:ed"
    r"|ing)\s+(?:out\s+of|away\s+from)"
    r"|(?:stop|fall|fell|come|came)(?:s|ped|ping|en)?\s+short\s+of|pull(?:ed|ing)\s+out\s+of(?=\s+\w+ing\b)"
    r"|threw\s+out|shun\w*|steer\w*\s+clear\s+of"
    r"|(?:voted|decided|resolved|agreed|chose|chosen|opted|elected)\s+not\s+to\s+(?:\w+ly\s+)?(?:proceed\s+with"
    r"|go\s+(?:ahead\s+)?with|pursue|buy|purchase|adopt|procure|select|take|take\s+up|approve))"
)
_ACTIVE = re.compile(rf"(?<!\w)(?<!not\s)(?<!never\s){_REJECTS}{_OBJECT}")
_CHOICE = (
    r"(?:selected|chosen|appointed|accepted|awarded|successful|approved|preferred|pursued|procured|purchased"
    r"|bought|progressed|endorsed|picked|proceeded\s+with|taken\s+(?:forward|further|up|on)|adopted)"
)
_PASSIVE = (
    r"(?:(?:was|were|has\s+been|have\s+been|had\s+been|been)\s+)?(?:\w+ly\s+)?(?:then\s+|later\s+"
    rf"|also\s+)?(?:{_NOT}(?:\s+(?:\w+ly|been|in\s+the\s+end))*\s+{_CHOICE}"
    r"|(?:was|were|has\s+been|have\s+been|been|then|later|\w+ly|and|but)\s+(?:rejected|dismissed|discounted"
    r"|ruled\s+out|turned\s+down|unsuccessful|outbid|passed\s+over|declined|eliminated|deselected"
    r"|decided\s+against))"
)
_LOST = (
    r"(?:lost(?:\s+out)?(?=\s*(?:to\b|[.,;]|$))|(?:came|placed|ranked|scored|finished)\s+(?:second|third|fourth"
    r"|last)|withdrew\s+its)"
)
_ELSEWHERE = (
    r"(?:the\s+)?(?:contract|award|work|bid|order|tender)\s+(?:was\s+(?:awarded|given|let)\s+(?:elsewhere"
    r"|to\s+(?:another|a\s+(?:rival|different)))"
    r"|went\s+(?:elsewhere|to\s+(?:another|a\s+(?:rival|different))))"
)
_THEY = (
    rf"(?:(?:{_BODY}|members?|cabinet|officers|no\s+\w+|the\s+\w+)\s+)?(?:then\s+|later\s+|subsequently\s+"
    r"|finally\s+|eventually\s+)?"
)
_REFUSES = (
    r"(?:rejected|dismissed|discounted|ruled|turned|declined|refused|said\s+no|passed(?=\s*[.,;]|\s*$)"
    r"|withdrew(?=\s*[.,;]|\s*$)|pulled\s+out"
    r"|decided\s+(?:against|not\s+to|that\s+it\s+(?:was|did)\s+not|it\s+was\s+not)|chose\s+not\s+to"
    r"|opted\s+(?:not\s+to|against|for\s+(?:another|a\s+different))"
    r"|thought\s+better\s+of\s+it|(?:went|chose|opted)\s+(?:with|for)\s+(?:another|a\s+(?:different|rival))"
    r"|(?:chose|selected|bought)\s+(?:another|a\s+different)\b"
    r"|(?:did\s+not|didn't|never)\s+(?:\w+ly\s+)?(?:proceed|go\s+(?:ahead|further)|select|choose|buy|purchase"
    r"|procure|adopt|appoint|approve|pursue|take\s+it|sign)"
    r"|purchase\s+followed|(?:was|were)\s+not\s+(?:taken|persuaded|convinced))"
)
# what leads to a choice that is then not made
_WEIGHED = re.compile(
    r"\b(?:consider\w*|look(?:ed|ing)\s+(?:at|into)|examin\w+|evaluat\w+|assess\w*|apprais\w+|review\w*|offered"
    r"|shortlist\w*|in\s+the\s+running|bid|bids|tender\w*"
    r"|thought\s+about|talk(?:s|ed)\s+(?:to|with)|met|approached|close\s+to|business\s+case|quot\w+"
    r"|demonstrat\w+|proposal\w*|recommended|invited|explored|discuss\w+"
    r"|scored|ranked|panel|competition|procurement|options?|candidates?|plans?|order)\b"
)
_COORDINATED = re.compile(
    rf"(?:,|\band\b|\bbut\b|\byet\b|\bthough\b|;\s+(?=it\b|this\b))\s*(?:it\s+|this\s+)?(?:{_THEY}{_REFUSES}"
    rf"|{_PASSIVE}|{_LOST}|{_ELSEWHERE})"
)
_DIRECT = re.compile(rf"^(?:\s+(?:bid|tender|offer|proposal|business\s+case|option))?\s*,?\s*(?:{_PASSIVE}|{_LOST})")
_IN_USE = re.compile(
    r"\b(?:is|are|remains?|still)\s+(?:\w+ly\s+)?(?:in\s+use|used|in\s+place|held)\b|\b(?:pilot\w*|trial\w*"
    r"|proof\s+of\s+concept|tested)\b"
    r"|\b(?:we|council|trust|force)\s+(?:\w+ly\s+)?(?:use|uses|used|have(?!\s+(?:\w+ed|no|not|never|nothing)\b)"
    r"|has\s+used|hold|holds|held)\b(?!\s+(?:no|nothing)\b)|\bsince\s+\d{4}|\buntil\b|\bfor\s+\w+\s+years\b"
)
_LIMITED = re.compile(
    r"^[^.;]*?(?<!\w)(?:to\s+(?!the\b|a\b|us\b)\w+|for\s+\w+|as\s+(?!a\s+(?:result|supplier))|unless|without"
    r"|until|if|before|alone|solely|only|again|in\s+(?:court|deciding|\w+ing)|except|other\s+than)(?!\w)"
)
_NEVER = re.compile(
    rf"(?<!\w){_BODY}\s+(?:(?:would|will|shall)\s+(?:{_NOT}|under\s+no\s+circumstances|in\s+no\s+circumstances)"
    r"|(?:would|wo)n't|cannot\s+imagine)(?:\s+(?:ever|\w+ly))*"
    rf"\s+(?:be\s+)?(?:{cues.USE_VERBS}|contemplat(?:e|ing)|consider(?:ing)?|countenanc(?:e|ing)|allow(?:ing)?"
    r"|permit(?:ting)?|entertain(?:ing)?|touch(?:ing)?|recommend(?:ing)?)"
    r"\s+(?:(?:the\s+)?use\s+of\s+|using\s+|buying\s+)?(?:the\s+|any\s+)?$"
)
_SUBJECT_NEVER = re.compile(r"\b(?:will|would)\s+(?:never|not)\s+(?:allow|permit|let)\s+(?:the\s+)?$")
# "X, which we do not use,", "X, for which we hold no licence,", "X, a product we have no access to,"
_WHICH_WE_NOT = re.compile(
    rf"^\s*,?\s*(?:(?:an?\s+(?:\w+\s+){{1,3}})?(?:which|that)|(?:for|to|of|with|from|in)\s+which|whose\s+\w+"
    rf"|an?(?:\s+\w+){{1,3}}?)\s+{_BODY}\s+(?P<said>[^,.;]*)"
)
_HAS_NOT = re.compile(
    rf"(?<!\w){_NOT}(?!\w)(?:\s+(?:\w+ly|ever|yet|been|in\s+fact))*\s+(?:(?:{cues.USE_VERBS}|subscrib\w+|dealt?"
    r"|worked)(?!\w)"
    r"|(?:licen[cs]es?|contracts?|access|dealings|subscriptions?|use|connection|users?|copy|copies)\b)"
)
_NOWHERE = re.compile(
    rf"(?<!\w){_NOT}(?!\w)\s+(?:\w+ly\s+)?(?:find|see|come\s+across)\s+(?:the\s+)?$|\bnothing\s+(?:called|named"
    r"|of\s+the\s+name\s+of|by\s+the\s+name\s+of)\s+$"
)
_NOT_AMONG = re.compile(
    rf"^\s+(?:(?:is|are|was|were|does|do|did|has|have)\s+{_NOT}|{_NOT})\s+(?:\w+ly\s+|been\s+)*(?:among(?:st)?"
    r"|on|one\s+of|part\s+of|figure|feature|appear|to\s+be\s+found)\b"
    r"[^.;]*\b(?:we|us|our|the\s+(?:council|trust|force|board|authority|service|constabulary)(?:['’]s)?"
    r"|suppliers?|systems?|products?|contracts?)\b"
)
_NO_TIE = re.compile(
    r"^\s+(?:currently\s+)?(?:plays?|played|ha(?:s|d|ve))\s+(?:currently\s+)?(?:no|never\s+had\s+(?:any"
    r"|a))\s+(?:part|role|place|contracts?|presence|connections?|dealings|involvement|relationship"
    r"|business)\s+(?:whatsoever\s+)?"
    r"(?:in|with|at|within|for)\s+(?:us|our|the\s+(?:council|trust|force|board|authority|service|constabulary)"
    r"|this\s+\w+)\b"
)
_NO_DEALINGS = re.compile(
    rf"(?<!\w){_NOT}(?!\w)(?:\s+(?:\w+ly|had|have|any|has|currently|a|been|business|there))*\s+(?:dealings?"
    r"|relationships?|relations|connections?|links?|ties|business|arrangements?)"
    r"(?:\s+of\s+any\s+(?:sort|kind|description))?(?:\s+\w+ever)?\s+with\s+(?:the\s+)?$"
)


def rejected(before: str, after: str) -> bool:
    """Whether the words before and after a name (plain, of its sentence) say that it was weighed and not taken, or is not had."""
    clause = re.split(r"[.;:!?]\s", before)[-1]
    following = re.split(r"[.!?](?:\s|$)", after)[0]
    if re.match(r"['’]s?\b", following) or _IN_USE.search(clause + " " + following):
        return _is_not_had(clause, following)
    if re.search(r"\bso\s+that\b|\bif\b|\bwhether\b", clause):
        return False
    if _ACTIVE.search(clause) and not _LIMITED.match(following):
        return True
    if _DIRECT.match(following) and not re.search(rf"(?<!\w){cues.USE_VERBS}\s+(?:the\s+)?$", clause):
        return True
    return bool(_COORDINATED.search(following) and _WEIGHED.search(f"{clause} {following}"))


def _is_not_had(clause: str, following: str) -> bool:
    which = _WHICH_WE_NOT.match(following)
    if which and (no := _HAS_NOT.search(which["said"])):
        return not re.search(r"\b(?:yet|longer|only|just)\b", which["said"]) and not _LIMITED.match(
            which["said"][no.end() :]
        )
    return False


def never_to_be(before: str, after: str) -> bool:
    """Whether use is ruled out for good, or the name stands on no list of the body's: "would never use X"."""
    clause = re.split(r"[.;:!?]\s", before)[-1]
    following = re.split(r"[.;!?](?:\s|$)", after)[0]
    if (_NEVER.search(clause) or _SUBJECT_NEVER.search(clause)) and not (
        _LIMITED.match(re.sub(r"^\s*to\s+be\s+used\b", "", following))
    ):
        return True
    if _NOWHERE.search(clause) or _NO_DEALINGS.search(clause):
        return True
    is_subject = not cues.VERB.search(clause) or re.search(r"\bthat\s+(?:the\s+)?$", clause)
    if is_subject and (_NOT_AMONG.match(following) or _NO_TIE.match(following)):
        return True
    return _is_not_had(clause, following)

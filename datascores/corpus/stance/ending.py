"""Whether a clause says that the name is over: no longer used, replaced, used until a year, formerly used."""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import plain, without_noun
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.words import AFFIRMED, ENDED, PLANNED

_CARRIES = re.compile(
    r"is|are|was|were|be|been|being|has|have|had|having|will|would|did|do|does|used|held|run|supplied|provided"
)
_NOT_SINCE = re.compile(
    r"(?:\bnot|n't)\s+(?:\w+\s+){0,2}?(?:used|run|operated|had|held)\b[^.;]*\bsince\s+(?:\w+\s+)?(?:19|20)\d\d\b"
)
_YEARS = re.compile(
    r"\b(?:between|from)\s+(?:\w+\s+)?(?:19|20)\d\d\s+(?:and|to|until|till)\s+(?:\w+\s+)?(?:19|20)\d\d\b"
)
_COORDINATED = re.compile(
    r"\s*(?:is|was|were|has\s+been|have\s+been)\s[^.;]*(?:,|\band|\bthen)\s+(?:then\s+|later\s+|\w+ly\s+)*$"
)
# a later statement that has "it" for its object: "and we stopped paying for it", "We no longer do so."
_ENDED_IT = re.compile(
    rf"[^.;:]{{0,70}}?(?<!\w)(?<!not\s)(?:{cues.NO_LONGER}"
    rf"|{cues.ENDING_VERB})(?!\w)[^.;]{{0,40}}?\b(?:it|them|so|this|that|(?:the|this|that|our|its)\s+"
    r"(?:contract|licen[cs]e|subscription|arrangement|agreement|use|system|software|tool|product|package|service))\b"
    r"|[^.;:]{0,50}?\b(?:ha(?:s|ve|d)\s+(?:now\s+|since\s+|then\s+)*(?:moved\s+(?:on|away)|reverted"
    r"|gone\s+back|finished|ended)|let\s+it\s+(?:go|lapse|drop)"
    r"|(?:got|gotten)\s+rid\s+of\s+it|went\s+back\s+to|reverted\s+to)\b"
)
# used or had for a while, in the simple past: "we had X for three years"
_FOR_A_WHILE = re.compile(
    r"(?<!have\s)(?<!has\s)(?<!been\s)\b(?:used|had|ran|held|operated|tried"
    r"|owned|relied\s+(?:up)?on)\s[^.;]*\bfor\s+(?:a\s+(?:time|while|year|month|short\s+\w+|period|brief\s+\w+)"
    r"|some\s+(?:time|years)"
    r"|(?:\d+|one|two|three|four|five|six|several|a\s+few|a\s+couple\s+of"
    r"|many)\s+(?:\w+\s+)?(?:years?|months?|weeks?))\b"
)
_LAST = re.compile(r"§\s+was\s+last\s+\w+|\blast\s+(?:used|ran|had|held)\s+(?:the\s+)?§")
_NOT_SINCE_THEN = re.compile(
    r"§[^.;]*\b(?:but|though)\s+(?:not|(?:has|have)\s+not\s+(?:been\s+)?used\s+(?:it\s+)?)\s*(?:since|after"
    r"|any\s*more|now|today)\b"
)
_AND_ENDED = re.compile(rf"(?:\band|\bbut|\bthen|,)\s+(?:\w+\s+){{0,3}}?(?:{cues.ENDING_VERB})\s+(?:it|them|this)\b")
_ANSWER_ENDED = re.compile(
    r"^[\s\"'”’)]*(?:[:\t–—-]|\s-\s)+\s*(?:no\s+longer|ceased|decommissioned|replaced|discontinued)"
)


# left to run out: "omitted to renew X", "chose not to extend X beyond 2016"
_NOT_RENEWED = re.compile(
    r"\b(?:fail\w*|omit\w*|neglect\w*|forg[oe]t\w*|declin\w*|refus\w*|(?:cho[os]e\w*|decided|opted|elected"
    r"|resolved|agreed|voted)\s+not)\s+to"
    r"\s+(?:renew|extend|continue|prolong)\b|\bdecid\w+\s+against\s+(?:renewing|extending|continuing|renewal)\b"
    r"|\brenewal\s+(?:of|for)\b[^.;]*§[^.;]*\b(?:declined|refused|rejected|not)\b|\bno\s+further\s+use\s+(?:for"
    r"|of)\s+(?:the\s+)?§"
)
# "having once relied on X", "our former system, X", "before that we had X", "X was our system before"
_EARLIER = re.compile(
    r"\bhaving\s+(?:\w+\s+)?(?:previously|formerly|once|earlier|originally)\s+[^,;]*§"
    r"|\b(?:previous|former|old|earlier|erstwhile|outgoing|legacy)\s+(?:\w+\s+){0,2}?(?:system|supplier"
    r"|provider|tool|software|product|database|platform|package)s?"
    r"\s*(?:,|was|were|had\s+been|called|\()\s*(?:called\s+)?(?:the\s+)?§|\bbefore\s+(?:that|this|then"
    r"|which)\b[^.;]{0,20}\b(?:had|used|ran|operated|held)\s+(?:the\s+)?§"
    r"|(?:^|[.;]\s)\W*(?:previously|formerly|historically|in\s+the\s+past)\b,?[^.;]{0,40}\b(?:used|had|ran|held"
    r"|operated|employed)\s+(?:the\s+)?§"
    r"|(?:^|[,;(])\s*(?:previously|formerly)\s+(?:with\s+|on\s+|using\s+)?(?:the\s+)?§|§\s+was\s+(?:our"
    r"|the)\b[^.;,]*\b(?:before|prior\s+to|until)\b"
    r"|\bformerly\s+(?:an?\s+)?(?:user|customer|subscriber|licensee|client)s?\s+of\s+(?:the\s+)?§"
    r"|§\s+was\s+(?:used|in\s+use|held)\s+up\s+to\s+(?:last|the\s+\w+\s+of|\d{4})"
)
# by whoever came before the body: "used by our predecessor", "the former district council used X"
_ANCESTOR = (
    r"(?:predecessors?(?:\s+\w+)?|(?:former|old|abolished|outgoing)\s+(?:\w+\s+){0,3}?(?:councils?|authorit(?:y|ies)|trusts?"
    r"|forces?|bod(?:y|ies)|boards?|organisations?|department|primary\s+care\s+trusts?))"
)
_BY_ANCESTOR = re.compile(
    rf"§[^.;]*?\b(?:by|in|within|at)\s+(?:(?:our|the|its|a|one\s+of\s+(?:our|the))\s+)?{_ANCESTOR}(?!\w)"
    rf"(?![^.;]*\b(?:still|and\s+(?:by\s+)?(?:us|ourselves|we|our))\b)"
    rf"|\b{_ANCESTOR}\s+(?:(?:had|also|\w+ly)\s+)*{cues.USE_VERBS}\s+(?:the\s+)?§"
)
_DID = re.compile(
    r"^\s+(?:had\s+)?(?:previously|formerly|historically|in\s+the\s+past)\s+(?!called|known|named|branded|titled|marketed|owned"
    r"|sold)(?:\w{2,}ed|ran|held|gave|fed|drove|kept|made|did|sat|met|drew|lay|underlay|formed|was|were|had)(?!\w)"
)


def ended(before: str, after: str, sentence: str) -> str:
    """ended, or empty; affirmed for what came instead ("moved from A to X") and what is only going to be replaced."""
    clause = f"{before}{NAME}{after}"
    if _NOT_RENEWED.search(clause) or _EARLIER.search(clause) or _BY_ANCESTOR.search(clause):
        return ENDED
    if not cues.VERB.search(before) and _DID.match(after):
        return ENDED
    if _NOT_SINCE_THEN.search(plain(sentence)):
        return ENDED
    if _AND_ENDED.search(after) or re.match(r"\s+used\s+to\s+(?:be|have|run|do|serve|help)\b", after):
        return ENDED
    spans = [*re.finditer(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.ENDING_VERB})(?!\w)", before)]
    is_new = re.search(r"(?:,|\band)\s*(?:the\s+)?$", before) and re.match(
        r"\s*(?:\w+\s+){0,2}?(?:is|are|was|were|has|have)\b", after
    )
    if spans and not is_new and not _negated(before[: spans[-1].start()]):
        cue, between = spans[-1][0], before[spans[-1].end() :]
        if re.search(r"(?:replac|supersed|mov|migrat|switch|transfer|chang)", cue) and re.search(
            r"(?<!\w)(?:to|with|by|onto|in favour of)(?!\w)", between
        ):
            return PLANNED if _is_ahead(before[: spans[-1].start()]) else AFFIRMED
        if re.search(cues.INFORMATION, between):
            return ""
        return AFFIRMED if _is_ahead(before[: spans[-1].start()]) and cue != "no longer" else ENDED
    if _ANSWER_ENDED.match(after):
        return ENDED
    if re.search(
        r"(?:\bnot|n't)\s+(?:\w+ly\s+|been\s+|be\s+)*(?:renew(?:ed|ing)?|continu(?:ed|ing)|taken\s+up\s+again"
        r"|extended\s+(?:beyond|after|past))\b",
        clause,
    ):
        return ENDED
    match = re.search(rf"(?<!\w)(?:{cues.NO_LONGER}|{cues.ENDING_VERB})(?!\w)", after)
    if match and len(after[: match.start()].split()) <= 12 and not _negated(after[: match.start()]):
        return _ended_after(before, after, match)
    former = re.search(
        rf"(?<!\w)(?:{cues.FORMER}\s+(?:\w+\s+)?{cues.USE_VERBS}|used\s+to\s+(?:use|have|hold|run))(?!\w)", before
    )
    if former and not _negated(before[: former.start()]):
        return ENDED
    if re.search(rf"^[^.]{{0,60}}(?:previously|formerly)\s+{cues.USED}", after):
        return ENDED
    if _NOT_SINCE.search(clause) or _LAST.search(clause):
        return ENDED
    if _FOR_A_WHILE.search(clause) and not cues.NEGATION.search(clause):
        return ENDED
    if re.search(r"\b(?:the|our)\s+(?:last|final)\s+(?:use\s+of\s+(?:the\s+)?)?$", before) and re.search(
        r"\bwas\b", after
    ):
        return ENDED  # "the last X run was in 2016"
    if (cues.UNTIL.search(plain(sentence)) or _YEARS.search(clause)) and re.search(
        r"\b(?:used|was|were|had|ran|held|operated)\b", clause
    ):
        return ENDED
    return ""


def ends_it(words: str) -> bool:
    """Whether a later statement says of what has been named that it is over: "we stopped paying for it in 2016"."""
    return bool(_ENDED_IT.match(words))


def _ended_after(before: str, after: str, match: re.Match[str]) -> str:
    head = without_noun(after[: match.start()])
    if re.search(r"\blet\b", before) and re.match(r"lapse|expire", match[0]):
        return ENDED  # "let its X contract lapse"
    if _COORDINATED.match(head):
        return ENDED  # "was installed, found wanting and taken off all machines"
    if any(not _CARRIES.fullmatch(verb[0]) for verb in cues.VERB.finditer(head)):
        return ""  # "X helps officers decide who is stopped": the ending is of something else
    if re.search(
        r"^\s*(?:has|have|had)?\s*(?:replac|supersed|t(?:ook|aken)\s+over)", after[match.start() - 1 :]
    ) and not re.search(r"\b(?:is|are|was|were|be|been|being)\b[^,]*$", head):
        return AFFIRMED if re.search(r"replac|supersed|over\s+from", match[0]) else ENDED  # "X replaced Y"
    if (
        re.search(
            r"\b(?:was|were)\s+(?:going|due|meant|supposed|expected)\s+to\s+be\s*$|\b(?:is|are)\s+(?:being"
            r"|due\s+to\s+be|to\s+be|going\s+to\s+be|scheduled\s+to\s+be)\s*$"
            r"|\bwill\s+(?:\w+ly\s+)?be\s*$|\bbeing\s*$",
            head,
        )
        and "no longer" not in match[0]
    ):
        return AFFIRMED  # still in use until then
    if (
        cues.VERB.search(before)
        and not re.search(r"\b(?:for|with|of|from)\s*(?:the\s*)?$", before)
        and not re.search(r"\b(?:is|are|was|were|has|have|been)\b", head)
    ):
        return ""
    return ENDED


def _negated(words: str) -> bool:
    return bool(re.search(rf"{cues.NEGATION.pattern}(?:\s+\S+){{0,3}}\s*$", words))


def _is_ahead(words: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{cues.FUTURE})(?:\s+\S+){{0,3}}\s*$", words))

"""A sentence said more plainly before it is read: what belongs to another name, to a participle or to a contrast is cut off.

Nothing is added that the sentence does not say. Works on the words as they stand, since a capital tells another name; gives
the words before and after the name in question.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues

_SUBJECT = (
    r"(?:we|it|they|there|our|this|all|i|the\s+(?:\w+\s+){0,2}?(?:council|trust|force|constabulary|service|authority"
    r"|board|team|department|police|university))\b"
)
_BODY_WORDS = re.compile(
    r"\b(?:The|This|That|These|Those|It|We|They|There|Our|Members?|Cabinet|Council\w*|Officers?|Board|Trust"
    r"|Force|Committee"
    r"|Executive|Management|No|None|Nobody|Nothing|Staff|Police|Chief|Constabulary|Authority|Service|Borough"
    r"|County|Please|If)\b"
)
_CAPITALS = r"(?:(?:the\s+)?(?:[A-Z][\w’'.-]*\s+){1,4})"
_PREDICATE = r"(?:is|are|was|were|has|have|had|does|do|never|remains?|continues?|came|went|lost|won)\b"
# ", but Tableau is not", "; Liquidlogic has never been bought": a statement on another name
_OF_ANOTHER = re.compile(
    rf"(?:[,;]\s*|\s+)(?:(?:and|but|while|whilst|whereas|although|though)\s+)?(?={_CAPITALS}{_PREDICATE})"
)
_NOT_ANOTHER = re.compile(r",\s*(?:and\s+|but\s+)?not\s+(?:the\s+)?(?:[A-Z][\w’'.-]*\s*){1,4}(?=[,.;]|$)")
_CONDITION = re.compile(r"\W*(?:if|should|unless|were|subject|provided|once|when|until|had|suppos\w+)\b", re.I)
# before its subject: "Having used Y, we …", "Instead of Y, we …", "After years of Y, the Council …"
_LEADING = (
    r"(?:having|using|instead\s+of|rather\s+than|far\s+from|in\s+place\s+of|as\s+well\s+as"
    r"|after\s+(?:\w+\s+){0,2}?(?:years|months)\s+of|after\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}?(?:pilot|trial)"
    r"|following"
    r"|formerly|previously|once|originally|[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*){0,3}\s+having\s+been)\b"
)
_LED = re.compile(rf"^\W*(?:{_LEADING})[^,;]*,\s*(?={_SUBJECT}|$)", re.I)
_LEADS = re.compile(rf"^\W*(?:{_LEADING})[^,;]*$", re.I)
_AFTER_LEADING = re.compile(rf",\s*(?={_SUBJECT})", re.I)
_ABSOLUTE = re.compile(r"^\s+having\s+been\b[^,;]*(?P<end>,)", re.I)
_CLEFT = re.compile(r"^[\s,]+(?:that|which)\s+(?P<said>(?:we|our|the)\b[^,.;]*)", re.I)
# "but X is", "X never has been": the verb stands in the statement before
_ELLIPSIS = re.compile(
    r"^\s+(?P<never>never\s+)?(?P<be>is|are|was|were|has\s+been|have\s+been)(?P<not>\s+not|n['’]t)?(?:\s+(?:now"
    r"|today|here|either))?(?=\W*$)",
    re.I,
)
_WAS_NOW = re.compile(
    r"\b(?:now|changed|moved|switched|replaced|migrated|these\s+days|no\s+longer|went\s+over)\b(?!\s+(?:it|them)\b)",
    re.I,
)
_FORMERLY = re.compile(r"\b(?:previously|formerly|once|earlier|originally|years\s+of|months\s+of)\b", re.I)
_HELD_FOR = re.compile(r"^[^,;]*\bfor\s+(?:\w+\s+){0,3}?(?:years?|months?|a\s+time|a\s+while)\b", re.I)


def reworded(before: str, after: str) -> tuple[str, str]:
    """The words before and after a name without what is said of another, as they stand."""
    after = re.sub(r"^\s*,?\s+(?:and|but)\s+(?:nothing|nobody|no\s+one|no\s+other\w*)\s*(?:else)?\b,?", "", after)
    after = _without_others(before, _NOT_ANOTHER.sub(",", after, count=1))
    if not _LEADS.match(before):
        before = _LED.sub("", before)
    elif absolute := _AFTER_LEADING.search(after):
        after = after[: absolute.start()]
    if not before.strip() and (absolute := _ABSOLUTE.match(after)):
        after = after[: absolute.start("end")]
    before = re.sub(r",(?=\s+having\b)", ";", before)
    after = re.sub(r",(?=\s+having\b)", ";", after)
    if re.search(r"\bit\s+(?:is|was)\s+(?:the\s+)?$", before, re.I) and (cleft := _CLEFT.match(after)):
        return f"{cleft['said']} ", after[cleft.end() :]  # "It is X that we use": we use X
    before = _own_clause(before, after)
    if (bare := _ELLIPSIS.match(after)) and re.search(
        rf"(?<!\w){cues.USED}(?!\w)[^.]*\W(?:but|and|while|whilst|whereas)?\s*(?:the\s+)?$", before.lower()
    ):
        after = f"{after[: bare.end()]} used{after[bare.end() :]}"
    return before, after


def was_before(before: str, after: str) -> bool:
    """Whether the name stands in a participle that opens the sentence and is over: "Having relied on X …, we now use Y"."""
    if not _LEADS.match(before):
        return False
    main = _AFTER_LEADING.search(after)
    if main is None or re.search(
        r"\bhaving\s+(?:\w+\s+){0,2}?(?:never|not)\b|\b(?:instead|rather|far)\b", before, re.I
    ):
        return False
    said, then = after[: main.start()], after[main.end() :]
    is_over = _FORMERLY.search(before) or _HELD_FOR.match(said) or re.search(r"\b(?:from|off)\s+(?:the\s+)?$", before)
    return bool(is_over and _WAS_NOW.search(then)) and not re.search(r"\b(?:pilot|trial|following)\b", before, re.I)


def _without_others(before: str, after: str) -> str:
    """Without a statement on another name that follows; the name's own must have a verb, or a list would be cut."""
    for match in _OF_ANOTHER.finditer(after):
        other = re.match(_CAPITALS, after[match.end() :])
        own = after[: match.start()]
        if other is None or _BODY_WORDS.search(other[0]) or not (cues.FINITE.search(own.lower()) or _has_use(before)):
            continue
        if re.search(r"\b(?:that|which|who|whether|as|when|if|by|of|than|in|from|with|to|and|or|the)\s*$", own):
            continue
        if re.fullmatch(r"\s*(?:and|or)?\s*", match[0]) and not re.search(
            r"\b(?:and|but|wh\w+|though|although)\s", match[0]
        ):
            continue
        return own + " "
    return after


def _own_clause(before: str, after: str) -> str:
    """A comma before the name that is a new subject parts it from the statement before: "Y is used, X is not"."""
    comma = re.search(r",\s*(?:the\s+)?$", before)
    if comma is None or not re.match(r"\s+(?:is|was|has|does|never|remains)\b", after) or _CONDITION.match(before):
        return before
    return f"{before[: comma.start()]}; " if cues.FINITE.search(before[: comma.start()].lower()) else before


def _has_use(before: str) -> bool:
    return bool(re.search(rf"(?<!\w){cues.USE_VERBS}(?!\w)", before.lower()))

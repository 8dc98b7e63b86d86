"""What is denied twice: "not true that we do not", "cannot do without", "no plans to stop using", "not yet replaced".

Two denials are no denial. Where what is denied is an ending, the thing is there; any other pair is unclear, since it is said
with more words than a plain use needs.
"""

from __future__ import annotations

import re

from datascores.corpus.stance import cues
from datascores.corpus.stance.clauses import last_end
from datascores.corpus.stance.cues import NAME
from datascores.corpus.stance.words import AFFIRMED, UNCLEAR

_NOT = rf"(?:{cues.NEGATION.pattern})"
_WRONG = (
    r"(?:(?:not|n['’]t)\s+(?:\w+ly\s+)?(?:true|right|correct|accurate|the\s+case|so)|untrue|wrong|incorrect"
    r"|false|inaccurate"
    r"|mistaken|misleading)"
)
# "It is not true that …": what follows is what is denied
_REFUTED = re.compile(
    rf"\b(?:it|that)\s+(?:is|was|would\s+be)\s+(?:\w+ly\s+)?{_WRONG}\s+(?:to\s+(?:say|state|claim|suggest|think"
    r"|assume|imply)\s+)?"
    r"(?:that\s+)?"
)
_NOT_DENIED = re.compile(
    rf"(?<!\w){_NOT}\s+(?:\w+ly\s+)?(?:den(?:y|ied|ying)|disput(?:e|ed|ing)|hid(?:e|den)"
    r"|conceal\w*)(?!\w)(?!\s+n?or\b)"
    rf"|(?<!\w){_NOT}\s+(?:say|claim|state|pretend|suggest|mean)\s+(?:that\s+)?(?:we|it|they"
    rf"|the\s+\w+)\s+(?:\w+\s+)?{_NOT}(?!\w)"
)
_NOT_WITHOUT = re.compile(
    rf"(?<!\w)(?:{_NOT}|hardly|barely|scarcely|unthinkable|impossible|difficult|lost|hard)(?!\w)(?!\s+(?:longer"
    r"|or)\b)[^.;,:]*?\bwithout\b"
    r"(?![^.;]*\bwithout\b)[^.;,:]*$"
)
# "There is no team that does not use X", "Hardly a week passes in which X is not used"
_NONE_THAT_NOT = re.compile(
    rf"(?<!\w)(?:no|not\s+an?|not\s+one|hardly\s+an?|barely\s+an?|scarcely\s+an?|nobody|none)\s+[^.;,:]{{0,60}}?"
    rf"\b(?:that|which|who|where|when)\s+[^.;,:]*?(?<!\w){_NOT}(?!\w)"
)
_END = (
    r"(?:replac\w+|stop\w*|ceas\w+|withdraw\w*|withdrew|decommission\w*|drop\w*|abandon\w*|giv(?:e|ing|en)\s+up"
    r"|gave\s+up"
    r"|mov(?:e|ed|ing)\s+(?:\w+\s+)?(?:from|off)|switch(?:ed|ing)?\s+(?:from|off|away\s+from)|discontinu\w*"
    r"|terminat\w+|cancel\w*"
    r"|retir\w+|scrap\w*|get(?:ting)?\s+rid\s+of|part(?:ed|ing)?\s+(?:company\s+)?with|phas(?:e|ed|ing)\s+out"
    r"|supersed\w+|dispens\w+\s+with"
    r"|turn(?:ed|ing)?\s+off|remov\w+|end(?:ed|ing)?|laps\w+|expir\w+|uninstall\w*)"
)
_TO_ITS_OBJECT = (
    r"\s+(?:(?:us(?:e|ing)|the\s+use|use|of|the|our|its|any|paying|for|with|all|licen[cs]es?|contracts?"
    r"|subscriptions?)\s+)*$"
)
_FILL = r"(?:\s+(?:\w+ly|yet|ever|so\s+far|as|been|be|to|have|has|now|the|council|force|trust|at|present|any))*"
_INTENT = (
    r"(?:plans?|planning|intentions?|intend\w*|propos\w+|look(?:ing|s)?|wish(?:es)?|want\w*|decisions?|decided"
    r"|reasons?|need|expect\w*|going|seeking|aim\w*|moves?)"
)
_NO_END = re.compile(
    rf"(?<!\w)(?:{_NOT}){_FILL}(?:\s+{_INTENT}(?:\s+\w+)?)?{_FILL}(?:\s+of)?\s+{_END}{_TO_ITS_OBJECT}"
    rf"|\b(?:far\s+from|rather\s+than|instead\s+of)\s+{_END}{_TO_ITS_OBJECT}"
)
_NOT_ENDED = re.compile(
    r"^(?:\s+(?:licen[cs]e|contract|subscription))?\s+(?:has|have|is|are|will|had)\s*(?:not|never"
    rf"|n['’]t)(?:\s+(?:yet|ever|been|be|being|so\s+far|going\s+to|due\s+to))*\s+{_END}(?!\w)"
    rf"|^(?:\s+(?:licen[cs]e|contract|subscription))?\s+(?:has|is|have|are)\s+yet\s+to\s+(?:be\s+)?{_END}(?!\w)"
    rf"|^\s+(?:is|are)\s+(?:not|n['’]t)\s+(?:yet\s+)?(?:over|at\s+an?\s+end|finished)\b"
)
# "does not intend to stop", "would never give up": the sentence must say no more of its end
_ENDS_ALL_THE_SAME = re.compile(r"\b(?:until|but|although|though|however)\b")


def refuted_content(before: str) -> int:
    """Where what is said to be untrue begins: "It is not true that …"; 0 where nothing is."""
    return last_end(_REFUTED, before)


def denied_twice(before: str, after: str) -> str:
    """affirmed or unclear where two denials make none; empty where there are no two. ``before`` and ``after`` are plain."""
    clause = re.split(r"[.;:!?]\s", before)[-1]
    following = re.split(r"[.;:!?]\s", after)[0]
    if _NO_END.search(clause) and not (re.search(r"\bonly\b", clause)):
        return UNCLEAR if _ENDS_ALL_THE_SAME.search(following) else AFFIRMED
    if _NOT_ENDED.match(following) and not cues.VERB.search(clause):
        return UNCLEAR if re.search(r"\b(?:never|not)\s+been\s+(?:used|adopted|bought)\b", following) else AFFIRMED
    if _NOT_DENIED.search(clause):
        return UNCLEAR
    if _NOT_WITHOUT.search(clause) or _NONE_THAT_NOT.search(f"{clause}{NAME}{following}"):
        return UNCLEAR
    return ""

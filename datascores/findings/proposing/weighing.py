"""How much a sentence says of a thing that it names: that it is had or used, how it works, or only its name."""

from __future__ import annotations

import re

from datascores.corpus.stance import answered, cues
from datascores.findings.proposing.rows import DESCRIBES, NEARBY, SAYS

_MATERIAL = re.compile(
    rf"(?<!\w){cues.INFORMATION}\s+(?:on|about|regarding|concerning|relat(?:ing|ed)\s+to)\s+(?:the\s+|our\s+)?$", re.I
)
_IN_ITSELF = ("denied", "ended")
NEAR = 80  # code points between a verb of use and the name that it governs
_PARTED = re.compile(r"[.;:!?]\s|\b(?:that|which|who|because|although|but)\b", re.I)
_HAS = re.compile(r"ha(?:ve|s|d|ving)|h[eo]ld\w*|access\w*", re.I)
_USED_AFTER = re.compile(rf"[^.;,]{{0,50}}?(?<!\w){cues.USED}(?!\w)", re.I)
_USES = re.compile(
    rf"(?<!\w)(?:{cues.USE_VERBS}|{cues.ENDING_VERB}|using|based\s+on|built\s+(?:on|in|with)|analysed\s+(?:in|with)|(?:data|records?|information|scores?)\s+(?:from|in)|part\s+of"
    r"|(?:produced|plotted|mapped|stored|recorded|logged|created|generated|drawn|calculated|presented|published|displayed|captured)"
    r"\s+(?:up\s+)?(?:in|on|with|using|by|through|via)"
    r"|(?:submit(?:s|ted)?|upload(?:s|ed)?|feeds?|fed|enter(?:s|ed)?|contribut(?:e|es|ed)|participat(?:e|es|ed)|tak(?:e|es|ing)\s+part)\b[^.;:]{0,60}?\b(?:to|into|in|on))(?!\w)",
    re.I,
)
_DESCRIBED = re.compile(
    rf"^[\s\"'”’)]*(?:\([^()]*\)\s*)?(?:\w+\s+){{0,2}}?(?:{cues.VERB.pattern}|[a-z]{{3,}}s\b)", re.I
)


def weigh(words: str, start: int, end: int, stance: str = "") -> int:
    """Whether the words say that it is had or used, describe it at work, or name it near such words; 0: they only name it."""
    before, after = words[:start], words[end:]
    if stance == "affirmed" and _MATERIAL.search(before):
        return 0  # "a selection of material on X, which is available": the material is
    near = [
        match
        for match in _USES.finditer(before)
        if start - match.end() < NEAR and not _PARTED.search(before[match.end() :])
    ]
    if near or _USED_AFTER.match(after):
        is_ours = re.search(r"\b(?:we|our|the council|the force|the trust)\b", before, re.I)
        distance = start - near[-1].end() if near else 0
        return SAYS + NEAR - distance + (50 if is_ours and near and not _HAS.fullmatch(near[-1][0]) else 0)
    if stance in _IN_ITSELF or answered(after.lower()):
        return SAYS  # a denial or an end is a statement of use whatever its verb, and so is "X: yes"
    if _DESCRIBED.match(after) or cues.PILOT.search(words.lower()) or re.search(cues.PLAN, words.lower()):
        return DESCRIBES
    lead = before.lower()
    is_listed = "\n" in lead and cues.INVENTORY.search(lead[:160])
    return DESCRIBES if is_listed else NEARBY if _USES.search(words) else 0

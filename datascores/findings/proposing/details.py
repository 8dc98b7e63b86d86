"""Purpose and time as a sentence states them, in its own words; empty where it states none."""

from __future__ import annotations

import re

LONGEST_PURPOSE, LONGEST_TIME = 250, 100
_PURPOSE = re.compile(
    r"(?<!\w)(?:in\s+order\s+to|to\s+(?:help|support|assist|identify|predict|manage|monitor|assess|analyse|inform|target|score|rank|sort|"
    r"profile|detect|prevent|plan|generate|access|match|link|model|forecast|prioriti[sz]e|decide|allocate|understand|segment|improve|make|find|flag)"
    r"|for\s+(?:the\s+purposes?\s+of\s+)?(?:[a-z]\w+))\b[^.;!?•]*",
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+\d{{4}}|(?:19|20)\d\d(?:[/–-]\d{{2,4}})?)"
_TIME = re.compile(
    rf"(?<!\w)(?:from\s+{_DATE}\s+(?:to|until)\s+{_DATE}|between\s+{_DATE}\s+and\s+{_DATE}|(?:since|in|until|from|by|during|on|after|before)\s+(?:the\s+)?(?:\w+\s+)?{_DATE})",
    re.I,
)
_NO_PURPOSE = re.compile(
    r"for\s+(?:no|example|instance|further|more|information|details?|the|a|an|this|that|which|all|your|our|its|each|reference)\b"
)


def purpose_in(words: str, start: int, end: int) -> str:
    """What the thing at ``start`` to ``end`` is for."""
    for match in _PURPOSE.finditer(words, end):
        if not _NO_PURPOSE.match(match[0]):
            return " ".join(match[0].partition("\n\n")[0].split())[:LONGEST_PURPOSE].rstrip(" ,:")
    return ""


def time_in(words: str) -> str:
    """Since, until or in when; the first that the sentence names."""
    match = _TIME.search(words)
    return " ".join(match[0].split())[:LONGEST_TIME] if match else ""

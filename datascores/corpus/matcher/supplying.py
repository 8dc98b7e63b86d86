"""Grammar that makes an ambiguous name count where no context word of its record stands: a firm that supplies, a thing used.

"supplied by Northwind" names a firm, whatever else bears the name; "previously used LanternFirst" names a thing, since a word
with a capital in its midst is no chance word. Pure.
"""

from __future__ import annotations

import re

_REACH = 60  # characters before a name
_SUPPLIED = re.compile(
    r"\b((?:supplied|provided|developed|delivered|procured|purchased|bought|licen[cs]ed|hosted|maintained|built|created|leased|acquired)\s+"
    r"(?:to\s+us\s+)?(?:by|from)|contract(?:ed|s)?\s+(?:is\s+)?with|licen[cs]es?\s+from|(?:supplier|vendor|provider)(?:\s+is|:))\s+$",
    re.I,
)
# a firm's name ends here: "provided by Advanced nurse practitioners" names none
_ENDS = re.compile(
    r"(?:['’]s)?\s*(?:$|[.,;:)\n(?!/]|[–—-]\s|(?:and|or|in|for|since|under|until|from|on|at|to|who|which|that|as|is|was|has|had|will|are|were|with|via|during|through)\b"
    r"|(?:Ltd|Limited|plc|PLC|UK|Group|LLP|Inc)\b|\d)"
)
_USED = re.compile(
    r"\b(use[sd]?|using|runs?|ran|bought|procured|licensed|implemented|deployed|operate[sd]?|replaced|adopted|installed"
    r"|(?:migrat|mov|switch|transferr)(?:e|es|ed|ing)\s+(?:over\s+)?(?:from|to|onto))\s+(?:the\s+|an?\s+)?$",
    re.I,
)
_INNER_CAPITAL = re.compile(r"[A-Za-z]*[a-z][A-Z][A-Za-z]*")


def find_supply(text: str, start: int, end: int, kind: str) -> str | None:
    """The words before an ambiguous name that make it a firm or a thing in use, or None."""
    before = text[max(0, start - _REACH) : start]
    if kind == "company":
        said = _SUPPLIED.search(before)
        return " ".join(said[1].split()) if said and _ENDS.match(text, end) else None
    if kind == "system" and _INNER_CAPITAL.fullmatch(text, start, end):
        said = _USED.search(before)
        return " ".join(said[1].split()) if said else None
    return None

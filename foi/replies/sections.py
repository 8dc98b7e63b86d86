"""The sections on which a reply relies. A number is read together with its law: 33 is one thing in Scotland, another elsewhere.

The law is that named beside the number, else the one that the letter is written under, else that of the body's nation; a
number of another law or of a contract is none of these. What is asked, considered and not relied on, or left behind by a
review is no ground of the reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foi.laws import ACTS
from foi.replies.sayings import Saying

_NUMBER = r"\d{1,2}A?(?!\d)(?:\s?\(\w{1,4}\))*"
_CITED = re.compile(
    rf"(?<![\w.£])(?P<word>sections?|sect?\.|ss?\.?|exemptions?|regulations?|regs?\.?|exceptions?)\s?(?P<numbers>{_NUMBER}"
    rf"(?:\s*(?:,|&|/|and|or|to)\s*(?:(?:sections?|ss?\.?|regs?\.?|regulations?)\s?)?{_NUMBER})*)(?![\d%])",
    re.I,
)
_ONE = re.compile(r"(\d{1,2}A?)(?!\d)((?:\s?\(\w{1,4}\))*)", re.I)
_FOISA = re.compile(r"Freedom\s+of\s+Information\s*\(?\s*Scotland\s*\)?|\bFOISA\b|\bFOI\s?\(S\)", re.I)
_EISR = re.compile(r"Environmental\s+Information\s*\(?\s*Scotland\s*\)?|\bEI\(?S\)?Rs?\b", re.I)
_FOIA = re.compile(
    r"Freedom\s+of\s+Information(?!\s*\(?\s*Scotland)|\bFOIA\b|\bFOI\s?(?:A|Act)\b|\bFOI\b(?!\s?\(S)", re.I
)
_EIR = re.compile(r"Environmental\s+Information\s+Regulations|\bEIRs?\b", re.I)
# "section 115 of the Crime and Disorder Act", "section 4 of the contract": the law or paper that is named is another
_OTHERS = re.compile(
    r"^[\s,]*(?:of|in|to|under|from)\s+(?:the\s+|our\s+|your\s+|this\s+|its\s+)?"
    r"(?!(?:Freedom|Environmental|FOI|EIR|Act\b|Regulations\b|same\b|legislation|2000|2002|2004|information))"
    r"(?:[A-Z][\w’']*\s+(?:\w+\s+){0,6}?(?:Act|Regulations|Order|Code|Rules|GDPR)\b|(?:\w+\s+){0,3}?(?:contract|agreement|report|policy"
    r"|document|form|guidance|specification|schedule|plan|code|application|GDPR|DPA|Data\s+Protection)\b)",
)
_NOT_RELIED_ON = re.compile(
    r"\b(?:not\s+(?:been\s+)?(?:appl\w+|rel(?:y|ied)|engaged?|relevant|use[ds]?|exempt)|(?:does|do|did)\s+not\s+(?:apply|engage|rely)"
    r"|no\s+longer\s+(?:appl\w+|rel\w+|engaged?)|nothing\s+(?:has\s+been|is|was)\s+withheld|no\s+(?:information|part|exemptions?)\s+"
    r"(?:(?:has|have|is|are|was|were)\s+)?(?:been\s+)?(?:withheld|applied|applies|apply)|n/?a\b|none\b"
    r"|(?:wrongly|incorrectly)\s+(?:applied|engaged|relied|cited|refused)|withdraw\w*|overturn\w*|not\s+upheld|lifted|set\s+aside|should\s+not\s+have\s+been)\b",
    re.I,
)
_DUTY = re.compile(r"\bdut(?:y|ies)\b|\bsection\s+1\b", re.I)  # "the duty does not apply, by virtue of section 23"
_MAYBE = re.compile(
    r"\b(?:such\s+as|for\s+example|e\.g\.?|may\s+(?:be|apply|also)|might|could\s+(?:be|apply)|would\s+(?:be\s+(?:likely\s+to\s+)?"
    r"(?:exempt|engage|apply)|consider)|to\s+consider|considering|whether|more\s+time|further\s+time|extend\w*|extension)\b",
    re.I,
)
_CONCLUDED = re.compile(
    r"\b(?:is|are|was|were|been)\s+(?:\w+\s+)?(?:exempt\w*|withheld|refused|excepted|redacted|removed)\b|\bwithhold|\brefus(?:e|ing)\b"
    r"|\b(?:satisfied|decided|concluded)\s+that\s+(?:\w+\s+){1,6}(?:applies|engaged|exempt)",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:original|initial|first|earlier|previous)\s+(?:response|reply|decision|refusal|letter)|\b(?:was|were)\s+(?:originally|initially)\b",
    re.I,
)


@dataclass(frozen=True)
class Claim:
    """A section relied on, as it is kept, with its subsection as it is written, and the sentence."""

    label: str
    detail: str
    saying: Saying
    start: int
    end: int
    is_named: bool  # whether the sentence names the law


def claims_of(sayings: Sequence[Saying], letter: str, nation: str, *, is_overturned: bool = False) -> list[Claim]:
    """Each section once, by its first sentence. ``letter`` is everything that may name the law the reply is written under."""
    usual = _usual(letter, nation)
    found: dict[str, Claim] = {}
    for saying in sayings:
        if is_overturned and _BEFORE.search(saying.words):
            continue
        for claim in _claims_in(saying, usual):
            found.setdefault(claim.label, claim)
    return list(found.values())


def _claims_in(saying: Saying, usual: dict[str, str]) -> Iterator[Claim]:
    text = saying.leaf.text[saying.start : saying.end]
    if _is_idle(" ".join(text.split())):
        return
    for cited in _CITED.finditer(text):
        rest = text[cited.end() :]
        if _OTHERS.match(rest):
            continue
        prefix = "r" if cited["word"][0] in "rR" or cited["word"].lower().startswith("exception") else "s"
        law = _law_beside(rest, prefix) or usual[prefix]
        is_named = bool(_law_beside(rest, prefix))
        for number in _ONE.finditer(cited["numbers"]):
            section = ACTS[law].section(number[1].upper()) if law else None
            if section is None or ACTS[law].prefix != prefix:
                continue
            detail = "".join(number[2].split())
            start = saying.start + cited.start()
            yield Claim(ACTS[law].label(number[1].upper()), detail, saying, start, saying.start + cited.end(), is_named)


def _is_idle(words: str) -> bool:
    """Whether the sections of a sentence are only spoken of."""
    if _NOT_RELIED_ON.search(words) and not _DUTY.search(words):
        return True
    return bool(_MAYBE.search(words)) and not _CONCLUDED.search(words)


def _law_beside(rest: str, prefix: str) -> str:
    """The law that is named after a number, before the sentence goes on to something else; empty where none is."""
    near = rest[:160]
    laws = (("FOISA", _FOISA), ("FOIA", _FOIA)) if prefix == "s" else (("EISR", _EISR), ("EIR", _EIR))
    places = {law: found.start() for law, pattern in laws if (found := pattern.search(near))}
    return min(places, key=lambda law: places[law]) if places else ""


def _usual(letter: str, nation: str) -> dict[str, str]:
    """The law of numbers beside which none is named."""
    is_scottish = bool(_FOISA.search(letter)) or (nation == "Scotland" and not _FOIA.search(letter))
    return {
        "s": "FOISA" if is_scottish else "FOIA",
        "r": "EISR" if _EISR.search(letter) else "EIR" if _EIR.search(letter) else "",
    }

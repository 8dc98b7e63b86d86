"""Headings of a body's own papers that show a system at work there: "X: user training", "Accessing X", "X risk log".

A body that trains its staff on a system, gives them a guide to it or keeps a risk log of it has it. Holds only in papers
(in a letter such a heading may name what was asked for), and only for a line that is nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from datascores.corpus.stance import cues
from datascores.findings.proposing.rows import OWN, Leaf

LONGEST = 80  # code points of a line that may be a heading
_BEHIND = re.compile(
    r"(?:['’]s)?\W{0,3}\s*(?:(?:user|staff|system|operational|practitioner)\s+)?"
    r"(?:training|(?:quick\s+)?(?:start|reference|user)\s+guide|guide|guidance|manual|risk\s+log|risk\s+register|user\s+agreement"
    r"|log-?\s?in|induction)(?:\s+(?:for|to)\s+(?:\w+\s+){0,3}\w+|\s+\d+|\s+notes?|\s+slides)?\W*",
    re.I,
)
_BEFORE = re.compile(
    r"\W*(?:\d+\W+)?(?:accessing|using|opening|logging\s+(?:in|on)?\s*to|how\s+to\s+(?:use|access|open)"
    r"|(?:user\s+|staff\s+)?(?:guide|training|induction)\s+(?:to|for|on|in))\s+(?:the\s+)?",
    re.I,
)


def is_paper(leaves: Sequence[Leaf]) -> bool:
    """Whether all is the maker's own words, as it is in guides, slides and logs and is not in a letter that answers."""
    spans = [span for leaf in leaves for span in leaf.segments]
    return bool(spans) and all(span.kind == OWN for span in spans)


def heading_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The bounds of the heading that shows the name at ``start`` to ``end`` at work; None where its line is none."""
    begin = text.rfind("\n", 0, start) + 1
    finish = text.find("\n", end)
    finish = len(text) if finish < 0 else finish
    if finish - begin > LONGEST:
        return None
    before, after = text[begin:start], text[end:finish]
    is_heading = (not before.strip(" \t•-–*") and _BEHIND.fullmatch(after)) or (
        _BEFORE.fullmatch(before) and not re.search(r"\w", after)
    )
    if not is_heading or cues.NEGATIVE.search(text[finish : finish + LONGEST].lower()):
        return None
    return begin + len(before) - len(before.lstrip()), finish - (len(after) - len(after.rstrip()))

"""The sentences in which the body speaks for itself, in their order; what asks, offers or explains the law is told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from datascores.corpus.describing.paper import OWN, Leaf, Paper
from datascores.corpus.stance.sentences import sentences_of

# paragraphs on what to do next, wherever they stand: they tell of the future and of others, never of the reply
_ON_RIGHTS = re.compile(
    r"\b(?:complain\w*|appeal\w*|dissatisfied|unhappy|not\s+(?:happy|satisfied|content)|(?:ask|apply|right|entitled|request"
    r"|wish)\s+"
    r"(?:\w+\s+){0,4}?(?:internal\s+)?review|(?:internal\s+)?reviews?\s+(?:procedure|process|should|must|can|of\s+(?:this"
    r"|our)\s+decision)"
    r"|Information\s+Commissioner(?:['’]s)?\s+Office|ICO\b|Wycliffe\s+House|re-?use\s+of\s+public\s+sector|copyright"
    r"|statutory\s+obligation)",
    re.I,
)
_IF_EVER = re.compile(r"^\W*(?:please\s+note\s+(?:that\s+)?)?(?:if|should|where|when|unless|in\s+the\s+event)\b", re.I)
_REVIEWED = re.compile(
    r"\buph[eo]ld|\boverturn|\b(?:correctly|rightly|wrongly|incorrectly)\s+(?:applied|refused|withheld)", re.I
)
# what the law says in general
_ON_LAW = re.compile(
    r"\b(?:the\s+(?:Freedom\s+of\s+Information\s+)?Act|section\s+1\b[^.]{0,20}|FOIA|the\s+legislation|public\s+authorit(?:y"
    r"|ies))\s+"
    r"(?:\([^)]*\)\s+)?(?:\d{4}\s+)?(?:gives|provides|requires|places|creates|states|sets|allows|imposes|has|must|are"
    r"|is\s+required)\b"
    r"|\bsubject\s+to\s+(?:any\s+|certain\s+|the\s+)?exemptions?\b|\btwo\s+(?:rights|duties)\b|\b(?:gives"
    r"|provides)\s+(?:\w+\s+)?rights?\b",
    re.I,
)


_ON_THAT_BASIS = re.compile(
    r"\b(?:on\s+(?:that|this)\s+(?:basis|ground)|therefore|accordingly|for\s+(?:this|that)\s+reason|on\s+this\s+occasion)\b[^.]*"
    r"\b(?:refus|withh[eo]ld|exempt)|\b(?:refus\w+|withh[eo]ld\w*)\b[^.]*\bon\s+(?:that|this)\s+(?:basis|ground)",
    re.I,
)


@dataclass(frozen=True)
class Saying:
    """A sentence of the body; ``lead`` is the lead-in of the list that it is an item of."""

    leaf: Leaf
    start: int
    end: int
    lead: str = ""

    @property
    def words(self) -> str:
        """With every run of blanks as one."""
        return " ".join(self.leaf.text[self.start : self.end].split())


def sayings_of(paper: Paper) -> list[Saying]:
    """The body's own sentences, without those on rights of review, on what would happen if, and on the law in general.

    "Section 12 allows authorities to refuse …" stays where the next sentence refuses on that basis.
    """
    own = list(_own(paper))
    return [
        saying
        for saying, after in zip_longest(own, own[1:])
        if not is_aside(saying.words)
        or (
            is_on_law(saying.words)
            and after
            and _ON_THAT_BASIS.search(after.words)
            and not _IF_EVER.search(saying.words)
        )
    ]


def is_aside(words: str) -> bool:
    """Whether a sentence tells nothing of the reply itself."""
    if _IF_EVER.search(words) and not re.search(
        r"\b(?:is|are)\s+(?:therefore\s+)?(?:exempt|withheld|refused)\b", words
    ):
        return True
    return bool(_ON_RIGHTS.search(words) and not _REVIEWED.search(words)) or is_on_law(words)


def is_on_law(words: str) -> bool:
    """Whether a sentence says what the law says in general."""
    return bool(_ON_LAW.search(words))


def _own(paper: Paper) -> Iterator[Saying]:
    for leaf, start, end in paper.said(OWN):
        for sentence in sentences_of(leaf.text, start, end):
            lead = leaf.text[slice(*sentence.lead)] if sentence.lead else ""
            yield Saying(leaf, sentence.start, sentence.end, " ".join(lead.split()))

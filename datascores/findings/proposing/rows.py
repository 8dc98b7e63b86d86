"""What proposals are made of: pages as they may be shown, records named on them, and the rows to be. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from datascores.corpus.segments import Span

SAYS, DESCRIBES, NEARBY = 300, 200, 100  # weights, less the distance of the verb, in code points
STATUS_OF = {
    "affirmed": "in use",
    "piloted": "pilot",
    "planned": "planned",
    "ended": "withdrawn",
    "denied": "denied",
    "unclear": "unclear",
}
OWN, REQUEST = "own", "request"
# who speaks: the body of the row in its own document, whoever asked it, or a document of somebody else
AUTHORITY, REQUESTER, OTHER = "authority", "requester", "other"


@dataclass(frozen=True)
class Leaf:
    """A page as it may be shown, with who speaks where."""

    number: int
    text: str
    segments: Sequence[Span]


@dataclass(frozen=True)
class Named:
    """A record named at a place; ``maker`` is the slug of a system's company, where it has one."""

    kind: str
    slug: str
    page: int
    start: int
    end: int
    segment: str
    is_evidence: bool
    maker: str = ""


@dataclass(frozen=True)
class Proposal:
    """A row to be; ``weight`` orders sentences that say the same."""

    page: int
    start: int
    end: int
    authority: str
    system: str
    company: str
    class_words: str
    status: str
    purpose: str
    time: str
    speaker: str
    rule: str
    weight: int

    @property
    def claim(self) -> tuple[str, str, str, str, str]:
        """What is claimed, whatever the sentence; a denied class is one claim a body and set of words."""
        company = "" if self.system else self.company
        return self.authority, self.system or company, self.class_words.lower(), self.status, self.speaker

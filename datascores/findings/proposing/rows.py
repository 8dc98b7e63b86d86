"""What proposals are made of: pages as they may be shown, records named on them, and the rows to be. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from datascores.corpus.page_turns import TurnedPage
from datascores.corpus.segments import Span
from datascores.corpus.stance import Reading, read_within
from datascores.corpus.turned_readings import read_on

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
    """A page as it may be shown, with who speaks where.

    ``turned`` are its words with what runs over its turns, ``edges`` the furniture that these leave out; of both ``page`` says
    how they come together, and ``doubted`` holds what only may run over too.
    """

    number: int
    text: str
    segments: Sequence[Span]
    turned: Leaf | None = None
    edges: tuple[Leaf, ...] = ()
    page: TurnedPage | None = None
    doubted: TurnedPage | None = None

    def read(self, start: int, end: int, *, is_own: bool) -> Reading:
        """What is said of the name at a place of the text."""
        if self.page is None:
            return read_within(self.text, self.segments, start, end, is_own=is_own)
        return read_on(self.page, self.doubted, start, end, is_own=is_own)


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

"""Whose words a search looks at: everything, the body's own words and the questions put to it, or its own words only.

The index holds these words in fields of their own, stretch by stretch; marks and passages are cut to the same stretches,
so that what is marked is what was found.
"""

from __future__ import annotations

from collections.abc import Collection

from datascores.corpus.models import Page, Segment
from search.engine.clauses import Where
from search.marks import Sheet, Span

FIRST_SCOPE = Where.ANYWHERE
SCOPES = {
    Where.ANYWHERE: "everything",
    Where.QUESTIONS: "its own words and the questions",
    Where.OWN: "only the body’s own words",
}
_KINDS = {
    Where.OWN: {Segment.Kind.OWN},
    Where.QUESTIONS: {Segment.Kind.OWN, Segment.Kind.REQUEST},
}


def stretches_of(page: Page, text: str, kinds: Collection[str]) -> list[Span]:
    """The spans of a page's text that hold segments of these kinds, in order."""
    segments = sorted(page.text.segments.all(), key=lambda segment: segment.start)
    return [(segment.start, min(segment.end, len(text))) for segment in segments if segment.kind in kinds]


def sheet_of(page: Page, text: str) -> Sheet:
    """A page as the highlighter sees it: its shown words, and whose they are."""
    scopes = {scope: stretches_of(page, text, kinds) for scope, kinds in _KINDS.items()}
    return Sheet(page.number, text, scopes, stretches_of(page, text, Segment.Kind.values))

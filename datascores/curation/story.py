"""What happened to one record: the versions that changed it, the open drafts about to, and the tags people called wrong."""

from __future__ import annotations

from dataclasses import dataclass

from datascores.corpus.models import Refusal
from datascores.curation.models import Draft, Edit, Version
from datascores.curation.suggestions import Place, Said, said_at

MOST = 20


@dataclass(frozen=True)
class Hint:
    """A person's "wrong", with the sentence it was said of."""

    refusal: Refusal
    said: Said


@dataclass(frozen=True)
class Story:
    """Of each list the newest, at most ``MOST``. Hints are of words that may be shown now."""

    changes: list[tuple[Version, Edit]]
    drafts: list[Draft]
    hints: list[Hint]


def story_of(kind: str, slug: str) -> Story:
    """The story of a record; the lists are empty where there is none yet."""
    edits = Edit.objects.filter(kind=kind, slug=slug)
    changes = edits.filter(draft__version__isnull=False).select_related("draft__version__author")
    return Story(
        [(edit.draft.version, edit) for edit in changes.order_by("-draft__version__number")[:MOST]],
        [*Draft.objects.filter(state=Draft.State.OPEN, edits__in=edits)[:MOST]],
        _hints_of(kind, slug),
    )


def _hints_of(kind: str, slug: str) -> list[Hint]:
    refusals = Refusal.objects.filter(kind=kind, slug=slug).select_related("by").order_by("-at", "-pk")
    return [
        Hint(refusal, said)
        for refusal in refusals[:MOST]
        for said in said_at([Place(refusal.page_text_id, refusal.start, refusal.end)])
    ]

"""A person's "wrong": a mention is taken away at once, and the matcher leaves it out from then on.

A refusal holds for its place in the text, and in a newer reading of the document for the same words in the same
surroundings, since offsets differ there. Taking it back is deleting the row: the next catch-up finds the mention again.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from datascores.corpus.matcher.folding import fold
from datascores.corpus.models import Mention, Refusal
from datascores.corpus.steps import digest
from datascores.corpus.visibility import shown_text

WORDS_AROUND = 5


@transaction.atomic
def refuse(mention: Mention, reason: str, by: User) -> Refusal:
    """Say that a mention is wrong. Raises ValueError without a reason; said twice, the first word stands."""
    reason = " ".join(reason.split())
    if not reason:
        raise ValueError("Say why this tag is wrong; whoever looks after the rule will read it.")
    refusal, _ = Refusal.objects.get_or_create(
        page_text=mention.page_text,
        start=mention.start,
        end=mention.end,
        record=mention.record,
        defaults={
            "document": mention.document,
            "surface": mention.surface,
            "rule": mention.rule,
            "surroundings_hash": surroundings_hash(shown_text(mention.page_text), mention.start, mention.end),
            "reason": reason[:300],
            "by": by,
        },
    )
    mention.delete()
    return refusal


class Refused:
    """The refusals of one document, to ask of each match."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        rows = list(refusals)
        self._places = {(row.page_text_id, row.start, row.end, row.record_id) for row in rows}
        self._surroundings = {(row.record_id, row.surroundings_hash) for row in rows}

    def holds(self, page_text_id: int, text: str, start: int, end: int, record_id: int) -> bool:
        if not self._places:
            return False
        if (page_text_id, start, end, record_id) in self._places:
            return True
        return (record_id, surroundings_hash(text, start, end)) in self._surroundings


def surroundings_hash(text: str, start: int, end: int) -> str:
    """A hash of the name with five words on either side, spelled alike whatever the line breaks."""
    before = fold(text[max(0, start - 120) : start]).split()[-WORDS_AROUND:]
    after = fold(text[end : end + 120]).split()[:WORDS_AROUND]
    return digest([*before, fold(text[start:end]), *after])

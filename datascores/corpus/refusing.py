"""A person's "wrong": a mention is taken away at once, and the matcher leaves it out from then on.

A refusal holds for its place in the text it was said of, and there for no other. When the page has been read anew, offsets
differ: then it holds for one place with the same words in the same surroundings, the same one in their order where several
are alike. Taking it back is deleting the row: the next catch-up finds the mention again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from datascores.catalogue.rules import RecordRules
from datascores.corpus.matcher import Match
from datascores.corpus.matcher.folding import fold
from datascores.corpus.models import Mention, Refusal
from datascores.corpus.steps import digest
from datascores.corpus.visibility import shown_earlier_text, shown_text

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
        kind=mention.record.kind,
        slug=mention.record.slug,
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
    """The refusals of one document, to ask which of its matches stand."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self._refusals = list(refusals)

    def standing(
        self,
        matches: Sequence[Match],
        texts: Mapping[int, int],
        words: Mapping[int, str],
        records: Mapping[int, RecordRules],
    ) -> list[Match]:
        """The matches that no refusal holds.

        ``texts`` are the page texts' keys and ``words`` what may be shown of them, both by page number; ``records`` the
        catalogue's, by their ids.
        """
        if not self._refusals:
            return list(matches)
        places = {(row.page_text_id, row.start, row.end, row.kind, row.slug) for row in self._refusals}
        current = set(texts.values())
        earlier = [row for row in self._refusals if row.page_text_id not in current]
        standing, alike = [], defaultdict(list)
        for match in matches:
            record = records[match.record_id]
            if (texts[match.page], match.start, match.end, record.kind, record.slug) in places:
                continue
            standing.append(match)
            if earlier:
                hashed = surroundings_hash(words[match.page], match.start, match.end)
                alike[record.kind, record.slug, hashed].append(match)
        held: set[Match] = set()
        for row in sorted(earlier, key=lambda row: (row.page_text_id, row.start)):
            equals = [match for match in alike[row.kind, row.slug, row.surroundings_hash] if match not in held]
            # the reader may number its pages otherwise than the one before
            on_page = [match for match in equals if match.page == row.page_text.number] or equals
            if on_page:
                # those before it that are held are no longer counted, on either side
                before = sum(_is_before(other, row) for other in earlier)
                held.add(on_page[min(max(0, _order_of(row) - before), len(on_page) - 1)])
        return [match for match in standing if match not in held]


def surroundings_hash(text: str, start: int, end: int) -> str:
    """A hash of the name with five words on either side, spelled alike whatever the line breaks."""
    before = fold(text[max(0, start - 120) : start]).split()[-WORDS_AROUND:]
    after = fold(text[end : end + 120]).split()[:WORDS_AROUND]
    return digest([*before, fold(text[start:end]), *after])


def _is_before(other: Refusal, row: Refusal) -> bool:
    """Whether a refusal is of an equal place before this one, in the same text."""
    same = ("page_text_id", "kind", "slug", "surroundings_hash")
    return other.start < row.start and all(getattr(other, name) == getattr(row, name) for name in same)


def _order_of(row: Refusal) -> int:
    """How many places with equal words and surroundings stood before it in the text that it was said of."""
    text = shown_earlier_text(row.page_text)
    if text is None:  # words of it are withheld since and cannot be told
        return 0
    spelling = re.compile(r"\s+".join(map(re.escape, row.surface.split())))
    return sum(
        surroundings_hash(text, *found.span()) == row.surroundings_hash
        for found in spelling.finditer(text, 0, row.start)
    )

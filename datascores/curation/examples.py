"""Test sentences of rules: read as a page of a body's own words, they must name their record, or must not.

A sentence is a whole document to the matcher: what supports a name must stand in the sentence itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from datascores.catalogue.rules import Catalogue
from datascores.corpus.matcher import Matcher, PageInput
from datascores.curation.models import Draft, RuleExample


def examples_for(draft: Draft) -> list[RuleExample]:
    """The kept test sentences of all records and the draft's own."""
    return list(RuleExample.objects.filter(Q(draft=None) | Q(draft=draft)))


def failing(examples: Iterable[RuleExample], catalogue: Catalogue, matcher: Matcher | None = None) -> list[RuleExample]:
    """The examples that the catalogue does not fulfil; a record that does not exist is named nowhere."""
    examples = list(examples)
    if not examples:
        return []
    matcher = matcher or Matcher(catalogue)
    failed = []
    for example in examples:
        matches = matcher.match([PageInput(1, example.sentence)])
        named = {
            (record.kind, record.slug)
            for match in matches
            if match.is_evidence and (record := catalogue.by_id.get(match.record_id))
        }
        if ((example.kind, example.slug) in named) != example.must_match:
            failed.append(example)
    return failed


def broken_by(draft: Draft, old: Catalogue, new: Catalogue) -> tuple[list[RuleExample], list[RuleExample]]:
    """The sentences that stand in the way of the draft, and those that failed before it and are not its business.

    A sentence of a record in the draft must hold; of another record only if it held before. The sentences of a record
    that the draft deletes go with it.
    """
    edits = {(edit.kind, edit.slug): edit.after is None for edit in draft.edits.all()}
    examples = [example for example in examples_for(draft) if not edits.get((example.kind, example.slug), False)]
    failed = failing(examples, new)
    others = [example for example in failed if (example.kind, example.slug) not in edits]
    before = {example.pk for example in failing(others, old)}
    return [example for example in failed if example.pk not in before], [
        example for example in others if example.pk in before
    ]

"""What a load of lists would do that hardly anybody means, before it is written: for an operator to confirm.

A person's draft is previewed and asked twice; lists come by a command that asks nobody. So names made of everyday words,
test sentences that would break, and names that would newly be found in a large share of the documents are told with
their row. On a large corpus an evenly spread sample of the documents is read. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings

from datascores.catalogue.loading import Change, LoadPlan
from datascores.catalogue.rules import Catalogue, catalogue_of, read_rules
from datascores.catalogue.table import FILE_NAMES, Problem, names_of
from datascores.corpus.labels import settled_labels
from datascores.corpus.matcher import Matcher, PageInput
from datascores.corpus.models import Document, Mention
from datascores.corpus.visibility import shown_documents
from datascores.curation.everyday import said_of
from datascores.curation.examples import failing
from datascores.curation.models import Edit, RuleExample
from datascores.curation.previewing import read_documents, rules_with

SAMPLE = 300  # documents that are read
FEWEST = 3  # documents below which a share says nothing
Key = tuple[str, str]  # kind and slug


def screen(plan: LoadPlan) -> list[Problem]:
    """What should be confirmed before the plan is applied, by row; nothing for a plan that has problems anyway."""
    changes = {(change.kind, change.slug): change for change in (*plan.added, *plan.changed)}
    if plan.problems or not changes:
        return []
    doubts = [doubt for change in changes.values() for doubt in _everyday_names(change)]
    examples = list(RuleExample.objects.filter(draft=None))
    sample = _sample()
    if examples or sample:
        rules = read_rules()
        new = catalogue_of(
            rules_with(rules, [_edit_of(place, change) for place, change in enumerate(changes.values(), 1)])
        )
        matcher = Matcher(new)
        doubts += _broken_sentences(examples, changes, catalogue_of(rules), new, matcher)
        doubts += _sweeping(sample, changes, new, matcher)
    return sorted(doubts, key=lambda doubt: (doubt.file, doubt.row))


def _edit_of(number: int, change: Change) -> Edit:
    """The change as rules_with reads it; never saved."""
    return Edit(pk=number, kind=change.kind, slug=change.slug, after=change.cells)


def _problem(change: Change, column: str, message: str) -> Problem:
    return Problem(FILE_NAMES[change.kind], change.row, column, message)


def _everyday_names(change: Change) -> Iterator[Problem]:
    held = {**change.cells, **{column: before for column, (before, _) in change.differences.items()}}
    known = set(names_of(held)) if change.pk else set()
    for place, (name, is_ambiguous) in enumerate(names_of(change.cells)):
        if (name, is_ambiguous) not in known and (message := said_of(change.kind, name, is_ambiguous)):
            yield _problem(change, "aliases" if place else "name", message)


def _broken_sentences(
    examples: Sequence[RuleExample], changes: dict[Key, Change], old: Catalogue, new: Catalogue, matcher: Matcher
) -> Iterator[Problem]:
    """Test sentences that hold now and would not, each at the row that is to blame."""
    broken = failing(examples, new, matcher)
    before = {example.pk for example in failing(broken, old)}
    for example in broken:
        if example.pk not in before:
            wanted = "would no longer name" if example.must_match else "would name"
            message = f"The test sentence “{example.sentence}” {wanted} {example.kind} “{example.slug}”."
            named = [new.by_id[match.record_id] for match in matcher.match([PageInput(1, example.sentence)])]
            keys = [(example.kind, example.slug), *((record.kind, record.slug) for record in named)]
            culprit = next((changes[key] for key in keys if key in changes), None)
            yield _problem(culprit, "", message) if culprit else Problem("", 0, "", message)


def _sample() -> list[int]:
    """Documents with words, evenly spread over the hashes, so that a later look takes the same ones."""
    found = shown_documents().filter(pages__isnull=False).distinct().order_by("sha256").values_list("pk", flat=True)
    every = list(found)
    return every[:: -(-len(every) // SAMPLE) or 1]


def _sweeping(sample: Sequence[int], changes: dict[Key, Change], new: Catalogue, matcher: Matcher) -> Iterator[Problem]:
    """Records that would newly be found, as evidence, in more than the set share of the sample."""
    if not sample:
        return
    counts: dict[Key, int] = dict.fromkeys(changes, 0)
    held = Mention.objects.filter(document__in=sample, is_evidence=True)
    before = set(held.values_list("document_id", "record__kind", "record__slug"))
    labels = settled_labels(sample)
    for document, inputs, _ in read_documents(Document.objects.filter(pk__in=sample).order_by("pk")):
        matches = matcher.match(inputs, labels[document.pk].date)
        found = {new.by_id[match.record_id] for match in matches if match.is_evidence}
        for key in {(record.kind, record.slug) for record in found} & set(changes):
            counts[key] += (document.pk, *key) not in before
    for key, count in counts.items():
        if count >= FEWEST and count / len(sample) > settings.CURATION_ASK_TWICE_PERCENT / 100:
            of = "of the documents" if len(sample) < SAMPLE else f"of the {len(sample)} documents looked at"
            yield _problem(
                changes[key],
                "name",
                f"“{changes[key].cells['name']}” would be found newly in {count / len(sample):.0%} {of}.",
            )

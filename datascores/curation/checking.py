"""What is wrong with a draft, before anything changes: what refuses it, and what its author should know.

The rules about cells and links are the catalogue's own (catalogue.validation); here stands what needs more than one record,
the matcher's way of folding names, or the difference between a new mistake and one that was there before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from datascores.catalogue.models import Authority, Company, Record, System
from datascores.catalogue.rules import RecordRules, catalogue_of, read_rules
from datascores.catalogue.table import Cells, names_of, read_successors, successors_of, words_of
from datascores.catalogue.validation import COMMON_WORDS, check_cells, check_links
from datascores.corpus.matcher.folding import fold
from datascores.corpus.models import Refusal
from datascores.curation.drafting import filled, stale_edits
from datascores.curation.everyday import said_of
from datascores.curation.examples import broken_by
from datascores.curation.models import Draft, Edit, RuleExample
from datascores.curation.previewing import rules_with
from datascores.findings.models import Relation

# signs of a pattern language that stand in no name
PATTERN = re.compile(r"\.[*+?]|\\[a-zA-Z.]|\(\?|\[[^\]]*\]|^\^|\$$|[*{}]")
LINKS = ("successors", "successor", "maker", "near_companies")


@dataclass(frozen=True)
class Finding:
    """A sentence about a record of the draft; one that refuses keeps the draft from being published."""

    kind: str
    slug: str
    column: str
    message: str
    refuses: bool = True

    def __str__(self) -> str:
        place = f"{self.kind} {self.slug}" + (f", {self.column.replace('_', ' ')}" if self.column else "")
        return f"{place}: {self.message}"


def check(draft: Draft) -> list[Finding]:
    """All findings, those that refuse first."""
    edits = list(draft.edits.all())
    if not edits:
        return []
    rules = read_rules()
    after = rules_of_valid(rules, edits)
    findings = [
        Finding(edit.kind, edit.slug, "", "The record was changed meanwhile: bring the draft up to date.")
        for edit in stale_edits(draft)
    ]
    findings += check_edits(edits, after)
    if not any(finding.refuses for finding in findings):
        broken, failed_before = broken_by(draft, catalogue_of(rules), catalogue_of(after))
        findings += [_finding_of(example) for example in broken]
        findings += [_finding_of(example, refuses=False) for example in failed_before]
    return sorted(findings, key=lambda finding: not finding.refuses)


def check_edits(edits: Iterable[Edit], after: Iterable[RecordRules]) -> list[Finding]:
    """What is wrong with the edits among each other and with the rest of the catalogue."""
    edits = list(edits)
    findings: list[Finding] = []
    successors = {kind: read_successors(kind) for kind in {"company", *(edit.kind for edit in edits)}}
    for edit in edits:
        if edit.after is None:
            successors[edit.kind].pop(edit.slug, None)
        else:
            successors[edit.kind][edit.slug] = successors_of(edit.after)
    companies = frozenset(successors["company"])
    for edit in edits:
        if edit.after is None:
            continue
        cells = filled(edit.kind, edit.after) or {}
        found = check_cells(edit.kind, cells) + check_links(edit.kind, cells, successors[edit.kind], companies)
        found += check_new_names(cells, filled(edit.kind, edit.before))
        findings += [Finding(edit.kind, edit.slug, column, message) for column, message in found]
        findings += [Finding(edit.kind, edit.slug, column, text, False) for column, text in advise(edit.kind, cells)]
    return findings + _referring(edits) + _shared_names(edits, after) + _lost_words(edits)


def rules_of_valid(rules: list[RecordRules], edits: Iterable[Edit]) -> list[RecordRules]:
    """The rules with those edits whose cells can be read as values; the others are refused by check_cells anyway."""
    return rules_with(rules, [edit for edit in edits if edit.after is None or not check_cells(edit.kind, edit.after)])


def check_new_names(cells: Mapping[str, str], before: Cells | None) -> list[tuple[str, str]]:
    """What is wrong with names that the draft brings: patterns, one letter, two that are the same to the matcher."""
    known = {name for name, _ in names_of(before)} if before else set()
    findings: list[tuple[str, str]] = []
    seen: dict[str, tuple[str, bool]] = {}
    for place, (name, is_ambiguous) in enumerate(names_of(cells)):
        column, folded = ("aliases" if place else "name"), fold(name)
        is_new = name not in known
        if is_new and PATTERN.search(name):
            message = f"“{name}” looks like a pattern. There are no patterns: a name is looked for as it is written."
            findings.append((column, message))
        if is_new and len(folded) == 1:
            findings.append((column, f"“{name}” is one letter to the matcher, which would never look for it."))
        if is_new and set(folded.split()) <= COMMON_WORDS and not name.isupper():
            message = (
                f"“{name}” is a word of every text, so a context word says nothing of it. In capitals it can be a name."
            )
            findings.append((column, message))
        twin, twin_is_ambiguous = seen.get(folded, ("", False))
        is_told_apart = is_ambiguous and twin_is_ambiguous and name.lower() == twin.lower()
        if folded and twin and not is_told_apart and (is_new or twin not in known):
            findings.append((column, f"“{name}” and “{twin}” are the same name once signs and capitals are levelled."))
        seen.setdefault(folded, (name, is_ambiguous))
    return findings


def advise(kind: str, cells: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is no mistake and yet seldom meant."""
    names = names_of(cells)
    everyday = [(("aliases" if place else "name"), said_of(kind, *name)) for place, name in enumerate(names)]
    found = [(column, message) for column, message in everyday if message]
    return found + _advise_on_context(kind, cells, names)


def _advise_on_context(kind: str, cells: Mapping[str, str], names: Sequence[tuple[str, bool]]) -> list[tuple[str, str]]:
    if all(flag for _, flag in names) and not cells["context_words"] and not cells["near_companies"]:
        message = "Every name is ambiguous and there is no context word: the record is seldom or never found."
        return [("context_words", message)] if kind != "authority" else []
    if cells["context_words"] and not any(flag for _, flag in names):
        return [("context_words", "Context words count for ambiguous names only, and no name is marked as ambiguous.")]
    return []


def _referring(edits: Iterable[Edit]) -> list[Finding]:
    """Records that others name cannot be deleted before these are changed."""
    after = {(edit.kind, edit.slug): edit.after for edit in edits}
    gone = {key for key, cells in after.items() if cells is None}
    if not gone:
        return []
    links = [link for link in _live_links() if link[:2] not in after]
    links += [
        (kind, slug, column, _target(kind, column), named)
        for (kind, slug), cells in after.items()
        for column in LINKS
        for named in words_of((cells or {}).get(column, ""))
    ]
    return [
        Finding(target, named, "", f"It cannot be deleted while {kind} “{slug}” names it as its {_said(column)}.")
        for kind, slug, column, target, named in links
        if (target, named) in gone
    ]


def _lost_words(edits: Iterable[Edit]) -> list[Finding]:
    """What persons have said of records that the draft deletes."""
    findings = []
    for edit in edits:
        if edit.after is not None:
            continue
        named = {"kind": edit.kind, "slug": edit.slug}
        wrong = Refusal.objects.filter(**named).count()
        links = ("authority", "system", "company")
        ruled = (
            Relation.objects.filter(**{f"{edit.kind}__slug": edit.slug})
            if edit.kind in links
            else Relation.objects.none()
        )
        relations = ruled.exclude(standing=Relation.Standing.PROPOSED).count()
        sentences = RuleExample.objects.filter(draft=None, **named).count()
        if wrong:
            message = (
                f"{wrong} ruling(s) of persons rest on it: tags that they called wrong."
                " They are kept, and hold if it comes back."
            )
            findings.append(Finding(edit.kind, edit.slug, "", message, False))
        if relations:
            goes = "go with it" if edit.kind != "company" else "lose their company"
            message = (
                f"{relations} ruling(s) of persons rest on it: relations that they confirmed or rejected. They {goes}."
            )
            findings.append(Finding(edit.kind, edit.slug, "", message, False))
        if sentences:
            findings.append(Finding(edit.kind, edit.slug, "", f"{sentences} test sentence(s) of it go with it.", False))
    return findings


def _live_links() -> list[tuple[str, str, str, str, str]]:
    """Kind and slug of each record that names another, the column, and kind and slug of the one it names."""
    rows = [
        ("authority", "successors", Authority.objects.values_list("slug", "successors__slug")),
        ("company", "successor", Company.objects.values_list("slug", "successor__slug")),
        ("system", "maker", System.objects.values_list("slug", "maker__slug")),
    ]
    links = [
        (kind, slug, column, _target(kind, column), to) for kind, column, pairs in rows for slug, to in pairs if to
    ]
    near = Record.objects.exclude(near_companies="").values_list("kind", "slug", "near_companies")
    return links + [(kind, slug, "near_companies", "company", to) for kind, slug, lines in near for to in lines.split()]


def _said(column: str) -> str:
    return {"successors": "successor", "near_companies": "near company"}.get(column, column)


def _target(kind: str, column: str) -> str:
    """The kind of record that a column names."""
    return kind if column in ("successors", "successor") else "company"


def _shared_names(edits: Iterable[Edit], after: Iterable[RecordRules]) -> list[Finding]:
    """New names that another record has too: decided by context and dates, or shown as open."""
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for record in after:
        for rule in record.names:
            owners[fold(rule.text)].add((record.kind, record.slug))
    findings = []
    for edit in edits:
        if edit.after is None:
            continue
        before = filled(edit.kind, edit.before)
        known = {name for name, _ in names_of(before)} if before else set()
        for place, (name, _) in enumerate(names_of(edit.after)):
            others = sorted(owners[fold(name)] - {(edit.kind, edit.slug)}) if name not in known else []
            if others:
                listed = ", ".join(f"{kind} “{slug}”" for kind, slug in others)
                message = f"“{name}” is a name of {listed} too: which is meant is decided by context, or shown as open."
                findings.append(Finding(edit.kind, edit.slug, "aliases" if place else "name", message, False))
    return findings


def _finding_of(example: RuleExample, refuses: bool = True) -> Finding:
    wanted = "must name it and does not" if example.must_match else "must not name it and does"
    since = "" if refuses else " in the live catalogue already; this draft does not mend it"
    return Finding(example.kind, example.slug, "", f"The test sentence “{example.sentence}” {wanted}{since}.", refuses)

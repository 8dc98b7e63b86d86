"""What a draft would do to the corpus, counted before anything is saved.

The draft is applied to the catalogue in memory, and both catalogues read the documents that the change can touch: those
with a candidate of a changed record, and those in which a new name stands, found by an automaton of the new names alone.
Nothing is written but the preview itself. Many pages are counted in the background; where even that is too many, every
n-th document is counted and the preview says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils import timezone

from datascores import jobs
from datascores.catalogue.rules import Catalogue, RecordRules, catalogue_of, read_rules, rules_of_cells
from datascores.corpus.labels import settled_labels
from datascores.corpus.matcher import Matcher, PageInput
from datascores.corpus.matcher.names import patterns_of_record
from datascores.corpus.matching import MatchStep, inputs_of
from datascores.corpus.models import Candidate, Document, Job, Page
from datascores.corpus.refusing import Refused
from datascores.corpus.visibility import shown_documents
from datascores.curation.drafting import filled
from datascores.curation.effects import DocumentChange, Effects, Key, as_json, compare_matches, evidence_of
from datascores.curation.models import Draft, Edit

DIRECT_PAGES = 1500  # more pages to read are left to the background worker
MOST_DOCUMENTS = 20_000  # of those that can be touched; beyond it every n-th is counted
BATCH = 100
Beat = Callable[[int], None]


def rules_with(rules: Iterable[RecordRules], edits: Iterable[Edit]) -> list[RecordRules]:
    """The catalogue's rules with the edits applied; records that do not exist yet get negative ids."""
    by_key = {(record.kind, record.slug): record for record in rules}
    for edit in edits:
        after = filled(edit.kind, edit.after)
        held = by_key.pop((edit.kind, edit.slug), None)
        if after is not None:
            record_id = held.record_id if held else -edit.pk
            by_key[edit.kind, edit.slug] = rules_of_cells(edit.kind, record_id, after)
    return list(by_key.values())


def ask_preview(draft: Draft, user: Any = None) -> bool:
    """Make the preview now if it is small, else ask the worker for it; whether it was made."""
    change = Change(draft)
    if change.pages_to_read() <= DIRECT_PAGES:
        draft.preview, draft.preview_job = change.count(), None
        draft.save(update_fields=["preview", "preview_job"])
        return True
    draft.preview = {}
    draft.preview_job = jobs.ask("preview", {"draft": draft.pk}, priority=2, asked_by=user)
    draft.save(update_fields=["preview", "preview_job"])
    return False


def do_preview(job: Job, beat: Beat) -> dict[str, Any]:
    """The job "preview"; safe to run twice. A draft that changed meanwhile shows that its preview is of an older state."""
    draft = Draft.objects.get(pk=job.parameters["draft"])
    preview = Change(draft).count(beat, lambda total: Job.objects.filter(pk=job.pk).update(total=total))
    Draft.objects.filter(pk=draft.pk, state=Draft.State.OPEN).update(preview=preview)
    return {key: preview[key] for key in ("documents_gained", "documents_lost", "authorities")}


class Change:
    """The catalogue before and after a draft, and the documents between them."""

    def __init__(self, draft: Draft) -> None:
        self.content = draft.content_hash()
        self.edits = list(draft.edits.all())
        rules = read_rules()
        self.old, self.new = catalogue_of(rules), catalogue_of(rules_with(rules, self.edits))
        then, now = _by_key(self.old), _by_key(self.new)
        self.changed = [key for key in {**then, **now} if _hash_of(then.get(key)) != _hash_of(now.get(key))]
        self.fresh = [fresh for key in self.changed if (fresh := _fresh_forms(then.get(key), now.get(key)))]
        self.changed_ids = [then[key].record_id for key in self.changed if key in then]

    def candidates(self) -> set[int]:
        """Shown documents in which a name of a changed record stands already."""
        found: set[int] = set()
        for start in range(0, len(self.changed_ids), 500):
            rows = Candidate.objects.filter(record_id__in=self.changed_ids[start : start + 500])
            found |= set(rows.values_list("document_id", flat=True).distinct())
        return found & set(shown_documents().values_list("pk", flat=True)) if found else found

    def pages_to_read(self) -> int:
        """How many pages a count would look at: all of them where a name is new, else those of the candidates."""
        pages = Page.objects.all()
        if self.fresh:
            return pages.count()
        found = self.candidates()
        return pages.filter(document__in=found).count() if len(found) <= DIRECT_PAGES else DIRECT_PAGES + 1

    def count(
        self, beat: Beat = lambda done: None, expect: Callable[[int], Any] = lambda total: None
    ) -> dict[str, Any]:
        """The preview as the draft keeps it. ``beat`` is told the documents done, ``expect`` how many there are."""
        touched = self.candidates()
        total = shown_documents().filter(pages__isnull=False).distinct().count()
        expect(len(touched) + (total if self.fresh else 0))
        scanned = 0
        if self.fresh:
            others = shown_documents().exclude(pk__in=touched) if len(touched) < 900 else shown_documents()
            scan = Matcher(catalogue_of(self.fresh))
            for document, inputs, _ in read_documents(others.order_by("pk")):
                if document.pk not in touched and scan.candidates(inputs):
                    touched.add(document.pk)
                scanned += 1
                if scanned % BATCH == 0:
                    beat(scanned)
        expect(scanned + len(touched))
        step = -(-len(touched) // MOST_DOCUMENTS) or 1
        order = dict(Document.objects.values_list("pk", "sha256")) if touched else {}
        chosen = sorted(touched, key=lambda pk: order[pk])[::step]
        effects = self._effects(chosen, lambda done: beat(scanned + done))
        names = {key: record.name for key, record in {**_by_key(self.old), **_by_key(self.new)}.items()}
        changed = effects.documents_changed * len(touched) / len(chosen) if chosen else 0
        return {
            "content": self.content,
            "catalogue": self.old.version,
            "catalogue_after": self.new.version,
            "at": timezone.now().isoformat(),
            "documents": total,
            "touched": len(touched),
            "counted": len(chosen),
            "unmatched": _not_matched_yet(),
            "share": changed / total if total else 0,
            **as_json(effects, names, {(edit.kind, edit.slug) for edit in self.edits}),
        }

    def _effects(self, chosen: Sequence[int], beat: Beat) -> Effects:
        effects = Effects()
        old, new = Matcher(self.old), Matcher(self.new)
        for start in range(0, len(chosen), BATCH):
            batch = chosen[start : start + BATCH]
            labels = settled_labels(batch)
            rows = {
                document.pk: (document, inputs, texts)
                for document, inputs, texts in read_documents(
                    Document.objects.filter(pk__in=batch).prefetch_related("refusals__page_text")
                )
            }
            for pk in batch:
                if pk not in rows:
                    continue
                document, inputs, texts = rows[pk]
                refused = Refused(document.refusals.all())
                words, date = {page.number: page.text for page in inputs}, labels[pk].date
                before = refused.standing(old.match(inputs, date), texts, words, self.old.by_id)
                after = refused.standing(new.match(inputs, date), texts, words, self.new.by_id)
                gained, lost = compare_matches(before, after, self.old, self.new, texts)
                then, now = evidence_of(before, self.old), evidence_of(after, self.new)
                bodies = labels[pk].all("authority") if then != now else ()
                effects.add(gained, lost, DocumentChange(now - then, then - now, bodies))
            beat(start + len(batch))
        return effects


def read_documents(documents) -> Iterator[tuple[Document, list[PageInput], dict[int, int]]]:
    """Documents that have pages, as the matcher reads them, with the texts' keys by page; a few queries for each batch."""
    documents = documents.prefetch_related("pages__text__segments")
    stream = documents.iterator(chunk_size=BATCH)
    while batch := list(islice(stream, BATCH)):
        pages = [page for document in batch for page in document.pages.all()]
        inputs = dict(zip((page.pk for page in pages), inputs_of(pages), strict=True))
        for document in batch:
            own = list(document.pages.all())
            if own:
                yield document, [inputs[page.pk] for page in own], {page.number: page.text_id for page in own}


def _fresh_forms(then: RecordRules | None, now: RecordRules | None) -> RecordRules | None:
    """The record if it is looked for in a form that texts were not yet looked through for; else None.

    Texts in which one of its old forms stands are candidates anyway.
    """
    if now is None or then is None:
        return now
    return now if patterns_of_record(now) - patterns_of_record(then) else None


def _by_key(catalogue: Catalogue) -> dict[Key, RecordRules]:
    return {(record.kind, record.slug): record for record in catalogue.records}


def _hash_of(record: RecordRules | None) -> str:
    return record.rules_hash if record else ""


def _not_matched_yet() -> int:
    """Documents that the catalogue has not been looked for in: they are in no preview."""
    return Document.objects.filter(pages__isnull=False).exclude(stamps__step=MatchStep.name).distinct().count()

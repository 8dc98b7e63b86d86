"""A step of a document's walk: sentences become relations, proposed by machine until a person rules on them.

What a person has confirmed or rejected is never touched, and never proposed a second time: neither the same sentence nor,
once confirmed, the same claim in the same document.
"""

from __future__ import annotations

from django.db.models import OuterRef, Q

from datascores.catalogue.models import Authority, Company, System
from datascores.corpus.labels import settled_labels
from datascores.corpus.models import Document, Label, PageText
from datascores.corpus.segments import Span
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.visibility import shown_mentions, shown_texts
from datascores.corpus.volumes import volume_of
from datascores.findings.models import Relation
from datascores.findings.proposing import RELATE_VERSION, Leaf, Named, Proposal, best_of, leaf_of, propose

Standing = Relation.Standing


class RelateStep(Step):
    """Works on the words that may be shown, on mentions and on the body that the document comes from."""

    name = "relate"
    after = ("segment", "match", "read", "attribute", "inherit")

    def version(self) -> str:
        return RELATE_VERSION

    def other_inputs(self):
        labels = Label.objects.filter(document=OuterRef("pk"), kind="authority")
        ruled = Relation.objects.filter(~Q(standing=Standing.PROPOSED), document=OuterRef("pk"))
        return (counted(labels, "value", "standing", "changed_at"), counted(ruled, "pk", "ruled_at"))

    def make(self, document: Document) -> list[Proposal]:
        pages = list(document.pages.select_related("text").prefetch_related("text__segments"))
        shown = shown_texts(page.text for page in pages)
        volume = volume_of((page, shown[page.text_id]) for page in pages)
        leaves = [leaf_of(volume, page.number, _spans_of(page.text)) for page in pages]
        author = settled_labels([document.pk])[document.pk].first("authority")
        ruled = _Ruled(document)
        return best_of(row for row in propose(leaves, _named_in(document), author) if not ruled.holds(row, leaves))

    def keep(self, document: Document, result: list[Proposal]) -> str:
        document.relations.filter(standing=Standing.PROPOSED).delete()
        texts = dict(document.pages.values_list("number", "text_id"))
        Relation.objects.bulk_create(_rows(document, result, texts))
        return digest(result)


class _Ruled:
    """What people have ruled on in a document: claims that are confirmed, sentences that are rejected or confirmed."""

    def __init__(self, document: Document) -> None:
        self._claims: set[tuple[str, str, str]] = set()
        self._sentences: set[tuple[str, str, str, str]] = set()
        ruled = document.relations.exclude(standing=Standing.PROPOSED)
        rows = list(ruled.select_related("page_text", "authority", "system", "company"))
        texts = shown_texts(row.page_text for row in rows)
        for row in rows:
            claim = (row.authority.slug, _thing(row), row.status)
            if row.standing == Standing.CONFIRMED:
                self._claims.add(claim)
            self._sentences.add((*claim, _folded(texts[row.page_text_id][row.start : row.end])))

    def holds(self, row: Proposal, leaves: list[Leaf]) -> bool:
        if not self._sentences:
            return False
        claim = (row.authority, row.system or row.class_words or row.company, row.status)
        text = next(leaf.text for leaf in leaves if leaf.number == row.page)
        return claim in self._claims or (*claim, _folded(text[row.start : row.end])) in self._sentences


def _thing(row: Relation) -> str:
    if row.system:
        return row.system.slug
    return row.class_words or (row.company.slug if row.company else "")


def _folded(words: str) -> str:
    return " ".join(words.split())


def _spans_of(page_text: PageText) -> list[Span]:
    """The segments of a text, with the numbers of question and answer."""
    return [Span(row.start, row.end, row.kind, row.pair) for row in page_text.segments.all()]


def _named_in(document: Document) -> list[Named]:
    makers = dict(System.objects.filter(maker__isnull=False).values_list("record_ptr_id", "maker__slug"))
    rows = shown_mentions().filter(document=document, record__kind__in=["authority", "company", "system"])
    ordered = rows.select_related("record").order_by("page", "start", "record__kind", "record__slug")
    return [
        Named(
            kind=row.record.kind,
            slug=row.record.slug,
            page=row.page,
            start=row.start,
            end=row.end,
            segment=row.segment,
            is_evidence=row.is_evidence,
            maker=makers.get(row.record_id, ""),
        )
        for row in ordered
    ]


def _rows(document: Document, proposals: list[Proposal], texts: dict[int, int]) -> list[Relation]:
    bodies = _ids(Authority, {row.authority for row in proposals})
    systems = _ids(System, {row.system for row in proposals})
    companies = _ids(Company, {row.company for row in proposals})
    return [
        Relation(
            document=document,
            page_text_id=texts[row.page],
            page=row.page,
            start=row.start,
            end=row.end,
            authority_id=bodies[row.authority],
            system_id=systems.get(row.system),
            company_id=companies.get(row.company),
            class_words=row.class_words,
            status=row.status,
            purpose=row.purpose,
            time=row.time,
            speaker=row.speaker,
            rule=row.rule[:200],
            rule_version=RELATE_VERSION,
        )
        for row in proposals
        if row.authority in bodies
    ]


def _ids(model: type[Authority] | type[System] | type[Company], slugs: set[str]) -> dict[str, int]:
    return dict(model.objects.filter(slug__in=slugs - {""}).values_list("slug", "pk"))

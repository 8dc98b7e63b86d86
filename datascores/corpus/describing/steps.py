"""The steps that keep what the rules of this room propose: labels of standing "proposed", each with its words.

``describe`` (date and kind) needs only segments and comes before the matcher, which uses the date; ``attribute`` (the body)
needs mentions and comes after it; ``inherit`` hands a body on within a mail or an archive. No step reads what it writes.
Rows that would be the same stay untouched, so that nobody downstream is due for nothing; what a person has ruled on is
not proposed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import OuterRef, QuerySet

from datascores.catalogue.rules import read_catalogue
from datascores.corpus.describing import DESCRIBE_VERSION
from datascores.corpus.describing.attributing import propose_body
from datascores.corpus.describing.bodies import Bodies, read_bodies
from datascores.corpus.describing.dating import propose_date
from datascores.corpus.describing.kinds import is_reply, propose_kind
from datascores.corpus.describing.paper import Certainty, Leaf, Paper, Proposal
from datascores.corpus.describing.signs import Named, known_beforehand
from datascores.corpus.models import Arrival, Candidate, Document, Label, Page
from datascores.corpus.segments import Span
from datascores.corpus.steps import Step, counted, digest
from datascores.corpus.visibility import shown_mentions, shown_texts

HEAD_PAGES, TAIL_PAGES = 12, 4  # of longer documents only these are looked at
INHERITED = "the mail or archive that it came in"
Standing = Label.Standing


class DescribeStep(Step):
    """Date and kind."""

    name = "describe"
    after = ("segment",)

    def version(self) -> str:
        return f"{DESCRIBE_VERSION} {digest(settings.DOCUMENT_KINDS)}"

    def make(self, document: Document) -> list[Proposal]:
        paper = read_paper(document)
        found = [propose_date(paper, is_reply(paper)), propose_kind(paper, tuple(settings.DOCUMENT_KINDS))]
        return [proposal for proposal in found if proposal]

    def keep(self, document: Document, result: list[Proposal]) -> str:
        keep_proposals(document, ("date", "kind"), result)
        return digest_of(result)


class AttributeStep(Step):
    """The body a document comes from, by what stands in it and by its name."""

    name = "attribute"
    after = ("segment", "match")

    def __init__(self) -> None:
        self._bodies: Bodies | None = None

    @property
    def bodies(self) -> Bodies:
        if self._bodies is None:
            self._bodies = read_bodies(read_catalogue())
        return self._bodies

    def version(self) -> str:
        """Names that stand in a document come with the matcher's output; domains, file names and homes are looked up here."""
        bodies = self.bodies
        known = (bodies.domains, bodies.full_names, bodies.home_systems, bodies.homes, bodies.home_words)
        parts = [str(sorted((key, _plain(value)) for key, value in lookup.items())) for lookup in known]
        return f"{DESCRIBE_VERSION} {digest(parts)}"

    def standing(self, documents: Sequence[Document]) -> dict[Document, str]:
        """When the catalogue changes, it tells nothing new of most documents."""
        unchanged = self.unchanged(documents)
        known = self._known_of(list(unchanged))
        return {document: output for document, output in unchanged.items() if output.endswith(f" {known[document]}")}

    def _known_of(self, documents: Sequence[Document]) -> dict[Document, str]:
        """A hash of what the catalogue tells of each document beside what stands in its text."""
        candidates: dict[int, list[int]] = defaultdict(list)
        rows = Candidate.objects.filter(document__in=documents, record_id__in=self.bodies.homes)
        for document_id, record_id in rows.values_list("document_id", "record_id"):
            candidates[document_id].append(record_id)
        return {
            document: digest(known_beforehand(document.name, document.title, candidates[document.pk], self.bodies))
            for document in documents
        }

    def make(self, document: Document) -> list[Proposal]:
        paper = read_paper(document)
        numbers = [leaf.number for leaf in paper.leaves]
        rows = shown_mentions().filter(document=document).order_by("page", "start", "record__slug")
        named: list[Named] = []
        systems: dict[int, tuple[int, int, int]] = {}
        for kind, record_id, slug, page, start, end, segment in rows.values_list(
            "record__kind", "record_id", "record__slug", "page", "start", "end", "segment"
        ):
            if kind == "authority" and page in numbers:
                named.append(Named(slug, page, start, end, segment))
            elif kind == "system" and segment == "own":
                systems.setdefault(record_id, (page, start, end))
        candidates = document.candidates.values_list("record_id", flat=True)
        proposal = propose_body(paper, named, systems, self.bodies, is_reply(paper), candidates)
        return [proposal] if proposal else []

    def keep(self, document: Document, result: list[Proposal]) -> str:
        keep_proposals(document, ("authority",), result, rule="attribute")
        return f"{digest_of(result)} {self._known_of([document])[document]}"


class InheritStep(Step):
    """The body of a mail or archive for its members, and of members for each other, where they say nothing themselves."""

    name = "inherit"
    after = ("attribute", "read")

    def other_inputs(self):
        kin = _labels_of_kin(OuterRef("pk"))
        arrivals = Arrival.objects.filter(document=OuterRef("pk"))
        by = "document__arrivals__parent__members__document"
        above = _own_labels().filter(document__arrivals__members__document=OuterRef("pk"))
        return (
            counted(arrivals, "pk"),
            counted(kin, "pk", "changed_at", by=by),
            counted(above, "pk", "changed_at", by="document__arrivals__members__document"),
        )

    def version(self) -> str:
        return DESCRIBE_VERSION

    def make(self, document: Document) -> list[Proposal]:
        if document.labels.filter(kind="authority").exclude(rule_version__startswith="inherit").exists():
            return []
        above = _own_labels().filter(document__arrivals__members__document=document)
        beside = _labels_of_kin(document.pk).exclude(document=document)
        for labels, how in ((above, INHERITED), (beside, "the other documents of the same mail or archive")):
            values = set(labels.values_list("value", flat=True))
            if len(values) == 1:
                return [Proposal("authority", values.pop(), how, Certainty.LIKELY)]
            if values:
                return []
        return []

    def keep(self, document: Document, result: list[Proposal]) -> str:
        keep_proposals(document, ("authority",), result, rule="inherit")
        return digest_of(result)


def read_paper(document: Document) -> Paper:
    """The pages that are looked at, with the words that may be shown."""
    pages = document.pages.select_related("text").prefetch_related("text__segments")
    last = document.page_count or Page.objects.filter(document=document).count()
    near = [page for page in pages if page.number <= HEAD_PAGES or page.number > last - TAIL_PAGES]
    shown = shown_texts(page.text for page in near)
    leaves = tuple(
        Leaf(
            page.number,
            shown[page.text_id],
            tuple(Span(segment.start, segment.end, segment.kind) for segment in page.text.segments.all()),
        )
        for page in near
    )
    received = document.received_at.date().isoformat()
    return Paper(leaves, last, document.name, document.title, document.format, received)


def keep_proposals(
    document: Document,
    kinds: tuple[str, ...],
    proposals: Iterable[Proposal],
    rule: str = "describe",
    rules: str = DESCRIBE_VERSION,
) -> None:
    """Make the proposed labels of these kinds and this rule equal to ``proposals``, touching only what differs.

    ``rules`` is the version of the room that the rule belongs to.
    """
    labels = document.labels.filter(kind__in=kinds)
    ruled = set(labels.filter(standing__in=[Standing.CONFIRMED, Standing.REJECTED]).values_list("kind", "value"))
    wanted = [proposal for proposal in proposals if (proposal.kind, proposal.value) not in ruled]
    version = f"{rule} {rules}"
    for label in labels.filter(standing=Standing.PROPOSED, rule_version__startswith=f"{rule} "):
        same = next((proposal for proposal in wanted if _is_same(label, proposal, version)), None)
        if same:
            wanted.remove(same)
        else:
            label.delete()
    for proposal in wanted:
        Label.objects.create(
            document=document,
            kind=proposal.kind,
            value=proposal.value,
            how=proposal.how[:200],
            sentence=proposal.sentence,
            page=proposal.page,
            start=proposal.start,
            end=proposal.end,
            certainty=proposal.certainty,
            rule_version=version,
            standing=Standing.PROPOSED,
        )


def digest_of(proposals: Iterable[Proposal]) -> str:
    return digest(str(proposal) for proposal in proposals)


def _is_same(label: Label, proposal: Proposal, version: str) -> bool:
    fields = ("kind", "value", "sentence", "page", "start", "end", "certainty")
    same = all(getattr(label, field) == getattr(proposal, field) for field in fields)
    return same and label.how == proposal.how[:200] and label.rule_version == version


def _own_labels() -> QuerySet[Label]:
    """Labels of bodies that may be handed on: said, or read from the document itself, never inherited."""
    held = Label.objects.filter(kind="authority").exclude(standing=Standing.REJECTED)
    return held.exclude(rule_version__startswith="inherit")


def _labels_of_kin(document: OuterRef | int) -> QuerySet[Label]:
    """Those of the other members of the same mail or archive."""
    return _own_labels().filter(document__arrivals__parent__members__document=document)


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value

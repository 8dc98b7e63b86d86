"""The last step: documents become records of the engine, and the whole index can be made again from the database.

Only words and mentions that may be shown go in; a document that is taken down leaves the index. Stamps carry the
generation of the index, so that after a rebuild or a lost folder every document is known to be in or to be due.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef

from datascores.catalogue.models import Authority
from datascores.catalogue.models import Record as CatalogueRecord
from datascores.corpus.claims import turn
from datascores.corpus.labels import Settled, settled_labels
from datascores.corpus.models import Arrival, Document, Label, Page, Segment, Stamp, Takedown
from datascores.corpus.steps import GIVEN_UP, Step, counted, digest
from datascores.corpus.visibility import shown_documents, shown_mentions
from search.engine.port import EngineRefusedRecords, EngineStatus, EngineUnavailable, EngineUnreachable, Record
from search.index import open_engine, probe_engine
from search.scopes import stretches_of
from search.shown_pages import pages_for

INDEX_VERSION = "4"  # raise when records are made differently from the same rows
REBUILD_BATCH = 200
LONGEST_TOLD = 64  # characters of a stamp's output; the log has all
TEXT = "text"  # a facet that is never offered: its values tell how many different texts there are among hits
Kind = CatalogueRecord.Kind
FACET_OF_KIND = {Kind.AUTHORITY: "named", Kind.COMPANY: "company", Kind.SYSTEM: "system", Kind.KEYWORD: "keyword"}

logger = logging.getLogger(__name__)


class IndexStep(Step):
    """Hands records to the engine in batches and stamps them once the engine has them for good."""

    name = "index"
    queue = "index"
    after = ("segment", "match", "read", "compare")
    batch_size = 500

    def prepare(self) -> None:
        """Make or remake the index where it is missing, damaged or of another version; the old one is never half used."""
        try:
            if not Stamp.objects.filter(step=self.name).exists():
                open_engine().ensure()
            probe_engine()
        except EngineUnreachable:
            raise  # a new index would not help
        except EngineUnavailable as error:
            logger.warning("The index is made again from the database: %s", error)
            rebuild_index()

    def version(self) -> str:
        return version_of(open_engine().status())

    def other_inputs(self):
        return (
            counted(Label.objects.filter(document=OuterRef("pk")), "pk", "changed_at"),
            counted(Arrival.objects.filter(document=OuterRef("pk")), "pk"),
            counted(Takedown.objects.filter(sha256=OuterRef("sha256")), "lifted_at", by="sha256"),
        )

    def make(self, document: Document) -> Record:
        return next(iter(records_of([document])))

    def keep(self, document: Document, result: Record) -> str:
        open_engine().upsert([result])
        return digest([result])

    def run(self, documents: Iterable[Document]) -> None:
        """One commit of the engine for the whole batch; the stamps follow it, so a kill between the two repeats the batch."""
        documents, version, engine = list(documents), self.version(), open_engine()
        records = {record.id: record for record in records_of(documents)}
        refused: dict[str, str] = {}
        try:
            engine.upsert(records.values())
        except EngineRefusedRecords as error:  # all others are in
            refused = error.reasons
        engine.delete([document.sha256 for document in documents if document.sha256 not in records])
        with transaction.atomic():
            for document in documents:
                made = digest([records.get(document.sha256)])
                self.stamp(document, version, told_of(document.sha256, refused) or made)


def told_of(sha256: str, refused: Mapping[str, str]) -> str:
    """The output of a stamp of a document that the engine refused, which is not tried again before it changes; "" of others."""
    if sha256 not in refused:
        return ""
    told = {"step": IndexStep.name, "document": sha256}
    logger.error("The search engine refused document %s: %s", sha256, refused[sha256], extra=told)
    return f"{GIVEN_UP}the search engine refused it: {refused[sha256]}"[:LONGEST_TOLD]


def version_of(status: EngineStatus) -> str:
    """Of the way records are made, the facets, the names and places of bodies that labels name, and the generation."""
    labelled = Label.objects.filter(kind="authority").values("value")
    places = (
        Authority.objects.filter(slug__in=labelled).order_by("slug").values_list("slug", "name", "nation", "region")
    )
    facets = digest([settings.SEARCH_FACETS, settings.LABEL_FACETS, *places])
    return f"{INDEX_VERSION} {facets} {status.generation}"


def rebuild_index(progress: Callable[[int], None] = lambda done: None) -> EngineStatus:
    """Build a new generation from the database, switch to it, and stamp what is in it.

    The old generation serves until then and stays if anything fails. Documents that change meanwhile keep an older
    stamp and are due. ``progress`` is called with the number of documents done. Raises TurnTaken when another process
    is at it.
    """
    step = IndexStep()
    seen: list[tuple[int, str, str]] = []
    refused: dict[str, str] = {}

    def records() -> Iterator[Record]:
        for documents in _in_batches(step):
            seen.extend((document.pk, document.inputs_now, document.sha256) for document in documents)  # type: ignore[attr-defined]
            yield from records_of(documents)
            progress(len(seen))

    with turn("rebuild the index"):
        try:
            status = open_engine().rebuild(records())
        except EngineRefusedRecords as error:  # all others are in, and the new index serves
            status, refused = open_engine().status(), error.reasons
    version = version_of(status)
    stamps = [
        Stamp(
            document_id=pk,
            step=step.name,
            version=version,
            inputs=inputs,
            output=told_of(sha256, refused) or "rebuilt",
        )
        for pk, inputs, sha256 in seen
    ]
    Stamp.objects.bulk_create(
        stamps,
        update_conflicts=True,
        unique_fields=["document", "step"],
        update_fields=["version", "inputs", "output", "at"],
        batch_size=1000,
    )
    return status


def _in_batches(step: Step) -> Iterator[list[Document]]:
    last = 0
    while batch := list(step.documents().filter(pk__gt=last).order_by("pk")[:REBUILD_BATCH]):
        last = batch[-1].pk
        yield batch


def records_of(documents: Sequence[Document]) -> Iterator[Record]:
    """The engine's records of those documents that may be shown, in a fixed number of queries."""
    ids = [document.pk for document in documents]
    shown = set(shown_documents().filter(pk__in=ids).values_list("pk", flat=True))
    texts = pages_for(ids)
    labels = settled_labels(ids)
    facets = _mention_facets(ids)
    sources = _sources_of(ids)
    slugs = {slug for settled in labels.values() for slug in settled.all("authority")}
    places = _places_of(slugs.union(*(of["named"] for of in facets.values())))
    for document in documents:
        if document.pk in shown:
            settled = labels[document.pk]
            yield Record(
                id=document.sha256,
                title=title_of(document),
                text="\n\n".join(text for _, text in texts[document.pk]),
                own=_stretches_of(texts[document.pk], Segment.Kind.OWN),
                questions=_stretches_of(texts[document.pk], Segment.Kind.REQUEST),
                facets=_facets_of(document, settled, facets[document.pk], sources[document.pk], places),
                date=settled.date,
                body=places.get(min(settled.all("authority"), default=""), ("", "", ""))[2],
                received=document.received_at.isoformat(timespec="microseconds"),
            )


def title_of(document: Document) -> str:
    """The words by which a document can be found besides its text, as they are shown: what it is called, and its other name
    on a line of its own."""
    return f"{document.display_name}\n{document.other_name}".rstrip("\n")


def _facets_of(
    document: Document,
    settled: Settled,
    mentions: dict[str, set[str]],
    sources: set[str],
    places: dict[str, tuple[str, str, str]],
) -> dict[str, tuple[str, ...]]:
    bodies = mentions["named"] | set(settled.all("authority"))
    facets = {name: values for name, values in mentions.items()}
    facets.update({facet: set(settled.all(kind)) for facet, kind in settings.LABEL_FACETS.items()})
    facets["source"] = sources
    facets["format"] = {document.format} - {""}
    facets[TEXT] = {document.text_hash[:16]} - {""}
    facets["nation"] = {places[slug][0] for slug in bodies if slug in places} - {""}
    facets["region"] = {places[slug][1] for slug in bodies if slug in places} - {""}
    return {name: tuple(sorted(values)) for name, values in facets.items() if values}


def _stretches_of(pages: Sequence[tuple[Page, str]], kind: Segment.Kind) -> tuple[str, ...]:
    """The words of each segment of a kind; neighbours of one kind stay apart, as the highlighter keeps them."""
    return tuple(text[start:end] for page, text in pages for start, end in stretches_of(page, text, {kind}))


def _mention_facets(ids: Sequence[int]) -> dict[int, dict[str, set[str]]]:
    """Slugs named as evidence by facet, and under ``asked``, as kind:slug, what only the question names."""
    facets: dict[int, dict[str, set[str]]] = {
        pk: {"asked": set(), **{name: set() for name in FACET_OF_KIND.values()}} for pk in ids
    }
    asked: dict[int, set[tuple[str, str]]] = defaultdict(set)
    rows = shown_mentions().filter(document__in=ids).order_by()
    for pk, kind, slug, is_evidence, segment in rows.values_list(
        "document_id", "record__kind", "record__slug", "is_evidence", "segment"
    ).distinct():
        if is_evidence:
            facets[pk][FACET_OF_KIND[Kind(kind)]].add(slug)
        elif segment == Segment.Kind.REQUEST:
            asked[pk].add((kind, slug))
    for pk, pairs in asked.items():
        facets[pk]["asked"] = {
            f"{kind}:{slug}" for kind, slug in pairs if slug not in facets[pk][FACET_OF_KIND[Kind(kind)]]
        }
    return facets


def _sources_of(ids: Sequence[int]) -> dict[int, set[str]]:
    sources: dict[int, set[str]] = {pk: set() for pk in ids}
    for pk, slug in (
        Arrival.objects.filter(document__in=ids).order_by().values_list("document_id", "collection__slug").distinct()
    ):
        sources[pk].add(slug)
    return sources


def _places_of(slugs: set[str]) -> dict[str, tuple[str, str, str]]:
    """Nation, region and name of bodies."""
    rows = Authority.objects.filter(slug__in=slugs).values_list("slug", "nation", "region", "name")
    return {slug: (nation, region, name) for slug, nation, region, name in rows}

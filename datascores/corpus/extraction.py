"""The first step: an original becomes pages with text, and a container's members become documents of their own.

Whatever the file does, the step ends with a status and a reason in plain words. Files are read several at once; the rows
are kept by one thread in the order of the documents.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from datascores.corpus import originals
from datascores.corpus.extract.reading import EXTRACT_VERSION, Status
from datascores.corpus.models import Document
from datascores.corpus.personal.hiding import hide_personal
from datascores.corpus.pool import ExtractorPool, limits_from_settings, pool_for
from datascores.corpus.readings import Outcome, keep_members, keep_readings
from datascores.corpus.steps import Step, digest

_GROUP = 8  # documents kept in one transaction
_PATIENCE = 0.05  # seconds that readings wait for the next, to be kept with it


class ExtractStep(Step):
    """Reads originals in limited child processes; the document's page texts and members are its output."""

    name = "extract"
    queue = "extract"

    def version(self) -> str:
        return EXTRACT_VERSION

    def is_of_now(self) -> Q:
        return Q(version_then__in=[self.version(), self._version_under_limits()])

    def _version_under_limits(self) -> str:
        """The version of a reading that may end otherwise under other limits of size, time and memory."""
        return f"{self.version()} {digest([limits_from_settings()])}"

    def make(self, document: Document) -> Outcome:
        raise NotImplementedError("extraction runs in a pool: call run()")

    def run(self, documents: Iterable[Document]) -> None:
        """Reads several files at once; rows are kept by this thread alone, in the order of the documents."""
        version, documents = self.version(), list(documents)
        prefetch_related_objects(documents, "original", "arrivals")
        sources = [(document.original.key, document.name, _depth_of(document)) for document in documents]
        pool = pool_for(limits_from_settings())
        with ThreadPoolExecutor(pool.size) as threads:
            readings = [threads.submit(read_original, pool, *source) for source in sources]
            for group in _in_groups(documents, readings):
                try:
                    self._finish_all(group, version)
                finally:
                    for outcome in group.values():
                        outcome.clear()

    def _finish_all(self, outcomes: Mapping[Document, Outcome], version: str) -> None:
        """As ``finish``, for several documents in one transaction."""
        limited = {
            document
            for document, outcome in outcomes.items()
            if outcome.reading.status in (Status.TOO_LARGE, Status.FAILED)
        }
        by_version: dict[str, dict[Document, str]] = defaultdict(dict)
        with transaction.atomic():
            for document, output in self._keep_all(outcomes).items():
                by_version[self._version_under_limits() if document in limited else version][document] = output
            for stamped, outputs in by_version.items():
                self.stamp_all(outputs, stamped)

    def keep(self, document: Document, result: Outcome) -> str:
        return self._keep_all({document: result})[document]

    def _keep_all(self, outcomes: Mapping[Document, Outcome]) -> dict[Document, str]:
        outputs = {}
        for document, texts in keep_readings(outcomes).items():
            hide_personal(document)
            members = keep_members(document, outcomes[document].reading)
            outputs[document] = digest([document.status, document.reason, document.title, *texts, *members])
        return outputs


def _in_groups(documents: Sequence[Document], readings: Sequence[Future[Outcome]]) -> Iterator[dict[Document, Outcome]]:
    """The outcomes in the order of the documents, a few at a time; those that are there do not wait for a slow file."""
    group: dict[Document, Outcome] = {}
    for document, reading in zip(documents, readings, strict=True):
        if group and (len(group) == _GROUP or not wait([reading], _PATIENCE).done):
            yield group
            group = {}
        group[document] = reading.result()
    if group:
        yield group


def read_original(pool: ExtractorPool, key: str, name: str, depth: int) -> Outcome:
    """Read one original in a child process. Touches no table, so that it can run in any thread."""
    started = time.monotonic()
    with originals.local_path(key) as path, pool.lend() as extractor:
        reading = extractor.read(path, name, scratch=pool.scratch.path, depth=depth)
    return Outcome(reading, time.monotonic() - started)


def _depth_of(document: Document) -> int:
    """How many containers lie around the document on its shallowest way in."""
    depths = []
    for arrival in document.arrivals.all():
        depth, parent = 0, arrival.parent
        while parent is not None:
            depth, parent = depth + 1, parent.parent
        depths.append(depth)
    return min(depths, default=0)

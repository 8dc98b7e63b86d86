"""What every step of a document's walk has in common: a name, a version, inputs, and a stamp when it is done.

A step makes its result without touching the database and keeps it in one transaction together with its stamp. It is due
for a document when there is no stamp, the stamp is of another version, or the inputs have changed; this is read from the
tables each time, so an edited keyword, a new extractor, a kill and a lost message are all the same event.
"""

from __future__ import annotations

import hashlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import CharField, Count, F, Func, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from datascores.corpus.models import Document, Stamp
from datascores.corpus.patience import SECONDS, TookTooLong, limited

GIVEN_UP = "given up: "  # before the reason, in the output of a stamp
logger = logging.getLogger(__name__)


class Step(ABC):
    """A step; subclasses name the steps whose output they read in ``after``."""

    name: str
    after: tuple[str, ...] = ()
    batch_size = 50
    slice: int | None = None  # most documents in a round that makes room for other work
    seconds = SECONDS  # of processor time for one document
    queue = "default"  # of messages, where there is a broker: workers may serve only some
    is_patient = False  # whether it waits, in such a round, until the steps before have nothing to do

    def prepare(self) -> None:  # noqa: B027  # most steps need none
        """Called once before a round, outside any transaction; nothing by default."""

    @abstractmethod
    def version(self) -> str:
        """The version of code and rules that the step would work with now."""

    @abstractmethod
    def make(self, document: Document) -> Any:
        """The result for one document; may be slow, may read the database, never writes to it."""

    @abstractmethod
    def keep(self, document: Document, result: Any) -> str:
        """Replace the step's rows by the result and return a hash of them. Runs inside a transaction."""

    def other_inputs(self) -> Sequence[Combinable]:
        """Expressions on Document, as text, that stand for inputs other than earlier steps' outputs."""
        return ()

    def documents(self) -> QuerySet[Document]:
        """All documents with ``inputs_now``: what the step would read, or null while an earlier step has not run."""
        parts: list[Combinable] = [Subquery(_stamps(step).values("output")[:1]) for step in self.after]
        parts += self.other_inputs()
        spaced = [piece for part in parts for piece in (part, Value(" "))]
        rows = Document.objects.annotate(inputs_now=Joined(Value(""), *spaced))
        return rows.filter(inputs_now__isnull=False)

    def due(self) -> QuerySet[Document]:
        """Documents for which the step's stamp is missing or no longer matches, oldest first."""
        rows = self.documents().annotate(
            version_then=Subquery(_stamps(self.name).values("version")[:1]),
            inputs_then=Subquery(_stamps(self.name).values("inputs")[:1]),
        )
        stale = Q(version_then__isnull=True) | ~self.is_of_now() | ~Q(inputs_then=F("inputs_now"))
        return rows.filter(stale | self.also_due()).order_by("pk")

    def is_of_now(self) -> Q:
        """Whether a stamp's version (``version_then``) is one that the step would write now."""
        return Q(version_then=self.version())

    def also_due(self) -> Q:
        """A further reason to be due; none by default."""
        return Q(pk__in=[])

    def run(self, documents: Iterable[Document]) -> None:
        """Make and keep the result for each of the documents (as ``due`` yields them); those that stand are stamped together.

        A document that takes too long is stamped as given up, with the reason, and what the step made of it before stays:
        it would take as long in every round.
        """
        version, documents = self.version(), list(documents)
        standing = self.standing(documents)
        self.stamp_all(standing, version)
        for document in documents:
            if document in standing:
                continue
            try:
                with limited(self.seconds):
                    result = self.make(document)
            except TookTooLong as error:
                told = {"step": self.name, "document": document.sha256}
                logger.error("Step %s was given up for document %s: %s", self.name, document.sha256, error, extra=told)
                self.stamp(document, version, f"{GIVEN_UP}{error}")
            else:
                self.finish(document, result, version)

    def standing(self, documents: Sequence[Document]) -> Mapping[Document, str]:
        """Documents for which the step would make again what it has made, with the output of then; for steps that can tell."""
        return {}

    def unchanged(self, documents: Sequence[Document]) -> dict[Document, str]:
        """Documents of which only the rules are others than when they were stamped, with the output of then.

        A version begins with that of the code, before its first blank.
        """
        code = self.version().split()[0]
        before = {
            stamp.document_id: stamp
            for stamp in Stamp.objects.filter(step=self.name, document__in=documents)
            if stamp.version.split()[0] == code
        }
        return {
            document: before[document.pk].output
            for document in documents
            if document.pk in before and before[document.pk].inputs == document.inputs_now  # type: ignore[attr-defined]
        }

    def finish(self, document: Document, result: Any, version: str) -> None:
        """Keep a result and stamp it in one transaction; inputs are those that were read when the document was found due."""
        with transaction.atomic():
            self.stamp(document, version, self.keep(document, result))

    def stamp(self, document: Document, version: str, output: str) -> None:
        self.stamp_all({document: output}, version)

    def stamp_all(self, outputs: Mapping[Document, str], version: str) -> None:
        """Stamp documents, as ``due`` yields them, with the hash of what the step made of each."""
        if not outputs:
            return
        Stamp.objects.bulk_create(  # one statement, where update_or_create takes five
            [
                Stamp(
                    document=document,
                    step=self.name,
                    version=version,
                    inputs=document.inputs_now,  # type: ignore[attr-defined]  # annotated by due()
                    output=output,
                )
                for document, output in outputs.items()
            ],
            update_conflicts=True,
            unique_fields=["document", "step"],
            update_fields=["version", "inputs", "output", "at"],
        )


class Joined(Func):
    """Texts one after the other; null if one of them is null. Flat, since Django's own Concat nests, and SQLite refuses depth."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = CharField()


def digest(parts: Iterable[object]) -> str:
    """16 hex digits over the text of the parts, each ended by a zero so that borders count."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(str(part).encode("utf-8", "surrogatepass") + b"\0")
    return sha.hexdigest()[:16]


def counted(queryset: QuerySet, *fields: str, by: str = "document") -> Combinable:
    """A text for the state of rows that belong to a document: how many, and the latest of each of ``fields``.

    ``queryset`` is filtered by an OuterRef, ``by`` is the column it is filtered on. Used as an input of a step, so that a
    new or changed row makes it due.
    """
    grouped = queryset.order_by().values(by)
    number = Subquery(grouped.annotate(n=Count("pk")).values("n")[:1])
    pieces: list[Combinable] = [Coalesce(Cast(number, CharField()), Value("0"))]
    for field in fields:
        latest = Subquery(grouped.annotate(latest=Max(field)).values("latest")[:1])
        pieces += [Value("/"), Coalesce(Cast(latest, CharField()), Value("-"))]
    return Joined(*pieces)


def given_up() -> QuerySet[Stamp]:
    """The stamps of steps that took too long for a document."""
    return Stamp.objects.filter(output__startswith=GIVEN_UP)


def _stamps(step: str) -> QuerySet[Stamp]:
    return Stamp.objects.filter(document=OuterRef("pk"), step=step)

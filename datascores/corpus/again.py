"""What failed, tried once more because somebody asks: files that could not be read, steps that took too long, pages of OCR.

By itself nothing that failed is tried for ever: a file waits for a newer reader or other limits, a page for its few tries.
Here they are only made due; ``catch_up`` does the work.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from datascores.corpus.models import Document, Stamp
from datascores.corpus.ocr import ask_again
from datascores.corpus.steps import given_up


@dataclass(frozen=True)
class Again:
    """How many files, how many pages and how many steps of documents are due again."""

    files: int
    pages: int
    steps: int = 0

    def __str__(self) -> str:
        files = f"{self.files:,} file{'' if self.files == 1 else 's'} that could not be read"
        pages = f"{self.pages:,} page{'' if self.pages == 1 else 's'} at which OCR failed"
        steps = f", {self.steps:,} step{'' if self.steps == 1 else 's'} that took too long" if self.steps else ""
        return f"To be tried again: {files}, {pages}{steps}."


def try_again(documents: QuerySet[Document]) -> Again:
    """Make due again what failed in these documents; encrypted, unknown and too large files would end the same way."""
    failed = documents.filter(status=Document.Status.FAILED)
    files = Stamp.objects.filter(step="extract", document__in=failed).update(version="")
    steps = given_up().filter(document__in=documents).update(version="")
    of_pages = documents.filter(pages__pictures_failure__gt="").distinct()
    return Again(files, sum(ask_again(document) for document in of_pages), steps)

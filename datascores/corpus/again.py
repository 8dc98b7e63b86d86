"""What failed, tried once more because somebody asks: files that could not be read, pages at which OCR failed.

By itself nothing that failed is tried for ever: a file waits for a newer reader or other limits, a page for its few tries.
Here both are only made due; ``catch_up`` does the work.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from datascores.corpus.models import Document, Stamp
from datascores.corpus.ocr import ask_again


@dataclass(frozen=True)
class Again:
    """How many files and how many pages are due again."""

    files: int
    pages: int

    def __str__(self) -> str:
        files = f"{self.files:,} file{'' if self.files == 1 else 's'} that could not be read"
        pages = f"{self.pages:,} page{'' if self.pages == 1 else 's'} at which OCR failed"
        return f"To be tried again: {files}, {pages}."


def try_again(documents: QuerySet[Document]) -> Again:
    """Make due again what failed in these documents; encrypted, unknown and too large files would end the same way."""
    failed = documents.filter(status=Document.Status.FAILED)
    files = Stamp.objects.filter(step="extract", document__in=failed).update(version="")
    of_pages = documents.filter(pages__pictures_failure__gt="").distinct()
    return Again(files, sum(ask_again(document) for document in of_pages))

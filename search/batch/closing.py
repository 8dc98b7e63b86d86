"""Whether the answers of a batch may still be handed out: not once a document that they name is closed, or its name covered."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path

from datascores.corpus.models.document import COVER
from datascores.corpus.visibility import shown_documents

_AT_ONCE = 500  # documents of one look into the database


def find_closing(answers: Path) -> str:
    """Why, in plain words; empty if they may be."""
    named = _named_in(answers)
    waiting = iter(named)
    while some := list(islice(waiting, _AT_ONCE)):
        shown = {document.sha256: str(document) for document in shown_documents().filter(sha256__in=some)}
        if len(shown) < len(some):
            return "A document that it names has been taken down since. Hand the questions in again."
        if any(COVER in title and title != named[sha256] for sha256, title in shown.items()):
            return "The name of a document in it is withheld since. Hand the questions in again."
    return ""


def _named_in(answers: Path) -> dict[str, str]:
    """The titles in the answers by the hash of their document."""
    with answers.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        tops = [name for name in rows.fieldnames or [] if name.startswith("top_") and name.endswith("_sha256")]
        return {row[top]: row[top.replace("sha256", "title")] for row in rows for top in tops if row[top]}

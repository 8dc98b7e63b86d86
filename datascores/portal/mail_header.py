"""The header of a mail as the document page prints it: from, to, date, subject.

Of a person's address only the part after the @ is shown: it says which body writes, and leads to nobody's letter box
(`corpus.mail_heads`).
"""

from __future__ import annotations

from datascores.corpus.mail_heads import FORMATS, show_people
from datascores.corpus.models import Document


def header_lines(document: Document) -> list[tuple[str, str]]:
    """Titles and values; empty for what is no mail, without the lines that the mail does not have."""
    if document.format not in FORMATS:
        return []
    kept = document.properties
    lines = [("Mail from", show_people(kept.get("from", ""))), ("Mail to", show_people(kept.get("to", ""))),
             ("Copy to", show_people(kept.get("cc", ""))), ("Mail dated", kept.get("date", "").replace("T", " ")),
             ("Subject", kept.get("subject", ""))]  # fmt: skip
    return [(title, document.covered(value)) for title, value in lines if value]

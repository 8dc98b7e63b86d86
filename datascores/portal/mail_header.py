"""The header of a mail as the document page prints it: from, to, date, subject.

Of a person's address only the part after the @ is shown: it says which body writes, and leads to nobody's letter box.
"""

from __future__ import annotations

from email.utils import getaddresses

from datascores.corpus.models import Document

MAIL_FORMATS = ("eml", "msg")
MOST_NAMES = 10


def header_lines(document: Document) -> list[tuple[str, str]]:
    """Titles and values; empty for what is no mail, without the lines that the mail does not have."""
    if document.format not in MAIL_FORMATS:
        return []
    kept = document.properties
    lines = [("Mail from", show_people(kept.get("from", ""))), ("Mail to", show_people(kept.get("to", ""))),
             ("Copy to", show_people(kept.get("cc", ""))), ("Mail dated", kept.get("date", "").replace("T", " ")),
             ("Subject", kept.get("subject", ""))]  # fmt: skip
    return [(title, value) for title, value in lines if value]


def show_people(addresses: str) -> str:
    """`FOI Team <foi@saltmere.example>, a@b.example` as `FOI Team (saltmere.example), somebody at b.example`."""
    people: list[str] = []
    for part in filter(None, map(str.strip, addresses.split(";"))):  # Outlook keeps bare names, parted so
        people += [_show(*pair) for pair in getaddresses([part]) if any(pair)] if "@" in part else [part]
    more = f" and {len(people) - MOST_NAMES} more" if len(people) > MOST_NAMES else ""
    return ", ".join(people[:MOST_NAMES]) + more


def _show(name: str, address: str) -> str:
    _, at, domain = address.rpartition("@")
    if not at:
        return name or address
    if not name or "@" in name:
        return f"somebody at {domain}"
    return f"{name} ({domain})"

"""What is known of documents, in words: the body they come from, their kind and date, their format.

Which labels hold is settled in ``datascores.corpus.labels``; here they only get names for readers. What only a rule
proposes is marked as such; where nothing holds the answer is "not known yet".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from datascores.catalogue.models import Record
from datascores.corpus.labels import settled_labels

UNKNOWN = "not known yet"
BY_MACHINE = "proposed by machine"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FORMATS = {
    "pdf": "PDF",
    "docx": "Word (docx)",
    "doc": "Word (doc)",
    "pptx": "PowerPoint (pptx)",
    "ppt": "PowerPoint (ppt)",
    "xlsx": "Excel (xlsx)",
    "xlsb": "Excel (xlsb)",
    "xls": "Excel (xls)",
    "odt": "OpenDocument text (odt)",
    "ods": "OpenDocument sheet (ods)",
    "odp": "OpenDocument slides (odp)",
    "odg": "OpenDocument drawing (odg)",
    "rtf": "Rich text (rtf)",
    "html": "Web page (html)",
    "txt": "Plain text (txt)",
    "csv": "Table (csv)",
    "eml": "E-mail (eml)",
    "msg": "Outlook message (msg)",
    "mbox": "Mailbox (mbox)",
    "zip": "Zip archive",
    "unknown": "Unknown format",
    "": "Not read yet",
}


@dataclass(frozen=True)
class Body:
    """A public body a document comes from; ``url`` is empty when the catalogue does not have it."""

    slug: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class Facts:
    """The facts of one document: bodies, kinds, and the date in ISO form; empty where not known.

    ``proposed`` are the kinds of label (authority, kind, date) that only a rule has proposed.
    """

    authorities: tuple[Body, ...] = ()
    kinds: tuple[str, ...] = ()
    date: str = ""
    proposed: frozenset[str] = frozenset()

    @property
    def authority_in_words(self) -> str:
        return self._marked("authority", ", ".join(body.name for body in self.authorities))

    @property
    def kind_in_words(self) -> str:
        return self._marked("kind", ", ".join(self.kinds))

    @property
    def date_in_words(self) -> str:
        return self._marked("date", describe_date(self.date))

    @property
    def authority_is_proposed(self) -> bool:
        return "authority" in self.proposed

    def _marked(self, kind: str, words: str) -> str:
        """The words, with who says so where nobody but a rule does."""
        return f"{words} ({BY_MACHINE})" if words and kind in self.proposed else words or UNKNOWN


def facts_for(document_ids: Iterable[int]) -> dict[int, Facts]:
    """The facts of each document asked for, in two queries."""
    settled = settled_labels(document_ids)
    slugs = {slug for labels in settled.values() for slug in labels.all("authority")}
    names = dict(Record.objects.filter(kind="authority", slug__in=slugs).values_list("slug", "name")) if slugs else {}
    bodies = {
        slug: Body(slug, names.get(slug, slug), reverse("authority", args=[slug]) if slug in names else "")
        for slug in slugs
    }
    return {
        pk: Facts(
            tuple(bodies[slug] for slug in labels.all("authority")),
            labels.all("kind"),
            labels.date,
            frozenset(kind for kind in labels.values if labels.is_proposed(kind)),
        )
        for pk, labels in settled.items()
    }


def describe_date(iso: str) -> str:
    """An ISO date, perhaps only a year or a month, as people write it; anything else as it is."""
    parts = iso.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return parts[0]
        month = MONTHS[numbers[1] - 1] if numbers[1] > 0 else iso
        return f"{month} {parts[0]}" if len(numbers) == 2 else f"{numbers[2]} {month} {parts[0]}"
    except (ValueError, IndexError):
        return iso


def describe_format(format_name: str) -> str:
    """The format's name for readers."""
    return FORMATS.get(format_name, format_name)

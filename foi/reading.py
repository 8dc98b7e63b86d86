"""A step of a document's walk: what an arrival or a mail's own header says about a document becomes labels.

Only statements: the body named with ``--authority``, the date and the sender's domain of a mail. Nothing is guessed from
the words of a letter here; what no arrival and no person has said stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr

from django.db.models import OuterRef

from datascores.catalogue.domains import owner_of, owners_of
from datascores.catalogue.models import Authority
from datascores.catalogue.models.record import lines_of
from datascores.corpus.dates import is_iso_date
from datascores.corpus.models import Arrival, Document, Label
from datascores.corpus.steps import Step, counted, digest

READ_VERSION = "3"


class ReadStep(Step):
    """Replaces what the senders of a document state; what a rule proposed or a person ruled on is not touched."""

    name = "read"
    after = ("extract",)

    def __init__(self) -> None:
        self._domains: dict[str, str] | None = None

    def version(self) -> str:
        return f"{READ_VERSION} {digest(sorted(self.domains.items()))}"

    @property
    def domains(self) -> dict[str, str]:
        """The slug of the authority that owns each domain; domains that two bodies share belong to neither."""
        if self._domains is None:
            bodies = Authority.objects.exclude(domains="").values_list("slug", "domains")
            self._domains = owners_of((slug, domain) for slug, domains in bodies for domain in lines_of(domains))
        return self._domains

    def other_inputs(self):
        return (counted(Arrival.objects.filter(document=OuterRef("pk")), "pk"),)

    def make(self, document: Document) -> list[Label]:
        labels = [label for arrival in document.arrivals.all() for label in labels_stated_by(arrival)]
        if document.format in ("eml", "msg"):
            labels += labels_of_mail(document.properties, self.domains)
        return labels

    def keep(self, document: Document, result: list[Label]) -> str:
        document.labels.filter(standing=Label.Standing.STATED, rule_version="").delete()
        for label in result:
            label.document = document
        Label.objects.bulk_create(result)
        return digest((label.kind, label.value, label.how) for label in result)


def labels_stated_by(arrival: Arrival) -> Iterator[Label]:
    """The labels that whoever sent the document in has stated with it."""
    stated = {"authority": arrival.stated_authority, "date": arrival.stated_date, "kind": arrival.stated_kind}
    for kind, value in stated.items():
        if value:
            yield Label(
                arrival=arrival,
                kind=kind,
                value=value,
                standing=Label.Standing.STATED,
            )


def labels_of_mail(headers: dict[str, str], domains: dict[str, str]) -> Iterator[Label]:
    """Date and body from a mail's own header (the date ISO, as the reader keeps it); what is not there gives no label."""
    date = headers.get("date", "")[:10]
    if is_iso_date(date):
        yield Label(kind="date", value=date, how="the Date line of the mail", standing=Label.Standing.STATED)
    owner = owner_of(parseaddr(headers.get("from", ""))[1].rpartition("@")[2].lower(), domains)
    if owner:
        yield Label(
            kind="authority", value=owner, how="the domain in the From line of the mail", standing=Label.Standing.STATED
        )

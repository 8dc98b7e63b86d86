"""A list proposed for files that nobody has listed: each cell from a mail's head, the letter or the file's name, and how.

Nothing is filed by a proposal: a person reads it, corrects it and hands it in as the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import getaddresses

from datascores.catalogue.domains import owner_of, owners_of
from datascores.catalogue.models import Authority
from datascores.catalogue.models.record import lines_of
from datascores.corpus.labels import Settled, settled_labels
from datascores.corpus.models import Arrival, Document
from foi.bodies import Bodies, NoBody
from foi.filing.manifest import COLUMNS, IN, OUT
from foi.filing.planning import MAILS
from foi.models import Campaign, Message, Request

# "FOI10862", "FOI/18/201", "Our ref: IR 20911", "reference CRN00166467"
_REFERENCE = re.compile(
    r"\b(?:our\s+ref(?:erence)?|reference|ref|request)\b\.?\s*(?:no\.?|number)?\s*[:#-]?\s*([A-Z]{0,6}[ /-]?\d[\dA-Z/_-]{2,20})\b"
    r"|\b((?:FOIA?|EIR|IR|CRN|CAS|RFI)[ /_-]?\d[\dA-Z/_-]{2,20})\b",
    re.I,
)
_BRACKETED = re.compile(r"\[([^\]]{4,80})\]")
_NAME_DAY = re.compile(
    r"\b(\d{1,2})[-_.](\d{1,2})[-_.]((?:19|20)\d\d)\b|\b((?:19|20)\d\d)[-_.](\d{1,2})[-_.](\d{1,2})\b"
)
_HEAD = 3000  # code points of the first page in which a letter has its reference


@dataclass
class Proposed:
    """A row of the list; ``how`` says of each cell where it was found."""

    file: str
    cells: dict[str, str] = field(default_factory=dict)
    how: list[str] = field(default_factory=list)

    def put(self, name: str, value: str, how: str) -> None:
        if value and not self.cells.get(name):
            self.cells[name] = value
            self.how.append(f"{name}: {how}")

    def row(self) -> dict[str, str]:
        return {**{name: self.cells.get(name, "") for name in COLUMNS}, "file": self.file, "how": "; ".join(self.how)}


class Proposer:
    """What is known of bodies, domains and the campaign's letters, read once."""

    def __init__(self, campaign: Campaign) -> None:
        self._campaign = campaign
        bodies = Authority.objects.exclude(domains="").values_list("slug", "domains")
        self._domains = owners_of((slug, domain) for slug, domains in bodies for domain in lines_of(domains))
        self._bodies = Bodies()
        self._threads: dict[str, str] = {}  # Message-ID → reference
        for key, reference, request in campaign_messages(campaign):
            self._threads[key.removeprefix("mail:")] = reference or request

    def propose(self, arrivals: Mapping[str, Arrival]) -> list[Proposed]:
        """A row for each file from outside that is no container, mails in the order of their days, so that threads are found."""
        rows = [(name, arrival) for name, arrival in arrivals.items() if _is_letter(arrival, arrivals)]
        settled = settled_labels(arrival.document_id for _, arrival in rows)
        rows.sort(key=lambda row: (settled[row[1].document_id].date or "9999", row[0]))
        return [self._propose(name, arrival.document, settled[arrival.document_id]) for name, arrival in rows]

    def _propose(self, name: str, document: Document, settled: Settled) -> Proposed:
        row = Proposed(name)
        if document.format in MAILS:
            self._from_head(row, document.properties or {})
        self._from_name(row, name)
        how = "read from the letter" if settled.is_proposed("date") else "said of the document"
        row.put("date", settled.date if len(settled.date) == 10 else "", how)
        row.put("authority", settled.first("authority"), "read from the letter")
        row.put("direction", IN, "nothing says that it is a letter to the body")
        self._reference(row, document)
        if document.format in MAILS and (identity := _id(document)):
            self._threads[identity] = row.cells.get("reference", "")
        return row

    def _from_head(self, row: Proposed, head: Mapping[str, str]) -> None:
        sender, receivers = (
            self._owner(head.get("from", "")),
            self._owner(f"{head.get('to', '')}, {head.get('cc', '')}"),
        )
        if sender:
            row.put("authority", sender, "the domain of the sender")
            row.put("direction", IN, "a body sent it")
        elif receivers:
            row.put("authority", receivers, "the domain of a recipient")
            row.put("direction", OUT, "it went to a body")
        row.put("date", str(head.get("date", ""))[:10], "the date of the mail")
        for answered in re.findall(r"<[^<>\s]+>", f"{head.get('in_reply_to', '')} {head.get('references', '')}"):
            row.put("reference", self._threads.get(answered, ""), "it answers a mail of this request")
        found = _reference_in(str(head.get("subject", "")))
        row.put("reference", self._known(found) if found else "", "the number in the subject")

    def _from_name(self, row: Proposed, name: str) -> None:
        last = name.rsplit("/", 1)[-1]
        day = _NAME_DAY.search(last)
        if day:
            year, month, number = (day[3], day[2], day[1]) if day[3] else (day[4], day[5], day[6])
            row.put(
                "date", f"{year}-{int(month):02}-{int(number):02}", "the file’s name; it may be the day of the request"
            )
        for bracketed in _BRACKETED.findall(last):
            for part in re.split(r"\s+-\s+", bracketed):
                try:
                    row.put("authority", self._bodies.find(part).slug, "the file’s name")
                except NoBody:
                    continue

    def _reference(self, row: Proposed, document: Document) -> None:
        """A number of the letter that a request of the campaign has; else the one request to the body; else the number itself."""
        page = document.pages.select_related("text").order_by("number").first()
        found = _reference_in(page.text.text[:_HEAD]) if page else ""
        row.put("reference", self._known(found), "a request of the campaign has the number in the letter")
        asked = self._campaign.requests.filter(authority__slug=row.cells.get("authority", "")).order_by("pk")
        if len(asked[:2]) == 1:
            row.put("reference", asked[0].reference or asked[0].key, "the only request of the campaign to this body")
        row.put("reference", found, "the number in the letter; no request of the campaign has it")

    def _known(self, number: str) -> str:
        """Our name of the request that has a number, ours or the body's; empty where none or several have."""
        if not number:
            return ""
        held = Request.objects.filter(campaign=self._campaign)
        found = list(
            (held.filter(reference__iexact=number) | held.filter(body_references__value__iexact=number)).distinct()[:2]
        )
        return (found[0].reference or found[0].key) if len(found) == 1 else ""

    def _owner(self, addresses: str) -> str:
        for _, address in getaddresses([addresses]):
            if owner := owner_of(address.rpartition("@")[2].lower(), self._domains):
                return owner
        return ""


def campaign_messages(campaign: Campaign) -> Iterator[tuple[str, str, str]]:
    """Key of each mail of a campaign, with our reference and the key of its request."""
    mails = Message.objects.filter(request__campaign=campaign, key__startswith="mail:")
    yield from mails.values_list("key", "request__reference", "request__key")


def _is_letter(arrival: Arrival, arrivals: Mapping[str, Arrival]) -> bool:
    """Whether a file stands for itself: no archive, and no file of a mail, which goes with its mail."""
    if arrival.document.format in ("zip", "mbox"):
        return False
    parents = {row.pk: row for row in arrivals.values()}
    above = parents.get(arrival.parent_id) if arrival.parent_id else None
    while above is not None:
        if above.document.format in MAILS:
            return False
        above = parents.get(above.parent_id) if above.parent_id else None
    return True


def _reference_in(text: str) -> str:
    found = _REFERENCE.search(text)
    return " ".join((found[1] or found[2]).split()) if found else ""


def _id(document: Document) -> str:
    return str((document.properties or {}).get("message_id", "")).strip()

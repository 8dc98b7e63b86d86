"""What a list would file where: requests that are there or new, letters, and what is wrong, row by row. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from datascores.catalogue.models import Authority
from datascores.corpus.models import Arrival, Document
from foi.bodies import Bodies, NoBody
from foi.filing.manifest import Line
from foi.models import Attachment, Campaign, Message, Request
from foi.sheets import Fault

MAILS = ("eml", "msg")


@dataclass
class Letter:
    """A message of a request with its files: the first is the letter, the others are attached to it."""

    request: Request
    key: str
    line: Line
    files: list[tuple[str, Document]] = field(default_factory=list)


@dataclass
class Plan:
    """Requests that are not there yet, letters with their files, files that are filed already, and faults by row."""

    new_requests: list[Request] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    held: int = 0
    faults: list[Fault] = field(default_factory=list)


def plan_filing(campaign: Campaign, lines: Sequence[Line], arrivals: Mapping[str, Arrival]) -> Plan:
    """File what the lines name. A name is a whole one or its end, where only one file has it."""
    plan, bodies = Plan(), Bodies()
    requests: dict[str, Request] = {}
    letters: dict[tuple[str, str], Letter] = {}
    for line in lines:
        try:
            name, arrival = _find(line.file, arrivals)
            request = requests.get(line.reference) or _request_of(campaign, line, bodies)
            _check(request, line, bodies)
        except ValueError as error:
            plan.faults.append(Fault(line.row, "", str(error)))
            continue
        if line.reference not in requests:
            requests[line.reference] = request
            if request.pk is None:
                plan.new_requests.append(request)
        document = arrival.document
        if request.pk and _is_filed(request, document):
            plan.held += 1
            continue
        key = _key_of(line, document)
        if (line.reference, key) not in letters:
            letters[line.reference, key] = letter = Letter(request, key, line)
            plan.letters.append(letter)
        letters[line.reference, key].files.append((name, document))
    return plan


def _find(file: str, arrivals: Mapping[str, Arrival]) -> tuple[str, Arrival]:
    """Raises ValueError where no file, or more than one, has the name."""
    if file in arrivals:
        return file, arrivals[file]
    ending = [name for name in arrivals if name.endswith(f"/{file}")]
    if len(ending) > 1:
        raise ValueError(f"“{file}” may be any of {', '.join(sorted(ending)[:5])}; write the whole name.")
    if not ending:
        raise ValueError(f"No file “{file}” came in.")
    return ending[0], arrivals[ending[0]]


def _request_of(campaign: Campaign, line: Line, bodies: Bodies) -> Request:
    """The request of a line, or a new one that is not saved. Raises ValueError."""
    names = Q(key__in=(line.reference, f"reference:{line.reference}")) | Q(reference=line.reference)
    known = list(campaign.requests.filter(names | Q(body_references__value=line.reference)).distinct()[:2])
    if len(known) > 1:
        raise ValueError(f"“{line.reference}” is the name of more than one request; write the key.")
    if known:
        return known[0]
    return Request(
        campaign=campaign,
        key=f"reference:{line.reference}"[:200],
        reference=line.reference[:120],
        authority=_body(line, bodies),
        authority_as_written=line.authority[:300],
        law=line.law,
        aim=line.aim or Request.Aim.GENERAL,
        sent=line.sent,
    )


def _body(line: Line, bodies: Bodies) -> Authority | None:
    if not line.authority:
        return None
    try:
        return bodies.find(line.authority, line.sent or line.date)
    except NoBody as error:
        raise ValueError(f"{error}.") from error


def _check(request: Request, line: Line, bodies: Bodies) -> None:
    """Raises ValueError where a line says otherwise than its request, or a letter from the body is older than the request."""
    said = {"authority": _body(line, bodies), "law": line.law, "sent": line.sent, "aim": line.aim}
    for name, value in said.items():
        held = getattr(request, name)
        if value and held and value != held:
            raise ValueError(f"{name} is {held} at the request and {value} here.")
    if request.sent and line.date and line.date < request.sent:
        raise ValueError(f"{line.date} is before the day on which the request was sent, {request.sent}.")


def _is_filed(request: Request, document: Document) -> bool:
    return (
        request.messages.filter(document=document).exists()
        or Attachment.objects.filter(message__request=request, document=document).exists()
    )


def _key_of(line: Line, document: Document) -> str:
    """A mail is a letter of its own, known by its Message-ID; other files of a day and direction are one letter together."""
    if document.format in MAILS:
        named = str(document.properties.get("message_id", "")) if document.properties else ""
        return f"mail:{named or document.sha256}"[: Message._meta.get_field("key").max_length]
    return f"{line.direction}:{line.date.isoformat()}" if line.date else f"file:{document.sha256}"

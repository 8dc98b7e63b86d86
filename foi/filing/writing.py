"""The writing of a plan: each letter whole or not at all, so that what a kill leaves undone is done by the next run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from datascores.corpus.models import Arrival, Document
from foi.filing.planning import MAILS, Letter, Plan
from foi.models import Attachment, Message, Request


def write_plan(plan: Plan) -> Iterator[Letter]:
    """Write it letter by letter, each as it is written."""
    for letter in plan.letters:
        with transaction.atomic():
            _write(letter)
        yield letter


def _write(letter: Letter) -> None:
    request = _saved(letter.request)
    (_, first), *others = letter.files
    headers = first.properties or {} if first.format in MAILS else {}
    time = _time_of(headers)
    message, is_new = Message.objects.get_or_create(
        request=request,
        key=letter.key,
        defaults={
            "direction": letter.line.direction,
            "date": letter.line.date or day_of(headers),
            "time": time,
            "document": first,
            "subject": str(headers.get("subject", ""))[:300],
            "sender": str(headers.get("from", ""))[:200],
            "is_automatic": headers.get("auto_submitted", "no").lower() != "no",
        },
    )
    if not is_new:  # a further file of a letter that was filed before
        others = letter.files
    for name, document in [*others, *_inside(first)]:
        if document.pk != message.document_id:
            Attachment.objects.get_or_create(
                message=message,
                key=f"file:{document.sha256}",
                defaults={
                    "name": name.rsplit("/", 1)[-1][:300],
                    "document": document,
                    "position": message.attachments.count(),
                },
            )


def _saved(request: Request) -> Request:
    """The request's row; another process may have made it meanwhile."""
    if request.pk is None:
        held, _ = Request.objects.get_or_create(
            campaign=request.campaign,
            key=request.key,
            defaults={
                name: getattr(request, name)
                for name in ("reference", "authority", "authority_as_written", "law", "aim", "sent", "received")
            },
        )
        request.pk = held.pk
        request._state.adding = False
    return request


def _inside(document: Document) -> Iterator[tuple[str, Document]]:
    """The files of a mail, and those inside them."""
    layer = list(Arrival.objects.filter(parent__document=document).select_related("document").order_by("pk"))
    seen = {document.pk}
    while layer:
        for row in layer:
            if row.document_id not in seen:
                seen.add(row.document_id)
                yield row.file_name, row.document
        layer = list(Arrival.objects.filter(parent__in=layer).select_related("document").order_by("pk"))


def _time_of(headers: dict[str, str]) -> datetime | None:
    try:
        time = datetime.fromisoformat(str(headers.get("date", "")))
    except ValueError:
        return None
    if time.hour == time.minute == time.second == 0 and time.tzinfo is None:
        return None  # only a day was written
    return time if time.tzinfo else timezone.make_aware(time)


def day_of(headers: dict[str, str]) -> date | None:
    """The day in a mail's head, as its writer's clock had it."""
    try:
        return date.fromisoformat(str(headers.get("date", ""))[:10])
    except ValueError:
        return None

"""Invented requests with their letters, made straight in the tables, for tests of what is computed from them."""

from __future__ import annotations

import hashlib
from datetime import date

from datascores.catalogue.models import Authority
from datascores.corpus.models import Document, Label
from foi.models import Campaign, Message, Request


def ask(sent: date | None = date(2018, 7, 2), campaign: Campaign | None = None, **fields) -> Request:
    """A request of a campaign, under FOIA and to an English council if nothing else is said."""
    campaign = campaign or Campaign.objects.get_or_create(slug="scores", defaults={"name": "Scores"})[0]
    body, _ = Authority.objects.get_or_create(
        slug="brackenford", defaults={"name": "Brackenford Council", "body_kind": "council", "nation": "England"}
    )
    number = campaign.requests.count() + 1
    wanted = {"key": f"reference:{number}", "authority": body, "law": "FOIA", "sent": sent} | fields
    return Request.objects.create(campaign=campaign, **wanted)


def reply(request: Request, day: date | None, said: str = "", **fields) -> Message:
    """A letter from the body, read as saying so; with no word it has not been read."""
    return _letter(request, Message.Direction.IN, day, {"outcome": said} if said else {}, **fields)


def write(request: Request, day: date | None, **fields) -> Message:
    """A letter to the body."""
    return _letter(request, Message.Direction.OUT, day, {}, **fields)


def read_as(message: Message, kind: str, value: str, standing: str = Label.Standing.PROPOSED) -> None:
    """What the letter of a message is held to say."""
    Label.objects.create(document=message.document, kind=kind, value=value, standing=standing)


def _letter(request, direction, day, labels, **fields) -> Message:
    key = f"letter-{request.pk}-{request.messages.count() + 1}"
    sha256 = hashlib.sha256(key.encode()).hexdigest()
    document = Document.objects.create(sha256=sha256, size=1, name=f"{key}.txt")
    message = Message.objects.create(
        request=request, key=key, direction=direction, date=day, document=document, **fields
    )
    for kind, value in labels.items():
        read_as(message, kind, value)
    return message

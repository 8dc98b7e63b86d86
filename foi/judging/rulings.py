"""A ruling: what a person says a letter says. What was proposed otherwise is rejected, so that no later rule brings it back.

A ruling can be taken back by whoever made it as long as nobody has changed the labels since.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from datascores.corpus.models import Document, Label
from foi.histories import READ
from foi.laws import ACTS
from foi.models import Judgement, Message, Ruling
from foi.outcomes import REPLIES
from foi.response_types import RESPONSE_TYPES

Standing = Label.Standing
_SECTION = re.compile(r"(?:s|section|r|reg|regulation)?\.?\s*(\d+[A-Z]?)[()\w]*\s+(FOIA|FOISA|EIR|EISR)", re.I)
_FIELDS = ("kind", "value", "standing", "how", "sentence", "page", "start", "end", "rule_version", "certainty", "by_id")


class NotUndone(ValueError):
    """Why a ruling cannot be taken back."""


class Overtaken(ValueError):
    """Another ruling was made on the letter since it was opened."""


def rule(
    document: Document,
    said: Mapping[str, Iterable[str]],
    user: User,
    message: Message | None = None,
    ratings: Mapping[int, str] | None = None,
    seen: int | None = None,
) -> Ruling:
    """Make what is said of each kind hold: these values are confirmed, all others that stand are rejected.

    ``ratings`` are of the questions of the message's request; ``seen`` is the number of the ruling that stood when the
    letter was opened, 0 for none, None where that does not matter. Raises ValueError for a value that no letter can have,
    and Overtaken where another ruling stands by now; nothing is written then.
    """
    wanted = {kind: list(dict.fromkeys(said.get(kind, ()))) for kind in READ}
    _check(wanted)
    with transaction.atomic():
        Document.objects.select_for_update(no_key=True).get(pk=document.pk)
        standing = standing_ruling(document)
        if seen is not None and seen != (standing.pk if standing else 0):
            raise Overtaken(_told(standing))
        before = _labels_of(document)
        for kind, values in wanted.items():
            _settle(document, kind, values, user)
        added = _rate(message, ratings or {}, user)
        return Ruling.objects.create(
            document=document, message=message, by=user, before=before, after=_labels_of(document), judgements=added
        )


def undo(ruling: Ruling, user: User) -> None:
    """Put back what held before a ruling. Raises NotUndone."""
    with transaction.atomic():
        held = Ruling.objects.select_for_update().get(pk=ruling.pk)
        Document.objects.select_for_update(no_key=True).get(pk=ruling.document_id)
        if held.is_undone:
            raise NotUndone("This ruling has been taken back already.")
        if held.by_id != user.pk:
            raise NotUndone("Another person has ruled on this letter; only they can take it back.")
        if _labels_of(held.document) != held.after:
            raise NotUndone("The labels of this letter have changed since; rule on it anew.")
        _ruled(held.document).delete()
        Label.objects.bulk_create(Label(document=held.document, **label) for label in held.before)
        Judgement.objects.filter(pk__in=held.judgements).delete()
        held.is_undone = True
        held.save(update_fields=["is_undone"])


def standing_ruling(document: Document) -> Ruling | None:
    """The last ruling on a letter that has not been taken back."""
    return Ruling.objects.filter(document=document, is_undone=False).select_related("by").order_by("pk").last()


def _told(standing: Ruling | None) -> str:
    if standing is None:
        return "The ruling that you saw has been taken back meanwhile. Nothing was written; rule anew."
    outcomes = [row["value"] for row in standing.after if (row["kind"], row["standing"]) == ("outcome", "confirmed")]
    return (
        f"Meanwhile {standing.by or 'somebody'} has ruled on this letter: {', '.join(outcomes)}. Nothing of yours was"
        " written; what they said is shown below. Confirm to rule otherwise, or skip."
    )


def read_section(written: str) -> str:
    """A section as it is kept, from the way people write it: "s.43(2) FOIA" is "s43 FOIA". Raises ValueError."""
    found = re.fullmatch(
        r"\s*(?:s|section|r|reg|regulation)?\.?\s*(\d+[A-Za-z]?)[()\w]*\s+(FOIA|FOISA|EIR|EISR)\s*", written, re.I
    )
    if not found:
        raise ValueError(f"“{written.strip()[:60]}” is no section; write it like s43 FOIA.")
    try:
        return ACTS[found[2].upper()].label(found[1].upper())
    except KeyError as error:
        raise ValueError(str(error.args[0])) from error


def _check(wanted: Mapping[str, list[str]]) -> None:
    outcomes = wanted["outcome"]
    if len(outcomes) != 1 or outcomes[0] not in REPLIES:
        raise ValueError(f"A letter has one outcome: {', '.join(REPLIES)}.")
    for value in wanted["response type"]:
        if value not in RESPONSE_TYPES:
            raise ValueError(f"“{value[:60]}” is no type of response.")
    for value in wanted["exemption"]:
        if read_section(value) != value:
            raise ValueError(f"“{value[:60]}” is written {read_section(value)}.")


def _settle(document: Document, kind: str, values: list[str], user: User) -> None:
    held = list(_ruled(document).filter(kind=kind))
    for label in held:
        standing = Standing.CONFIRMED if label.value in values else Standing.REJECTED
        if label.standing != standing:
            label.standing, label.by = standing, user
            label.save()
    there = {label.value for label in held}
    for value in values:
        if value not in there:
            Label.objects.create(
                document=document, kind=kind, value=value, how="said by a person", standing=Standing.CONFIRMED, by=user
            )


def _rate(message: Message | None, ratings: Mapping[int, str], user: User) -> list[int]:
    if message is None:
        return []
    rows = [
        Judgement.objects.create(
            request=message.request,
            kind=Judgement.Kind.ANSWER,
            question=question,
            value=value,
            date=message.date or timezone.localdate(),
            message=message,
            by=user,
        )
        for question, value in ratings.items()
    ]
    return [row.pk for row in rows]


def _ruled(document: Document):
    """The labels that rules propose and people rule on; what a source has stated stays as it is."""
    return document.labels.filter(kind__in=READ).exclude(standing=Standing.STATED)


def _labels_of(document: Document) -> list[dict[str, Any]]:
    rows = _ruled(document).order_by("kind", "value", "page", "start", "standing", "pk")
    return [
        {name: str(value) if name == "standing" else value for name, value in row.items()}
        for row in rows.values(*_FIELDS)
    ]

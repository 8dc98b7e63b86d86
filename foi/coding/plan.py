"""What a coding sheet would change in a campaign, and the writing of it: nothing is changed, judgements are only added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from datascores.catalogue.models import Authority
from foi.bodies import Bodies, NoBody
from foi.coding.table import CodedRow, Judged
from foi.models import Campaign, Judgement, Request
from foi.sheets import Fault


@dataclass
class Plan:
    """Requests that are not there yet, judgements that are new, and how many are held already; what is wrong, by row."""

    new_requests: list[Request] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    held: int = 0
    faults: list[Fault] = field(default_factory=list)


def plan_coding(campaign: Campaign, rows: Sequence[CodedRow], sheet: str, on: date | None = None) -> Plan:
    """What the rows of a sheet would add. ``sheet`` is its name, ``on`` the day for which rows without one hold.

    A row about a request that the campaign lacks makes one, if it names body and day of sending; a row that contradicts what
    is known of a request is a fault and left out.
    """
    plan, bodies = Plan(), Bodies()
    for row in rows:
        day = row.date or on
        if row.judged and day is None:
            plan.faults.append(Fault(row.row, "date", "is empty, and no day was given for the sheet."))
            continue
        try:
            request = _request_of(campaign, row, bodies)
        except ValueError as fault:
            plan.faults.append(Fault(row.row, "request", str(fault)))
            continue
        if request.pk is None:
            same = [one for one in plan.new_requests if one.key == request.key]
            request = same[0] if same else request
            if not same:
                plan.new_requests.append(request)
        for judged in row.judged:
            assert day is not None
            if request.pk and _is_held(request, judged, day):
                plan.held += 1
            else:
                source = f"{sheet}, row {row.row}"[-200:]
                plan.judgements.append(
                    Judgement(
                        request=request,
                        kind=judged.kind,
                        question=judged.question,
                        value=judged.value,
                        date=day,
                        source=source,
                    )
                )
    return plan


def write_coding(plan: Plan, by: AbstractBaseUser | None = None) -> None:
    """Write the plan whole or not at all."""
    with transaction.atomic():
        for request in plan.new_requests:
            request.save()
        for judgement in plan.judgements:
            judgement.request_id = judgement.request.pk
            judgement.by = by  # type: ignore[assignment]
            judgement.save()


def _request_of(campaign: Campaign, row: CodedRow, bodies: Bodies) -> Request:
    """The request of a row, or a new one that is not saved. Raises ValueError."""
    known = list(campaign.requests.filter(Q(key__in=_keys_of(row.request)) | Q(reference=row.request))[:2])
    if len(known) > 1:
        raise ValueError(f"“{row.request}” is the name of more than one request; write the key.")
    try:
        body = bodies.find(row.authority, row.sent) if row.authority else None
    except NoBody as error:
        raise ValueError(f"{error}.") from error
    if known:
        _check_agrees(known[0], row, body)
        return known[0]
    if body is None or row.sent is None:
        raise ValueError(f"The campaign has no request “{row.request}”; to make one, authority and sent are needed.")
    return Request(
        campaign=campaign,
        key=f"reference:{row.request}"[:200],
        reference=row.request[:120],
        authority=body,
        authority_as_written=row.authority[:300],
        law=row.law,
        aim=row.aim or Request.Aim.GENERAL,
        sent=row.sent,
        received=row.received,
    )


def _keys_of(name: str) -> tuple[str, str]:
    return name, f"reference:{name}"


def _check_agrees(request: Request, row: CodedRow, body: Authority | None) -> None:
    """Raises ValueError where the row says otherwise than the request."""
    said = {"authority": body, "law": row.law, "aim": row.aim, "sent": row.sent, "received": row.received}
    for name, value in said.items():
        held = getattr(request, name)
        if value and held and value != held:
            raise ValueError(f"{name} is {held} at the request and {value} here.")


def _is_held(request: Request, judged: Judged, day: date) -> bool:
    return request.judgements.filter(kind=judged.kind, question=judged.question, value=judged.value, date=day).exists()

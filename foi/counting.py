"""What can be counted of a campaign at a date: outcomes, response types, exemptions, answers, days, and who was never asked.

Each count names what it is a share of; a reader who sees 173 must see of how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from datascores.catalogue.models import Authority
from foi.histories import History, history_of, readings_of, with_histories
from foi.laws import ACTS, working_days_between
from foi.models import Campaign, Judgement, Message, Request
from foi.outcomes import SUCCESSES, Outcome

RATINGS = ("positive", "negative", "not acknowledged", "withheld", "pointing to documents")
UNKNOWN = "not known"


@dataclass(frozen=True)
class Counts:
    """A campaign at a date. All numbers are numbers of requests, unless it is said otherwise."""

    until: date
    requests: int
    outcomes: Mapping[Request.Aim, Mapping[Outcome | None, int]]
    response_types: Mapping[str, int]  # a request may have several
    exemptions: Mapping[str, int]  # by section, in the Act's own number; a request may have several
    answers: Mapping[int, Mapping[str, int]]  # by question, of the requests that a person has rated
    days: Mapping[int, int]  # working days from receipt to the first answer
    overdue: Sequence[History]  # the longest overdue first
    misfits: int  # happenings that the table of states refuses

    def successes(self, aim: Request.Aim) -> int:
        return sum(count for outcome, count in self.outcomes[aim].items() if outcome in SUCCESSES)

    def of(self, aim: Request.Aim) -> int:
        """How many requests of this aim there are."""
        return sum(self.outcomes[aim].values())

    def by_outcome(self, outcome: Outcome | None) -> int:
        return sum(counts.get(outcome, 0) for counts in self.outcomes.values())


def histories_of(campaign: Campaign, until: date) -> list[History]:
    """Of all requests that were sent by that day or have no day."""
    requests = campaign.requests.filter(Q(sent__lte=until) | Q(sent__isnull=True)).order_by("sent", "pk")
    return [history_of(request, until) for request in with_histories(requests)]


def count(histories: Sequence[History], until: date) -> Counts:
    outcomes: dict[Request.Aim, Counter[Outcome | None]] = {aim: Counter() for aim in Request.Aim}
    types, exemptions, days = Counter[str](), Counter[str](), Counter[int]()
    answers: dict[int, Counter[str]] = {}
    for history in histories:
        outcomes[Request.Aim(history.request.aim)][history.outcome] += 1
        types.update(values_of(history, "response type"))
        exemptions.update(values_of(history, "exemption"))
        for number, value in rated(history).items():
            answers.setdefault(number, Counter())[value] += 1
        if (taken := days_to_answer(history)) is not None:
            days[taken] += 1
    overdue = sorted((one for one in histories if one.is_late), key=lambda one: (one.clock.due, one.request.pk))  # type: ignore[union-attr]
    return Counts(
        until=until,
        requests=len(histories),
        outcomes=outcomes,
        response_types=dict(types.most_common()),
        exemptions=dict(sorted(exemptions.items(), key=lambda one: (-one[1], one[0]))),
        answers=dict(sorted(answers.items())),
        days=dict(sorted(days.items())),
        overdue=overdue,
        misfits=sum(len(history.misfits) for history in histories),
    )


def values_of(history: History, kind: str) -> set[str]:
    """The values of a kind that letters from the body were read as having, or that a person or sheet has given, by that day."""
    judged = {one.value for one in history.request.judgements.all() if one.kind == kind and one.date <= history.until}
    read = {
        value
        for message in history.request.messages.all()
        if message.direction == Message.Direction.IN and message.date and message.date <= history.until
        for settled in readings_of(message)
        for value in settled.all(kind)
    }
    return judged | read


def rated(history: History) -> dict[int, str]:
    """The last rating of each question by that day."""
    judged = [one for one in history.request.judgements.all() if one.kind == Judgement.Kind.ANSWER and one.question]
    judged = sorted((one for one in judged if one.date <= history.until), key=lambda one: (one.date, one.pk))
    return {one.question: one.value for one in judged if one.question}


def days_to_answer(history: History) -> int | None:
    """Working days from receipt, else from sending, to the first answer; None where one of them or the law is not known."""
    act, received = ACTS.get(history.request.law), history.request.received or history.sent
    if act is None or received is None or history.answered is None or history.answered < received:
        return None
    return working_days_between(received, history.answered, act)


@dataclass(frozen=True)
class Unasked:
    """The bodies of a nation and kind: how many there were on the day, how many of them were asked, and who was not."""

    nation: str
    body_kind: str
    bodies: int
    asked: int
    names: Sequence[str]


def never_asked(campaign: Campaign, day: date) -> list[Unasked]:
    """Of the campaign's kinds of bodies, those that existed on a day, by nation and kind.

    The denominator is the catalogue: a body that it lacks is not counted. Without kinds named in the campaign, the kinds of
    the bodies that were asked.
    """
    asked = _asked_of(campaign)
    groups: dict[tuple[str, str], list[Authority]] = {}
    for body in _wanted(campaign, asked, day):
        groups.setdefault((body.nation or UNKNOWN, body.body_kind), []).append(body)
    return [
        Unasked(
            *key,
            len(bodies),
            sum(body.pk in asked for body in bodies),
            [body.name for body in bodies if body.pk not in asked],
        )
        for key, bodies in sorted(groups.items())
    ]


def unasked_bodies(campaign: Campaign, day: date) -> list[Authority]:
    """Who of them was never asked, by name."""
    asked = _asked_of(campaign)
    return [body for body in _wanted(campaign, asked, day) if body.pk not in asked]


def existed(body: Authority, day: date) -> bool:
    """Whether a body was there on a day; of dates known by year or month alone, the benefit of the doubt."""
    said = day.isoformat()
    begun = not body.start_date or body.start_date <= said[: len(body.start_date)]
    return begun and (not body.end_date or body.end_date >= said[: len(body.end_date)])


def _asked_of(campaign: Campaign) -> set[int]:
    return set(campaign.requests.exclude(authority=None).values_list("authority", flat=True))


def _wanted(campaign: Campaign, asked: set[int], day: date) -> list[Authority]:
    """The bodies of the campaign's kinds that were there on the day."""
    kinds = [kind.strip() for kind in campaign.body_kinds.splitlines() if kind.strip()]
    if not kinds:
        kinds = list(Authority.objects.filter(pk__in=asked).values_list("body_kind", flat=True).distinct())
    return [body for body in Authority.objects.filter(body_kind__in=kinds).order_by("name", "pk") if existed(body, day)]

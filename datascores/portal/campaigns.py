"""What the pages of campaigns print: counts of requests at a date, each with its share and the list that it counts.

Only what was asked of whom, when, and what came of it: who wrote a letter, and its words, stand under the rules for
documents and are shown where documents are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from foi.counting import RATINGS, UNKNOWN, Counts, Unasked, count, never_asked, values_of
from foi.exports.rows import nation_of, request_url
from foi.histories import CLOSED, History
from foi.laws import ACTS, name_of_section, working_days_between
from foi.models import Campaign, Question, Request
from foi.outcomes import CAUTIONED, Outcome

FILTERS = ("outcome", "state", "law", "nation", "aim", "exemption", "type")
WIDTH = 1000  # of the bar, in its own units
OVERDUE_SHOWN = 50
STEP = 5  # working days in a line of the distribution


@dataclass(frozen=True)
class Share:
    """A line of a table: what is counted, how many, out of how many, and the list of them."""

    words: str
    number: int
    of: int
    url: str = ""
    about: str = ""

    @property
    def percent(self) -> str:
        return f"{100 * self.number / self.of:.1f} %" if self.of else "–"


@dataclass(frozen=True)
class OutcomeLine:
    """An outcome with its requests by aim; ``x`` and ``width`` are its place in the bar."""

    words: str
    kind: int  # number of the outcome in their order, for its colour
    number: int
    targeted: int
    general: int
    percent: str
    url: str
    is_cautioned: bool
    x: int
    width: int


@dataclass(frozen=True)
class Overdue:
    """An answer that is owed and late: by how many working days, and how the due day came about."""

    request: Request
    url: str
    due: date
    late: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class QuestionLine:
    words: str
    numbers: Sequence[int]  # in the order of RATINGS
    total: int


@dataclass(frozen=True)
class CampaignPage:
    counts: Counts
    outcomes: Sequence[OutcomeLine]
    successes: Sequence[Share]
    types: Sequence[Share]
    exemptions: Sequence[Share]
    questions: Sequence[QuestionLine]
    days: Sequence[Share]
    answered: int  # with a known number of working days
    median: int | None
    overdue: Sequence[Overdue]  # the first of them
    overdue_url: str
    unasked: Sequence[Unasked]


def campaigns_for(user: User | AnonymousUser) -> QuerySet[Campaign]:
    """Those that are shown to everybody; all of them for staff."""
    every = Campaign.objects.all()
    return every if user.is_active and user.is_staff else every.filter(is_shown=True)


def read_campaign(campaign: Campaign, histories: Sequence[History], until: date) -> CampaignPage:
    counts = count(histories, until)
    taken = [days for days, number in counts.days.items() for _ in range(number)]
    return CampaignPage(
        counts=counts,
        outcomes=list(_outcome_lines(campaign, counts)),
        successes=[
            Share(aim.value, counts.successes(aim), counts.of(aim), _url(campaign, until, aim=aim.value))
            for aim in Request.Aim
        ],
        types=[
            Share(kind, number, counts.requests, _url(campaign, until, type=kind))
            for kind, number in counts.response_types.items()
        ],
        exemptions=[
            Share(label, number, counts.requests, _url(campaign, until, exemption=label), name_of_section(label))
            for label, number in counts.exemptions.items()
        ],
        questions=list(_question_lines(campaign, counts)),
        days=list(_day_lines(taken)),
        answered=len(taken),
        median=taken[(len(taken) - 1) // 2] if taken else None,
        overdue=[_overdue(history) for history in counts.overdue[:OVERDUE_SHOWN]],
        overdue_url=_url(campaign, until, outcome=str(Outcome.DELAYED)),
        unasked=never_asked(campaign, until),
    )


def narrowed(histories: Iterable[History], asked: Mapping[str, str]) -> list[History]:
    """Those that fit everything that is asked for; a value that no request has finds none."""
    return [one for one in histories if all(value in facts_of(one)[name] for name, value in asked.items())]


def facts_of(history: History) -> dict[str, frozenset[str]]:
    """What a request can be found by."""
    request = history.request
    return {
        "outcome": frozenset([history.outcome_in_words]),
        "state": frozenset([str(history.state)]),
        "law": frozenset([request.law or UNKNOWN]),
        "nation": frozenset([nation_of(request)]),
        "aim": frozenset([request.aim]),
        "exemption": frozenset(values_of(history, "exemption")),
        "type": frozenset(values_of(history, "response type")),
    }


def _outcome_lines(campaign: Campaign, counts: Counts) -> Iterator[OutcomeLine]:
    x = 0
    for kind, outcome in enumerate((*Outcome, None), 1):
        number = counts.by_outcome(outcome)
        if not number:
            continue
        words = outcome or CLOSED
        width = round(WIDTH * number / counts.requests)
        yield OutcomeLine(
            words=words,
            kind=kind,
            number=number,
            targeted=counts.outcomes[Request.Aim.TARGETED].get(outcome, 0),
            general=counts.outcomes[Request.Aim.GENERAL].get(outcome, 0),
            percent=Share("", number, counts.requests).percent,
            url=_url(campaign, counts.until, outcome=words),
            is_cautioned=outcome in CAUTIONED,
            x=x,
            width=width,
        )
        x += width


def _question_lines(campaign: Campaign, counts: Counts) -> Iterator[QuestionLine]:
    names = dict(Question.objects.filter(template__campaign=campaign).values_list("number", "short"))
    for number in sorted({*names, *counts.answers}):
        given = counts.answers.get(number, {})
        numbers = [given.get(rating, 0) for rating in RATINGS]
        yield QuestionLine(f"{number}. {names.get(number, '')}".strip(), numbers, sum(numbers))


def _day_lines(taken: Sequence[int]) -> Iterator[Share]:
    """Every stretch of working days up to the last, empty ones too, so that a gap is seen as one."""
    for first in range(0, max(taken, default=-1) + 1, STEP):
        number = sum(first <= days < first + STEP for days in taken)
        yield Share(f"{first} to {first + STEP - 1}", number, len(taken))


def _overdue(history: History) -> Overdue:
    clock, request = history.clock, history.request
    assert clock is not None and clock.due is not None  # it would not be late else
    late = working_days_between(clock.due, history.until, ACTS[request.law])
    return Overdue(request, request_url(request), clock.due, late, clock.reasons)


def _url(campaign: Campaign, until: date, **asked: str) -> str:
    return f"{reverse('campaign-requests', args=[campaign.slug])}?{urlencode({'on': until.isoformat(), **asked})}"

"""What the page of a request prints: what happened on which day, the documents that came of it, and what they were read as.

A document that may not be shown stands without its name; the name of whoever wrote a letter is not shown at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from datascores.catalogue.models import Authority
from datascores.corpus.models import Document, Label, Page
from datascores.corpus.permanent import quote_url
from datascores.corpus.visibility import shown_documents
from datascores.portal.campaigns import campaigns_for
from foi.counting import days_to_answer, rated, values_of
from foi.exports.rows import request_url
from foi.histories import READ, History, history_of, undated, with_histories
from foi.laws import name_of_section
from foi.models import Judgement, Message, Question, Request
from foi.outcomes import CAUTIONED


@dataclass(frozen=True)
class Reading:
    """What a document was read as, on whose word, and the sentence that says so."""

    kind: str
    value: str
    about: str
    standing: str
    url: str


@dataclass(frozen=True)
class File:
    """A document of a message; without a name where it may not be shown."""

    name: str
    url: str
    readings: Sequence[Reading]


@dataclass(frozen=True)
class Moment:
    """Something that happened; ``note`` says what is odd about it."""

    day: date | None
    words: str
    why: str
    files: Sequence[File]
    note: str = ""


@dataclass(frozen=True)
class Told:
    """A request up to a day."""

    request: Request
    outcome: str
    state: str
    is_cautioned: bool
    due: date | None
    reasons: Sequence[str]
    is_late: bool
    days: int | None
    moments: Sequence[Moment]
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """A line of a body's profile: a request to it."""

    campaign: str
    url: str
    sent: date | None
    outcome: str
    is_cautioned: bool
    sections: str


def read_request(history: History, user: User | AnonymousUser) -> Told:
    shown = _shown_of(history.request)
    clock = history.clock
    return Told(
        request=history.request,
        outcome=history.outcome_in_words,
        state=str(history.state),
        is_cautioned=history.outcome in CAUTIONED,
        due=clock.due if clock else None,
        reasons=clock.reasons if clock else (),
        is_late=history.is_late,
        days=days_to_answer(history),
        moments=list(_moments(history, shown, is_staff=user.is_active and user.is_staff)),
        answers=list(_answers(history)),
    )


def requests_to(body: Authority, user: User | AnonymousUser) -> list[Asked]:
    """All requests to a body that may be shown, as they stand today."""
    asked = Request.objects.filter(authority=body, campaign__in=campaigns_for(user))
    histories = [history_of(request, timezone.localdate()) for request in with_histories(asked)]
    return [
        Asked(
            history.request.campaign.name,
            request_url(history.request),
            history.sent,
            history.outcome_in_words,
            history.outcome in CAUTIONED,
            ", ".join(sorted(values_of(history, "exemption"))),
        )
        for history in histories
    ]


def _shown_of(request: Request) -> dict[int, Document]:
    """Its documents that may be shown, with pages and labels."""
    ids = {document.pk for message in request.messages.all() for document in message.documents}
    pages = Prefetch("pages", Page.objects.select_related("text"))
    labels = Prefetch(
        "labels", Label.objects.filter(kind__in=(*READ, "answer")).exclude(standing=Label.Standing.REJECTED)
    )
    found = shown_documents().filter(pk__in=ids).prefetch_related(pages, labels)
    return {document.pk: document for document in found}


def _moments(history: History, shown: dict[int, Document], *, is_staff: bool) -> Iterator[Moment]:
    told: list[Moment] = []
    seen: set[int] = set()
    for happening in history.happenings:
        told.append(_moment(happening.date, happening, shown, "", is_staff=is_staff))
        seen |= {happening.message.pk} if happening.message else set()
    for misfit in history.misfits:
        told.append(_moment(misfit.happening.date, misfit.happening, shown, misfit.words, is_staff=is_staff))
        seen |= {misfit.happening.message.pk} if misfit.happening.message else set()
    for message in history.request.messages.all():
        if message.pk not in seen and message.date and message.date <= history.until:
            note = "Nobody has read yet what this says." if message in history.unread else ""
            told.append(
                Moment(message.date, f"letter {message.get_direction_display()}", "", _files(message, shown), note)
            )
    told += [
        Moment(judged.date, f"judged: {judged.value}", judged.source if is_staff else "by a person", ())
        for judged in history.request.judgements.all()
        if judged.kind == Judgement.Kind.OUTCOME and judged.date <= history.until
    ]
    yield from sorted(told, key=lambda moment: (moment.day, moment.note != ""))
    for message in undated(history.request):
        note = "Its day is not known, so that it changes nothing."
        yield Moment(None, f"letter {message.get_direction_display()}", "", _files(message, shown), note)


def _moment(day: date, happening, shown: dict[int, Document], note: str, *, is_staff: bool) -> Moment:
    """What a person noted as the reason may name people, and is for staff."""
    why = happening.why if is_staff or happening.entry is None else "noted by staff or the source"
    files = _files(happening.message, shown) if happening.message else ()
    return Moment(day, str(happening.event), why, files, note)


def _files(message: Message, shown: dict[int, Document]) -> Sequence[File]:
    return [_file(shown.get(document.pk)) for document in message.documents]


def _file(document: Document | None) -> File:
    if document is None:
        return File("", "", ())
    readings = [
        _reading(document, label) for label in sorted(document.labels.all(), key=lambda one: (one.kind, one.pk))
    ]
    return File(document.display_name, reverse("document", args=[document.sha256]), readings)


def _reading(document: Document, label: Label) -> Reading:
    about = name_of_section(label.value) if label.kind == "exemption" else ""
    standing = str(label.get_standing_display())
    page = next((page for page in document.pages.all() if page.number == label.page), None)
    if page is None or label.start is None or label.end is None:
        return Reading(label.kind, label.value, about, standing, "")
    url = quote_url(document.sha256, page.number, label.start, label.end, page.text.text_hash)
    return Reading(label.kind, label.value, about, standing, url)


def _answers(history: History) -> Iterator[tuple[str, str]]:
    template = history.request.template_id
    names = dict(Question.objects.filter(template=template).values_list("number", "short")) if template else {}
    for number, value in sorted(rated(history).items()):
        yield f"{number}. {names.get(number, '')}".strip(), value

"""The rows of a campaign's tables, in a stable order: the same rows in the database and the same day give the same rows here.

Documents that may not be shown are counted and not named; who wrote a letter and what staff noted is not in any table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from datascores.corpus.labels import settle
from datascores.corpus.models import Document, Label
from datascores.corpus.visibility import shown_documents
from foi.counting import UNKNOWN, days_to_answer, rated, unasked_bodies, values_of
from foi.histories import READ, History
from foi.laws import name_of_section
from foi.models import Campaign, Message, Question, Request
from foi.outcomes import CAUTIONED

Row = dict[str, Any]

ANSWER = "answer"


def request_row(history: History, root: str = "") -> Row:
    """A request up to the day of its history; ``root`` is what the portal's addresses begin with."""
    request, days = history.request, days_to_answer(history)
    return {
        "request": request.key,
        "reference": request.reference,
        "body_references": [reference.value for reference in request.body_references.all()],
        "authority": request.authority.slug if request.authority else "",
        "authority_name": request.body_name,
        "nation": nation_of(request),
        "aim": request.aim,
        "law": request.law,
        "template": request.template.version if request.template else "",
        "sent": _iso(history.sent),
        "received": _iso(request.received),
        "due": _iso(history.clock.due if history.clock else None),
        "answered": _iso(history.answered),
        "working_days": "" if days is None else days,
        "state": str(history.state),
        "outcome": history.outcome_in_words,
        "is_late": _yes(history.is_late),
        "is_cautioned": _yes(history.outcome in CAUTIONED),
        "response_types": sorted(values_of(history, "response type")),
        "exemptions": sorted(values_of(history, "exemption")),
        "unread": len(history.unread),
        "misfits": len(history.misfits),
        "source_state": request.source_state,
        "address": request.address,
        "url": root + request_url(request),
    }


def request_url(request: Request) -> str:
    return reverse("campaign-request", args=[request.campaign.slug, request.pk])


def nation_of(request: Request) -> str:
    return (request.authority.nation if request.authority else "") or UNKNOWN


def letter_rows(history: History, shown: Mapping[int, str]) -> Iterator[Row]:
    """``shown`` has the hashes of the documents that may be shown, by their numbers."""
    for number, message in enumerate(_letters(history), 1):
        ids = [document.pk for document in message.documents]
        yield {
            "request": history.request.key,
            "letter": number,
            "direction": message.direction,
            "sort": message.sort,
            "is_automatic": _yes(message.is_automatic),
            "date": _iso(message.date),
            "documents": [shown[one] for one in ids if one in shown],
            "files_not_shown": sum(one not in shown for one in ids),
            "withdrawn": _iso(message.withdrawn_at),
        }


def event_rows(history: History) -> Iterator[Row]:
    numbers = {message.pk: number for number, message in enumerate(_letters(history), 1)}
    told = [(one, False) for one in history.happenings]
    told += [(misfit.happening, True) for misfit in history.misfits]
    for number, (happening, is_misfit) in enumerate(sorted(told, key=lambda one: one[0].date), 1):
        yield {
            "request": history.request.key,
            "number": number,
            "date": _iso(happening.date),
            "event": str(happening.event),
            "letter": numbers.get(happening.message.pk, "") if happening.message else "",
            "is_misfit": _yes(is_misfit),
        }


def reading_rows(history: History, shown: Mapping[int, str]) -> Iterator[Row]:
    """Of letters from the body with a day, what holds of each document; then what was judged of the request."""
    number = 0
    for letter, message in enumerate(_letters(history), 1):
        if message.direction != Message.Direction.IN or message.date is None:
            continue
        for document in message.documents:
            held = _held(document)
            asked = _questions_of(held)
            for label in held:
                number += 1
                how = label.how if document.pk in shown else ""
                place = (label.page, label.start, label.end) if document.pk in shown else (None, None, None)
                yield {
                    **_reading(history, number, label.kind, _value_of(label), str(label.standing)),
                    "question": asked.get(label.pk, ""),
                    "how": how,
                    "date": _iso(message.date),
                    "letter": letter,
                    "sha256": shown.get(document.pk, ""),
                    **{
                        name: "" if at is None else at for name, at in zip(("page", "start", "end"), place, strict=True)
                    },
                }
    for judged in sorted(history.request.judgements.all(), key=lambda one: (one.date, one.pk)):
        if judged.kind in READ and judged.date <= history.until:
            number += 1
            yield {
                **_reading(history, number, judged.kind, judged.value, "judged of the request"),
                "date": _iso(judged.date),
                **dict.fromkeys(("letter", "question", "how", "sha256", "page", "start", "end"), ""),
            }


def _value_of(label: Label) -> str:
    """What is said; of an answer without the number of its question."""
    return label.value.partition(": ")[2] if label.kind == ANSWER else label.value


def _questions_of(labels: Sequence[Label]) -> dict[int, int]:
    """The number of the question, by the key of a label: that of an answer, and of what the same sentence says."""
    answers = {label: int(label.value.partition(":")[0]) for label in labels if label.kind == ANSWER}
    by_place: dict[tuple[int | None, int | None], int] = {
        (label.page, label.start): number for label, number in answers.items() if label.start is not None
    }
    found = {label.pk: number for label, number in answers.items()}
    for label in labels:
        if label.kind == "exemption" and (label.page, label.start) in by_place:
            found[label.pk] = by_place[label.page, label.start]
    return found


def answer_rows(history: History, words: Mapping[tuple[int, int], str]) -> Iterator[Row]:
    """``words`` has the questions by template and number."""
    for question, rating in sorted(rated(history).items()):
        asked = words.get((history.request.template_id or 0, question), "")
        yield {"request": history.request.key, "question": question, "words": asked, "rating": rating}


def unasked_rows(campaign: Campaign, day: date) -> Iterator[Row]:
    for body in unasked_bodies(campaign, day):
        yield {
            "authority": body.slug,
            "authority_name": body.name,
            "nation": body.nation or UNKNOWN,
            "body_kind": body.body_kind,
        }


def words_of_questions(campaign: Campaign) -> dict[tuple[int, int], str]:
    asked = Question.objects.filter(template__campaign=campaign)
    return {(template, number): short for template, number, short in asked.values_list("template", "number", "short")}


def shown_of(campaign: Campaign) -> dict[int, str]:
    """The hashes of a campaign's documents that may be shown, by their numbers."""
    own = shown_documents().filter(messages__request__campaign=campaign)
    files = shown_documents().filter(attachments__message__request__campaign=campaign)
    return {**dict(own.values_list("pk", "sha256")), **dict(files.values_list("pk", "sha256"))}


def _letters(history: History) -> list[Message]:
    """Those up to the day in their order, then those without a day."""
    dated = [message for message in history.request.messages.all() if message.date and message.date <= history.until]
    return [*dated, *(message for message in history.request.messages.all() if message.date is None)]


def _held(document: Document) -> list[Label]:
    """The labels that hold, in a stable order; of several that say the same, one."""
    settled = settle(document.labels.all())
    held: dict[tuple[str, str], Label] = {}
    for label in sorted(
        document.labels.all(), key=lambda one: (one.kind, one.value, one.page or 0, one.start or 0, one.pk)
    ):
        if (
            label.kind in (*READ, ANSWER)
            and label.value in settled.all(label.kind)
            and label.standing == settled.standing(label.kind)
        ):
            held.setdefault((label.kind, label.value), label)
    return list(held.values())


def _reading(history: History, number: int, kind: str, value: str, standing: str) -> Row:
    return {
        "request": history.request.key,
        "number": number,
        "kind": kind,
        "value": value,
        "section": name_of_section(value) if kind == "exemption" else "",
        "standing": standing,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"

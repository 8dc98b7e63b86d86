"""What the page of a letter prints for whoever judges it: its words with the grounds marked, and what can be ticked."""

from __future__ import annotations

from dataclasses import dataclass

from datascores.corpus.models import Document, Label
from datascores.corpus.visibility import shown_texts
from foi.histories import READ
from foi.laws import name_of_section
from foi.models import Judgement, Message, Question

MOST_PAGES = 30  # of a letter; the rest is read in the reader


@dataclass(frozen=True)
class Choice:
    """A value that can be ticked; ``grounds`` are the sentences on which a rule proposes it."""

    value: str
    is_ticked: bool
    grounds: tuple[Label, ...] = ()
    key: str = ""
    about: str = ""


@dataclass(frozen=True)
class Asked:
    """A question of the request, with its rating so far, or the one that a rule proposes of this letter and its ground."""

    number: int
    words: str
    rating: str
    is_proposed: bool = False
    grounds: tuple[Label, ...] = ()


def questions_of(message: Message | None) -> list[Asked]:
    if message is None or message.request.template_id is None:
        return []
    held = message.request.judgements.filter(kind=Judgement.Kind.ANSWER).order_by("date", "pk")
    rated = dict(held.values_list("question", "value"))
    proposed = _proposed_answers(message.document) if message.document else {}
    asked = Question.objects.filter(template=message.request.template_id)
    return [_asked(question, rated.get(question.number, ""), proposed.get(question.number)) for question in asked]


def _asked(question: Question, rated: str, label: Label | None) -> Asked:
    if rated or label is None:
        return Asked(question.number, question.short, rated)
    return Asked(question.number, question.short, label.value.partition(": ")[2], True, (label,))


def _proposed_answers(document: Document) -> dict[int, Label]:
    """What a rule reads of a letter's answers, by the number of the question."""
    labels = document.labels.filter(kind="answer", standing=Label.Standing.PROPOSED).order_by("pk")
    return {int(number): label for label in labels if (number := label.value.partition(":")[0]).isdecimal()}


def choices_of(
    document: Document, kind: str, values: tuple[str, ...], said: dict[str, list[str]] | None, keys: str = ""
) -> list[Choice]:
    """The values of a kind with their grounds; ticked is what holds, or what was just said."""
    labels = [label for label in document.labels.all().order_by("page", "start", "pk") if label.kind == kind]
    confirmed = {label.value for label in labels if label.standing == Label.Standing.CONFIRMED}
    proposed = {label.value for label in labels if label.standing in (Label.Standing.PROPOSED, Label.Standing.STATED)}
    ticked = set(said[kind]) if said is not None else (confirmed or proposed) if kind in READ else set()
    every = [*values, *sorted({label.value for label in labels} - set(values))]
    return [
        Choice(
            value,
            value in ticked,
            tuple(label for label in labels if label.value == value),
            keys[number] if number < len(keys) else "",
            name_of_section(value) if kind == "exemption" else "",
        )
        for number, value in enumerate(every)
    ]


def pages_of(document: Document) -> list[tuple[int, list[tuple[str, bool]]]]:
    """The text of each page in pieces, with whether a label rests on the piece; what is withheld is covered."""
    pages = list(document.pages.select_related("text").order_by("number")[:MOST_PAGES])
    shown = shown_texts(page.text for page in pages)
    labels = [label for label in document.labels.all() if label.kind in (*READ, "answer") and label.start is not None]
    told = []
    for page in pages:
        text = shown[page.text_id]
        spans = [(label.start, label.end) for label in labels if label.page == page.number]
        told.append((page.number, _pieces(text, spans)))  # type: ignore[arg-type]
    return told


def _pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at or start >= len(text):
            continue
        pieces += [(text[at : max(at, start)], False), (text[max(at, start) : end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

"""The letters that wait for a person: nobody has said yet what they come to, or a newer rule says otherwise than a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from datascores.corpus.models import Document, Label
from datascores.corpus.visibility import shown_documents
from foi.histories import READ
from foi.models import Message

Standing = Label.Standing


@dataclass(frozen=True)
class Waiting:
    """How many letters of a campaign wait, and how many have been judged."""

    unjudged: int
    differing: int
    judged: int

    @property
    def total(self) -> int:
        return self.unjudged + self.judged


def letters(campaign_id: int) -> QuerySet[Document]:
    """The documents of letters from bodies that may be shown, in the order of their days; each once."""
    incoming = Message.objects.filter(request__campaign=campaign_id, direction=Message.Direction.IN)
    held = Q(messages__in=incoming) | Q(attachments__message__in=incoming)
    numbers = Document.objects.filter(held).values("pk")
    return shown_documents().filter(pk__in=numbers).order_by("pk")


def unjudged(campaign_id: int) -> QuerySet[Document]:
    """No person has said what the letter comes to."""
    return letters(campaign_id).exclude(Exists(_labels(Standing.CONFIRMED).filter(kind="outcome")))


def differing(campaign_id: int) -> QuerySet[Document]:
    """A rule proposes what a person neither confirmed nor rejected when judging the letter."""
    judged = letters(campaign_id).filter(Exists(_labels(Standing.CONFIRMED).filter(kind="outcome")))
    return judged.filter(Exists(_labels(Standing.PROPOSED)))


def count_waiting(campaign_id: int) -> Waiting:
    every, open_ones = letters(campaign_id).count(), unjudged(campaign_id).count()
    return Waiting(open_ones, differing(campaign_id).count(), every - open_ones)


def next_letter(campaign_id: int, after: int = 0, *, only_differing: bool = False) -> Document | None:
    """The next that waits after a document, or the first of all; None where none waits."""
    waiting = differing(campaign_id) if only_differing else unjudged(campaign_id)
    return waiting.filter(pk__gt=after).first() or waiting.first()


def _labels(standing: Label.Standing) -> QuerySet[Label]:
    return Label.objects.filter(document=OuterRef("pk"), kind__in=READ, standing=standing)

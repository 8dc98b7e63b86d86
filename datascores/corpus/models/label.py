"""Labels: how a room above the corpus says something about a document, with the sentence it rests on."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from datascores.catalogue.models import Authority
from datascores.corpus.dates import is_iso_date
from datascores.corpus.models.arrival import Arrival
from datascores.corpus.models.document import Document

KINDS = ("authority", "date", "kind", "outcome", "exemption", "response type")


def problem_with(kind: str, value: str) -> str:
    """What is wrong with a label's value, in words; empty if nothing is."""
    if any(unicodedata.category(character) in ("Cc", "Cf") for character in value):
        return "The value holds a character that is not seen, such as a line break or a sign that turns the direction."
    if kind == "date" and not is_iso_date(value):
        return "This is no date; write 2018, 2018-05 or 2018-05-31."
    if kind == "authority" and not Authority.objects.filter(slug=value).exists():
        return "No authority of the catalogue has this slug."
    if kind == "kind" and value not in settings.DOCUMENT_KINDS:
        return f"There is no such kind; there are {', '.join(settings.DOCUMENT_KINDS)}."
    return ""


class Label(models.Model):
    """A fact about a document (its authority, date, kind): stated by an arrival, proposed by a rule or said by a person."""

    class Standing(models.TextChoices):
        STATED = "stated", "stated by whoever sent it in"
        PROPOSED = "proposed", "proposed by a rule"
        CONFIRMED = "confirmed", "confirmed by a person"
        REJECTED = "rejected", "rejected by a person"

    class Certainty(models.TextChoices):
        SURE = "sure", "sure"
        LIKELY = "likely", "likely"
        DOUBTFUL = "doubtful", "doubtful"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="labels")
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, null=True, blank=True, related_name="labels")
    kind = models.CharField(max_length=30, help_text="What the label is about: authority, date, kind …")
    value = models.CharField(max_length=200)
    how = models.CharField(max_length=200, blank=True, help_text="Where the value was found, in words.")
    sentence = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    rule_version = models.CharField(max_length=40, blank=True)
    certainty = models.CharField(
        max_length=10, choices=Certainty, blank=True, help_text="How sure the rule is that proposed it."
    )
    standing = models.CharField(max_length=10, choices=Standing)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["document", "kind", "pk"]
        indexes = [models.Index(fields=["kind", "value"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

    def clean(self) -> None:
        """Refuse what no outlet could use: an unknown body, a date that is none, a kind nobody knows, unseen characters."""
        if message := problem_with(self.kind, self.value):
            raise ValidationError({"value": message})

"""Labels: how a room above the corpus says something about a document, with the sentence it rests on."""

from django.conf import settings
from django.db import models

from datascores.corpus.models.arrival import Arrival
from datascores.corpus.models.document import Document


class Label(models.Model):
    """A fact about a document (its authority, date, kind): stated by an arrival, proposed by a rule or said by a person."""

    class Standing(models.TextChoices):
        STATED = "stated", "stated by whoever sent it in"
        PROPOSED = "proposed", "proposed by a rule"
        CONFIRMED = "confirmed", "confirmed by a person"
        REJECTED = "rejected", "rejected by a person"

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
    standing = models.CharField(max_length=10, choices=Standing)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["document", "kind", "pk"]
        indexes = [models.Index(fields=["kind", "value"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

"""Rulings: a person's word on what a letter says, with what held before, so that it can be taken back."""

from django.conf import settings
from django.db import models

from datascores.corpus.models import Document
from foi.models.message import Message


class Ruling(models.Model):
    """One judging of a letter's document. ``before`` and ``after`` are its labels as they stood, and the ratings given."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="rulings")
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="rulings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rulings")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    judgements = models.JSONField(default=list, help_text="Numbers of the judgements that were added with it.")
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return (
            f"{self.document}: {', '.join(label['value'] for label in self.after if label['standing'] == 'confirmed')}"
        )

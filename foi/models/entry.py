"""Entries: what happened to a request and what was judged of it, with day, person and reason. Only ever added to."""

from django.conf import settings
from django.db import models

from foi.models.message import Message
from foi.models.request import Request
from foi.states import Event


class Entry(models.Model):
    """An event in the life of a request (foi.states), said by a person or by the source. ``is_void`` takes it back."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="entries")
    event = models.CharField(max_length=60, choices=[(event.value, event.value) for event in Event])
    date = models.DateField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries")
    until = models.DateField(null=True, blank=True, help_text="The day that the body gave, of a longer time.")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    is_void = models.BooleanField(default=False)

    class Meta:
        ordering = ["request", "date", "pk"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.date}: {self.event}"


class Judgement(models.Model):
    """What a person or a coding sheet says of a request: an outcome, a response type, a value of a question.

    ``date`` is the day for which it holds: the outcome at a date is the last judgement of that date or before.
    """

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "outcome"
        RESPONSE_TYPE = "response type", "response type"
        EXEMPTION = "exemption", "exemption"
        ANSWER = "answer", "answer to a question"

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="judgements")
    kind = models.CharField(max_length=20, choices=Kind)
    question = models.PositiveIntegerField(null=True, blank=True, help_text="The number of the question, of an answer.")
    value = models.CharField(max_length=60)
    date = models.DateField()
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, blank=True, related_name="judgements")
    source = models.CharField(max_length=200, blank=True, help_text="The sheet and row that said so.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["request", "date", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"

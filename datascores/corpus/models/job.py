"""Jobs: long work that a person or command asked for, done in the background by ``manage.py work``."""

from django.conf import settings
from django.db import models


class Job(models.Model):
    """A unit of background work with its progress; a worker that dies leaves ``beat_at`` behind, and the job is taken again."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40, help_text="Name of the function that does it; see datascores/jobs.py.")
    parameters = models.JSONField(default=dict, blank=True)
    priority = models.SmallIntegerField(default=5, help_text="Lower comes first.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["priority", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

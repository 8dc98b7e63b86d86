"""Runs and what became of each address in them: how a run is taken up again, and how it is told afterwards."""

from __future__ import annotations

from django.db import models


class Result(models.TextChoices):
    """What became of an address, as the table of a run names it."""

    NEW = "new", "new"
    CHANGED = "changed", "changed"
    FOUND_AGAIN = "found again", "found again"
    UNCHANGED = "unchanged", "unchanged"
    GONE = "gone", "gone: held, and no longer there"
    CLOSED = "closed", "closed to robots"
    FAILED = "failed", "failed"


class Run(models.Model):
    """One going-through of a list by a spider. Killed, it is taken up by the next that has the same to do."""

    class State(models.TextChoices):
        RUNNING = "running", "running, or stopped before its end"
        DONE = "done", "done"

    name = models.CharField(max_length=80, unique=True, help_text="As arrivals name it.")
    spider = models.CharField(max_length=40)
    collection = models.SlugField(max_length=60)
    plan = models.CharField(
        max_length=64, help_text="SHA-256 of what is to be asked: the same plan goes on with the same run."
    )
    targets = models.PositiveIntegerField(help_text="Addresses that are to be asked.")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    begun_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    starts = models.PositiveIntegerField(default=1, help_text="How often it was begun or taken up again.")
    alarm = models.CharField(max_length=300, blank=True, help_text="Why its result is to be looked at.")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Asked(models.Model):
    """What became of one address in a run."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="asked")
    url = models.URLField(max_length=2000)
    result = models.CharField(max_length=12, choices=Result)
    reason = models.CharField(max_length=300, blank=True)
    status = models.PositiveSmallIntegerField(default=0, help_text="Of the answer; 0 where none came.")
    is_conditional = models.BooleanField(
        default=False, help_text="Whether the host itself said that nothing has changed."
    )
    arrivals = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "asked"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "url"], name="asked_once_a_run")]

    def __str__(self) -> str:
        return f"{self.url}: {self.result}"


class Hit(models.Model):
    """An address that a web search brought for a term: where to look, never evidence of what stands there."""

    provider = models.CharField(max_length=60, help_text="The search engine, or the file that its results came in.")
    term = models.CharField(max_length=300)
    site = models.CharField(max_length=200, blank=True, help_text="The site that the search was kept to, if any.")
    rank = models.PositiveIntegerField(null=True, blank=True)
    url = models.URLField(max_length=2000)
    key = models.CharField(max_length=2000, db_index=True, help_text="The same for all ways of writing the address.")
    title = models.CharField(max_length=500, blank=True)
    snippet = models.TextField(blank=True, help_text="The engine's choice of words.")
    first_seen = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["provider", "term", "url"], name="hit_once_a_term")]

    def __str__(self) -> str:
        return f"{self.term}: {self.url}"

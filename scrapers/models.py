"""Runs and what became of each address in them: how a run is taken up again, and how it is told afterwards."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from datascores.corpus.models import Collection
from scrapers.politeness import DELAY, LEAST_DELAY


class Result(models.TextChoices):
    """What became of an address, as the table of a run names it."""

    NEW = "new", "new"
    CHANGED = "changed", "changed"
    FOUND_AGAIN = "found again", "found again"
    UNCHANGED = "unchanged", "unchanged"
    GONE = "gone", "gone: held, and no longer there"
    CLOSED = "closed", "closed to robots"
    FAILED = "failed", "failed"


class CrawlPlan(models.Model):
    """What is asked again and again: addresses, or the results of a provider's searches, how politely and how often."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="crawl_plans")
    addresses = models.TextField(blank=True, help_text="One address a line; lines that begin with # are notes.")
    provider = models.CharField(
        max_length=60, blank=True, help_text="Ask for all results of this provider's searches too, under their terms."
    )
    delay = models.FloatField(
        default=DELAY,
        validators=[MinValueValidator(LEAST_DELAY), MaxValueValidator(3600)],
        help_text="Seconds between two requests to one host.",
    )
    limit = models.PositiveIntegerField(
        null=True, blank=True, help_text="Ask for no more than so many addresses in a run."
    )
    every_days = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Days from the end of a run to the next; empty: only by hand.",
    )
    opens = models.TimeField(null=True, blank=True, help_text="Begin no run before this time of day, such as 01:00.")
    closes = models.TimeField(null=True, blank=True, help_text="Begin no run from this time of day on, such as 05:00.")
    is_paused = models.BooleanField(default=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if (self.opens is None) != (self.closes is None):
            raise ValidationError("Say both when it opens and when it closes, or neither.")
        if not self.addresses.strip() and not self.provider:
            raise ValidationError("A plan needs addresses or a provider.")


class Run(models.Model):
    """One going-through of a list by a spider. Killed, it is taken up by the next that has the same to do."""

    class State(models.TextChoices):
        RUNNING = "running", "running, or stopped before its end"
        DONE = "done", "done"

    name = models.CharField(max_length=80, unique=True, help_text="As arrivals name it.")
    spider = models.CharField(max_length=40)
    collection = models.SlugField(max_length=60)
    of = models.ForeignKey(CrawlPlan, on_delete=models.SET_NULL, null=True, blank=True, related_name="runs")
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

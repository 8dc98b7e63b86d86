"""Campaigns: many requests with one purpose, and the text that they were sent with."""

from django.db import models

from foi.laws import ACTS

LAWS = [(short, act.name) for short, act in ACTS.items()]


class Campaign(models.Model):
    """A purpose for which bodies are asked: who asked, how, and which list said whom to ask."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    sender = models.CharField(max_length=200, blank=True, help_text="Who asks: a person or an organisation.")
    channel = models.CharField(
        max_length=120, blank=True, help_text="How it is sent: own mailbox, WhatDoTheyKnow, forms of the bodies."
    )
    list_source = models.CharField(max_length=300, blank=True, help_text="Which list said whom to ask.")
    list_date = models.DateField(null=True, blank=True, help_text="When that list was read.")
    body_kinds = models.TextField(
        blank=True,
        help_text="The kinds of bodies that the campaign is about, one a line; who of them was never asked is shown.",
    )
    note = models.TextField(blank=True)
    is_shown = models.BooleanField(
        "shown to everybody",
        default=False,
        help_text="If not, only staff can see its pages; documents have rules of their own.",
    )

    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Template(models.Model):
    """A version of the text of a campaign's requests, and which law it is made for."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="templates")
    version = models.CharField(max_length=40)
    law = models.CharField(max_length=10, choices=LAWS, blank=True)
    language = models.CharField(max_length=10, default="en")
    text = models.TextField(blank=True, help_text="With {authority} and {system} where a request names them.")

    class Meta:
        ordering = ["campaign", "version"]
        constraints = [models.UniqueConstraint(fields=["campaign", "version"], name="template_version_once")]

    def __str__(self) -> str:
        return f"{self.campaign}, version {self.version}"


class Question(models.Model):
    """A numbered question of a template; the number is what answers are tied to and never changes its meaning."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    short = models.CharField(max_length=80, help_text="As it stands at the head of a table.")

    class Meta:
        ordering = ["template", "number"]
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="question_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.short}"

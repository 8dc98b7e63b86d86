"""Requests: one body asked once. What became of it is computed from its messages and its log, never kept here."""

from django.db import models

from datascores.catalogue.models import Authority, System
from foi.models.campaign import LAWS, Campaign, Template


class Request(models.Model):
    """A request for information: who was asked under which law, by which template or in words of its own.

    ``authority`` is the body of that date: a council that was abolished since stays the one that was asked. ``key`` is the
    identity of the request at its source (``whatdotheyknow:12345``, ``reference:DJL-17``), so that reading a source again
    finds the request instead of making another.
    """

    class Aim(models.TextChoices):
        TARGETED = "targeted", "targeted: one system of one body"
        GENERAL = "general", "general: the same text to all"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="requests")
    key = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, blank=True, help_text="Our own name for it.")
    title = models.CharField(max_length=300, blank=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="requests", null=True, blank=True)
    authority_as_written = models.CharField(
        max_length=300, blank=True, help_text="As the source names the body; kept also where the catalogue knows it."
    )
    aim = models.CharField(max_length=10, choices=Aim, default=Aim.GENERAL)
    law = models.CharField(max_length=10, choices=LAWS, blank=True)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="requests", null=True, blank=True)
    systems = models.ManyToManyField(System, related_name="requests", blank=True)
    sent = models.DateField(null=True, blank=True)
    received = models.DateField(
        null=True, blank=True, help_text="By the body; where it is not known the clock runs from sent."
    )
    narrows = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="narrowed", null=True, blank=True)
    address = models.URLField(max_length=500, blank=True, help_text="Where it can be read at its source.")
    source_state = models.CharField(
        max_length=120, blank=True, help_text="The state that the source gives it, in its words; requesters set these."
    )
    source_outcome = models.CharField(
        max_length=60,
        blank=True,
        help_text="What that state comes to here; it counts while no letter has been read and no person has judged.",
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["campaign", "sent", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="request_key_once")]

    def __str__(self) -> str:
        return f"{self.reference or self.key}: {self.body_name}"

    @property
    def body_name(self) -> str:
        """The body's name as the catalogue has it, else as it was written."""
        return self.authority.name if self.authority else self.authority_as_written


class BodyReference(models.Model):
    """A name that the body gives to a request, such as FOI10862."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="body_references")
    value = models.CharField(max_length=120)

    class Meta:
        ordering = ["request", "value"]
        constraints = [models.UniqueConstraint(fields=["request", "value"], name="body_reference_once")]

    def __str__(self) -> str:
        return self.value

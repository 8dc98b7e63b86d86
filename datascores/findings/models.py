"""Relations: a body, a system, a company and what a sentence says of them, proposed by a rule, ruled on by a person.

A row holds the place of its sentence, never its words: they are read from the shown text of the page each time, so that
what is withheld stays so.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from datascores.catalogue.models import Authority, Company, System
from datascores.corpus.models import Document, PageText


class Relation(models.Model):
    """One sentence's word on a body and a system (or a company, or a whole class of systems that the body denies).

    ``start`` and ``end`` bound the sentence, code points in the page's text. A denial of a class has no system, and
    ``class_words`` say in the body's words what is denied.
    """

    class Status(models.TextChoices):
        IN_USE = "in use", "in use"
        PILOT = "pilot", "pilot"
        PLANNED = "planned", "planned"
        WITHDRAWN = "withdrawn", "no longer used"
        DENIED = "denied", "said not to be used"
        UNCLEAR = "unclear", "unclear"

    class Speaker(models.TextChoices):
        AUTHORITY = "authority", "the body itself"
        REQUESTER = "requester", "whoever asked"
        OTHER = "other", "somebody else’s document"

    class Standing(models.TextChoices):
        PROPOSED = "proposed", "proposed by machine"
        CONFIRMED = "confirmed", "confirmed by a person"
        REJECTED = "rejected", "rejected by a person"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations")
    page_text = models.ForeignKey(PageText, on_delete=models.CASCADE, related_name="relations")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, related_name="relations")
    system = models.ForeignKey(System, on_delete=models.CASCADE, null=True, blank=True, related_name="relations")
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="relations")
    class_words = models.CharField(
        max_length=300, blank=True, help_text="What is denied as a whole, in the body's words."
    )
    status = models.CharField(max_length=10, choices=Status)
    purpose = models.CharField(max_length=300, blank=True)
    time = models.CharField(max_length=100, blank=True, help_text="As the sentence says it.")
    speaker = models.CharField(max_length=10, choices=Speaker)
    rule = models.CharField(max_length=200, help_text="Why the row was proposed, in words.")
    rule_version = models.CharField(max_length=20)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["document", "page", "start", "pk"]
        indexes = [
            models.Index(fields=["authority", "status"]),
            models.Index(fields=["system", "status"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(system__isnull=False)
                | Q(company__isnull=False)
                | (Q(status="denied") & ~Q(class_words="")),
                name="relation_is_of_something",
            ),
            models.CheckConstraint(
                condition=Q(standing="proposed") | Q(ruled_at__isnull=False), name="relation_ruled_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority} – {self.thing}: {self.get_status_display()}"

    @property
    def thing(self) -> str:
        """The system, the class that is denied, or the company."""
        return str(self.system or self.class_words or self.company)

"""What every record of the catalogue has: a kind, a slug, a name, further names, and the rules of matching as data.

The rules follow one scheme for all kinds: a name counts by itself unless it is ambiguous; an ambiguous name is case
sensitive, wants one of the record's context words near it, and is refused by a reject word near it. Texts with several
values hold one value a line, as curators edit them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords


class Record(models.Model):
    """An authority, company, system or keyword; (kind, slug) is its identity everywhere: rows, URLs, CSV, index."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority"
        COMPANY = "company"
        SYSTEM = "system"
        KEYWORD = "keyword"

    KIND: ClassVar[Kind]
    _change_reason: str  # set before saving; stands in the history

    kind = models.CharField(max_length=12, choices=Kind, editable=False)
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=250)
    name_is_ambiguous = models.BooleanField(
        default=False, help_text="The name itself has other meanings: it counts only with a context word near it."
    )
    context_words = models.TextField(
        blank=True, help_text="One a line. An ambiguous name counts only with one of these within 200 characters."
    )
    reject_words = models.TextField(
        blank=True, help_text="One a line. An ambiguous name is refused if one of these stands within 40 characters."
    )
    origin = models.CharField(
        max_length=60,
        blank=True,
        editable=False,
        help_text="The file set this record was loaded from, such as 'reference' or 'sample'.",
    )
    loaded_hash = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Content at the last load; differs once a curator edited the record.",
    )

    class Meta:
        ordering = ["kind", "name", "slug"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="record_kind_slug_unique")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        if hasattr(type(self), "KIND"):
            self.kind = type(self).KIND
        super().save(*args, **kwargs)


class Alias(models.Model):
    """A further name of a record, as it may stand in a document."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField("name", max_length=250)
    is_ambiguous = models.BooleanField(
        "ambiguous", default=False, help_text="Has other meanings: case sensitive, and needs a context word near it."
    )
    history = HistoricalRecords()
    _change_reason: str

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["record", "text"], name="alias_once_a_record")]

    def __str__(self) -> str:
        return self.text


def lines_of(text: str) -> tuple[str, ...]:
    """The values of a text that holds one a line, without blanks and doubles, in their order."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

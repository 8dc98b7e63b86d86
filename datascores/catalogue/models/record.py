"""What every record of the catalogue has: a kind, a slug, a name, further names, and the rules of matching as data.

The rules follow one scheme for all kinds: a name counts by itself unless it is ambiguous; an ambiguous name is case
sensitive, wants one of the record's context words near it (and one of its companies, where it names some), and is
refused by a reject word near it. Texts with several values hold one value a line, as curators edit them.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

CONTEXT_REACH = 200  # characters of the folded text, where a record says nothing else
REJECT_REACH = 40
OWN_MAKER = "maker"  # stands in near_companies for the maker of the system


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
        blank=True, help_text="One a line. An ambiguous name counts only with one of these near it."
    )
    reject_words = models.TextField(
        blank=True,
        help_text="One a line. An ambiguous name is refused if one of these stands near it, as a whole word.",
    )
    context_reach = models.PositiveSmallIntegerField(
        default=CONTEXT_REACH, help_text="How far a context word or a company may stand from the name, in characters."
    )
    reject_reach = models.PositiveSmallIntegerField(
        default=REJECT_REACH, help_text="How far a reject word may stand from the name, in characters."
    )
    near_companies = models.TextField(
        "near a company",
        blank=True,
        help_text="Slugs, one a line; “maker” is the maker of the system. An ambiguous name counts only with a name of "
        "one of these companies near it, and a context word too where there are some.",
    )
    lifts_short_forms = models.BooleanField(
        default=True,
        help_text="Once a name has counted in a document, its ambiguous names count there without a context word.",
    )
    allows_plural = models.BooleanField(default=False, help_text="The plural of each name counts as the name does.")
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
    valid_from = models.CharField(
        max_length=10, blank=True, help_text="ISO. In documents of an earlier date it is not this record's name."
    )
    valid_until = models.CharField(
        max_length=10, blank=True, help_text="ISO, last day. In documents of a later date it is not this record's name."
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

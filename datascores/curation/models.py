"""What curators do to the catalogue: drafts of changes, the versions that were published, and sentences that test rules.

A draft holds, record by record, the cells of the catalogue's CSV (see catalogue.table) before and after; nothing of it is
live. A version is a published draft, or a load of whole lists by command, with its number, author, reason and the
catalogue's hash on either side; its draft is from then on the change log and is not changed any more. A record is named
by kind and slug, since it may not exist yet.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from datascores.catalogue.models import Record
from datascores.catalogue.rules import hash_of
from datascores.catalogue.table import columns_of
from datascores.corpus.models import Job


class Draft(models.Model):
    """A change of one or several records that somebody prepares. ``preview`` is what previewing.py counted, with the
    hash of the content and of the catalogue it was counted for."""

    class State(models.TextChoices):
        OPEN = "open"
        PUBLISHED = "published"
        DROPPED = "dropped"

    reason = models.CharField(
        max_length=500, blank=True, help_text="Why; stands in the log of versions for all to see."
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, db_index=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    takes_back = models.ForeignKey(
        "Version", on_delete=models.PROTECT, null=True, blank=True, related_name="takings_back"
    )
    preview = models.JSONField(default=dict, blank=True)
    preview_job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("curate_catalogue", "Can draft changes of the catalogue and preview them"),
            ("publish_catalogue", "Can publish drafts of the catalogue"),
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk}: {self.reason}" if self.reason else f"Draft {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def content_hash(self) -> str:
        """Of all its edits: a preview holds only for the content that it was made for."""
        return hash_of([*self.edits.order_by("kind", "slug").values_list("kind", "slug", "before", "after")])

    @property
    def is_previewed(self) -> bool:
        return bool(self.preview) and self.preview.get("content") == self.content_hash()


class Edit(models.Model):
    """One record in a draft: its cells before (null: it does not exist) and after (null: it is deleted)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="edits")
    kind = models.CharField(max_length=12, choices=Record.Kind)
    slug = models.SlugField(max_length=120)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "slug"]
        constraints = [models.UniqueConstraint(fields=["draft", "kind", "slug"], name="edit_once_a_draft")]
        indexes = [models.Index(fields=["kind", "slug"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @property
    def name(self) -> str:
        return (self.after or self.before or {}).get("name", self.slug)

    @property
    def deed(self) -> str:
        if self.before is None:
            return "added"
        return "deleted" if self.after is None else "changed"

    def differences(self) -> list[tuple[str, str, str]]:
        """Column, old and new cell of all that differs, in the order of the columns."""
        before, after = self.before or {}, self.after or {}
        pairs = ((column, before.get(column, ""), after.get(column, "")) for column in columns_of(self.kind))
        return [(column, old, new) for column, old, new in pairs if old != new]


class Version(models.Model):
    """A published draft. Numbers count from 1 without gaps; the hashes are those of catalogue.rules.

    ``command`` is the name of the command that made it, where no person did.
    """

    number = models.PositiveIntegerField(unique=True)
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="version")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    command = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500)
    published_at = models.DateTimeField(auto_now_add=True)
    hash_before = models.CharField(max_length=12)
    hash_after = models.CharField(max_length=12)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Version {self.number}: {self.reason}"

    @property
    def by(self) -> str:
        """Who made it: a person's name, or that of a command."""
        return str(self.author or self.command or "a command")

    @property
    def title(self) -> str:
        """Number, author, time and reason in one sentence piece, for messages."""
        return f"version {self.number} by {self.by} of {self.published_at:%d %B %Y, %H:%M} ({self.reason})"


class RuleExample(models.Model):
    """A sentence in which a record must be found, or must not; checked at each publish.

    One that came with a draft belongs to it until it is published, and goes with it when it is dropped.
    """

    kind = models.CharField(max_length=12, choices=Record.Kind)
    slug = models.SlugField(max_length=120)
    sentence = models.TextField(max_length=2000)
    must_match = models.BooleanField(default=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="examples")

    class Meta:
        verbose_name = "test sentence"
        ordering = ["kind", "slug", "pk"]
        indexes = [models.Index(fields=["kind", "slug"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} {'in' if self.must_match else 'not in'} “{self.sentence[:60]}”"


class Dismissal(models.Model):
    """A suggested name that a person has ruled out; ``key`` is its folded form (see terms.key_of)."""

    key = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

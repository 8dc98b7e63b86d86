"""What is not shown: spans of a page withheld, and whole documents taken down. Read only by ``corpus.visibility``."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from datascores.corpus.models.document import Document


class WithheldSpan(models.Model):
    """Characters of a page that no outlet shows until a moderator releases them."""

    class Ruling(models.TextChoices):
        WAITING = "waiting", "waits for a moderator"
        KEPT = "kept", "stays withheld"
        RELEASED = "released", "released"

    class Kind(models.TextChoices):
        UNSEEN = "unseen", "words that a person looking at the page does not see"
        PERSONAL = "personal", "personal data of officers or requesters"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.UNSEEN)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="withheld_spans")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64, help_text="Of the page text that the offsets count in.")
    reason = models.CharField(max_length=200)
    ruling = models.CharField(max_length=10, choices=Ruling, default=Ruling.WAITING)
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        permissions = [("rule_withheldspan", "Can see withheld words and rule on them")]

    def __str__(self) -> str:
        return f"{self.document_id} p. {self.page} {self.start}-{self.end}"


class Takedown(models.Model):
    """A document that is not shown. Holds by hash, so neither a rebuild nor a new arrival undoes it."""

    sha256 = models.CharField(
        "SHA-256",
        max_length=64,
        unique=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", "Write the 64 hex digits of a SHA-256.")],
    )
    reason = models.TextField(help_text="Shown in place of the document.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.sha256[:12]

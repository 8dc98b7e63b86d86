"""Mentions: a name of the catalogue at a place in a text, with the rule that accepted it; candidates, the raw hits; and
refusals, a person's word that a mention is wrong."""

from django.conf import settings
from django.db import models

from datascores.catalogue.models import Record
from datascores.corpus.models.document import Document
from datascores.corpus.models.page import PageText, Segment


class Mention(models.Model):
    """A tag as a row. ``is_evidence`` says who speaks (the body itself); ``stance`` what is said of the record there.

    Use is evidence whose stance is affirmed or piloted; the two are never one flag. ``sentence_start`` and
    ``sentence_end`` bound the sentence that the stance was read from, code points in the page's text.
    """

    class Stance(models.TextChoices):
        AFFIRMED = "affirmed", "said to be so"
        DENIED = "denied", "denied"
        PLANNED = "planned", "planned"
        PILOTED = "piloted", "on trial"
        ENDED = "ended", "no longer"
        UNCLEAR = "unclear", "conditional or unclear"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="mentions")
    page_text = models.ForeignKey(PageText, on_delete=models.CASCADE, related_name="mentions")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="mentions")
    surface = models.CharField(max_length=300, help_text="The words as they stand in the text.")
    rule = models.CharField(max_length=400, help_text="Why the name counts here, in words.")
    rules_hash = models.CharField(max_length=16)
    catalogue_version = models.CharField(max_length=12)
    segment = models.CharField(max_length=10, choices=Segment.Kind)
    is_evidence = models.BooleanField(default=False)
    stance = models.CharField(max_length=20, choices=Stance, blank=True)
    sentence_start = models.PositiveIntegerField(null=True, blank=True)
    sentence_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["document", "page", "start", "record__kind", "record__slug"]
        indexes = [models.Index(fields=["record", "is_evidence", "document"])]
        constraints = [models.UniqueConstraint(fields=["page_text", "start", "end", "record"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.surface} p. {self.page}"


class Candidate(models.Model):
    """A record one of whose names stands in a document, accepted or not: the documents a change of its rules can touch."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="candidates")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="candidates")
    rules_hash = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "record"], name="candidate_once")]
        indexes = [models.Index(fields=["record", "rules_hash"])]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.document_id}"


class Refusal(models.Model):
    """A person's word that a mention is wrong: the matcher leaves it out from then on.

    It holds for the place in the text it was said of, and in a newer reading of the page for the same words with the same
    words around them (``surroundings_hash``, see ``corpus.refusing``). The record is named by kind and slug, so that the
    word outlasts a removal of the record and holds again when it is taken back.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="refusals")
    kind = models.CharField(max_length=12, choices=Record.Kind)
    slug = models.SlugField(max_length=120)
    page_text = models.ForeignKey(PageText, on_delete=models.CASCADE, related_name="refusals")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=300)
    rule = models.CharField(max_length=400, help_text="The rule that had accepted the mention.")
    surroundings_hash = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "slug"])]
        constraints = [
            models.UniqueConstraint(fields=["page_text", "start", "end", "kind", "slug"], name="refusal_once")
        ]

    def __str__(self) -> str:
        return f"{self.surface} is not {self.kind} {self.slug}"

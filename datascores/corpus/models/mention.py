"""Mentions: a name of the catalogue at a place in a text, with the rule that accepted it; and candidates, the raw hits."""

from django.db import models

from datascores.catalogue.models import Record
from datascores.corpus.models.document import Document
from datascores.corpus.models.page import PageText, Segment


class Mention(models.Model):
    """A tag as a row. ``is_evidence`` says who speaks (the body itself); ``stance`` what is said, filled by a later reader."""

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
    stance = models.CharField(max_length=20, blank=True)

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

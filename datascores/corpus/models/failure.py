"""Failures: what a step raised for a document. A row lasts until the step goes through; that it is due, stamps alone say."""

from django.db import models

from datascores.corpus.models.document import Document


class Failure(models.Model):
    """``tries`` in a row have failed, the last one ``at``; workers leave the document alone until ``again_at``."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="failures")
    step = models.CharField(max_length=20)
    reason = models.CharField(max_length=200)
    tries = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    again_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "step"], name="failure_once_a_step")]
        indexes = [models.Index(fields=["step", "reason"])]

    def __str__(self) -> str:
        return f"{self.step} of {self.document_id}: {self.reason}"

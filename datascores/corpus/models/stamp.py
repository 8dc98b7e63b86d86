"""Stamps: what each step last did for a document. A stamp that no longer matches is the only sign of work to do."""

from django.db import models

from datascores.corpus.models.document import Document


class Stamp(models.Model):
    """``version`` is that of the step's code and rules, ``inputs`` what it read, ``output`` a hash of what it made."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="stamps")
    step = models.CharField(max_length=20)
    version = models.CharField(max_length=80)
    inputs = models.CharField(max_length=2000)
    output = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "step"], name="stamp_once_a_step")]
        indexes = [models.Index(fields=["step", "version"])]

    def __str__(self) -> str:
        return f"{self.step} of {self.document_id}"

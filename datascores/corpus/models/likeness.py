"""How texts are compared: a signature for each text that can be compared, and its bands for finding.

All of it is made by the step "compare" from the words that may be shown, and can be made again at any time.
"""

from django.db import models

from datascores.corpus.models.document import Document


class Signature(models.Model):
    """The MinHash of a text; see ``corpus.likeness`` for what it is made of."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="signature")
    hashes = models.BinaryField(help_text="Unsigned 32-bit numbers, least byte first.")

    def __str__(self) -> str:
        return f"signature of {self.document_id}"


class Band(models.Model):
    """A stretch of a signature together with the body a document comes from; texts that share one are worth comparing."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="bands")
    key = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"band {self.key} of {self.document_id}"

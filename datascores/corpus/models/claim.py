"""Who is at work on what: rows that last as long as the work. No row here says that anything is to be done, or was."""

from django.db import models
from django.db.models.functions import Now

from datascores.corpus.models.document import Document


class Holding(models.Model):
    """``holder`` names the process and the piece of work; ``beat_at``, by the database's clock, when it last was alive."""

    holder = models.CharField(max_length=120, db_index=True)
    beat_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class Claim(Holding):
    """A document that one worker has in hand, whatever the step."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="claim")

    def __str__(self) -> str:
        return f"{self.document_id} by {self.holder}"


class Turn(Holding):
    """Something of which only one process may do it at a time, such as making the index again."""

    name = models.CharField(max_length=40, primary_key=True)

    def __str__(self) -> str:
        return f"{self.name} by {self.holder}"

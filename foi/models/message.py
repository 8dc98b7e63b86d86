"""Messages: what went out and what came in, each tied to the documents that hold its words and its files."""

from django.db import models

from datascores.corpus.models import Document
from foi.models.request import Request


class Message(models.Model):
    """A letter or mail of a request. Its words are a document of the corpus, shown under the corpus' rules only.

    ``key`` is its identity at the source (a Message-ID, ``incoming-22``, the hash of a file). A message that the source has
    withdrawn is kept and marked.
    """

    class Direction(models.TextChoices):
        OUT = "out", "to the body"
        IN = "in", "from the body"

    class Sort(models.TextChoices):
        """What a message is for, where that is known otherwise than from its words."""

        UNKNOWN = "", "not known"
        REQUEST = "request", "the request"
        FOLLOW_UP = "follow-up", "a follow-up"
        CLARIFICATION = "clarification", "the clarification asked for"
        REVIEW = "review", "asks for an internal review"
        ACKNOWLEDGEMENT = "acknowledgement", "an acknowledgement"
        ANSWER = "answer", "an answer"

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=300)
    direction = models.CharField(max_length=3, choices=Direction)
    sort = models.CharField(max_length=20, choices=Sort, blank=True, default=Sort.UNKNOWN)
    is_automatic = models.BooleanField(default=False)
    date = models.DateField(null=True, blank=True)
    time = models.DateTimeField(null=True, blank=True, help_text="Where the source gives more than the day.")
    sender = models.CharField(
        max_length=200, blank=True, help_text="As the source names the sender; not shown to the public."
    )
    subject = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="messages", null=True, blank=True)
    prominence = models.CharField(max_length=40, blank=True, help_text="Whether the source shows it, in its words.")
    withdrawn_at = models.DateField(null=True, blank=True, help_text="When it was first missed at the source.")

    class Meta:
        ordering = ["request", "date", "time", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "key"], name="message_key_once")]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}, {self.date or 'without a date'}"

    @property
    def documents(self) -> list[Document]:
        """Its words and its files, each once, in their order."""
        held = [self.document, *(attachment.document for attachment in self.attachments.all())]
        return list({document.pk: document for document in held if document is not None}.values())


class Attachment(models.Model):
    """A file of a message: a document of its own. ``key`` is its place in the message, which a source read again finds."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=300, blank=True)
    address = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments", null=True, blank=True)
    withdrawn_at = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["message", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["message", "key"], name="attachment_key_once")]

    def __str__(self) -> str:
        return self.name or self.key

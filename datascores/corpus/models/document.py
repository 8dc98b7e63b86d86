"""Documents and their originals: one row each for one sequence of bytes, whatever way and however often it came in."""

from __future__ import annotations

import re

from django.db import models

COVER = "█"  # stands for each sign that is not shown
TITLED_FORMATS = ("eml", "msg", "html")


class Document(models.Model):
    """One sha256. What differs from one arrival to another (request, outcome, sender) stands with the arrival."""

    class Status(models.TextChoices):
        """How reading the file ended; the words are those of the extractor, plus ``waiting`` before it ran."""

        WAITING = "waiting", "waiting to be read"
        OK = "ok", "read"
        PARTIAL = "partial", "read in part"
        NO_TEXT = "no_text", "no text: a scan, a picture or blank"
        ENCRYPTED = "encrypted", "encrypted"
        UNSUPPORTED = "unsupported", "not a format that is read here"
        EMPTY = "empty", "empty file"
        TOO_LARGE = "too_large", "over the size limit"
        FAILED = "failed", "could not be read"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    name = models.CharField(max_length=500, help_text="The file name of the first arrival.")
    title = models.CharField(max_length=500, blank=True)
    format = models.CharField(max_length=20, blank=True, db_index=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.WAITING, db_index=True)
    reason = models.TextField(blank=True, help_text="Why the file could not be read or not wholly, in plain words.")
    page_count = models.PositiveIntegerField(default=0)
    engine = models.CharField(max_length=80, blank=True, help_text="Name and version of what read the file.")
    read_seconds = models.FloatField(default=0)
    properties = models.JSONField(
        default=dict, blank=True, help_text="Fields that the file itself carries, such as a mail's subject."
    )
    text_hash = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="Of all words that may be shown, blanks folded; equal for copies.",
    )
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)
    personal_version = models.CharField(
        max_length=20, blank=True, help_text="Of the rules by which personal data in its texts was hidden."
    )
    hidden_names = models.JSONField(
        default=list, blank=True, help_text="Names of people on its pages that title and file name may not tell."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What the document is called on a page: a mail's subject or a web page's title, else the name of the file.

        The title that office programs write into a file is seldom one ("Dear", "Microsoft Word - xxxx").
        """
        return self.covered(self.title if self.title and self.format in TITLED_FORMATS else self.name)

    @property
    def other_name(self) -> str:
        """The title that the file carries or the name of the file, whichever `display_name` is not; shown beside it, because
        documents are found by both. Empty where there is only one."""
        is_titled = bool(self.title) and self.format in TITLED_FORMATS
        other = self.covered(self.name if is_titled else self.title)
        return other if other != self.display_name else ""

    def covered(self, line: str) -> str:
        """A title or file name with the hidden names of people in it covered, sign for sign."""
        for name in self.hidden_names:
            pattern = r"[\W_]+".join(re.escape(word) for word in name.split())
            line = re.sub(
                rf"(?<![^\W_]){pattern}(?![^\W_])", lambda match: COVER * len(match[0]), line, flags=re.IGNORECASE
            )
        return line


class Original(models.Model):
    """The bytes of a document as they came, stored once under their hash."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="original")
    key = models.CharField(max_length=200, unique=True, help_text="Name within the store of originals.")
    stored_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key

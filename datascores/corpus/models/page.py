"""Pages, their texts and the segments of a text.

A text is never changed: reading a page again adds a text and moves the page's pointer, so that an address of a quote goes
on showing the words it was made for. Offsets are Unicode code points in that text.
"""

from __future__ import annotations

import hashlib

from django.db import models

from datascores.corpus.models.document import Document


class PageText(models.Model):
    """The words of one page as one reader found them; (document, number, text_hash) is its identity."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="page_texts")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64)
    read_by = models.CharField(max_length=40, help_text="The reader that made this text, such as pdfium or ocr.")
    engine = models.CharField(max_length=80, blank=True)
    quality = models.FloatField(null=True, blank=True, help_text="Share of words known, 0 to 1, where measured.")
    confidence = models.FloatField(
        null=True, blank=True, help_text="Mean confidence of OCR, 0 to 1; null for other readers."
    )
    picture_from = models.PositiveIntegerField(
        null=True, blank=True, help_text="From this code point on, the words were read from pictures inside the page."
    )
    made_from = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="made_into",
        help_text="The text that the file itself gave, where OCR added to it or took its place.",
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["document", "number", "pk"]
        indexes = [models.Index(fields=["read_by"])]
        constraints = [models.UniqueConstraint(fields=["document", "number", "text_hash"], name="page_text_once")]

    def __str__(self) -> str:
        return f"{self.document_id} p. {self.number}"

    @property
    def is_sealed(self) -> bool:
        """Whether the hash was made with a secret, since words of the text are or were hidden."""
        return bool(self.text) and self.text_hash != hashlib.sha256(self.text.encode()).hexdigest()


class Page(models.Model):
    """A page of a document: its size and its current text. Sheets and slides are pages; formats without pages have page 1."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=200, blank=True, help_text="Name of a sheet or slide.")
    width = models.FloatField(null=True, blank=True, help_text="Points.")
    height = models.FloatField(null=True, blank=True, help_text="Points.")
    rotation = models.PositiveSmallIntegerField(default=0, help_text="Degrees clockwise.")
    first_row = models.PositiveIntegerField(
        null=True, blank=True, help_text="Row of a sheet in the first line of the text."
    )
    pictures_wanted = models.CharField(
        max_length=10, blank=True, help_text="What OCR is to read: page, pictures, or nothing."
    )
    pictures_read = models.CharField(
        max_length=10, blank=True, help_text="The version of OCR that read them, or tried to; empty while they wait."
    )
    pictures_failure = models.CharField(max_length=200, blank=True, help_text="Why OCR could not read them.")
    pictures_tries = models.PositiveSmallIntegerField(
        default=0, help_text="How often in a row that version was stopped before it could say anything; 0 once it has."
    )
    text = models.ForeignKey(PageText, on_delete=models.PROTECT, related_name="current_for")

    class Meta:
        ordering = ["document", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="page_number_once")]

    def __str__(self) -> str:
        return f"{self.document} p. {self.number}"


class WordBoxes(models.Model):
    """Where the words of a text that OCR read stand on the page."""

    page_text = models.OneToOneField(PageText, on_delete=models.CASCADE, related_name="word_boxes")
    boxes = models.JSONField(
        help_text="Lists of start, end (code points), left, top, right, bottom (points from top left)."
    )

    class Meta:
        verbose_name_plural = "word boxes"

    def __str__(self) -> str:
        return f"{len(self.boxes)} words of {self.page_text}"


class Segment(models.Model):
    """A stretch of a page's text by one speaker; segments of a text follow each other without overlap."""

    class Kind(models.TextChoices):
        OWN = "own", "the document’s own words"
        REQUEST = "request", "the request, quoted"
        STANDARD = "standard", "standard wording"
        HEADER = "header", "quoted e-mail header"

    page_text = models.ForeignKey(PageText, on_delete=models.CASCADE, related_name="segments")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    pair = models.PositiveIntegerField(
        null=True, blank=True, help_text="Question and answer that belong together share this number in a document."
    )

    class Meta:
        ordering = ["page_text", "start"]
        constraints = [models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="segment_not_empty")]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"

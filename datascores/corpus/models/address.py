"""Addresses on the web and what stood there over time."""

from django.db import models

from datascores.corpus.models.document import Document


class Address(models.Model):
    """A web address as it was asked for."""

    url = models.URLField(max_length=2000, unique=True)
    etag = models.CharField(
        "ETag", max_length=300, blank=True, help_text="Of the last answer with content; asked with the next time."
    )
    last_modified = models.CharField(max_length=100, blank=True, help_text="As its host wrote it, of the same answer.")
    gone_since = models.DateTimeField(
        null=True, blank=True, help_text="First seen missing (404 or 410), and not there again since."
    )

    class Meta:
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.url


class AddressVersion(models.Model):
    """What an address held from one visit on: a new row only when the hash of its content changes.

    The content is the main text for HTML, the publisher's named fields for JSON and the bytes for files.
    """

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="versions")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="address_versions")
    content_hash = models.CharField(max_length=64)
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        ordering = ["address", "first_seen"]
        constraints = [
            models.UniqueConstraint(fields=["address", "content_hash", "first_seen"], name="address_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.address} since {self.first_seen:%Y-%m-%d}"

"""Arrivals: each way in which a document came in. Never overwritten, never folded together."""

from django.db import models

from datascores.corpus.models.address import AddressVersion
from datascores.corpus.models.collection import Collection
from datascores.corpus.models.document import Document
from datascores.corpus.models.job import Job


class Arrival(models.Model):
    """One coming-in of a document: from which collection, under which name, inside which mail or zip, found by which search.

    ``fingerprint`` is the identity of the event, so that the same folder read twice makes no second row.
    ``stated_*`` is what whoever sent it in said about it: the only facts about body, date and kind that are not found in
    the text itself.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="arrivals")
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="arrivals")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="members")
    address_version = models.ForeignKey(
        AddressVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="arrivals"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="arrivals")
    run = models.CharField(
        max_length=80, blank=True, help_text="Which execution of a crawl plan or command brought it."
    )
    search_term = models.CharField(max_length=300, blank=True)
    file_name = models.CharField(
        max_length=500, help_text="Name with its folder as it stood at the place it came from."
    )
    declared_type = models.CharField(max_length=120, blank=True, help_text="Type that the sender named; a hint only.")
    sender = models.JSONField(default=dict, blank=True, help_text="The sender's own metadata, such as mail headers.")
    stated_authority = models.CharField(
        max_length=120, blank=True, help_text="Slug of the body the document comes from, as stated."
    )
    stated_date = models.CharField(
        max_length=10, blank=True, help_text="ISO; a year or month where no more was stated."
    )
    stated_kind = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.collection})"

"""Postings: files that staff handed in for a campaign, until they are filed."""

from django.conf import settings
from django.db import models

from foi.models.campaign import Campaign


class Posting(models.Model):
    """Files that came in together. ``arrivals`` has the number of each file's arrival by its name; ``manifest`` is the list by
    which they are to be filed, handed in or confirmed; ``refused`` what was not taken in, with the reason."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="postings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    at = models.DateTimeField(auto_now_add=True)
    arrivals = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    manifest = models.TextField(blank=True)
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.campaign}, {len(self.arrivals)} files"

"""Collections: where arrivals come from, and what may be shown of them."""

from django.db import models


class Collection(models.Model):
    """A source of arrivals (the facet ``source``) with its rights."""

    class Rights(models.TextChoices):
        OPEN = "open", "open licence or our own: the original is served to all"
        QUOTED = "quoted", "passages and a link; the original for staff only"

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    rights = models.CharField(max_length=10, choices=Rights, default=Rights.QUOTED)
    licence = models.CharField(max_length=200, blank=True, help_text="The licence as its owner names it.")
    shows_page_images = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

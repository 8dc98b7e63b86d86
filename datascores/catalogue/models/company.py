"""Firms that sell, run or advise on systems."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from datascores.catalogue.models.record import Record


class Company(Record):
    """A firm; former names are also aliases, and a firm that was bought names the buyer as its successor."""

    KIND = Record.Kind.COMPANY

    company_kind = models.CharField("kind of company", max_length=60, blank=True)
    former_names = models.TextField(blank=True, help_text="One a line.")
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors")
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "companies"

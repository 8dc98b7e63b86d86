"""Products, models and data sets with which people are scored, sorted or predicted."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from datascores.catalogue.models.company import Company
from datascores.catalogue.models.record import Record


class System(Record):
    """A system and its maker; no maker where a body built it itself or the maker is not known."""

    KIND = Record.Kind.SYSTEM

    maker = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, blank=True, related_name="systems")
    category = models.CharField(max_length=60, blank=True, db_index=True)
    history = HistoricalRecords()

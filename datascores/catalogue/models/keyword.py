"""Words and phrases that make a document worth reading, in lists and categories."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from datascores.catalogue.models.record import Record


class Keyword(Record):
    """A keyword; its list says where it comes from (general and media: 2018), its category what it is about."""

    KIND = Record.Kind.KEYWORD

    keyword_list = models.CharField("list", max_length=60, blank=True, help_text="Several lists are parted by |.")
    category = models.CharField(max_length=60, blank=True, db_index=True)
    history = HistoricalRecords()

"""Public bodies that answer, buy and use: councils, police forces, fire services, health bodies, departments."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from datascores.catalogue.models.record import Record


class Authority(Record):
    """A public body with the dates between which it existed and the bodies that followed it."""

    KIND = Record.Kind.AUTHORITY

    body_kind = models.CharField("kind of body", max_length=60, blank=True, db_index=True)
    body_detail = models.CharField(max_length=120, blank=True)
    nation = models.CharField(max_length=30, blank=True, db_index=True)
    region = models.CharField(max_length=60, blank=True, db_index=True)
    gss_code = models.CharField(
        "GSS code", max_length=12, blank=True, help_text="Code of the Office for National Statistics."
    )
    former_gss_codes = models.TextField("former GSS codes", blank=True, help_text="One a line.")
    mysociety_code = models.CharField("mySociety code", max_length=12, blank=True)
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees north, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees east, WGS 84.")
    domains = models.TextField(blank=True, help_text="One a line, the present one first.")
    start_date = models.CharField(max_length=10, blank=True, help_text="ISO; a year or month where no more is known.")
    end_date = models.CharField(max_length=10, blank=True, help_text="Last day of existence, ISO.")
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)
    history = HistoricalRecords(m2m_fields=["successors"])

    class Meta:
        verbose_name_plural = "authorities"

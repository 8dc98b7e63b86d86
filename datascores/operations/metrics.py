"""The portal's numbers for Prometheus, counted when they are asked for. Open only where DATASCORES_METRICS says so."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from datascores.operations.parts import backlog, look

LABELS = {
    "documents": ("status", "Documents held, by how reading them ended."),
    "documents_due": ("step", "Documents for which a step is due."),
    "jobs": ("state", "Jobs, by state."),
    "messages_waiting": ("queue", "Messages to workers that wait at the broker."),
    "oldest_waiting_job_seconds": ("", "How long the oldest job waits."),
    "index_documents": ("", "Documents in the index."),
    "disk_free_bytes": ("", "Free bytes on the disk of the data folder."),
}


class Portal(Collector):
    """Gauges of the parts and of what waits. Where a part is away its own numbers are missing, never nought."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        well = GaugeMetricFamily("datascores_part_is_well", "1 where a part of the portal works.", labels=["part"])
        parts = look()
        for part in parts:
            well.add_metric([part.name], float(part.is_well))
        yield well
        if all(part.is_well for part in parts):
            for name, counts in backlog().items():
                label, words = LABELS[name]
                gauge = GaugeMetricFamily(f"datascores_{name}", words, labels=[label] if label else [])
                for value, count in counts.items():
                    gauge.add_metric([value] if label else [], float(count))
                yield gauge


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The portal's numbers, then those of this process: requests by view, status and time."""
    if not settings.METRICS:
        raise Http404("Metrics are not published here.")
    of_portal = CollectorRegistry(auto_describe=False)
    of_portal.register(Portal())
    return HttpResponse(generate_latest(of_portal) + generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)

"""The zip of a campaign as a download: made anew for each who asks, in a file that is gone when it is sent."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.urls import reverse

from foi.exports.bundle import write_campaign
from foi.models import Campaign
from search.exports.responses import ExportsBusy, places


def send_bundle(campaign: Campaign, day: date, root: str) -> HttpResponseBase:
    """503 where as many downloads as may be are being made."""
    try:
        give_back = places.take()
    except ExportsBusy as error:
        return HttpResponse(
            str(error), status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"}
        )
    try:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "tables.zip"
            page = f"{reverse('campaign', args=[campaign.slug])}?on={day}"
            bundle = write_campaign(campaign, day, root, page, target)
            file = target.open("rb")  # an open file outlives its name
    finally:
        give_back()
    response = FileResponse(
        file, as_attachment=True, filename=f"{campaign.slug}-{day}.zip", content_type="application/zip"
    )
    response["ETag"] = f'"{bundle.sha256}"'
    return response

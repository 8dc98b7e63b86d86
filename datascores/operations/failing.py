"""What a person sees when something fails on our side: that it is no empty result, and whether to come back."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

AGAIN_AFTER = 30  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """503 when the database is away or busy, with Retry-After; 500 for anything else. Asks no database itself."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        away = HttpResponse(render_to_string("503.html"), status=503)
        away["Retry-After"] = str(AGAIN_AFTER)
        return away
    return HttpResponse(render_to_string("500.html"), status=500)

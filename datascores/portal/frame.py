"""The frame around every page: the site's name, its main doors and where to write. No query is made here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

SITE_NAME = "Data Scores"
DOORS = {
    "Search": "search",
    "Authorities": "authority-list",
    "Companies": "company-list",
    "Systems": "system-list",
    "Keywords": "keyword-list",
    "Documents": "document-list",
    "Requests": "campaign-list",
    "About": "about",
}


@dataclass(frozen=True)
class Door:
    """A link of the main navigation; ``is_current`` on its own page, not on those below it."""

    label: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Template context that every page has."""
    doors = [(label, reverse(name)) for label, name in DOORS.items()]
    return {
        "site_name": SITE_NAME,
        "contact": settings.CONTACT,
        "doors": [Door(label, url, request.path == url) for label, url in doors],
        "page_url": request.build_absolute_uri(),
    }

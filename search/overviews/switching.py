"""The ways to look at one search: its results, by date, in context, by body. Each link keeps the whole query."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from search.query import SearchQuery

VIEWS = {
    "search": "Results",
    "search-dates": "By date",
    "search-concordance": "In context",
    "search-bodies": "By body",
}


@dataclass(frozen=True)
class ViewLink:
    """A way to look at the search, and whether it is the present one."""

    label: str
    url: str
    is_current: bool


def links_to_views(query: SearchQuery, current: str) -> list[ViewLink]:
    """Links to every view; ``current`` is the name of the present one's address."""
    return [ViewLink(label, view_url(name, query), name == current) for name, label in VIEWS.items()]


def view_url(name: str, query: SearchQuery, *args: str, **more: str | int) -> str:
    """The address of a view of a search from its first page, with more of the address; ``args`` are parts of its path."""
    asked = [query.to_querystring(page=1), urlencode(more)]
    querystring = "&".join(part for part in asked if part)
    return reverse(name, args=args) + (f"?{querystring}" if querystring else "")

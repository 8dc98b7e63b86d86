"""The address of a search: its whole state is in the query string."""

from __future__ import annotations

from django.urls import reverse

from search.query import SearchQuery


def search_url(query: SearchQuery, **changes) -> str:
    """The address of a search with some of its parts changed."""
    querystring = query.to_querystring(**changes)
    return reverse("search") + (f"?{querystring}" if querystring else "")

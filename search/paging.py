"""Numbered pages: which numbers to offer and where they lead. Every link keeps the rest of the query string."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

AROUND = 2
LAST_NUMBER = 1_000_000


@dataclass(frozen=True)
class PageLink:
    """A page to go to; without a number it is a gap."""

    number: int = 0
    url: str = ""
    is_current: bool = False


def read_page_number(value: str) -> int:
    """The page asked for; anything that is no number from 1 on is page 1."""
    return (
        min(int(value), LAST_NUMBER)
        if value.isascii() and value.isdigit() and 0 < len(value) < 10 and int(value)
        else 1
    )


def page_links(request: HttpRequest, number: int, last: int) -> list[PageLink]:
    """Links to the pages of a list whose state is the request's own query string."""

    def url_of(page: int) -> str:
        parameters = request.GET.copy()
        parameters["page"] = str(page)
        return f"{request.path}?{parameters.urlencode()}"

    return number_links(number, last, url_of)


def number_links(number: int, last: int, url_of: Callable[[int], str]) -> list[PageLink]:
    """The first, the last and the neighbouring pages, with gaps between; none when there is only one page."""
    if last <= 1:
        return []
    wanted = sorted({1, last, *range(max(1, number - AROUND), min(last, number + AROUND) + 1)})
    links: list[PageLink] = []
    before = 0
    for page in wanted:
        if page > before + 1:
            links.append(PageLink())
        links.append(PageLink(page, url_of(page), page == number))
        before = page
    return links

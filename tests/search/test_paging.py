"""Numbered pages: first, last and neighbours, gaps between, and no nonsense."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from search.paging import number_links, page_links, read_page_number


def numbers(number: int, last: int) -> list[int]:
    return [link.number for link in number_links(number, last, str)]


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, []), (1, 3, [1, 2, 3]), (10, 20, [1, 0, 8, 9, 10, 11, 12, 0, 20]), (99, 3, [1, 0, 3]), (1, 0, []),
    ],
)  # fmt: skip
def test_ends_and_neighbours_are_offered(number, last, shown):
    assert numbers(number, last) == shown


@pytest.mark.parametrize(
    ("value", "number"), [("", 1), ("0", 1), ("-3", 1), ("7", 7), ("x", 1), ("٣", 1), ("9" * 50, 1)]
)
def test_page_number_that_makes_no_sense_is_the_first(value, number):
    assert read_page_number(value) == number


def test_links_keep_the_rest_of_the_address():
    links = page_links(RequestFactory().get("/documents/", {"status": "no_text", "page": "2"}), 2, 3)
    assert links[0].url == "/documents/?status=no_text&page=1" and links[1].is_current

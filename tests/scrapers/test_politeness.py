from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.politeness import Plan, plan_for, user_agent_for
from scrapers.targets import Target
from scrapers.waiting import seconds_asked


def test_plan_counts_a_robots_txt_for_each_site_and_the_busiest_host_decides_the_time():
    urls = ["http://a.example/1", "http://A.example/2", "https://a.example/3", "http://b.example/"]
    assert plan_for([Target(url) for url in urls], 2) == Plan(addresses=4, requests=7, hosts=2, seconds=8)


def test_plan_of_nothing_is_nothing():
    assert plan_for([], 2) == Plan(addresses=0, requests=0, hosts=0, seconds=0)


@pytest.mark.parametrize("contact", ["", "  ", "a@b.example\r\nX: y", "büro@b.example"])
def test_contact_that_cannot_stand_in_a_header_is_refused(contact):
    with pytest.raises(ValueError, match="contact address"):
        user_agent_for(contact)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        (" 120 ", 120),
        ("Sat, 01 Jun 2024 12:00:30 GMT", 30),
        ("Sat, 01 Jun 2024 11:00:00 GMT", 0),
        ("Sun, 01 Jun 2025 12:00:00 GMT", 365 * 86400),
        ("-5", 0),
        ("soon", 0),
        ("", 0),
        ("9" * 400, 999_999_999),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(header, seconds):
    assert seconds_asked(header, datetime(2024, 6, 1, 12, tzinfo=UTC)) == seconds

"""One key for all ways of writing an address, and different keys for different addresses."""

import pytest

from scrapers.canonical import key_of

KEY = "council.example/reports/risk?a=1&b=2"


@pytest.mark.parametrize(
    "url",
    [
        "https://council.example/reports/risk?a=1&b=2",
        "http://www.council.example/reports/risk?b=2&a=1",
        "HTTPS://WWW.Council.Example:443/reports/risk?a=1&b=2#top",
        "http://council.example:80/reports/./x/../risk/?a=1&b=2",
        "https://council.example/reports/risk?utm_source=mail&a=1&gclid=7&b=2&fbclid=x",
        "https://council.example/reports/risk;jsessionid=AB12?a=1&b=2&PHPSESSID=9",
        "https://council.example/reports/risk?a=1&b=2&print=1",
    ],
)
def test_ways_of_writing_one_address_have_one_key(url):
    assert key_of(url) == KEY


@pytest.mark.parametrize(
    "url",
    [
        "https://council.example/Reports/risk?a=1&b=2",
        "https://council.example/reports/risk?a=1&b=3",
        "https://council.example/reports/risk?a=1&b=2&page=2",
        "https://council.example:8443/reports/risk?a=1&b=2",
        "https://papers.council.example/reports/risk?a=1&b=2",
    ],
)
def test_other_addresses_have_other_keys(url):
    assert key_of(url) != KEY


def test_escapes_and_names_of_other_scripts_are_written_one_way():
    assert key_of("https://xn--exmple-cua.example/%7Ea/%c3%a4") == key_of("https://exämple.example/~a/ä")


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "ftp://a.example/x", "https://"])
def test_what_is_no_web_address_has_no_key(url):
    with pytest.raises(ValueError, match="is no web address"):
        key_of(url)

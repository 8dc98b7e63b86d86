"""No address, redirect or name leads a run into the machine's own network, however it is written."""

from __future__ import annotations

import pytest
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError

from scrapers.resolver import PublicResolver
from scrapers.targets import refusal_of

# ways of writing this machine and its neighbours, all of which a browser or a C library understands
WAYS = """
    127.0.0.1 127.0.0.1. 127.1 127.0.1 127.0.0.2 127.255.255.254 localhost LOCALHOST localhost. ip6-localhost 2130706433
    0x7f000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 0177.1 017700000001 0x7f.0.1 0.0.0.0 0 [::1] [::] [0:0:0:0:0:0:0:1]
    [0000::0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [fe80::1] [fc00::1] [fd00:ec2::254]
    [2002:7f00:1::] 10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254 0xa9fea9fe 2852039166 192.0.0.192
    198.18.0.1 224.0.0.1 255.255.255.255 metadata.google.internal instance-data １２７.０.０.１ ①②⑦.⓪.⓪.①
"""
HOSTS = WAYS.split()
SCHEMES = ("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "data:text/plain,x", "javascript:1", "s3://bucket/key",
           "//127.0.0.1/x", "jar:http://127.0.0.1!/x")  # fmt: skip
CREDENTIALS = (
    "http://council.example@127.0.0.1/",
    "http://user:word@127.0.0.1/",
    "http://council.example%00@127.0.0.1/",
)


def test_none_of_many_ways_of_writing_an_own_address_is_asked(portal, site):
    listing = "\n".join(site.url("/secret", host) for host in HOSTS)
    done = portal.collect(listing, "--delay", "1", "--timeout", "10", COLLECT_PRIVATE_HOSTS="")
    assert site.asked == []
    refused = [line for line in done.stdout.splitlines() if "/secret" in line]
    assert len(refused) >= len({*HOSTS}) - 1 >= 45, done.stdout
    assert portal.counts()["arrival"] == 0 and done.returncode == 1


def test_no_redirect_of_a_host_that_may_be_asked_leads_to_one_that_may_not(portal, site):
    inward = [host for host in HOSTS if host not in ("127.0.0.1",) and host.isascii()]
    for number, host in enumerate(inward):
        site.say(f"/go/{number}", status=302, Location=site.url("/secret", host))
    for number, address in enumerate((*SCHEMES, *CREDENTIALS)):
        site.say(f"/scheme/{number}", status=302, Location=address)
    paths = [*(f"/go/{number}" for number in range(len(inward))), *(f"/scheme/{number}" for number in range(8))]
    listing = "\n".join(site.url(path) for path in paths)
    portal.collect(listing, "--timeout", "10", COLLECT_PRIVATE_HOSTS="127.0.0.1")
    assert "/secret" not in site.paths()
    assert portal.counts()["arrival"] == 0


@pytest.mark.parametrize("address", SCHEMES)
def test_other_schemes_are_no_addresses(address):
    assert refusal_of(address)


@pytest.mark.parametrize("address", CREDENTIALS)
def test_addresses_with_credentials_are_refused(address):
    assert refusal_of(address) in ("holds a user name or password", "not a web address")


class Answers:
    """A reactor's resolver that gives another answer each time, as a name does that is bound anew between two looks."""

    def __init__(self, *addresses: str):
        self.addresses = list(addresses)

    def resolve(self, name: str, timeout: object) -> Deferred[str]:
        return succeed(self.addresses.pop(0))


def test_a_name_that_is_bound_anew_is_checked_at_each_look_and_the_checked_address_is_the_one_that_is_dialled(
    monkeypatch,
):
    answers = Answers("93.184.215.14", "127.0.0.1", "169.254.169.254")
    monkeypatch.setattr(
        "scrapy.resolver.CachingThreadedResolver.getHostByName",
        lambda self, name, timeout=(): answers.resolve(name, timeout),
    )
    resolver = PublicResolver.__new__(PublicResolver)
    told: list[object] = []
    for _ in range(3):
        resolver.getHostByName("rebound.example").addBoth(told.append)
    assert told[0] == "93.184.215.14"
    assert [failure.check(DNSLookupError) for failure in told[1:]] == [DNSLookupError] * 2

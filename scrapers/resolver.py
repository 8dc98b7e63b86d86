"""Names to public addresses only: no page, redirect or name server can lead a run into the machine's own network.

The check stands where the name is resolved, and the address it saw is the one that is dialled. Hosts named in the
setting COLLECT_PRIVATE_HOSTS are let through, for tests and for an intranet one wants to collect.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PublicResolver(CachingThreadedResolver):
    """Fails with DNSLookupError for a name that leads to a private, loopback, link-local or like address."""

    private_hosts: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> PublicResolver:
        resolver = super().from_crawler(crawler, reactor)
        resolver.private_hosts = frozenset(crawler.settings.getlist("PRIVATE_HOSTS"))
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if name not in self.private_hosts and not ip_address(address).is_global:
            raise DNSLookupError(f"{name} leads to {address}, which is no public address")
        return address
